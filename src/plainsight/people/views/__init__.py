"""The pages of signing in, unlocking, one's own account and the team."""

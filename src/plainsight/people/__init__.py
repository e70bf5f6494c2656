"""Who works here: officers, teams, roles, sign-in, and the one access rule."""

"""Plainsight carries a sign of modern slavery to the people who can act on it."""

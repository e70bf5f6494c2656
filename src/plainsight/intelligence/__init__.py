"""Intelligence: graded, sanitised, and kept apart from whoever gave it."""

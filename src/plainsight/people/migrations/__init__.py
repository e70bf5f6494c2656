"""Schema history of the people app."""

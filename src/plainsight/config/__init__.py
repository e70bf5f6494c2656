"""Settings of each process, read from a typed environment."""

"""One module a measurement: `run() -> dict[str, float]`, figure name to value."""

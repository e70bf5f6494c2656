"""The one log: append-only entries, signed checkpoints over them, and the proof that both stand."""

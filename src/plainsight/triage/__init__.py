"""Triage: the queue of what has arrived, opening it, and asking the reporter."""

"""Who may touch what. The public side has two doors and no table, the worker one door."""

from __future__ import annotations

TABLES: dict[str, dict[str, str]] = {
    "feedback_feedback": {"desk": "SELECT, UPDATE (state, settled_at)"},
    "feedback_pagecount": {"desk": "SELECT"},
}

FUNCTIONS: dict[str, set[str]] = {
    "gate.send_feedback": {"public"},
    "gate.count_page": {"public"},
    "gate.purge_feedback": {"worker"},
}

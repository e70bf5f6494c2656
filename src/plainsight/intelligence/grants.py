"""What the desk may do with intelligence: nothing of it is ever removed by hand."""

from __future__ import annotations

TABLES = {
    "intelligence_intelreport": {
        "desk": "SELECT, INSERT, UPDATE (state, urn, body, source, handling, action, sanitisation, "
        "marking, priority, intelligence_on, evaluated_by_id, evaluated_at, version)"
    },
    "intelligence_origin": {"desk": "SELECT, INSERT"},
    "intelligence_mention": {"desk": "SELECT, INSERT, UPDATE (dropped_by_id, dropped_at)"},
    "intelligence_watch": {"desk": "SELECT, INSERT, UPDATE (ended_at)"},
    "intelligence_notice": {"desk": "SELECT, INSERT, UPDATE (seen_at)"},
    "intelligence_step": {"desk": "SELECT, INSERT"},
}

FUNCTIONS: dict[str, set[str]] = {"gate.new_urn": {"desk"}}

"""What the desk and the worker may do with records: nothing that was said is ever removed."""

from __future__ import annotations

TABLES = {
    "pole_entity": {
        "desk": "SELECT, INSERT, UPDATE (label, sounds, words, latitude, "
        "longitude, cluster, is_protected, version)",
        "worker": "SELECT",
    },
    "pole_fact": {"desk": "SELECT, INSERT, UPDATE (value, body, withdrawn_by_id, withdrawn_at)"},
    "pole_part": {"desk": "SELECT, INSERT"},
    "pole_marker": {"desk": "SELECT, INSERT, UPDATE (removed_by_id, removed_at)"},
    "pole_link": {"desk": "SELECT, INSERT, UPDATE (status, settled_by_id, settled_at)"},
    "pole_shape": {"desk": "SELECT, INSERT, UPDATE, DELETE", "worker": "SELECT"},
    "pole_posting": {"desk": "SELECT, INSERT, DELETE", "worker": "SELECT"},
    "pole_veiled": {"desk": "SELECT, INSERT, DELETE", "worker": "SELECT"},
    "pole_pair": {"desk": "SELECT, INSERT, UPDATE, DELETE", "worker": "SELECT, INSERT, UPDATE"},
    "pole_judgement": {"desk": "SELECT, INSERT"},
    "pole_clusterstep": {"desk": "SELECT, INSERT"},
    "pole_interest": {"desk": "SELECT, INSERT, UPDATE (ended_at)", "worker": "SELECT"},
    "pole_look": {"desk": "INSERT", "worker": "SELECT, UPDATE, DELETE"},
    "pole_told": {"desk": "SELECT, INSERT, UPDATE (seen_at)", "worker": "SELECT, INSERT"},
    "pole_entity_numbers": {"desk": "USAGE"},
}

FUNCTIONS: dict[str, set[str]] = {}

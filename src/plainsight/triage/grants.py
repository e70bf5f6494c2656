"""What the desk and the worker may do with triage's own tables: nothing there is removed."""

from __future__ import annotations

# What an act of triage changes of where a report stands. Rows are made by triggers alone.
_ACTS = (
    "state, rank, version, alarm_since, alarm_level, grade, graded_at, respond_by, responded_at, "
    "thrive_at, crime_decision, control_room_at, control_room_acknowledged_at, assigned_to_id, "
    "mark, closed_at, closing, merged_into_id, dispose_on, disposal_warned_at, is_held"
)

TABLES = {
    "triage_filelock": {"desk": "SELECT, INSERT, UPDATE (lifted_by_id, lifted_at, lift_reason)"},
    "triage_standing": {"desk": f"SELECT, UPDATE ({_ACTS})"},
    "triage_entry": {"desk": "SELECT, INSERT"},
    "triage_search": {"desk": "SELECT, INSERT"},
    "triage_savedview": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
}

FUNCTIONS: dict[str, set[str]] = {
    "gate.ring_alarms": {"worker"},
    "gate.supervisors_to_tell": {"worker"},
    "gate.alarm_was_told": {"worker"},
    "gate.who_has_to_read": {"worker"},
    "gate.announce_disposals": {"worker"},
    "gate.dispose_due": {"worker"},
    "gate.finish_erasures": {"worker"},
    "gate.supervisors_of_uncovered": {"worker"},
    "gate.is_uncovered": set(),
}

"""What the desk may do with triage's own tables: a lock is made and lifted, never removed."""

from __future__ import annotations

TABLES = {
    "triage_filelock": {"desk": "SELECT, INSERT, UPDATE (lifted_by_id, lifted_at, lift_reason)"},
}

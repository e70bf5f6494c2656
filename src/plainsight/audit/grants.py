"""Who may touch the log: nobody changes it, few read it, and all writing goes through one door.

The public role has no right here: its gate functions write as the owner.
"""

from __future__ import annotations

TABLES = {
    "audit_entry": {"desk": "SELECT", "checkpoint": "SELECT"},
    "audit_checkpoint": {"checkpoint": "SELECT, INSERT"},
    "audit_era": {"checkpoint": "SELECT"},
}
FUNCTIONS = {
    "audit.write": {"desk", "cms", "worker"},
    "audit.current_era": {"checkpoint"},
    "audit.cluster": {"checkpoint"},
}

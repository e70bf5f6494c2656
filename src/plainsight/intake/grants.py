"""Who may touch what of intake. The public role has no table, only doors."""

from __future__ import annotations

TABLES: dict[str, dict[str, str]] = {
    "intake_report": {"desk": "SELECT, UPDATE (state, opened_at)"},
    "intake_attachment": {"desk": "SELECT"},
    "intake_conversation": {"desk": "SELECT, UPDATE (last_seq)"},
    "intake_message": {"desk": "SELECT, INSERT, UPDATE (read_at)"},
}

FUNCTIONS: dict[str, set[str]] = {
    "gate.save_draft": {"public"},
    "gate.read_draft": {"public"},
    "gate.attach_file": {"public"},
    "gate.discard_draft": {"public"},
    "gate.keep_code": {"public"},
    "gate.forget_code": {"public"},
    "gate.save_shared": {"public"},
    "gate.send_report": {"public"},
    "gate.by_code": {"public"},
    "gate.unread_messages": {"public"},
    "gate.acknowledge_messages": {"public"},
    "gate.post_message": {"public"},
    "gate.post_file": {"public"},
    "gate.destroy_code": {"public"},
    "gate.spend_token": {"public"},
    "gate.enter_report": {"desk"},
    "gate.promote_unfinished": {"worker"},
    "gate.purge_intake": {"worker"},
    "gate.orphan_files": {"worker"},
}

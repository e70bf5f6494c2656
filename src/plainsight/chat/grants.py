"""Who may touch what of chat. The public side has doors only."""

from __future__ import annotations

TABLES: dict[str, dict[str, str]] = {
    "chat_chat": {
        "desk": "SELECT, UPDATE (state, operator, offered_to, accepted_at, operator_seen_at, "
        "warned_at, slow_s, is_stilled, is_held, notes, said_at)"
    },
    "chat_note": {"desk": "SELECT, INSERT"},
    "chat_interpreter": {"desk": "SELECT, INSERT, UPDATE (until, left_at, wrap)"},
    "chat_hours": {"desk": "SELECT, INSERT, DELETE"},
    "chat_closure": {"desk": "SELECT, INSERT, DELETE"},
    "chat_presence": {"desk": "SELECT, INSERT, UPDATE"},
    "chat_block": {"desk": "SELECT, INSERT, UPDATE (agreed_by, agreed_at), DELETE"},
    "chat_daykey": {"worker": "MAINTAIN"},
    "chat_count": {"desk": "SELECT"},
}

FUNCTIONS: dict[str, set[str]] = {
    "gate.begin_chat": {"public"},
    "gate.chat_stands": {"public"},
    "gate.chat_rows": {"public"},
    "gate.chat_say": {"public"},
    "gate.chat_file": {"public"},
    "gate.keep_unsent": {"public"},
    "gate.leave_chat": {"public"},
    "gate.visitor_ends": {"public"},
    "gate.visitor_reports": {"public"},
    "gate.day_key": {"public"},
    "gate.find_invitation": {"public"},
    "gate.join_chat": {"public"},
    "gate.chat_outlook": {"public", "desk"},
    "gate.chat_week": {"public"},
    "gate.chat_heads": {"public", "desk"},
    "gate.chat_event": {"desk"},
    "gate.chat_operator_says": {"desk"},
    "gate.end_chat": {"desk"},
    "gate.report_chat": {"desk"},
    "gate.sweep_chats": {"worker"},
    "gate.purge_chats": {"worker"},
}

"""How a chat is guarded by the one access rule: the team whose key it is sealed to."""

from __future__ import annotations

from plainsight.people.policies import Guard

GUARDS = {
    "chat.Chat": Guard(kind="conversation", action="chat.list", record="conversation_id"),
}

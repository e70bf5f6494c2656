"""What is kept of a chat beside its log."""

from plainsight.chat.models.chat import Chat
from plainsight.chat.models.hours import Closure, Hours, Presence
from plainsight.chat.models.limits import Block, DayKey
from plainsight.chat.models.parts import Interpreter, Note
from plainsight.chat.models.planning import Count

__all__ = [
    "Block",
    "Chat",
    "Closure",
    "Count",
    "DayKey",
    "Hours",
    "Interpreter",
    "Note",
    "Presence",
]

"""The chat app. Only the desk's side installs it: the public process calls gates."""

from __future__ import annotations

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """Registers chats, their hours and their counts."""

    name = "plainsight.chat"
    label = "chat"

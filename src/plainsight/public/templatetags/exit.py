"""What every public page carries in its head: the style, the quick exit and its words.

Both files stand in the page exactly as they are on disk: the policy in the response's headers
allows them by their hash, and nothing else.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

register = template.Library()

FOLDER = Path(__file__).resolve().parent.parent / "inline"


@cache
def _text(name: str) -> SafeString:
    return mark_safe((FOLDER / name).read_text(encoding="utf-8"))  # noqa: S308 (our own file)


@register.simple_tag
def inline_style() -> SafeString:
    """Return the whole stylesheet."""
    return _text("site.css")


@register.simple_tag
def inline_script() -> SafeString:
    """Return the quick exit's script."""
    return _text("exit.js")


@register.simple_tag
def inline_chat_style() -> SafeString:
    """Return what the chat's own pages need besides."""
    return _text("chat.css")


@register.simple_tag
def inline_chat_script() -> SafeString:
    """Return the script of the chat, which no other page carries."""
    return _text("chat.js")


@register.simple_tag
def inline_join_script() -> SafeString:
    """Return the script of the page on which an interpreter joins."""
    return _text("join.js")


@register.simple_tag
def quick_exit() -> dict[str, str]:
    """Return where the exit leads and every word that its script can say."""
    return {
        "url": settings.EXIT_URL,
        "name": gettext("Quick exit"),
        "bland": pgettext("the one word on the page while it is being left", "Loading"),
        "shift1": gettext("Shift. Press it two more times to leave."),
        "shift2": gettext("Shift. Press it once more to leave."),
        "wait": gettext("One moment…"),
        "lost": gettext("That did not go through. What you typed is still here. Try again."),
    }

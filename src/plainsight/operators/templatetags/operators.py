"""The words of a chat's events, states and flags, as an operator reads them."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.chat.models import Chat
from plainsight.codes.phrases import language_of

register = template.Library()

EVENTS: dict[str, str | Promise] = {
    "opened": _("The visitor began the chat."),
    "joined": _("An operator joined."),
    "handed_over": _("Another operator took over."),
    "paused": _("The operator is away; the visitor was told, and the place is kept."),
    "resumed": _("The operator is back."),
    "left": _("The visitor has left, or their line is gone."),
    "back": _("The visitor is back."),
    "interpreter": _("An interpreter joined."),
    "interpreter_left": _("The interpreter left."),
    "slow": _("Slow mode is on."),
    "slow_off": _("Slow mode is off."),
    "stilled": _("The visitor was asked to wait."),
    "stilled_off": _("The visitor may write again."),
    "idle": _("Nobody has written for ten minutes; the visitor was asked if they are there."),
    "ended_visitor": _("The visitor ended the chat."),
    "ended_operator": _("The operator ended the chat."),
    "ended_supervisor": _("A supervisor ended the chat."),
    "ended_idle": _("The chat ended because nobody wrote."),
    "ended_stop": _("The visitor typed the stop word. Say nothing more."),
    "ended_abandoned": _("The chat ended because the visitor did not come back."),
    "ended_report": _("The chat ended, and became a report."),
    "report": _("It became a report."),
}
STATES: dict[str, str | Promise] = {
    "waiting": _("Waiting"),
    "open": _("Talking"),
    "paused": _("Paused: the operator is away"),
    "ended": _("Ended"),
}


@register.filter
def event_words(event: str) -> str:
    """Return an event of the log in words."""
    return str(EVENTS.get(event, event))


@register.filter
def state_words(chat: Chat) -> str:
    """Return where a chat stands, in words."""
    return str(STATES.get(chat.state, chat.state))


@register.filter
def flags(chat: Chat) -> list[str]:
    """Return what the visitor said of danger, age and whom it is about."""
    said = {
        _("Danger now"): chat.danger_now,
        _("Under 18"): chat.under_18,
        _("About themselves"): chat.about_me,
    }
    return [str(words) for words, is_so in said.items() if is_so]


@register.filter
def language_words(code: str) -> str:
    """Return a language's name in English."""
    found = language_of(code)
    return found.english_name if found else code

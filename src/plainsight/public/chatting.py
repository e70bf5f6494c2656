"""The chat's cookie and forms, and the words for how it stands."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from plainsight.chat import visitor
from plainsight.chat.beginning import Opening
from plainsight.chat.visiting import ChatVisit, taken_up
from plainsight.codes.phrases import languages
from plainsight.intake.errors import NotNow
from plainsight.intake.messages import LONGEST
from plainsight.public import cookies
from plainsight.public.forms.base import NOT_A_CHOICE, SAID, YES_NO_UNSURE, choice, long_text

SAYINGS: dict[str, str | Promise] = {
    "opened": _("You have started a chat. Someone will answer here."),
    "joined": _("Someone is here to talk with you."),
    "handed_over": _("Someone else has taken over. They have read what you wrote."),
    "paused": _("The line of the other side has dropped. Your place is kept. Stay, if it is safe."),
    "resumed": _("The other side is back."),
    "left": _("You were away for a while."),
    "back": _("You are back. Your place was kept."),
    "interpreter": _("An interpreter has joined. They keep to themselves what is said here."),
    "interpreter_left": _("The interpreter has left."),
    "slow": _("Please wait a little between two messages."),
    "slow_off": _("You can write as fast as you like again."),
    "stilled": _("The other side asks you to wait. What you type stays in the box."),
    "stilled_off": _("You can write again."),
    "idle": _("Are you still there? Write anything, and the chat stays open."),
    "ended_visitor": _("You have ended the chat."),
    "ended_operator": _("The chat has ended."),
    "ended_supervisor": _("The chat has ended."),
    "ended_idle": _("The chat has ended, because no one wrote any more."),
    "ended_abandoned": _("The chat has ended, because no one was there any more."),
    "ended_report": _("The chat has ended."),
    "report": _("What you wrote is now a report. Trained people read it."),
}
"""What a visitor reads of each event of the log; one that is not here is not shown."""

INTERPRETING: dict[str, str | Promise] = SAYINGS | {
    "opened": "",
    "left": _("The person outside is away for a while."),
    "back": _("The person outside is back."),
    "interpreter": _("You have joined as the interpreter."),
    "slow": "",
    "slow_off": "",
    "stilled": _("The operator asks the person outside to wait."),
    "stilled_off": _("The person outside can write again."),
    "ended_visitor": _("The chat has ended."),
    "report": "",
}
"""What an interpreter reads of them."""


class Start(forms.Form):
    """What is asked before a chat: little, and nothing of it must be answered."""

    use_required_attribute = False
    danger_now = choice(_("Is anyone in danger right now?"), YES_NO_UNSURE)
    about_me = choice(_("Is it happening to you?"), YES_NO_UNSURE)
    under_18 = choice(_("Are you under 18?"), YES_NO_UNSURE)
    language = forms.ChoiceField(
        label=_("Which language do you want to use?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages=NOT_A_CHOICE,
    )
    stop_word = forms.CharField(
        label=_("A word that stops everything"),
        max_length=40,
        required=False,
        help_text=_(
            "Type it, and we stop. We say no more, and this page goes away. Choose words that "
            "look plain to others."
        ),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"}),
        error_messages={"max_length": _("Choose a shorter one, of 40 letters at most.")},
    )
    text = long_text(
        _("What would you like to say first?"),
        LONGEST,
        required=False,
        hint=_("You can leave this empty, and write when someone is here."),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        """Offer the languages in which the other side can begin, each in itself."""
        super().__init__(*given, **more)
        box = self.fields["language"]
        named = '<span lang="{}" dir="{}" translate="no">{}</span>'
        box.choices = [  # type: ignore[attr-defined]  # a ChoiceField's
            (one.code, format_html(named, one.code, one.direction, one.name)) for one in languages()
        ]
        if any(one.review != "reviewed" for one in languages()):
            box.help_text = _("Our words in them are new: no native speaker has read them yet.")
        self.initial.setdefault("language", "en")

    def opening(self) -> Opening:
        """Return what was said; call it on a form that is valid."""
        said = self.cleaned_data
        return Opening(
            text=said["text"],
            language=said["language"] or "en",
            danger_now=SAID[said["danger_now"]],
            under_18=SAID[said["under_18"]],
            about_me=SAID[said["about_me"]],
        )


class Say(forms.Form):
    """One message. `id` names it, so that it is said once however often it is sent."""

    use_required_attribute = False
    text = long_text(
        _("Your message"), LONGEST, error_messages={"required": _("Write your message first.")}
    )
    id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @classmethod
    def fresh(cls, text: str = "") -> Say:
        """Return a box with a new name for what will be written in it."""
        return cls(initial={"id": uuid4(), "text": text})

    def client_id(self) -> UUID:
        """Return the message's id: the same text of the same box is the same message."""
        return uuid5(self.cleaned_data["id"] or uuid4(), self.cleaned_data["text"])


def read(request: HttpRequest) -> ChatVisit | None:
    """Return the chat in the request's cookie."""
    return taken_up(cookies.read(request, cookies.CHAT))


def keep(response: HttpResponse, visit: ChatVisit) -> None:
    """Set the cookie anew, so that the chat can be taken up for some hours from now."""
    cookies.keep(response, cookies.CHAT, visit.token())


def leave(request: HttpRequest) -> None:
    """Tell the chat that its visitor is gone. Never stands in the way."""
    visit = read(request)
    if visit is not None:
        with suppress(NotNow):
            visitor.leave(visit)

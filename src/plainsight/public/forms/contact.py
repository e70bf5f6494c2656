"""Who the reporter is and how they may be reached: always optional, always last."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.answers import LIMITS, Answers, Contact
from plainsight.public.forms.base import NOT_A_CHOICE, YES_NO, Step, choice, line, long_text

FEWEST_DIGITS = 5
E_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
HOW = [
    ("", _("No, I will use my code")),
    ("phone", _("By phone call")),
    ("text", _("By text message")),
    ("email", _("By e-mail")),
    ("other", _("Another way")),
]
WINDOWS = [
    ("week_day", _("Monday to Friday, 8am to 6pm")),
    ("week_evening", _("Monday to Friday, 6pm to 10pm")),
    ("weekend_day", _("Saturday and Sunday, 8am to 6pm")),
    ("weekend_evening", _("Saturday and Sunday, 6pm to 10pm")),
    ("any", _("At any time")),
]
"""The windows of `intake.windows` in words; a test holds the two together."""


class SafeContact(Step):
    """Name, way, number, and when and how it is safe."""

    title = _("Do you want us to contact you?")
    names = ("name", "how", "value", "message", "windows", "times", "language", "word", "safe")
    name = line("name", _("Your name"), _("You do not have to say. It can be any name."))
    how = choice(_("Can we contact you?"), HOW)
    value = long_text(
        _("Number or address"),
        LIMITS["contact"],
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    message = choice(_("If you do not answer, may we leave a message?"), YES_NO)
    windows = forms.MultipleChoiceField(
        label=_("When is it safe?"),
        help_text=_("Tick all that are safe. If you tick none, we take no time for safe."),
        choices=WINDOWS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_A_CHOICE,
    )
    times = long_text(
        _("Is there more to say about the time?"),
        LIMITS["contact"],
        required=False,
        hint=_("For example: only before noon, never on Sundays."),
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    language = line("word", _("What language should we use?"))
    word = line(
        "word",
        _("A word that we say first"),
        _("Choose any word. When you hear or read it, you know that it is us."),
    )
    safe = long_text(
        _("How is it safe?"),
        LIMITS["contact"],
        required=False,
        hint=_("Who else uses this phone or reads these messages? What should we not say?"),
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for what is missing, and for the rest of a number or address that cannot work."""
        how, value = self.cleaned_data.get("how"), self.cleaned_data.get("value", "")
        if "value" in self.errors:
            return super().clean()
        if how and not value:
            self.add_error(
                "value", _("Write the number or address, or choose “No, I will use my code”.")
            )
        elif value and how == "":
            self.add_error("how", _("Choose how we may use this number or address, or empty it."))
        elif how in {"phone", "text"} and sum(map(str.isdigit, value)) < FEWEST_DIGITS:
            self.add_error("value", _("This has too few digits for a phone number. Look again."))
        elif how == "email" and not E_MAIL.search(value):
            self.add_error(
                "value", _("This is not a whole e-mail address. It looks like name@example.org.")
            )
        return super().clean()

    def contact(self) -> Contact:
        """Return what was said."""
        said = {name: self.cleaned_data[name] for name in self.names}
        return Contact(**said | {"windows": tuple(said["windows"])})

    def changes(self) -> dict[str, Any]:
        """Return the contact as it is kept."""
        return {"contact": self.contact()}

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return the contact's parts."""
        return {name: getattr(answers.contact, name) for name in cls.names}


class YoungContact(SafeContact):
    """The same in shorter words."""

    title = _("How can we reach you?")
    name = line("name", _("What can we call you?"), _("Any name. You do not have to say."))
    how = choice(
        _("Can we write to you or call you?"),
        [("", _("No, I will use my code")), *HOW[1:]],
        hint=_("You do not need to ask anyone first."),
    )
    safe = long_text(
        _("What should we look out for?"),
        LIMITS["contact"],
        required=False,
        hint=_("Who could see your phone?"),
    )

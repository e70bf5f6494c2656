"""Reaching the reporter: the rule that makes it safe, and what an officer says before it opens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.answers import LIMITS
from plainsight.intake.contact import Contact

LONGEST_REASON = 1_000
FIRST_RULE = 0
"""The number of the rule that came with the report itself; a later one has its message's."""

WINDOWS = {
    "week_day": _("Monday to Friday, 08:00 to 18:00"),
    "week_evening": _("Monday to Friday, 18:00 to 22:00"),
    "weekend_day": _("Saturday and Sunday, 08:00 to 18:00"),
    "weekend_evening": _("Saturday and Sunday, 18:00 to 22:00"),
    "any": _("At any time"),
}


class ReachingForm(forms.Form):
    """That the rule was read, which one it was, and why somebody must be reached outside it."""

    rule = forms.IntegerField(min_value=FIRST_RULE, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it cannot wait for a safe time"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea,
        help_text=_("Sealed with the report, and kept with your name."),
        error_messages={
            "max_length": _("Make the reason shorter: at most %(limit_value)d characters."),
        },
    )
    has_read = forms.BooleanField(
        label=_("I have read what is safe, and will keep to it."),
        error_messages={"required": _("Read what is safe, then say that you have read it.")},
    )


def words_of(windows: Iterable[str]) -> list[Any]:
    """Return windows in words; a code that this desk does not know opens nothing and is left out.

    The order is that of the week, whatever the one in which they were chosen.
    """
    chosen = set(windows)
    return [words for code, words in WINDOWS.items() if code in chosen]


def _line(label: Any, limit: str, hint: Any = "") -> forms.CharField:
    box = forms.CharField(label=label, help_text=hint, max_length=LIMITS[limit], required=False)
    box.widget.attrs.pop("maxlength", None)  # a browser that cuts a pasted text loses it
    return box


class ContactFields(forms.Form):
    """Who it is and how they are safely reached, as the public site asks it."""

    names: ClassVar[tuple[str, ...]] = (
        *("name", "how", "value", "message"),
        *("windows", "times", "speaks", "word", "safe"),
    )
    name = _line(_("Their name"), "name", _("They do not have to say. It can be any name."))
    how = forms.ChoiceField(
        label=_("How they may be reached"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", _("Not at all")),
            ("phone", _("Phone call")),
            ("text", _("Text message")),
            ("email", _("E-mail")),
            ("other", _("Another way")),
        ],
    )
    value = _line(_("Number or address"), "contact")
    message = forms.ChoiceField(
        label=_("If they do not answer, may a message be left?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not said"))],
    )
    windows = forms.MultipleChoiceField(
        label=_("When it is safe"),
        required=False,
        choices=list(WINDOWS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If none is ticked, no time counts as safe."),
    )
    times = _line(_("More about the times"), "contact")
    speaks = _line(_("Language to use"), "word")
    word = _line(_("Code word"), "word", _("What the desk says first, so that they know it is us."))
    safe = forms.CharField(
        label=_("What is safe"),
        required=False,
        max_length=LIMITS["contact"],
        widget=forms.Textarea,
        help_text=_("Who else uses this phone or reads these messages? What must not be said?"),
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for the number of a way, and for the way of a number."""
        how, value = self.cleaned_data.get("how"), self.cleaned_data.get("value", "")
        if how and not value and "value" not in self.errors:
            self.add_error("value", _("Write the number or address, or choose “Not at all”."))
        elif value and how == "":
            self.add_error("how", _("Choose how this number or address may be used, or empty it."))
        return super().clean()

    def contact(self) -> Contact:
        """Return what was said; without a way to reach them, only their name."""
        given = self.cleaned_data
        said = {name: given[name] for name in self.names if name not in {"speaks", "windows"}}
        said["safe"] = "\n".join(said["safe"].splitlines())
        return Contact(**said, windows=tuple(given["windows"]), language=given["speaks"])

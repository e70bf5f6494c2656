"""What every act of triage is filled in with: the version of its page, and words."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import Code, valid_codes
from plainsight.core.clock import now
from plainsight.people.models import Officer

LONGEST = 4_000
NUMBER = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9./-]{0,31}$", _("Letters, digits, dots, strokes and hyphens only.")
)


class DayInput(forms.DateInput):
    """The browser's own way to give a day."""

    input_type = "date"

    def __init__(self) -> None:
        """Give and take the day as browsers do."""
        super().__init__(format="%Y-%m-%d")


class ActForm(forms.Form):
    """What all acts share. `colleagues` are those to whom the report can be given."""

    is_same_everywhere: ClassVar[bool] = True
    """Whether it is the same for every report and officer while it is empty."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: list[Officer] | None = None, **options: Any) -> None:
        """Take what Django's form takes."""
        super().__init__(*args, **options)
        self.colleagues = colleagues or []

    def given(self) -> dict[str, Any]:
        """Return what a valid form gives to its act."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class WordsForm(ActForm):
    """An act of which no more is said than words."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST, widget=forms.Textarea
    )


class ReasonForm(ActForm):
    """An act that takes a reason."""

    note = forms.CharField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Say why.")},
    )


def choices(name: str) -> list[tuple[str, str]]:
    """Return the codes of a list that may be given today, as a field takes them."""
    return [(one.code, _said(one)) for one in valid_codes(name, now().date())]


def _said(code: Code) -> str:
    minutes = code.facts.get("minutes")
    if not minutes:
        return code.words
    hours = minutes // 60
    within = f"{hours} h" if hours and minutes % 60 == 0 else f"{minutes} min"
    return f"{code.words} ({within})"

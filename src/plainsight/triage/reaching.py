"""Reaching the reporter: the rule that makes it safe, and what an officer says before it opens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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

"""What the log may be narrowed by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.desk.log import Wanted, verb_choices


class DayInput(forms.DateInput):
    """The browser's own way to give a day."""

    input_type = "date"


class LogForm(forms.Form):
    """The filter of the log's page; what is not understood is refused, not ignored."""

    verb = forms.ChoiceField(
        label=_("What was done"),
        required=False,
        choices=lambda: [("", _("Everything")), *verb_choices()],
    )
    day = forms.DateField(
        label=_("Day"),
        required=False,
        widget=DayInput,
        error_messages={"invalid": _("Give the day as in 2026-11-23.")},
    )
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def wanted(self) -> Wanted:
        """Return what a valid form asks for."""
        given = self.cleaned_data
        return Wanted(given["verb"] or None, given["subject"], given["day"], given["before"])

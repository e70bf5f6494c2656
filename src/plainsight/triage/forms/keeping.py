"""Keeping a report against its day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.triage.forms.acting import DayInput, ReasonForm


class KeepForm(ReasonForm):
    """Until when."""

    until = forms.DateField(
        label=_("Keep it until"),
        widget=DayInput,
        error_messages={"required": _("Give a day."), "invalid": _("Give a day.")},
    )
    field_order = ("version", "until", "note")

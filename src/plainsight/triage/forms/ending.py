"""Merging, marking and closing a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.triage.forms.acting import ReasonForm, choices


class MergeForm(ReasonForm):
    """The report that this one repeats."""

    into = forms.CharField(
        label=_("Reference of the report that it repeats"),
        max_length=16,
        error_messages={"required": _("Give the reference, such as PS-7K2M-9QXF.")},
    )
    field_order = ("version", "into", "note")


class MarkForm(ReasonForm):
    """Spam, malicious, or neither."""

    mark = forms.ChoiceField(
        label=_("Mark"),
        required=False,
        widget=forms.RadioSelect,
        choices=lambda: [*choices("marks"), ("", _("Neither"))],
    )
    field_order = ("version", "mark", "note")


class CloseForm(ReasonForm):
    """The reason for closing."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=lambda: [("", _("Choose")), *choices("closing_reasons")],
        error_messages={"required": _("Choose a reason.")},
    )
    field_order = ("version", "reason", "note")

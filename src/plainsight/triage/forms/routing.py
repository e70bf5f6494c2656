"""Giving a report to somebody: an officer, the control room, another agency."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.triage.forms.acting import LONGEST, NUMBER, ActForm, DayInput, choices


class AssignForm(ActForm):
    """To whom the report is given."""

    is_same_everywhere = False
    to = forms.ChoiceField(label=_("Give it to"), required=False)
    note = forms.CharField(
        label=_("Note to them"), required=False, max_length=LONGEST, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer nobody, and the colleagues."""
        super().__init__(*args, **options)
        chosen = self.fields["to"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [
                ("", _("Nobody")),
                *((str(one.id), str(one)) for one in self.colleagues),
            ]

    def given(self) -> dict[str, Any]:
        """Return the officer's id, or None."""
        to = self.cleaned_data["to"]
        return {"to": UUID(to) if to else None, "note": self.cleaned_data["note"]}


class ControlRoomForm(ActForm):
    """The incident under which the control room has it."""

    incident = forms.CharField(
        label=_("Incident number"),
        max_length=32,
        validators=[NUMBER],
        help_text=_("Numbers begin again each day, so the date belongs to it."),
        error_messages={"required": _("Give the incident number.")},
    )
    on = forms.DateField(
        label=_("Date of the incident"),
        widget=DayInput,
        error_messages={
            "required": _("Give the date of the incident."),
            "invalid": _("Give the date as in 2026-11-24."),
        },
    )
    note = forms.CharField(
        label=_("What they were told"), required=False, max_length=LONGEST, widget=forms.Textarea
    )


class AcknowledgedForm(ActForm):
    """Who acknowledged it."""

    by = forms.CharField(
        label=_("Who acknowledged it"),
        max_length=200,
        help_text=_("Name or number of the dispatcher, and what they said they would do."),
        error_messages={"required": _("Say who acknowledged it.")},
    )


class ReferForm(ActForm):
    """The agency, its reference, and what was sent."""

    agency = forms.ChoiceField(
        label=_("Agency"),
        choices=lambda: [("", _("Choose")), *choices("referral_agencies")],
        error_messages={"required": _("Choose an agency.")},
    )
    reference = forms.CharField(
        label=_("Their reference"), required=False, max_length=32, validators=[NUMBER]
    )
    note = forms.CharField(
        label=_("Who there, what they were told, and on which basis"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Say whom you told, what, and on which basis.")},
    )

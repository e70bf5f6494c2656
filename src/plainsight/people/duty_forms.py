"""The forms of the rota and of notices by e-mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plainsight.people.models import Officer, Shift, Team


class ClockInput(forms.TimeInput):
    """The browser's own way to give a time of day."""

    input_type = "time"


class DayInput(forms.DateInput):
    """The browser's own way to give a day."""

    input_type = "date"


class ShiftForm(forms.Form):
    """One officer's duty, by the clock on the wall; an end before the beginning is next day's."""

    officer = forms.ModelChoiceField(
        label=_("Officer"), queryset=Officer.objects.none(), empty_label=None
    )
    duty = forms.ChoiceField(
        label=_("Duty"),
        choices=[
            (Shift.Duty.DESK, _("At the desk")),
            (Shift.Duty.CUSTODIAN, _("Custodian on call")),
        ],
    )
    day = forms.DateField(label=_("Day it begins"), widget=DayInput)
    begins = forms.TimeField(label=_("From"), widget=ClockInput)
    ends = forms.TimeField(label=_("To"), widget=ClockInput)
    days = forms.IntegerField(
        label=_("Days further, for a custodian on call"),
        required=False,
        min_value=0,
        max_value=13,
    )

    def __init__(self, team: Team, data: Any = None, **more: Any) -> None:
        """Offer the team's active officers."""
        super().__init__(data, **more)
        known = Officer.objects.filter(memberships__team=team, is_active=True).distinct()
        self.fields["officer"].queryset = known  # type: ignore[attr-defined]  # a ModelChoiceField

    def span(self) -> tuple[datetime, datetime]:
        """Return the two moments that a valid form means."""
        given = self.cleaned_data
        further = (given["days"] or 0) + (given["ends"] <= given["begins"] and not given["days"])
        last = given["day"] + timedelta(days=int(further))
        begins = datetime.combine(given["day"], given["begins"])
        return timezone.make_aware(begins), timezone.make_aware(
            datetime.combine(last, given["ends"])
        )


class NoticesForm(forms.Form):
    """An address, and whether to write there."""

    email = forms.EmailField(
        label=_("Work e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "govuk-input--width-20"}),
    )
    is_told = forms.BooleanField(
        label=_("Write to me when there is something to read"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the address that is to be written to."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_told") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the address that is to be written to."))
        return given

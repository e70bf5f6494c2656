"""A box for when something came in, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext_lazy as _

from plainsight.core.clock import now

OLDEST = timedelta(days=31)
SLACK = timedelta(minutes=5)


class Moment(forms.CharField):
    """A day and a time by the clock on the wall. Of an hour that comes twice, the earlier one."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-20"})

    def clean(self, value: Any) -> datetime:
        """Return the moment; raises ValidationError for none, one to come, or one too long ago."""
        try:
            local = datetime.fromisoformat(super().clean(value)).replace(tzinfo=None)
        except ValueError:
            raise ValidationError(_("Give the day and time as in 2026-11-23 14:05.")) from None
        moment = local.replace(tzinfo=get_default_timezone(), fold=0).astimezone(UTC)
        if moment > now() + SLACK:
            raise ValidationError(_("This time is still to come. When did it come in?"))
        if moment < now() - OLDEST:
            raise ValidationError(
                _("At most 31 days ago. For what is older give today, and its date under “When”.")
            )
        return min(moment, now())


def this_minute() -> str:
    """Return the present minute as a browser's own box for it takes it."""
    return localtime(now()).strftime("%Y-%m-%d %H:%M")

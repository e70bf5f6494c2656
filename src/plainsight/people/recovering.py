"""Two custodians at the desk: what they type, who is on call, and whether it was done lately."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.audit.models import AuditEntry
from plainsight.core.clock import now
from plainsight.people.duty import shifts_at
from plainsight.people.models import Officer, Shift, Team
from plainsight.vault.armour import read_private
from plainsight.vault.opening import PrivateKey

TOLD_FOR = timedelta(hours=24)
LONGEST = 4_000


class CustodianKey(forms.CharField):
    """A custodian's private key as their paper has it. It is never shown again by a page."""

    widget = forms.Textarea

    def clean(self, value: Any) -> PrivateKey:
        """Return the key; raises ValidationError, which repeats nothing of it."""
        try:
            return read_private(super().clean(value))
        except ValueError:
            raise forms.ValidationError(
                _("This is not a whole private key. Copy all of it, with its first line.")
            ) from None


class RecoverForm(forms.Form):
    """The keys of two custodians who are both there."""

    use_required_attribute = False
    first_key = CustodianKey(
        label=_("Key of the first custodian"),
        max_length=LONGEST,
        help_text=_("All of it, from the line PLAINSIGHT PRIVATE KEY on. Capitals do not matter."),
        error_messages={"required": _("Give the key of the first custodian.")},
    )
    second_key = CustodianKey(
        label=_("Key of the second custodian"),
        max_length=LONGEST,
        error_messages={"required": _("Give the key of the second custodian.")},
    )

    def emptied(self) -> RecoverForm:
        """Return the form with what is wrong and without the keys: no page shows one."""
        self.data = {}
        return self


def on_call(team: Team, at: datetime) -> list[Officer]:
    """Return the custodians of a team who are on call at a moment."""
    shifts = shifts_at(team, at, Shift.Duty.CUSTODIAN).filter(officer__is_active=True)
    return list(dict.fromkeys(shift.officer for shift in shifts.select_related("officer")))


def recovered_lately(team: Team) -> AuditEntry | None:
    """Return the latest opening of a team's key by custodians within a day, if there was one."""
    within = AuditEntry.objects.filter(
        subject_id=team.id, verb="team_key.recovered", at__gt=now() - TOLD_FOR
    )
    return within.order_by("-id").first()

"""Whether an officer wants to be told by e-mail, and where."""

from __future__ import annotations

from django.db import transaction

from plainsight.people.access import demand
from plainsight.people.models import Officer
from plainsight.people.services.noting import note


@transaction.atomic
def choose_notices(officer: Officer, *, email: str, is_told: bool) -> None:
    """Keep an officer's own choice. The log says what was chosen and not the address."""
    demand(officer, "account.own")
    officer.email, officer.is_told_by_email = email, is_told and bool(email)
    officer.save(update_fields=["email", "is_told_by_email"])
    note("notices.chosen", by=officer, about=officer, told=officer.is_told_by_email)

"""Somebody is waiting: every page of the desk says so, loudly and at once."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plainsight.operators.queries import living
from plainsight.people.access import can
from plainsight.people.models import Officer
from plainsight.triage.alarms import Alarm


def waiting(officer: Officer) -> Iterator[Alarm]:
    """Give the alarm of the waiting room to those who may accept."""
    if not can(officer, "chat.accept"):
        return
    if living(officer).filter(state="waiting", left_at=None).exists():
        words = _("Somebody is waiting in the live chat.")
        yield Alarm("chat", words, _("Go to the waiting room"), "/chat/", is_loud=True)

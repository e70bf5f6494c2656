"""Showing how the reporter may be reached: a consultation of its own."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.intake.answers import Contact
from plainsight.intake.models import Report
from plainsight.intake.queries import conversation as conversation_of
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.queries import report_for
from plainsight.triage.services.reading import report_key, said_in, unsealed
from plainsight.vault.unlocked import Unlocked


@transaction.atomic
def show_contact(*, officer: Officer, unlocked: Unlocked, report_id: UUID) -> Contact:
    """Return the reporter's latest contact details and log that this officer looked at them.

    Raises NotVisible, NotAllowed, NotNow when the report has none, and as `open_report` does.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.contact", report)
    contact = latest_contact(
        unlocked, report, unsealed(report, report_key(unlocked, report)).contact
    )
    if not contact.value:
        raise NotNow(_("The reporter left no way to be reached."))
    subject = Subject("report", report.id)
    record(Actor("officer", officer.id), "report.contact_shown", subject=subject)
    return contact


def latest_contact(unlocked: Unlocked, report: Report, first: Contact) -> Contact:
    """Return the contact that the reporter gave last, in the report or in a message since."""
    conversation = conversation_of(report.id)
    if not conversation.last_seq:
        return first
    key = unlocked.record_key("conversation", conversation.id)
    given = [one.contact for _message, one in said_in(key, conversation) if one.contact is not None]
    return given[-1] if given else first

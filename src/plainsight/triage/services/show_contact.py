"""Showing how the reporter may be reached, once its rule was read: a consultation of its own."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.core.clock import now
from plainsight.intake.contact import Contact
from plainsight.intake.models import Report
from plainsight.intake.queries import conversation as conversation_of
from plainsight.intake.windows import Reach, reach
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.forms.reaching import FIRST_RULE
from plainsight.triage.kinds import Kind
from plainsight.triage.queries import report_for
from plainsight.triage.services.entries import write_entry
from plainsight.triage.services.reading import report_key, said_in, unsealed
from plainsight.vault.unlocked import Unlocked


class RuleChanged(NotNow):
    """The reporter has said since how they can be reached: the rule that was read is not theirs."""


class ReasonMissing(NotNow):
    """It is outside the times that the reporter gave, and nobody has said why it cannot wait."""


@transaction.atomic
def show_contact(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, rule: int, reason: str = ""
) -> Contact:
    """Return the reporter's latest contact details and log that this officer looked at them.

    `rule` is the number of the safety rule that the officer has read: of the message that it came
    with, 0 for the report's own. Outside the windows that the reporter chose it takes a `reason`,
    which is kept as an entry, sealed; the log says inside, outside or unsaid, never the words.
    Raises NotVisible, NotAllowed, RuleChanged, ReasonMissing, NotNow when there is no contact,
    and as `open_report` does.
    """
    report = report_for(officer, report_id)
    demand(officer, "report.contact", report)
    key = report_key(unlocked, report)
    contact, latest = latest_contact(unlocked, report, unsealed(report, key).contact)
    if not contact.value:
        raise NotNow(_("The reporter left no way to be reached."))
    if rule != latest:
        raise RuleChanged(_("They have changed how they can be reached. Read it again, then tick."))
    window = reach(contact.windows, now())
    if window is Reach.OUTSIDE and not reason.strip():
        raise ReasonMissing(_("It is outside the times they gave. Say why it cannot wait."))
    if reason.strip():
        codes = {"window": str(window)}
        write_entry(report, Kind.CONTACT, by=officer, codes=codes, key=key, text=reason.strip())
    record(
        Actor("officer", officer.id),
        "report.contact_shown",
        subject=Subject("report", report.id),
        detail={"window": str(window)},
    )
    return contact


def latest_contact(unlocked: Unlocked, report: Report, first: Contact) -> tuple[Contact, int]:
    """Return the contact that the reporter gave last, and the number of its rule."""
    conversation = conversation_of(report.id)
    latest = first, FIRST_RULE
    if conversation.last_seq:
        key = unlocked.record_key("conversation", conversation.id)
        for message, said in said_in(key, conversation):
            if said.contact is not None:
                latest = said.contact, message.seq
    return latest

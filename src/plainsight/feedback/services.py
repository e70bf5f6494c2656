"""What the desk does with feedback: reads it, and says what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.core.clock import now
from plainsight.feedback.models import Feedback
from plainsight.feedback.queries import feedback_for
from plainsight.feedback.sending import body_context
from plainsight.people.access import demand
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.vault.box import unseal
from plainsight.vault.errors import CannotOpen
from plainsight.vault.unlocked import Unlocked


@dataclass(frozen=True)
class OpenedFeedback:
    """Feedback as its reader sees it."""

    feedback: Feedback
    text: str


@transaction.atomic
def open_feedback(*, officer: Officer, unlocked: Unlocked, feedback_id: UUID) -> OpenedFeedback:
    """Unseal feedback, and log that this officer read it.

    Raises NotVisible, NotAllowed, and vault.errors' Erased, CannotOpen and NotAdmitted.
    """
    feedback = feedback_for(officer, feedback_id)
    demand(officer, "feedback.read", feedback)
    key = unlocked.record_key("feedback", feedback.id)
    try:
        text = unseal(key, feedback.body, body_context(feedback.id)).decode()
    except ValueError:
        raise CannotOpen("the feedback is not in the form that is sealed") from None
    record(_by(officer), "feedback.read", subject=Subject("feedback", feedback.id))
    return OpenedFeedback(feedback, text)


@transaction.atomic
def settle_feedback(*, officer: Officer, feedback_id: UUID, is_report: bool) -> None:
    """Mark feedback as dealt with, or as passed on because it was a report; log which.

    Raises NotVisible, NotAllowed, and NotNow when somebody has settled it meanwhile.
    """
    feedback = feedback_for(officer, feedback_id)
    demand(officer, "feedback.settle", feedback)
    state = Feedback.State.PASSED_ON if is_report else Feedback.State.DONE
    changed = Feedback.objects.filter(id=feedback.id, state=Feedback.State.NEW).update(
        state=state, settled_at=now()
    )
    if not changed:
        raise NotNow(_("This has been dealt with already."))
    verb = "feedback.passed_on" if is_report else "feedback.done"
    record(_by(officer), verb, subject=Subject("feedback", feedback.id))


def _by(officer: Officer) -> Actor:
    return Actor("officer", officer.id)

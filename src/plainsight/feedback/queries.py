"""The queue of feedback in the desk's words."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from plainsight.feedback.models import Feedback
from plainsight.people.access import visible_to
from plainsight.people.errors import NotVisible
from plainsight.people.models import Officer


def queue(officer: Officer, *, is_new: bool) -> QuerySet[Feedback]:
    """Return the feedback that the officer may know of: the new, oldest first, or the rest."""
    known = visible_to(officer, Feedback.objects.all())
    if is_new:
        return known.filter(state=Feedback.State.NEW).order_by("received_hour", "id")
    return known.exclude(state=Feedback.State.NEW).order_by("-received_hour", "id")


def waiting(officer: Officer) -> int:
    """Return how much new feedback the officer may know of."""
    return queue(officer, is_new=True).count()


def feedback_for(officer: Officer, feedback_id: UUID) -> Feedback:
    """Return feedback that the officer may know of. Raises NotVisible for any other."""
    found = visible_to(officer, Feedback.objects.filter(id=feedback_id)).first()
    if found is None:
        raise NotVisible(_("There is no such feedback."))
    return found

"""Keeping a way of looking at the queue, and letting it go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import demand
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Officer
from plainsight.triage.models import SavedView

MOST = 20


@transaction.atomic
def save_view(*, officer: Officer, name: str, query: str) -> SavedView:
    """Keep a view under a name; the same name once more keeps it anew.

    Raises NotNow when the officer has MOST already: more are not found again as tabs.
    """
    demand(officer, "view.own")
    Officer.objects.select_for_update().get(id=officer.id)
    own = SavedView.objects.filter(officer=officer)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        raise NotNow(_("You have %(most)d views. Remove one first.") % {"most": MOST})
    view, _is_new = SavedView.objects.update_or_create(
        officer=officer, name=name, defaults={"query": query}
    )
    _noted(officer, "view.saved", view)
    return view


@transaction.atomic
def remove_view(*, officer: Officer, view_id: UUID) -> None:
    """Let an own view go. Raises NotVisible for one that is somebody else's or nobody's."""
    demand(officer, "view.own")
    view = SavedView.objects.select_for_update().filter(officer=officer, id=view_id).first()
    if view is None:
        raise NotVisible(_("There is no such view."))
    _noted(officer, "view.removed", view)
    view.delete()


def _noted(officer: Officer, verb: str, view: SavedView) -> None:
    """Write it to the log: which view, and nothing of its name."""
    record(Actor("officer", officer.id), verb, subject=Subject("saved_view", view.id))

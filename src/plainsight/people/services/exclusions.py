"""Keeping somebody away from a record, whatever their role."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from plainsight.audit.services import Actor, Subject, record
from plainsight.people.access import demand, follow
from plainsight.people.errors import NotNow
from plainsight.people.models import Exclusion, Officer
from plainsight.people.policies import guard_of


@transaction.atomic
def exclude_officer(officer: Officer, *, target: Model, by: Officer) -> Exclusion:
    """Exclude an officer from a record: from now on it does not exist for them.

    Raises NotVisible or NotAllowed for `by`, NotNow when it is themselves.
    """
    demand(by, "exclusion.make", target)
    if officer == by:
        raise NotNow(_("Ask another supervisor to exclude you."))
    rule = guard_of(target._meta.label)  # noqa: SLF001 (Django's documented name of a model)
    if rule is None:
        raise NotNow(_("Nobody may see records of this kind."))
    named = follow(target, rule.record)
    made = _exclude(officer, rule.kind, named, by=by)
    for one in set(rule.kin(named)) - {named} if rule.kin else ():
        _exclude(officer, rule.kind, one, by=by)
    return made


def share_exclusions(kind: str, records: Iterable[UUID], *, by: Officer) -> None:
    """Exclude from all of some records whoever is excluded from any: they are one matter now.

    The caller has asked whether `by` may put the records together.
    """
    together = set(records)
    standing = Exclusion.objects.filter(kind=kind, record__in=together).select_related("officer")
    for officer in {one.officer for one in standing}:
        for one in together:
            _exclude(officer, kind, one, by=by)


def _exclude(officer: Officer, kind: str, named: UUID, *, by: Officer) -> Exclusion:
    made, is_new = Exclusion.objects.get_or_create(
        kind=kind, record=named, officer=officer, defaults={"made_by": by}
    )
    if is_new:
        subject = Subject(kind, named)
        codes = {"officer": str(officer.id)}
        record(Actor("officer", by.id), "exclusion.made", subject=subject, detail=codes)
    return made

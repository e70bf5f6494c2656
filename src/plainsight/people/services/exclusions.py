"""Keeping somebody away from a record, whatever their role."""

from __future__ import annotations

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
    made, is_new = Exclusion.objects.get_or_create(
        kind=rule.kind,
        record=follow(target, rule.record),
        officer=officer,
        defaults={"made_by": by},
    )
    if is_new:
        subject = Subject(rule.kind, made.record)
        codes = {"officer": str(officer.id)}
        record(Actor("officer", by.id), "exclusion.made", subject=subject, detail=codes)
    return made

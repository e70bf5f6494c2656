"""The one access rule. Every page, list, count, export and notification asks here.

Denied unless something allows it. A role gives actions, membership of the record's team gives
the need to know, and an exclusion beats both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAllowed, NotVisible
from plainsight.people.models import Exclusion, Officer, TeamKey
from plainsight.people.policies import ROLE_ACTIONS, Guard, guard_of

Record = TypeVar("Record", bound=Model)


@dataclass(frozen=True)
class Decision:
    """The rule's answer: true or false, why in words, and whether the record may be known of."""

    allowed: bool
    why: str
    is_visible: bool = True

    def __bool__(self) -> bool:
        """Say whether the act is allowed."""
        return self.allowed


def can(officer: Officer | None, action: str, record: Model | None = None) -> Decision:
    """Say whether an officer may do an action, on a record if one is given, and why."""
    if officer is None or not officer.is_active:
        return Decision(False, _("Nobody is signed in."), is_visible=False)
    if record is not None:
        return _can_with(officer, action, record)
    roles = [role for role in officer.roles if action in ROLE_ACTIONS[role]]
    if not roles:
        return Decision(False, _("None of your roles allows this."))
    return Decision(True, _("Allowed as {role}.").format(role=min(role.label for role in roles)))


def visible_to(officer: Officer | None, records: QuerySet[Record]) -> QuerySet[Record]:
    """Narrow a queryset to what the officer may know of: `can`'s twin for lists and counts."""
    rule = guard_of(records.model._meta.label)  # noqa: SLF001 (Django's documented name of a model)
    if rule is None or officer is None or not officer.is_active:
        return records.none()
    keys = TeamKey.objects.filter(team__in=_teams(officer, rule.action)).values("team_key")
    hidden = Exclusion.objects.filter(officer=officer, kind=rule.kind).values("record")
    return records.filter(**{f"{rule.team_key}__in": keys}).exclude(
        **{f"{rule.record}__in": hidden}
    )


def demand(officer: Officer | None, action: str, record: Model | None = None) -> Decision:
    """Return the decision when it is yes.

    Raises NotVisible when the officer may not know of the record, NotAllowed otherwise.
    """
    decision = can(officer, action, record)
    if not decision.is_visible:
        raise NotVisible(decision.why)
    if not decision:
        raise NotAllowed(decision.why)
    return decision


def _can_with(officer: Officer, action: str, record: Model) -> Decision:
    rule = guard_of(record._meta.label)  # noqa: SLF001 (as above)
    if rule is None:
        return Decision(False, _("Nobody may see records of this kind."), is_visible=False)
    if _is_excluded(officer, rule, record):
        return Decision(False, _("You are excluded from this record."), is_visible=False)
    key = (
        TeamKey.objects.filter(team_key=follow(record, rule.team_key))
        .select_related("team")
        .first()
    )
    roles = officer.roles_by_team.get(key.team_id, frozenset()) if key else frozenset()
    if not any(rule.action in ROLE_ACTIONS[role] for role in roles):
        return Decision(False, _("The record belongs to another team."), is_visible=False)
    giving = [role.label for role in roles if action in ROLE_ACTIONS[role]]
    if not giving or key is None:
        return Decision(False, _("None of your roles in this team allows this."))
    why = _("Allowed as {role} of {team}.").format(role=min(giving), team=key.team)
    return Decision(True, why)


def _teams(officer: Officer, action: str) -> list[UUID]:
    held = officer.roles_by_team.items()
    return [team for team, roles in held if any(action in ROLE_ACTIONS[role] for role in roles)]


def _is_excluded(officer: Officer, rule: Guard, record: Model) -> bool:
    named = follow(record, rule.record)
    return Exclusion.objects.filter(officer=officer, kind=rule.kind, record=named).exists()


def follow(record: Any, path: str) -> Any:
    """Return what a guard's lookup path leads to from a record."""
    for step in path.split("__"):
        record = getattr(record, step)
    return record

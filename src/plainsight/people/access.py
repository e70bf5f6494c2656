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
from plainsight.people.models import Exclusion, Membership, Officer, Team, TeamKey
from plainsight.people.policies import ROLE_ACTIONS, Guard, guard_of
from plainsight.people.roles import Role

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


@dataclass(frozen=True)
class Rights:
    """What an officer may do with one record. `hidden` says why they may not know of it, or ""."""

    hidden: str
    roles: frozenset[Role] = frozenset()
    team: Team | None = None

    def can(self, action: str) -> Decision:
        """Say whether an action is allowed, and why."""
        if self.hidden:
            return Decision(False, self.hidden, is_visible=False)
        giving = [role.label for role in self.roles if action in ROLE_ACTIONS[role]]
        if not giving:
            return Decision(False, _("No role held in this team allows this."))
        why = _("Allowed as {role} of {team}.").format(role=min(giving), team=self.team)
        return Decision(True, why)


def can(officer: Officer | None, action: str, record: Model | None = None) -> Decision:
    """Say whether an officer may do an action, on a record if one is given, and why."""
    if record is not None:
        return rights_with(officer, record).can(action)
    if officer is None or not officer.is_active:
        return Decision(False, _("Nobody active is signed in."), is_visible=False)
    roles = [role for role in officer.roles if action in ROLE_ACTIONS[role]]
    if not roles:
        return Decision(False, _("None of the roles held allows this."))
    return Decision(True, _("Allowed as {role}.").format(role=min(role.label for role in roles)))


def visible_to(officer: Officer | None, records: QuerySet[Record]) -> QuerySet[Record]:
    """Narrow a queryset to what the officer may know of: `can`'s twin for lists and counts."""
    rule = guard_of(records.model._meta.label)  # noqa: SLF001 (Django's documented name of a model)
    if rule is None or officer is None or not officer.is_active:
        return records.none()
    keys = TeamKey.objects.filter(team__in=_teams(officer, rule.action)).values("team_key")
    return not_excluded(officer, records.filter(**{f"{rule.team_key}__in": keys}))


def not_excluded(officer: Officer, records: QuerySet[Record]) -> QuerySet[Record]:
    """Leave out what an officer is excluded from: of that they are not even told whom to ask."""
    rule = guard_of(records.model._meta.label)  # noqa: SLF001 (as above)
    if rule is None:
        return records.none()
    hidden = Exclusion.objects.filter(officer=officer, kind=rule.kind).values("record")
    found = records.exclude(**{f"{rule.record}__in": hidden})
    if rule.made_of:
        found = found.exclude(pk__in=_made_of_hidden(officer, rule.made_of, records.model))
    return found


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


def rights_with(officer: Officer | None, record: Model) -> Rights:
    """Read once what decides between an officer and a record; `can` asks it for one action."""
    rule = guard_of(record._meta.label)  # noqa: SLF001 (as above)
    if officer is None or not officer.is_active:
        return Rights(_("Nobody active is signed in."))
    if rule is None:
        return Rights(_("Nobody may see records of this kind."))
    if _is_excluded(officer, rule, record):
        return Rights(_("Excluded from this record."))
    team = Team.objects.filter(keys__team_key=follow(record, rule.team_key)).first()
    roles = officer.roles_by_team.get(team.id, frozenset()) if team else frozenset()
    if team is None or not roles:
        return Rights(_("The record belongs to another team."))
    if not any(rule.action in ROLE_ACTIONS[role] for role in roles):
        return Rights(_("No role held in this team has to do with such records."))
    return Rights("", roles, team)


def officers_who_may(action: str, record: Model) -> QuerySet[Officer]:
    """Return every officer for whom `can` says yes to an action on a record, by name."""
    rule = guard_of(record._meta.label)  # noqa: SLF001 (as above)
    if rule is None:
        return Officer.objects.none()
    excluded = Exclusion.objects.filter(kind=rule.kind, record=follow(record, rule.record))
    found = Officer.objects.filter(is_active=True).exclude(id__in=excluded.values("officer"))
    if rule.made_of:
        kind, path = rule.made_of
        sources = _all(type(record)).filter(pk=record.pk).values(path)
        hidden = Exclusion.objects.filter(kind=kind, record__in=sources)
        found = found.exclude(id__in=hidden.values("officer"))
    held = Membership.objects.filter(team__keys__team_key=follow(record, rule.team_key))
    for asked in (rule.action, action):
        giving = [role for role, actions in ROLE_ACTIONS.items() if asked in actions]
        found = found.filter(id__in=held.filter(role__in=giving).values("officer"))
    return found


def _teams(officer: Officer, action: str) -> list[UUID]:
    held = officer.roles_by_team.items()
    return [team for team, roles in held if any(action in ROLE_ACTIONS[role] for role in roles)]


def _is_excluded(officer: Officer, rule: Guard, record: Model) -> bool:
    named = follow(record, rule.record)
    if Exclusion.objects.filter(officer=officer, kind=rule.kind, record=named).exists():
        return True
    if rule.made_of is None:
        return False
    return _made_of_hidden(officer, rule.made_of, type(record)).filter(pk=record.pk).exists()


def _made_of_hidden(
    officer: Officer, made_of: tuple[str, str], model: type[Record]
) -> QuerySet[Record]:
    """Return the records of a model that were made of what an officer is excluded from."""
    kind, path = made_of
    hidden = Exclusion.objects.filter(officer=officer, kind=kind).values("record")
    return _all(model).filter(**{f"{path}__in": hidden}).order_by()


def _all(model: type[Record]) -> QuerySet[Record]:
    return model._default_manager.all()  # noqa: SLF001 (Django's documented name)


def follow(record: Any, path: str) -> Any:
    """Return what a guard's lookup path leads to from a record."""
    for step in path.split("__"):
        record = getattr(record, step)
    return record

"""Who may do what: which actions a role gives, and how a kind of record finds its team.

Pure facts. The rule that uses them is `access`; nothing else decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from plainsight.people.roles import Role

EVERYBODY = frozenset({"account.own"})
DESK_WORK = frozenset(
    {
        "report.list",
        "report.read",
        "report.ask",
        "report.contact",
        "report.download",
        "report.triage",
        "report.assign",
        "report.merge",
        "report.enter",
        "report.search",
        "report.consultations",
        "view.own",
        "rota.read",
        "file.copy",
        "file.lock",
        "intel.list",
        "intel.write",
        "record.list",
        "record.write",
        "record.judge",
        "chat.list",
        "chat.accept",
        "chat.speak",
        "chat.report",
        "chat.block",
        "feedback.list",
        "feedback.read",
        "feedback.settle",
        "team.list",
        "key.unlock",
    }
)

ROLE_ACTIONS: Mapping[Role, frozenset[str]] = {
    Role.TRIAGE_OFFICER: EVERYBODY | DESK_WORK | {"member.admit"},
    Role.SUPERVISOR: EVERYBODY
    | DESK_WORK
    | {"member.admit", "member.remove", "exclusion.make", "record.erase", "file.infected_read"}
    | {
        "search.list",
        "search.review",
        "rota.edit",
        "access.explain",
        "report.hold",
        "retention.read",
        "retention.keep",
    }
    | {"usage.read", "chat.supervise", "chat.hold", "chat.hours", "chat.planning"},
    # The unit that evaluates, and the only ones who are shown where intelligence came from.
    Role.INTELLIGENCE_OFFICER: EVERYBODY
    | {"intel.list", "intel.write", "intel.evaluate", "intel.share", "intel.origin"}
    | {"record.list", "record.write", "record.judge", "record.protected"}
    | {"team.list", "key.unlock"},
    Role.INVESTIGATOR: EVERYBODY
    | {"intel.list", "intel.write", "record.list", "record.write", "record.judge"}
    | {"team.list", "key.unlock"},
    # Trained and authorised to look at what may show child abuse; nobody else is shown it.
    Role.VICTIM_IDENTIFICATION: EVERYBODY
    | {"report.list", "report.read", "report.download", "team.list", "key.unlock"}
    | {"file.lock", "file.locked_read", "file.lift_lock", "file.infected_read"},
    Role.AUDITOR: EVERYBODY | {"log.read", "usage.read"},
    Role.ADMINISTRATOR: EVERYBODY
    | {"team.list", "officer.add", "officer.suspend", "officer.reset_second_factor"}
    | {"officer.roles"}
    | {"rota.read", "rota.edit", "first_hour.read", "usage.read"},
}
ACTIONS = frozenset[str]().union(*ROLE_ACTIONS.values())


@dataclass(frozen=True)
class Guard:
    """How one kind of record is guarded.

    `kind` names it in exclusions ("report"); `team_key` is the lookup path to the sealing key
    whose team knows the record; `record` the path to the id that an exclusion names (a
    conversation follows its report); `action` is what it takes to see it at all; `kin` gives the
    records that stand and fall with one, itself too: an exclusion from one is one from all.
    `made_of` is the kind, and the lookup path to the id, of what a record was made of: who is
    excluded from that is excluded from this.
    """

    kind: str
    action: str
    team_key: str = "team_key"
    record: str = "id"
    kin: Callable[[UUID], Iterable[UUID]] | None = None
    made_of: tuple[str, str] | None = None


_guards: dict[str, Guard] = {}


def guard(model: str, rule: Guard) -> None:
    """Put records of a model ("intake.Report") under the access rule.

    A later app calls this in its `ready()`. A model that nobody guarded is seen by nobody.
    Raises ValueError when the model has another guard already.
    """
    if _guards.setdefault(model.lower(), rule) != rule:
        raise ValueError(f"{model} is guarded twice, in different ways")


def guard_of(model: str) -> Guard | None:
    """Return the guard of a model ("intake.report"), or None: then nobody may see it."""
    return _guards.get(model.lower())

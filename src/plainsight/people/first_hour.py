"""The first hour of a new force: what there has to be, read from the facts, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from plainsight.core.clock import now
from plainsight.people.models import Membership, Officer, Shift, Team
from plainsight.people.roles import Role
from plainsight.people.services.second_factor import has_second_factor
from plainsight.vault.models import Admission, Custodian, RecordKey, TeamPublic

CUSTODIANS = 3
MEMBERS = 2


@dataclass(frozen=True)
class Step:
    """One thing that has to be there. `how` is what to do; `path` a page of ours, or ""."""

    words: str
    is_done: bool
    state: str
    how: str
    path: str = ""
    command: str = ""


def steps(officer: Officer) -> list[Step]:
    """Return the steps in the order in which they can be done."""
    return [*_people(officer), *_keys(), *_ready()]


def _people(officer: Officer) -> Iterator[Step]:
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, officer__is_active=True)
    count = administrators.values("officer").distinct().count()
    yield Step(
        _("Two administrators"),
        count > 1,
        _("%d so far") % count,
        _("One who is ill must not lock the others out. Add a second."),
        "/officers/add/",
    )
    yield Step(
        _("A second factor of your own"),
        has_second_factor(officer),
        _("set up") if has_second_factor(officer) else _("missing"),
        _("An authenticator app or a passkey; recovery codes on paper."),
        "/account/",
    )
    held = Membership.objects.filter(officer__is_active=True)
    triage = held.filter(role=Role.TRIAGE_OFFICER).values("officer").distinct().count()
    bosses = held.filter(role=Role.SUPERVISOR).values("officer").distinct().count()
    yield Step(
        _("A team with triage officers and a supervisor"),
        bool(triage and bosses),
        _("%(teams)d team, %(triage)d triage officers, %(bosses)d supervisors")
        % {"teams": Team.objects.count(), "triage": triage, "bosses": bosses},
        _("Add those who will read what comes in."),
        "/officers/add/",
    )


def _keys() -> Iterator[Step]:
    current = TeamPublic.objects.filter(state=TeamPublic.State.CURRENT).first()
    yield Step(
        _("The team's key"),
        current is not None,
        _("made") if current else _("not made yet"),
        _("Somebody who will read reports founds it on the desk's machine."),
        command="plainsight key found-team --as USERNAME",
    )
    custodians = Custodian.objects.filter(team_key=current).count() if current else 0
    yield Step(
        _("Three custodians"),
        custodians == CUSTODIANS,
        _("%(have)d of %(all)d") % {"have": custodians, "all": CUSTODIANS},
        _(
            "Three people outside the desk; any two open the key. Each makes two files off line "
            "(plainsight key new-custodian FOLDER) and hands over the public one."
        ),
        command="plainsight key custodians --as USERNAME FIRST SECOND THIRD",
    )
    members = Admission.objects.filter(team_key=current, removed_at=None).count() if current else 0
    yield Step(
        _("Members who can unlock"),
        members >= MEMBERS,
        _("%d so far") % members,
        _("Each chooses a passphrase at their first sign-in; a member then admits them."),
        "/team/",
    )
    has_come = RecordKey.objects.filter(team_key=current, kind="report").exists()
    yield Step(
        _("The public site seals to this key"),
        has_come,
        _("a report has come") if has_come else _("none has come yet"),
        _(
            "It takes no other key than the one whose fingerprint it was given as "
            "PLAINSIGHT_TEAM_FINGERPRINT. Give it, restart it, and send a first report."
        ),
        command="plainsight key fingerprint",
    )


def _ready() -> Iterator[Step]:
    duty = Shift.objects.filter(Q(duty=Shift.Duty.DESK), ends_at__gt=now())
    yield Step(
        _("A rota"),
        duty.exists(),
        _("%d shifts ahead") % duty.count(),
        _("Who is there when, and which custodians can be called."),
        "/rota/",
    )
    told = Officer.objects.filter(is_active=True, is_told_by_email=True)
    yield Step(
        _("Somebody is told by e-mail"),
        told.exists(),
        _("%d officers") % told.count(),
        _("Each decides on their own account's page. A notice says nothing of what is there."),
        "/account/",
    )

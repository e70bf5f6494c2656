"""Whatever the mix of roles, teams, exclusions and merges, nothing shows what `can` refuses.

The key that the tests search with opens every report: only the rule holds anything back.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake.answers import Answers
from plainsight.intake.models import Conversation, Report
from plainsight.people.access import can, officers_who_may, visible_to
from plainsight.people.errors import NotNow, NotVisible
from plainsight.people.models import Membership, Officer, Team, TeamKey
from plainsight.people.policies import ROLE_ACTIONS
from plainsight.people.roles import Role
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.alarms import alarms_for
from plainsight.triage.models import Standing
from plainsight.triage.piles import COUNTED, Pile
from plainsight.triage.policies import kin_of
from plainsight.triage.queries import count, counts, page_of, report_for
from plainsight.triage.services import disposals, open_report
from plainsight.triage.services.acting import Acting
from plainsight.triage.services.merging import merge_report, merged_with, split_report
from plainsight.triage.services.search import Looked, run_search
from plainsight.triage.sought import Sought
from plainsight.triage.view import View
from plainsight.vault.box import seal
from plainsight.vault.context import Context
from plainsight.vault.unlocked import Unlocked
from tests.cast import Cast, cast, keyed_cast

pytestmark = pytest.mark.slow

__all__ = ["cast", "keyed_cast"]
TEAMS = 2
WORD = "marigold"
QUERIES = ("pile=all", "pile=received", "pile=all&danger_now=on", "pile=all&order=newest", "")
Step = tuple[str, int, int]


@dataclass
class World:
    """One officer in some roles, reports of two teams, and what was done with them."""

    officer: Officer
    boss: Officer  # supervises both teams and does everything
    unlocked: Unlocked
    reports: list[Report]
    roles: dict[UUID, set[Role]]  # by the sealing key of the team
    excluded: set[UUID] = field(default_factory=set)

    def acting(self, report: Report) -> Acting:
        return Acting(self.boss, self.unlocked, report.id)

    def does(self, report: Report, action: str) -> bool:
        """What the rule promises, worked out here without its code."""
        roles = self.roles[report.team_key]
        sees = any("report.list" in ROLE_ACTIONS[role] for role in roles)
        gives = any(action in ROLE_ACTIONS[role] for role in roles)
        return sees and gives and report.id not in self.excluded

    def known(self, action: str = "report.list") -> set[UUID]:
        return {report.id for report in self.reports if self.does(report, action)}


@st.composite
def mixes(draw: Any) -> tuple[list[set[Role]], list[tuple[int, bool]], list[Step]]:
    """Roles in each team, each report's team and flag, and steps in any order."""
    roles = draw(st.lists(st.sets(st.sampled_from(Role)), min_size=TEAMS, max_size=TEAMS))
    owner = st.tuples(st.integers(0, TEAMS - 1), st.booleans())
    owners = draw(st.lists(owner, min_size=2, max_size=4))
    place = st.integers(0, len(owners) - 1)
    step = st.tuples(st.sampled_from(["exclude", "merge", "split"]), place, place)
    return roles, owners, draw(st.lists(step, max_size=8))


DESKS = [{Role.TRIAGE_OFFICER}, {Role.SUPERVISOR}]
THREE = [(0, True), (1, True), (0, False)]


@pytest.mark.django_db
@given(mix=mixes())
@example(mix=(DESKS, THREE, [("exclude", 0, 0), ("merge", 0, 1)]))
@example(mix=(DESKS, THREE, [("merge", 0, 1), ("exclude", 1, 1)]))
@example(mix=(DESKS, THREE, [("merge", 0, 1), ("merge", 1, 2), ("exclude", 0, 0)]))
@example(mix=(DESKS, THREE, [("merge", 0, 1), ("split", 0, 0), ("exclude", 1, 1)]))
@example(mix=(DESKS, THREE, [("merge", 0, 1), ("exclude", 0, 0), ("split", 0, 0)]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_list_count_search_alarm_or_letter_shows_what_is_refused(
    keyed_cast: Cast, mix: tuple[Any, Any, Any]
) -> None:
    with transaction.atomic():
        world = made(keyed_cast, *mix[:2])
        for step in mix[2]:
            take(world, *step)
        the_rule_and_its_twins_agree(world)
        lists_and_counts_agree(world)
        searching_goes_no_further(world)
        alarms_and_letters_go_no_further(world)
        opening_goes_no_further(world)
        transaction.set_rollback(True)


def the_rule_and_its_twins_agree(world: World) -> None:
    mine = [report.id for report in world.reports]
    known = world.known()
    assert _ids(visible_to(world.officer, Report.objects.filter(id__in=mine))) == known
    standings = visible_to(world.officer, Standing.objects.filter(report__in=mine))
    assert set(standings.values_list("report_id", flat=True)) == known
    talks = visible_to(world.officer, Conversation.objects.filter(report__in=mine))
    assert set(talks.values_list("report_id", flat=True)) == known
    for report in world.reports:
        for action in ("report.list", "report.read", "report.merge", "report.consultations"):
            allowed = world.does(report, action)
            assert bool(can(world.officer, action, report)) == allowed
            may = officers_who_may(action, report)
            assert may.filter(id=world.officer.id).exists() == allowed


def lists_and_counts_agree(world: World) -> None:
    known = world.known()
    for query in QUERIES:
        view = View.of(world.officer, query)
        page = page_of(view)
        shown = {row.report_id for row in page.rows}
        assert shown <= known
        assert count(view) == len(shown)
    assert {row.report_id for row in page_of(View.of(world.officer, "pile=all")).rows} == known
    numbers = counts(world.officer)
    for pile in COUNTED:
        rows = page_of(View.of(world.officer, f"pile={Pile(pile).value}")).rows
        assert numbers[pile] == len(rows)
    for report in world.reports:
        beside = merged_with(world.officer, Standing.objects.get(report=report))
        assert {one.report_id for one in beside} <= known
    if can(world.officer, "retention.read"):
        ends = disposals.disposals(world.officer)
        listed = {one.report_id for one in (*ends.soon, *ends.held, *ends.erased)}
        assert listed <= known


def searching_goes_no_further(world: World) -> None:
    looked = Looked()
    hits = run_search(
        officer=world.officer, unlocked=world.unlocked, sought=Sought.parse(WORD), looked=looked
    )
    found = {hit.report.id for hit in hits}
    assert found == (world.known() if can(world.officer, "report.search") else set())
    assert (looked.through, looked.unopened) == (len(found), 0)


def alarms_and_letters_go_no_further(world: World) -> None:
    known = world.known()
    waiting = Standing.objects.filter(report__in=known, alarm_since__isnull=False)
    alarms = [one.name for one in alarms_for(world.officer)]
    assert ("unopened" in alarms) == waiting.exists()
    told = {report for report, address in _told() if address == world.officer.email}
    assert told <= known
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM gate.who_has_to_read()")
        addresses = {row[0] for row in cursor.fetchall()}
    new = Standing.objects.filter(report__in=known, state="new", mark="")
    assert world.officer.email not in addresses or new.exists()


def opening_goes_no_further(world: World) -> None:
    for report in world.reports:
        if report.id in world.known():
            assert report_for(world.officer, report.id) == report
            continue
        with pytest.raises(NotVisible):
            open_report(officer=world.officer, unlocked=world.unlocked, report_id=report.id)


def take(world: World, what: str, one: int, other: int) -> None:
    """Do a step as the boss, and note whom it keeps away; what cannot be done changes nothing."""
    first, second = world.reports[one], world.reports[other]
    with suppress(NotNow), transaction.atomic():
        if what == "exclude":
            exclude_officer(world.officer, target=first, by=world.boss)
            world.excluded |= set(kin_of(first.id))
        elif what == "merge":
            merge_report(world.acting(first), into=second.reference, note="")
            together = set(kin_of(first.id))
            if together & world.excluded:
                world.excluded |= together
        else:
            split_report(world.acting(first), note="")


def made(cast: Cast, roles: list[set[Role]], owners: list[tuple[int, bool]]) -> World:
    founder = cast.keys[cast.triage_officer]
    boss = Officer.objects.create(username=uuid4().hex, name="Boss")
    officer = Officer.objects.create(
        username=uuid4().hex,
        name="Somebody",
        email=f"{uuid4().hex}@example.org",
        is_told_by_email=True,
    )
    held: dict[UUID, set[Role]] = {}
    for mine in roles:
        team = Team.objects.create(name=uuid4().hex, force="Northmarch Police")
        Membership.objects.create(officer=boss, team=team, role=Role.SUPERVISOR)
        for role in mine:
            Membership.objects.create(officer=officer, team=team, role=role)
        held[TeamKey.objects.create(team_key=uuid4(), team=team).team_key] = mine
    keys = list(held)
    reports = [report(founder, keys[owner], in_danger=flag) for owner, flag in owners]
    return World(officer, boss, founder, reports, held)


def report(founder: Unlocked, team_key: UUID, *, in_danger: bool) -> Report:
    """A report of a team that waits for six minutes, under a key that the founder can open."""
    named = new_id()
    key = founder.new_record_key("report", named)
    body = seal(key, Answers(what=f"A {WORD}").encode(), Context("report", named, "body"))
    row = Report.objects.create(
        id=named,
        reference=f"PS-{uuid4().hex[:8].upper()}",
        received_hour=now().replace(minute=0, second=0, microsecond=0),
        channel="101",
        language="en-gb",
        danger_now=in_danger,
        team_key=team_key,
        body=body,
    )
    Conversation.objects.create(report=row, state="closed")
    waits = Standing.objects.filter(report=row, alarm_since__isnull=False)
    waits.update(alarm_since=now() - timedelta(minutes=6))
    Standing.objects.filter(report=row).update(dispose_on=now().date())
    return row


def _told() -> list[tuple[UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT report, address FROM gate.supervisors_to_tell()")
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _ids(found: Any) -> set[UUID]:
    return set(found.values_list("id", flat=True))

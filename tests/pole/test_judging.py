"""Deciding who is who: kept, reversible, and safe when two do it at once."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import connection

from plainsight.people.errors import NotNow
from plainsight.pole.models import ClusterStep, Entity, Judgement, Pair
from plainsight.pole.services.acting import Overtaken
from plainsight.pole.services.judging import Conflict, compared, judge
from tests.pole.conftest import Records

SAME, DIFFERENT, OPEN = "same", "different", "open"


def decide(records: Records, one: Entity, other: Entity, verdict: str) -> Pair:
    """Decide from a page as it is now."""
    desk = records.desk()
    pair, _why = compared(desk, one.id, other.id)
    return judge(desk, one.id, other.id, verdict=verdict, version=pair.version)


def clusters(*some: Entity) -> list[UUID]:
    """The clusters of some records as they are stored."""
    stored = Entity.objects.in_bulk([one.id for one in some])
    return [stored[one.id].cluster for one in some]


@pytest.fixture
def vans(records: Records) -> list[Entity]:
    """Three vans of one plate."""
    return [records.save("vehicle", vrm="AB77 CDE")[0] for _n in range(3)]


def test_the_same_is_one_cluster_and_taking_it_back_splits_it(
    records: Records, vans: list[Entity]
) -> None:
    """A chain of three comes apart where the decision is taken back, and the rest holds."""
    a, b, c = vans
    decide(records, a, b, SAME)
    decide(records, b, c, SAME)
    assert len(set(clusters(a, b, c))) == 1
    decide(records, b, c, OPEN)
    ca, cb, cc = clusters(a, b, c)
    assert ca == cb != cc
    kinds = list(ClusterStep.objects.values_list("kind", flat=True))
    assert kinds == ["merged", "merged", "split"]
    assert Judgement.objects.count() == 3


def test_a_tie_that_goes_another_way_holds_the_cluster(
    records: Records, vans: list[Entity]
) -> None:
    """Three decided each with each stay one when one decision is taken back to open."""
    a, b, c = vans
    for one, other in ((a, b), (b, c), (a, c)):
        decide(records, one, other, SAME)
    decide(records, a, c, OPEN)
    assert len(set(clusters(a, b, c))) == 1


def test_two_that_were_said_to_differ_are_not_joined_by_a_third(
    records: Records, vans: list[Entity]
) -> None:
    """A conflict is said, and nothing is done."""
    a, b, c = vans
    decide(records, a, b, SAME)
    decide(records, a, c, DIFFERENT)
    with pytest.raises(Conflict, match="different"):
        decide(records, b, c, SAME)
    ca, cb, cc = clusters(a, b, c)
    assert ca == cb != cc


def test_a_judgement_keeps_what_it_rested_on_without_a_value(
    records: Records, vans: list[Entity]
) -> None:
    """Levels and bits, no plate."""
    decide(records, vans[0], vans[1], SAME)
    kept = Judgement.objects.get()
    assert kept.lines
    assert "AB77" not in str(kept.lines)
    assert kept.by == records.unit.investigator


def test_a_page_that_is_old_decides_nothing(records: Records, vans: list[Entity]) -> None:
    """Whoever decides second is told, whether they agree or not."""
    a, b, _c = vans
    desk = records.desk()
    pair, _why = compared(desk, a.id, b.id)
    judge(desk, a.id, b.id, verdict=SAME, version=pair.version)
    with pytest.raises(Overtaken):
        judge(desk, a.id, b.id, verdict=DIFFERENT, version=pair.version)
    assert Pair.objects.get(low=a, high=b).verdict == SAME


def test_two_kinds_are_never_the_same(records: Records, vans: list[Entity]) -> None:
    """A van is not its driver."""
    driver, _found = records.save("person", surname="Rusu", vrm="AB77 CDE")
    with pytest.raises(NotNow, match="different kinds"):
        judge(records.desk(), vans[0].id, driver.id, verdict=SAME, version=0)


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_and_reject_at_once_take_turns(records: Records) -> None:
    """One decision stands, the other is told; the pair and the clusters agree."""
    a, b = (records.save("vehicle", vrm="AB77 CDE")[0] for _n in range(2))
    pair, _why = compared(records.desk(), a.id, b.id)
    start, told = threading.Barrier(2), []

    def act(verdict: str) -> None:
        desk = records.desk()
        start.wait()
        try:
            judge(desk, a.id, b.id, verdict=verdict, version=pair.version)
            told.append(verdict)
        except Overtaken:
            told.append("overtaken")
        finally:
            connection.close()

    both = [threading.Thread(target=act, args=(one,)) for one in (SAME, DIFFERENT)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join(20)
    assert "overtaken" in told
    [verdict] = [one for one in told if one != "overtaken"]
    assert Pair.objects.get().verdict == verdict
    assert (len(set(clusters(a, b))) == 1) == (verdict == SAME)
    assert Judgement.objects.count() == 1

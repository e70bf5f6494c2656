"""Who watches is told silently, both sides of a hit are told, and nobody of what is not theirs."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.core.clock import now
from plainsight.intelligence.models import IntelReport, Mention, Notice, Watch
from plainsight.intelligence.queries import waiting
from plainsight.intelligence.services.evaluating import accept
from plainsight.intelligence.services.mentioning import drop, keep, refuse
from plainsight.intelligence.services.reading import open_intel
from plainsight.intelligence.services.watching import end, notices, seen, watch, watches
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Exclusion, Officer
from tests.cast import Browser
from tests.intelligence.conftest import GRADES, AsRole, Unit

pytestmark = pytest.mark.django_db


def begun(unit: Unit, officer: Officer, until: date | None = None) -> Watch:
    return watch(
        officer,
        unit.cast.keys[officer],
        kind="vrm",
        written="AB12 CDE",
        reason="Seen near a house of mine",
        until=until or (now() + timedelta(days=30)).date(),
    )


def accepted(unit: Unit) -> IntelReport:
    intel = unit.submitted()
    accept(unit.at(intel, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    return intel


def test_the_next_mention_tells_its_owner_and_nobody_else(unit: Unit, as_role: AsRole) -> None:
    intel = accepted(unit)
    with as_role("desk"):
        begun(unit, unit.investigator)
        keep(unit.at(intel, unit.writer), kind="vrm", written="ab12cde")
        keep(unit.at(intel, unit.writer), kind="vrm", written="AB12CDE")
        (told,) = notices(unit.investigator)
        assert waiting(unit.investigator) == 1
        assert told.intel is not None
        assert (told.intel.id, told.mine) == (intel.id, None)
        opened = open_intel(unit.at(intel, unit.writer))
        assert (opened.mentions[0].others, opened.mentions[0].pointers) == ((), 0)
        seen(unit.investigator)
        assert notices(unit.investigator) == []
    assert Notice.objects.count() == 1


def test_both_sides_of_a_hit_are_told_but_not_whoever_made_it(unit: Unit) -> None:
    first, second = accepted(unit), unit.submitted()
    keep(unit.at(first, unit.evaluator), kind="vrm", written="AB12 CDE")
    keep(unit.at(second, unit.evaluator), kind="vrm", written="AB12 CDE")
    (told,) = notices(unit.writer)
    assert told.mine is not None
    assert told.mine.id == first.id
    assert notices(unit.evaluator) == []


def test_what_is_not_theirs_to_read_is_a_pointer(unit: Unit) -> None:
    intel = unit.submitted()
    begun(unit, unit.investigator)
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    (told,) = notices(unit.investigator)
    assert told.intel is None


def test_who_is_excluded_is_told_nothing(unit: Unit) -> None:
    intel = accepted(unit)
    begun(unit, unit.investigator)
    Exclusion.objects.create(
        officer=unit.investigator,
        kind="intelligence",
        record=intel.id,
        made_by=unit.cast.supervisor,
    )
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    assert notices(unit.investigator) == []
    assert not Notice.objects.exists()


def test_what_was_found_and_is_none_tells_nobody(unit: Unit) -> None:
    intel = accepted(unit)
    begun(unit, unit.investigator)
    refuse(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    refuse(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    assert not Notice.objects.exists()
    (dropped,) = Mention.objects.all()
    assert dropped.dropped_by == unit.writer
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    assert len(notices(unit.investigator)) == 1


def test_a_watch_that_is_over_or_ended_tells_nobody(unit: Unit) -> None:
    intel = accepted(unit)
    over = begun(unit, unit.investigator)
    Watch.objects.filter(id=over.id).update(until=(now() - timedelta(days=1)).date())
    ended = begun(unit, unit.evaluator)
    for _ in range(2):
        end(unit.evaluator, watch_id=ended.id)
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    assert not Notice.objects.exists()
    assert AuditEntry.objects.filter(verb="watch.ended").count() == 1


def test_a_mention_that_is_taken_up_again_tells_nobody_twice(unit: Unit) -> None:
    intel = accepted(unit)
    begun(unit, unit.investigator)
    at = unit.at(intel, unit.writer)
    keep(at, kind="vrm", written="AB12 CDE")
    drop(at, mention=Notice.objects.get().mention_id, is_dropped=True)
    keep(at, kind="vrm", written="AB12 CDE")
    assert Notice.objects.count() == 1


def test_a_watch_is_its_owners_alone_and_sealed(unit: Unit) -> None:
    made = begun(unit, unit.investigator)
    key = unit.cast.keys[unit.investigator]
    ((_watch, said),) = watches(unit.investigator, key)
    assert (said.value, said.reason) == ("AB12 CDE", "Seen near a house of mine")
    assert b"AB12" not in bytes(made.body)
    assert watches(unit.evaluator, unit.cast.keys[unit.evaluator]) == []
    with pytest.raises(NotVisible):
        end(unit.evaluator, watch_id=made.id)
    with pytest.raises(NotVisible):
        end(unit.investigator, watch_id=uuid4())
    assert AuditEntry.objects.filter(verb="watch.read").count() == 1


def test_a_watch_has_an_end_and_a_value_that_fits(unit: Unit) -> None:
    for until in (date(2020, 1, 1), date(2199, 1, 1)):
        with pytest.raises(NotNow, match="within a year"):
            begun(unit, unit.investigator, until)
    key, until = unit.cast.keys[unit.investigator], now().date()
    with pytest.raises(NotNow, match="whole plate"):
        watch(unit.investigator, key, kind="vrm", written="?", reason="x", until=until)
    with pytest.raises((NotAllowed, NotVisible)):
        watch(unit.cast.auditor, key, kind="vrm", written="AB12CDE", reason="x", until=until)


def test_it_is_walked_at_the_desk(unit: Unit, browser: Browser) -> None:
    intel = accepted(unit)
    desk = browser.sign_in(unit.investigator, unlocked=True)
    here = "/intelligence/watches/"
    until = (now() + timedelta(days=9)).date().isoformat()
    given = {"kind": "vrm", "text": "AB12 CDE", "reason": "Seen twice", "until": until}
    assert desk.post(here, given | {"until": ""}).status_code == 422
    assert desk.post(here, given | {"text": "?"}).status_code == 422
    assert desk.post(here, given).status_code == 302
    assert "Seen twice" in desk.get(here).content.decode()
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB12 CDE")
    assert "mentions what you watch for" in desk.get("/intelligence/").content.decode()
    assert desk.post(here, {"do": "seen"}).status_code == 302
    assert "mentions what you watch for" not in desk.get("/intelligence/").content.decode()
    ended = {"do": "end", "watch": str(Watch.objects.get().id)}
    assert desk.post(here, ended).status_code == 302
    assert "You watch for nothing." in desk.get(here).content.decode()
    assert desk.post(here, ended | {"watch": "?"}).status_code == 404

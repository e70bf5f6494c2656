"""Two reports about one van find each other, and nobody is shown what is not theirs."""

from __future__ import annotations

from uuid import uuid4

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.intelligence.models import IntelReport, Mention
from plainsight.intelligence.services.evaluating import accept
from plainsight.intelligence.services.mentioning import drop, keep
from plainsight.intelligence.services.reading import open_intel
from plainsight.intelligence.tokens import OF_ALL, TOKENS
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.vault.models import RecordKey
from tests.cast import Browser
from tests.intelligence.conftest import BODY, GRADES, AsRole, Unit

pytestmark = pytest.mark.django_db


def two(unit: Unit) -> tuple[IntelReport, IntelReport]:
    """Two reports, the first of them accepted."""
    first, second = unit.submitted(), unit.submitted()
    accept(unit.at(first, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    return first, second


def test_two_reports_about_one_van_find_each_other(unit: Unit, as_role: AsRole) -> None:
    with as_role("desk"):
        first, second = two(unit)
        assert keep(unit.at(first, unit.writer), kind="vrm", written="AB12 CDE") == 0
        assert keep(unit.at(second, unit.writer), kind="vrm", written="ab12cde") == 1
        (found,) = open_intel(unit.at(second, unit.writer)).mentions
    assert (found.value, [one.id for one in found.others]) == ("AB12CDE", [first.id])
    entry = AuditEntry.objects.filter(verb="intel.mention_kept").latest("id")
    assert entry.detail == {"kind": "vrm", "others": 1}


def test_a_name_is_shown_as_it_was_written_and_found_in_any_order(unit: Unit) -> None:
    first, second = two(unit)
    keep(unit.at(first, unit.writer), kind="name", written="Nguyễn  Văn An")
    assert keep(unit.at(second, unit.writer), kind="name", written="An Van Nguyen") == 1
    assert open_intel(unit.at(first, unit.writer)).mentions[0].value == "Nguyễn Văn An"


def test_kept_twice_it_is_one_and_dropped_it_matches_nothing(unit: Unit) -> None:
    first, second = two(unit)
    for _ in range(2):
        keep(unit.at(first, unit.writer), kind="phone", written="01632 960 001")
    keep(unit.at(second, unit.writer), kind="phone", written="+441632960001")
    mention = Mention.objects.get(intel=first)
    drop(unit.at(first, unit.writer), mention=mention.id, is_dropped=True)
    assert open_intel(unit.at(second, unit.writer)).mentions[0].others == ()
    drop(unit.at(first, unit.writer), mention=mention.id, is_dropped=False)
    assert open_intel(unit.at(second, unit.writer)).mentions[0].others != ()
    drop(unit.at(first, unit.writer), mention=mention.id, is_dropped=True)
    keep(unit.at(first, unit.writer), kind="phone", written="01632 960001")
    assert Mention.objects.get(intel=first).dropped_at is None


def test_what_is_not_theirs_to_read_is_a_pointer_and_no_more(unit: Unit) -> None:
    first, second = two(unit)
    for one in (first, second):
        keep(unit.at(one, unit.writer), kind="postcode", written="M1 1AE")
    (found,) = open_intel(unit.at(first, unit.investigator)).mentions
    assert (found.others, found.pointers) == ((), 1)
    (found,) = open_intel(unit.at(first, unit.evaluator)).mentions
    assert ([one.id for one in found.others], found.pointers) == ([second.id], 0)


def test_the_database_alone_holds_no_value_and_tokens_are_keyed(unit: Unit) -> None:
    first, _second = two(unit)
    keep(unit.at(first, unit.writer), kind="vrm", written="AB12 CDE")
    mention = Mention.objects.get()
    assert b"AB12CDE" not in bytes(mention.body) + bytes(mention.token)
    assert RecordKey.objects.filter(kind=TOKENS, record=OF_ALL).count() == 1
    keep(unit.at(first, unit.writer), kind="name", written="Ab12 Cde")
    tokens = {bytes(one.token) for one in Mention.objects.all()}
    assert len(tokens) == 2, "the kind is part of it"


def test_who_neither_wrote_nor_evaluates_keeps_nothing(unit: Unit) -> None:
    first, _second = two(unit)
    keep(unit.at(first, unit.evaluator), kind="vrm", written="AB12 CDE")
    mention = Mention.objects.get().id
    for officer in (unit.investigator, unit.cast.colleague):
        with pytest.raises((NotAllowed, NotVisible)):
            keep(unit.at(first, officer), kind="vrm", written="CD34 EFG")
        with pytest.raises((NotAllowed, NotVisible)):
            drop(unit.at(first, officer), mention=mention, is_dropped=True)
    with pytest.raises(NotVisible):
        drop(unit.at(first, unit.evaluator), mention=uuid4(), is_dropped=True)


@pytest.mark.parametrize(("kind", "written"), [("vrm", "?"), ("phone", "12"), ("nonsense", "x")])
def test_half_known_values_are_refused_with_what_would_fit(
    unit: Unit, kind: str, written: str
) -> None:
    first, _second = two(unit)
    with pytest.raises(NotNow):
        keep(unit.at(first, unit.writer), kind=kind, written=written)


def test_a_person_keeps_what_was_found_in_the_items(unit: Unit, browser: Browser) -> None:
    said = BODY.items[0].__class__("A van, AB12 CDE, and a telephone, 01632 960 001.", "A")
    body = BODY.__class__(**{**BODY.__dict__, "items": (said,)})
    first, second = unit.submitted(body=body), unit.submitted()
    desk = browser.sign_in(unit.writer, unlocked=True)
    here, there = (f"/intelligence/{one.id}/" for one in (first, second))
    shown = desk.get(here).content.decode()
    assert "Keep AB12 CDE" in shown
    assert "Keep 01632 960 001" in shown
    kept = {"kind": "vrm", "text": "AB12 CDE"}
    for path in (here, there):
        assert desk.post(f"{path}mention/", kept).status_code == 302
    shown = desk.get(here).content.decode()
    assert "Keep AB12 CDE" not in shown
    assert f'href="{there}"' in shown
    wrong = desk.post(f"{here}mention/", {"kind": "phone", "text": "12"})
    assert (wrong.status_code, b"Give the whole number" in wrong.content) == (422, True)
    mention = {"mention": str(Mention.objects.get(intel=first).id), "on": "yes"}
    assert desk.post(f"{here}drop/", mention).status_code == 302
    assert "Take up AB12CDE again" in desk.get(here).content.decode()
    assert desk.post(f"{here}drop/", {"mention": "?"}).status_code == 404

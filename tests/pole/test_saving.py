"""Saving: what is known, where from, and at that moment who else it may be."""

from __future__ import annotations

from uuid import uuid4

import pytest

from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Exclusion
from plainsight.pole.models import Entity, Fact, Look, Pair, Posting, Told
from plainsight.pole.services.acting import Desk
from plainsight.pole.services.saving import Source, Telling, add, create, withdraw
from plainsight.pole.services.sourcing import source_of
from tests.pole.conftest import Records

HUSEYN = {"given_name": "Hüseyin", "surname": "Karaçay", "born": "12/03/1988"}


def test_the_same_man_is_found_however_his_name_is_spelt(records: Records) -> None:
    """Two reports months apart about one man find each other, with another spelling."""
    first, _none = records.save("person", **HUSEYN, telephone="07700 900123")
    second, found = records.save(
        "person", given_name="Huseyin", surname="KARACAY", born="1988-03-12"
    )
    assert [hit.entity for hit in found.hits] == [first]
    assert found.hits[0].weighed.band in ("likely", "very likely")
    pair = Pair.objects.get()
    assert (pair.low, pair.high, pair.verdict) == (first, second, Pair.Verdict.OPEN)


def test_a_number_shared_is_no_identity(records: Records) -> None:
    """People who share a telephone are associated, and two."""
    first, _none = records.save(
        "person", given_name="Ana", surname="Popescu", telephone="01632960001"
    )
    _second, found = records.save(
        "person", given_name="Kwame", surname="Mensah", telephone="+44 1632 960001"
    )
    [hit] = found.hits
    assert hit.entity == first
    assert hit.weighed.links == ("phone",)
    assert not hit.weighed.is_worth_showing
    assert not Pair.objects.exists()


@pytest.mark.parametrize(
    ("kind", "one", "other", "band"),
    [
        ("vehicle", {"vrm": "AB77 CDE"}, {"vrm": "ab77cde"}, "very likely"),
        ("vehicle", {"vrm": "AB77 CDE"}, {"vrm": "A877 CDE"}, "likely"),
        ("phone", {"telephone": "01632 960 001"}, {"telephone": "+441632960001"}, "very likely"),
        ("email", {"email": "A@example.com"}, {"email": "a@example.com"}, "very likely"),
        ("account", {"handle": "@Night_Nails"}, {"handle": "night_nails"}, "likely"),
        (
            "organisation",
            {"business_name": "Sunrise Hand Car Wash Ltd"},
            {"business_name": "The Sunrise Hand Car Wash"},
            "likely",
        ),
        (
            "location",
            {"premises": "4", "postcode": "B1 1AA"},
            {"premises": "4", "postcode": "b11aa"},
            "very likely",
        ),
        (
            "document",
            {"document_number": "ZZ 123456"},
            {"document_number": "zz123456"},
            "very likely",
        ),
    ],
)
def test_every_kind_finds_its_like(
    records: Records, kind: str, one: dict[str, str], other: dict[str, str], band: str
) -> None:
    """What is written in two ways is found, with how likely it is one."""
    first, _none = records.save(kind, **one)
    _second, found = records.save(kind, **other)
    assert [(hit.entity, hit.weighed.band) for hit in found.hits] == [(first, band)]


def test_a_van_and_its_driver_find_each_other(records: Records) -> None:
    """Records of two kinds are associated through what they share, never the same."""
    van, _none = records.save("vehicle", vrm="AB77 CDE")
    _driver, found = records.save("person", given_name="Ion", surname="Rusu", vrm="AB77CDE")
    assert [(hit.entity, hit.weighed.links) for hit in found.hits] == [(van, ("plate",))]


def test_the_same_page_sent_twice_is_one_record(records: Records) -> None:
    """The form carries the record's id."""
    same = uuid4()
    records.save("vehicle", entity=same, vrm="AB77 CDE")
    records.save("vehicle", entity=same, vrm="AB77 CDE")
    assert Entity.objects.count() == 1
    assert Fact.objects.count() == 1


def test_a_fact_knows_its_item_and_grade(records: Records) -> None:
    """The grade is the one that the item has when the fact is taken from it."""
    unit = records.unit
    intel = unit.submitted()
    desk = records.desk(unit.writer)
    source = source_of(desk, intel.id, 2)
    assert source == Source(intel, 2, "2CC")
    van, _found = records.save("vehicle", by=unit.writer, source=source, colour="white")
    fact = van.facts.get()
    assert (fact.intel, fact.item, fact.grade) == (intel, 2, "2CC")


def test_an_item_that_is_not_there_is_refused_with_how_many_there_are(records: Records) -> None:
    """Nothing is saved with a source that does not exist."""
    intel = records.unit.submitted()
    with pytest.raises(NotNow, match="2 items"):
        source_of(records.desk(records.unit.writer), intel.id, 3)


def test_a_report_one_may_not_read_is_no_source(records: Records) -> None:
    """An investigator knows nothing of a report that waits for the unit."""
    intel = records.unit.submitted()
    with pytest.raises(NotVisible):
        source_of(records.desk(), intel.id, 1)


def test_a_withdrawn_fact_matches_nothing_and_stays(records: Records) -> None:
    """It is read, crossed out; its keys are gone."""
    van, _none = records.save("vehicle", vrm="AB77 CDE", colour="white")
    fact = van.facts.get(field="vrm")
    withdraw(records.desk(), van.id, fact=fact.id)
    withdraw(records.desk(), van.id, fact=fact.id)
    assert not Posting.objects.exists()
    fact.refresh_from_db()
    assert fact.withdrawn_by == records.unit.investigator
    assert Entity.objects.get().label == "white"


def test_who_holds_a_record_is_told_when_it_is_added_to_and_matched(records: Records) -> None:
    """Both sides are told: who saves sees it at once, the holder is told."""
    unit = records.unit
    van, _none = records.save("vehicle", by=unit.evaluator, vrm="AB77 CDE")
    add(records.desk(), van.id, told=[Telling("colour", "white")])
    records.save("vehicle", vrm="AB77CDE")
    why = set(Told.objects.filter(officer=unit.evaluator).values_list("why", flat=True))
    assert why == {"added", "matched"}
    assert not Told.objects.filter(officer=unit.investigator).exists()


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("person", {}, "at least one thing"),
        ("person", {"given_name": "   "}, "at least one thing"),
        ("ghost", {"vrm": "AB77CDE"}, "kind of record"),
        ("vehicle", {"surname": "Smith"}, "no such attribute"),
        ("vehicle", {"note": "x" * 2_001}, "2,000"),
    ],
)
def test_what_cannot_be_saved_is_said(
    records: Records, kind: str, told: dict[str, str], words: str
) -> None:
    """Each refusal says what to do, and nothing is left behind."""
    with pytest.raises(NotNow, match=words):
        records.save(kind, **told)
    assert not Entity.objects.exists()
    assert not Look.objects.exists()


@pytest.mark.parametrize(
    "told",
    [
        {"born": "31/02/1990", "surname": "Half"},
        {"born": "??/??/1990", "alias": "Big Tony"},
        {"given_name": "Нгуен", "surname": "Ван Ан"},
        {"given_name": "محمد", "surname": "حسين"},
        {"telephone": "0770 0 900 12", "surname": "X"},
        {"vrm": "???", "note": "white van"},
        {"surname": "王"},
    ],
)
def test_half_known_people_in_any_script_are_saved_as_they_are_known(
    records: Records, told: dict[str, str]
) -> None:
    """Nothing is refused and nothing is lost, whatever can be made of it."""
    person, _found = records.save("person", **told)
    assert {one.field: one.value for one in person.facts.all()} == told


def test_who_may_not_write_records_writes_none(records: Records) -> None:
    """An auditor has no key and no action; a stranger of another force finds nothing."""
    van, _none = records.save("vehicle", vrm="AB77 CDE")
    auditor = Desk(records.unit.cast.auditor, records.unit.cast.keys[records.unit.investigator])
    with pytest.raises(NotVisible):
        auditor.found(van.id)
    with pytest.raises((NotAllowed, NotVisible)):
        create(auditor, uuid4(), kind="vehicle", told=[Telling("vrm", "AB77 CDE")])


def elsewhere(records: Records) -> Entity:
    """A van that another team holds."""
    van, _none = records.save("vehicle", by=records.unit.evaluator, vrm="AB77 CDE")
    Entity.objects.filter(id=van.id).update(team_key=uuid4())
    return van


def test_a_hit_of_another_team_is_a_pointer_and_both_are_told(records: Records) -> None:
    """Who saves learns whom to ask and nothing else; who holds it is told."""
    van = elsewhere(records)
    _mine, found = records.save("vehicle", vrm="AB77CDE")
    assert found.hits == ()
    assert [one.owner for one in found.pointers] == [records.unit.evaluator]
    told = Told.objects.get(why="pointed")
    assert (told.officer, told.entity, told.by) == (
        records.unit.evaluator,
        van,
        records.unit.investigator,
    )


def test_who_is_excluded_from_a_record_is_not_even_pointed_at_it(records: Records) -> None:
    """Of their own team's or another's: nothing."""
    unit = records.unit
    own, _none = records.save("vehicle", by=unit.evaluator, vrm="AB77 CDE")
    other = elsewhere(records)
    for van in (own, other):
        Exclusion.objects.create(
            officer=unit.investigator, kind="record", record=van.id, made_by=unit.cast.supervisor
        )
    _mine, found = records.save("vehicle", vrm="AB77CDE")
    assert (found.hits, found.pointers) == ((), ())
    assert not Told.objects.filter(by=unit.investigator).exists()

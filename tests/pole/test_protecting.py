"""Protected people: few know of them, nobody finds them, and their owner is told who tried."""

from __future__ import annotations

import pytest
from django.db import connection

from plainsight.people.errors import NotVisible
from plainsight.pole.models import Entity, Fact, Look, Pair, Posting, Shape, Told, Veiled
from plainsight.pole.services import linking
from plainsight.pole.services.acting import known
from plainsight.pole.services.looking import look_for_protected
from plainsight.pole.services.reading import open_record
from plainsight.pole.services.searching import Asked, search
from tests.intelligence.conftest import AsRole
from tests.pole.conftest import Records

MAI = {"given_name": "Mai", "surname": "Tran", "born": "04/05/2001", "telephone": "01632 960 555"}


@pytest.fixture
def mai(records: Records) -> Entity:
    """A victim whom the intelligence officer saved."""
    return records.save("person", by=records.unit.evaluator, is_protected=True, **MAI)[0]


def test_nothing_of_a_protected_person_lies_in_the_clear(records: Records, mai: Entity) -> None:
    """No table of records has a name, number or date of hers."""
    del records, mai
    assert not Shape.objects.exists()
    assert not Posting.objects.exists()
    assert Veiled.objects.exists()
    with connection.cursor() as cursor:
        for table in ("pole_entity", "pole_fact", "pole_look", "pole_veiled", "pole_pair"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} AS t")  # noqa: S608 (names above)
            told = " ".join(row[0] for row in cursor.fetchall()).casefold()
            for word in ("tran", "960555", "01632", "2001-05"):
                assert word not in told, (table, word)


def test_who_searches_sees_nothing_and_the_owner_is_told(
    records: Records, mai: Entity, as_role: AsRole
) -> None:
    """The answer is the one for nobody, and the worker tells the owner who asked."""
    unit = records.unit
    answer = search(records.desk(), Asked(words="01632 960 555"))
    assert not answer.results
    assert not Told.objects.filter(why="looked").exists()
    with as_role("worker"):
        assert look_for_protected() == 2  # the saving itself, and the search
    told = Told.objects.get(why="looked")
    assert (told.officer, told.entity, told.by) == (unit.evaluator, mai, unit.investigator)
    assert not Look.objects.exists()


def test_who_searches_for_her_name_is_told_of_too(records: Records, mai: Entity) -> None:
    """A name alone is enough, in another spelling and order."""
    assert not search(records.desk(), Asked(words="trân MAI")).results
    look_for_protected()
    assert Told.objects.get(why="looked").entity == mai


def test_who_saves_her_again_sees_nothing_and_the_owner_is_told(
    records: Records, mai: Entity
) -> None:
    """An ordinary record of the same person finds nobody; the owner learns of it."""
    again, found = records.save("person", given_name="MAI", surname="TRÂN", born="2001-05-04")
    assert (found.hits, found.pointers) == ((), ())
    assert not Pair.objects.exists()
    look_for_protected()
    told = Told.objects.get(why="looked")
    assert (told.entity, told.other) == (mai, again)


def test_a_hit_and_no_hit_ask_the_database_the_same(records: Records, mai: Entity) -> None:
    """The same statements for a protected person's number as for nobody's: nothing to time."""
    del mai
    search(records.desk(), Asked(words="01632 960 557"))  # keys are opened once
    counts = []
    for number in ("01632 960 555", "01632 960 556"):
        before = len(connection.queries_log)
        connection.force_debug_cursor = True
        search(records.desk(), Asked(words=number))
        connection.force_debug_cursor = False
        counts.append(len(connection.queries_log) - before)
    assert counts[0] == counts[1] > 0


def test_only_the_owner_and_the_unit_open_her(records: Records, mai: Entity) -> None:
    """An investigator of the same team gets what a wrong address gets."""
    opened = open_record(records.desk(records.unit.evaluator), mai.id)
    assert opened.label == "Mai Tran"
    with pytest.raises(NotVisible):
        open_record(records.desk(), mai.id)
    assert not known(records.unit.investigator).filter(id=mai.id).exists()


def test_the_owner_sees_ordinary_records_that_may_be_her(records: Records, mai: Entity) -> None:
    """Her owner compares; what they find leaves no pair behind."""
    again, _none = records.save("person", given_name="Mai", surname="Tran", born="2001-05-04")
    opened = open_record(records.desk(records.unit.evaluator), mai.id)
    assert [hit.entity for hit in opened.found.hits] == [again]
    assert not Pair.objects.exists()


@pytest.mark.parametrize("role", ["P_004", "P_005", "P_018"])
def test_a_part_as_victim_witness_or_reporter_protects(records: Records, role: str) -> None:
    """From that moment the identity is sealed, and what was in the clear is gone."""
    unit = records.unit
    intel = unit.submitted()
    person, _none = records.save("person", by=unit.writer, **MAI)
    linking.give_part(records.desk(unit.writer), person.id, intel=intel.id, role=role)
    person.refresh_from_db()
    assert person.is_protected
    assert (person.label, person.sounds) == ("", [])
    assert not Fact.objects.exclude(value="").exists()
    assert not Posting.objects.exists()


def test_a_suspect_is_not_protected_and_may_be_both(records: Records) -> None:
    """The part is on the link: one person is a suspect in a report and a victim in it too."""
    unit = records.unit
    intel = unit.submitted()
    person, _none = records.save("person", by=unit.writer, **MAI)
    desk = records.desk(unit.writer)
    linking.give_part(desk, person.id, intel=intel.id, role="P_002")
    person.refresh_from_db()
    assert not person.is_protected
    linking.give_part(desk, person.id, intel=intel.id, role="P_004")
    opened = open_record(desk, person.id)
    assert {part.role for part, _report in opened.parts} == {"P_002", "P_004"}


def test_a_link_that_makes_a_victim_protects_that_side_only(records: Records) -> None:
    """Whoever is controlled is protected; whoever controls is not."""
    victim, _none = records.save("person", **MAI)
    boss, _none = records.save("person", given_name="Dan", surname="Roe", telephone="01632960777")
    linking.link(records.desk(), victim.id, boss.id, code="ms.controlledBy")
    victim.refresh_from_db()
    boss.refresh_from_db()
    assert (victim.is_protected, boss.is_protected) == (True, False)
    other = records.desk(records.unit.writer)
    shown = open_record(other, boss.id)
    assert shown.links == ()
    assert any("linked with nothing" in gap.words for gap in shown.gaps), "nothing tells of her"

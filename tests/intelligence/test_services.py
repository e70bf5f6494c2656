"""Written, evaluated by another, passed on within its conditions, its origin always apart."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from plainsight.audit.models import AuditEntry
from plainsight.intelligence.models import IntelReport, Origin, Step
from plainsight.intelligence.queries import known_to, waiting
from plainsight.intelligence.sealing import Item
from plainsight.intelligence.services.acting import Acting, Overtaken
from plainsight.intelligence.services.disclosing import Disclosure, disclose
from plainsight.intelligence.services.evaluating import accept, regrade, send_back
from plainsight.intelligence.services.reading import open_intel, open_the_origin
from plainsight.intelligence.services.writing import Written, Wrong, rewrite, submit
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from tests.intelligence.conftest import BODY, GRADES, ORIGIN, WRITTEN, AsRole, Unit

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    found = AuditEntry.objects.filter(verb__startswith="intel.").order_by("id")
    return list(found.values_list("verb", flat=True))


def accepted(unit: Unit) -> IntelReport:
    intel = unit.submitted()
    accept(unit.at(intel, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    return IntelReport.objects.get(id=intel.id)


def test_it_is_written_evaluated_and_read(unit: Unit, as_role: AsRole) -> None:
    with as_role("desk"):
        intel = unit.submitted()
        grades = replace(GRADES, source="1")
        at = unit.at(intel, unit.evaluator)
        urn = accept(at, grades=grades, assessments=["A", "B"], note="Corroborated by a visit.")
        opened = open_intel(unit.at(intel, unit.investigator))
    assert urn.startswith("IR-")
    assert [grade for _n, _text, grade in opened.items] == ["1AC A1 S2", "1BC A1 S2"]
    assert [(one.kind, one.by) for one in opened.steps] == [
        ("submitted", unit.writer.name),
        ("accepted", unit.evaluator.name),
    ]
    assert opened.steps[0].codes["assessments"] == "AC", "the writer's grades stay known"
    assert opened.steps[1].text == "Corroborated by a visit."
    assert verbs() == ["intel.submitted", "intel.accepted", "intel.read"]


def test_the_same_form_sent_twice_is_one_report(unit: Unit) -> None:
    key, intel = unit.cast.keys[unit.writer], uuid4()
    for _ in range(2):
        submit(unit.writer, key, intel, written=WRITTEN, origin=ORIGIN)
    assert (IntelReport.objects.count(), Origin.objects.count()) == (1, 1)


def test_nobody_evaluates_their_own(unit: Unit) -> None:
    key = unit.cast.keys[unit.evaluator]
    intel = submit(unit.evaluator, key, uuid4(), written=WRITTEN, origin=ORIGIN)
    with pytest.raises(NotNow, match="somebody else"):
        accept(unit.at(intel, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    changed = {"state": "accepted", "urn": "IR-2026-999999", "evaluated_by": unit.evaluator}
    with pytest.raises(IntegrityError), transaction.atomic():
        IntelReport.objects.filter(id=intel.id).update(**changed)


def test_the_database_holds_the_rule_of_the_conditions(unit: Unit) -> None:
    intel = unit.submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        IntelReport.objects.filter(id=intel.id).update(handling="P")


def test_a_grade_that_contradicts_its_handling_code_is_refused_and_nothing_is_kept(
    unit: Unit,
) -> None:
    with pytest.raises(Wrong, match="belong to handling code C"):
        unit.submitted(grades=replace(GRADES, handling="P"))
    assert not IntelReport.objects.exists()


def test_what_is_returned_is_written_again_by_its_writer(unit: Unit) -> None:
    intel = unit.submitted()
    send_back(unit.at(intel, unit.evaluator), note="When was this?")
    assert waiting(unit.writer) == 1
    better = Written(GRADES, replace(BODY, items=(Item("Each Monday.", "A"),)))
    with pytest.raises(NotNow):
        rewrite(unit.at(intel, unit.cast.colleague), written=better)
    rewrite(unit.at(intel, unit.writer), written=better)
    assert (waiting(unit.writer), waiting(unit.evaluator)) == (0, 1)
    opened = open_intel(unit.at(intel, unit.evaluator))
    assert opened.body.items[0].text == "Each Monday."
    assert [one.kind for one in opened.steps] == ["submitted", "returned", "rewritten"]


def test_an_accepted_report_is_graded_anew_and_the_earlier_grades_stay(unit: Unit) -> None:
    intel = accepted(unit)
    grades = replace(GRADES, source="3")
    regrade(unit.at(intel, unit.evaluator), grades=grades, assessments=["E", "E"], note="A lie")
    steps = list(Step.objects.order_by("at").values_list("codes__source", flat=True))
    assert steps == ["2", "2", "3"]
    with pytest.raises(NotNow, match="other items"):
        regrade(unit.at(intel, unit.evaluator), grades=grades, assessments=["E"], note="x")


def test_of_two_at_once_the_second_reads_first(unit: Unit) -> None:
    intel = unit.submitted()
    late = unit.at(intel, unit.evaluator)
    send_back(unit.at(intel, unit.evaluator), note="More")
    with pytest.raises(Overtaken):
        accept(late, grades=GRADES, assessments=["A", "C"])


def test_before_it_is_accepted_it_is_for_its_writer_and_the_unit(unit: Unit) -> None:
    intel = unit.submitted()
    assert list(known_to(unit.investigator)) == []
    assert list(known_to(unit.writer)) == list(known_to(unit.evaluator)) == [intel]
    with pytest.raises(NotAllowed):
        open_intel(unit.at(intel, unit.investigator))
    assert open_intel(unit.at(intel, unit.writer)).body == BODY


def test_the_origin_is_for_few_eyes_and_each_look_is_logged(unit: Unit) -> None:
    intel = accepted(unit)
    for officer in (unit.writer, unit.investigator, unit.cast.supervisor):
        with pytest.raises((NotAllowed, NotVisible)):
            open_the_origin(unit.at(intel, officer), why="I want to know")
    with pytest.raises(NotNow, match="Say why"):
        open_the_origin(unit.at(intel, unit.evaluator), why=" ")
    assert "intel.origin_read" not in verbs()
    opened = open_the_origin(unit.at(intel, unit.evaluator), why="To ask for the exact day")
    assert opened.body == ORIGIN
    assert verbs()[-1] == "intel.origin_read"


def test_the_origins_key_does_not_open_the_report_nor_the_other_way_round(unit: Unit) -> None:
    intel = unit.submitted()
    origin = Origin.objects.get()
    unlocked = unit.cast.keys[unit.evaluator]
    first = unlocked.record_key("intelligence", intel.id)
    assert first != unlocked.record_key("origin", origin.id)
    rows = bytes(intel.body) + bytes(origin.body)
    assert b"Robin" not in rows
    assert b"car wash" not in rows


def test_a_disclosure_is_entered_with_its_authority_and_s2_asks_first(unit: Unit) -> None:
    intel = accepted(unit)
    given = Disclosure("Fire and rescue", "Item 1", "A visit on Monday", "DI Example")
    with pytest.raises(NotNow, match="originator"):
        disclose(unit.at(intel, unit.evaluator), disclosure=given)
    disclose(unit.at(intel, unit.evaluator), disclosure=replace(given, is_asked=True))
    last = open_intel(unit.at(intel, unit.evaluator)).steps[-1]
    assert "Authority: DI Example" in last.text
    assert AuditEntry.objects.get(verb="intel.disclosed").detail == {}
    with pytest.raises(NotAllowed):
        disclose(unit.at(intel, unit.investigator), disclosure=given)


@pytest.mark.parametrize("part", ["auditor", "administrator", "stranger"])
def test_who_has_no_part_in_it_sees_nothing(unit: Unit, part: str) -> None:
    intel = accepted(unit)
    officer = getattr(unit.cast, part)
    assert list(known_to(officer)) == []
    acting = Acting(officer, unit.cast.keys[unit.writer], intel.id)
    for act in (open_intel, lambda at: open_the_origin(at, why="x")):
        with pytest.raises((NotVisible, NotAllowed)):
            act(acting)


def test_the_desk_removes_nothing(unit: Unit, as_role: AsRole) -> None:
    unit.submitted()
    tables = ("intelligence_intelreport", "intelligence_origin", "intelligence_step")
    for table in tables:
        with as_role("desk"), pytest.raises(Exception, match="permission denied"):
            refused(f"DELETE FROM {table}")  # noqa: S608 (names of our own)


def refused(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

"""One search: names in any spelling, numbers in any format, words by their stems, and why."""

from __future__ import annotations

import pytest

from plainsight.audit.models import AuditEntry
from plainsight.intelligence.services.evaluating import accept
from plainsight.intelligence.services.mentioning import keep
from plainsight.people.errors import NotNow
from plainsight.pole.models import Entity
from plainsight.pole.services.searching import Asked, search
from plainsight.pole.services.sourcing import source_of
from plainsight.triage.models import Search
from tests.intelligence.conftest import GRADES
from tests.pole.conftest import Records


def found(records: Records, words: str = "", **more: str) -> list[Entity]:
    """What the investigator finds."""
    asked = Asked(words=words, **more)  # type: ignore[arg-type]  # dates are not given here
    return [one.entity for one in search(records.desk(), asked).results]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        (("Đức", "Nguyễn"), "Nguyen Duc"),
        (("Василий", "Попов"), "Vasilij Popov"),
        (("Mohammed", "Hussain"), "Muhammad Husein"),
        (("Łukasz", "Wiśniewski"), "Lukas Wisniewsky"),
        (("Dorian", "Velsh"), "Dorian Velsch"),
        (("محمد", "حسين"), "Mohamed Hussein"),
        (("小明", "王"), "Wang Xiaoming"),
        (("राम", "शर्मा"), "Ram Sharma"),
        (("Thị Hương", "Nguyễn"), "Nguyen Huong"),
    ],
)
def test_a_name_is_found_in_another_spelling(
    records: Records, stored: tuple[str, str], asked: str
) -> None:
    """Across alphabets, order and slips; the answer says how alike it is."""
    person, _none = records.save("person", given_name=stored[0], surname=stored[1])
    records.save("person", given_name="Quite", surname="Another")
    assert found(records, asked) == [person]


@pytest.mark.parametrize(
    ("kind", "told", "asked"),
    [
        ("phone", {"telephone": "07700 900 123"}, "+44 7700-900123"),
        ("vehicle", {"vrm": "AB77 CDE"}, "ab77cde"),
        ("vehicle", {"vrm": "A877 CDE"}, "AB77 CDE"),
        ("location", {"premises": "4", "postcode": "B1 1AA"}, "b11aa"),
        ("email", {"email": "Nails@Example.com"}, "nails@example.com"),
        ("document", {"document_number": "ZZ-123 456"}, "zz123456"),
    ],
)
def test_a_number_is_found_in_another_format(
    records: Records, kind: str, told: dict[str, str], asked: str
) -> None:
    """Exact identifiers, however they are written."""
    entity, _none = records.save(kind, **told)
    assert found(records, asked) == [entity]


def test_words_are_found_by_their_stems_and_narrowed(records: Records) -> None:
    """English stems; kind, place and grade narrow it."""
    unit = records.unit
    intel = unit.submitted()
    source = source_of(records.desk(unit.writer), intel.id, 1)
    wash, _none = records.save(
        "organisation", by=unit.writer, source=source, business_name="Sparkle", trade="Car washing"
    )
    shop, _none = records.save("location", premises="Washed House", town="Millgate")
    assert set(found(records, "washes")) == {wash, shop}
    assert found(records, "washes", kind="location") == [shop]
    assert found(records, "washes", place="millgate") == [shop]
    assert found(records, "washes", grade="2") == [wash]
    assert found(records, "washes", grade="1") == []
    assert found(records, kind="organisation") == [wash]


def test_a_result_says_why_and_the_words_are_kept_sealed(records: Records) -> None:
    """Every reason is there; what was typed is sealed for supervisors."""
    records.save("person", given_name="Dorian", surname="Velsh", telephone="01632 960 417")
    answer = search(records.desk(), Asked(words="Dorian Velsh"))
    assert answer.results[0].why == [
        "The name is the same.",
        "The words stand in what is known of it.",
    ]
    assert b"Velsh" not in bytes(Search.objects.get().words)


def test_reports_that_mention_it_are_found(records: Records) -> None:
    """One search looks through what is kept of the intelligence as well."""
    unit = records.unit
    intel = unit.submitted()
    keep(unit.at(intel, unit.writer), kind="vrm", written="AB77 CDE")
    answer = search(records.desk(unit.writer), Asked(words="ab77 cde"))
    assert [report for report, _kind in answer.reports] == [intel]
    assert not search(records.desk(), Asked(words="ab77 cde")).reports


def test_the_sealed_text_of_intelligence_is_found_by_its_stems(records: Records) -> None:
    """Title, items and all, with the words around; only what the searcher may read."""
    unit = records.unit
    waiting = unit.submitted()
    assert search(records.desk(), Asked(words="taking men washes")).texts == ()
    accept(unit.at(waiting, unit.evaluator), grades=GRADES, assessments=["A", "C"])
    answer = search(records.desk(), Asked(words="taking men washes"))
    ((report, excerpts),) = answer.texts
    assert report == waiting
    assert [one.found for one in excerpts] == ["takes", "men", "wash"]
    assert answer.read == 1
    assert AuditEntry.objects.filter(verb="record.searched").last().detail["read"] == 1  # type: ignore[union-attr]  # it was just written
    assert search(records.desk(), Asked(words="lorry")).texts == ()


def test_asking_for_nothing_is_refused_with_what_to_do(records: Records) -> None:
    """And leaves no search behind."""
    with pytest.raises(NotNow, match="Write what you look for"):
        search(records.desk(), Asked())
    assert not Search.objects.exists()

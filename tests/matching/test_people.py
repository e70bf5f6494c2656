"""The made-up people of the benchmark: the same for a seed, nobody real, and a fair trial."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from bench.people import CULTURES, Record, records
from plainsight.matching.compare import compare
from plainsight.matching.keys import keys
from plainsight.matching.model import default_model
from plainsight.matching.records import Person, person
from plainsight.matching.score import answers

PEOPLE = 400
STORE = list(records(7, PEOPLE))


def read(record: Record) -> Person:
    return person(
        given=record.given,
        surname=record.surname,
        born=record.born,
        sex=record.sex,
        phones=record.phones,
        emails=record.emails,
        plates=record.plates,
        postcodes=record.postcodes,
        documents=record.documents,
    )


def test_a_seed_gives_the_same_records_and_another_gives_others() -> None:
    assert list(records(7, PEOPLE)) == STORE
    assert list(records(8, PEOPLE)) != STORE


def test_every_person_has_records_and_every_culture_has_people() -> None:
    assert {record.truth for record in STORE} == set(range(PEOPLE))
    assert len(CULTURES) >= 6
    assert set(Counter(record.culture for record in STORE)) == set(CULTURES)


def test_nobody_real_can_be_met() -> None:
    for record in STORE:
        for number in read(record).phones:
            assert re.fullmatch(r"\+44(1632\d{6}|7700900\d{3})", number.e164)
        assert all("ZZ" in one[:3] or one.startswith("Z") for one in record.documents)


def test_some_of_what_is_written_is_spoilt_beyond_repair() -> None:
    """Otherwise the trial would flatter: what spoils knows nothing of what repairs."""
    written = defaultdict(set)
    for record in STORE:
        written[record.truth] |= set(read(record).plates)
    assert any(len({one.text for one in plates}) > 1 for plates in written.values())


def test_most_records_of_a_person_share_a_key() -> None:
    found = [(record.truth, keys(read(record))) for record in STORE]
    true = [bool(a & b) for (x, a), (y, b) in combinations(found, 2) if x == y]
    assert len(true) > PEOPLE // 2
    assert sum(true) / len(true) > 0.9


@pytest.mark.parametrize("culture", CULTURES)
def test_no_culture_is_left_behind_by_the_keys(culture: str) -> None:
    found = [(one.truth, keys(read(one))) for one in STORE if one.culture == culture]
    true = [bool(a & b) for (x, a), (y, b) in combinations(found, 2) if x == y]
    assert sum(true) / len(true) > 0.75


def test_what_is_called_very_likely_is_hardly_ever_wrong() -> None:
    model = default_model()
    right = Counter[bool]()
    for (one, a), (other, b) in combinations([(record, read(record)) for record in STORE[:300]], 2):
        same = answers(compare(a, b), model).same
        if same is not None and model.band(same).word == "very likely":
            right[one.truth == other.truth] += 1
    assert right[True] > 50
    assert right[False] <= right[True] * 0.05

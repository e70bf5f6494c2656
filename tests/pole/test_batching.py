"""The whole store in one run: the same answers as at the moment of saving."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from bench.people import records as made_up
from bench.records import facts_of
from plainsight.matching import batch, spark
from plainsight.matching.batch_levels import compared
from plainsight.matching.compare import FIELDS, compare
from plainsight.matching.keys import hashed
from plainsight.matching.model import default_model
from plainsight.matching.records import Person, packed, unpacked
from plainsight.matching.score import answers
from plainsight.pole.models import Pair
from plainsight.pole.services.batching import EXPORTED, TAKEN, match_everything
from plainsight.pole.services.judging import judge
from plainsight.pole.shape import keys_of, person_of, shape_of
from tests.intelligence.conftest import AsRole
from tests.pole.conftest import Records

ON_SPARK = (
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="no java: Spark runs on it"),
)
DORIAN = {"given_name": "Dorian", "surname": "Velsh", "born": "12/03/1979"}


@pytest.mark.parametrize("master", ["", pytest.param("local[2]", marks=ON_SPARK)])
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Spark leaves its sockets to the collector
def test_what_saving_missed_is_queued_and_decisions_stand(
    records: Records, as_role: AsRole, master: str
) -> None:
    """A run finds the pairs of saving again, and leaves what was decided alone."""
    one, _none = records.save("person", **DORIAN)
    other, _found = records.save("person", **DORIAN)
    third, _found = records.save("person", **DORIAN)
    first = Pair.objects.get(low=one, high=other)
    judge(records.desk(), one.id, other.id, verdict="different", version=first.version)
    Pair.objects.filter(high=third).delete()
    with as_role("worker"):
        assert match_everything(master=master, gigabytes=1) == 2
    assert Pair.objects.filter(high=third, is_batch=True, verdict="open").count() == 2
    assert Pair.objects.get(low=one, high=other).verdict == "different"


def test_a_protected_person_is_not_in_the_run(records: Records) -> None:
    """Nothing of theirs is exported."""
    records.save("person", is_protected=True, **DORIAN)
    records.save("person", **DORIAN)
    assert match_everything(gigabytes=1) == 0


@pytest.fixture(scope="module")
def store() -> duckdb.DuckDBPyConnection:
    """Some hundred made-up records, every one paired with every other."""
    store = duckdb.connect()
    store.execute("CREATE TABLE shape (number INTEGER, person JSON)")
    rows = [
        (number, json.dumps(packed(person_of(shape_of(facts_of(one))))))
        for number, one in enumerate(made_up(29, 120))
    ]
    store.executemany("INSERT INTO shape VALUES (?, ?)", rows)
    batch.prepare(store)
    store.execute(
        "CREATE TABLE pair AS SELECT x.place AS a, y.place AS b "
        "FROM read AS x JOIN read AS y ON x.place < y.place"
    )
    return store


def test_no_level_differs_between_the_scorer_and_duckdb(store: duckdb.DuckDBPyConnection) -> None:
    """Every pair of the made-up records, every field."""
    people = _people(store)
    levels = ", ".join(f'"{name}"' for name in FIELDS)
    rows = store.execute(f"SELECT a, b, {levels} FROM ({compared()})").fetchall()  # noqa: S608 (our own columns)
    assert len(rows) > 20_000
    for a, b, *there in rows:
        here = compare(people[a], people[b]).levels
        assert [here[name] for name in FIELDS] == there, (people[a], people[b])


def test_the_bits_and_the_guard_are_the_same(store: duckdb.DuckDBPyConnection) -> None:
    """What the run keeps is what the scorer would keep, with the same weight."""
    people, model = _people(store), default_model()
    batch.weigh(store, model, model.bands[-2].lowest)
    kept = {
        (a, b): bits for a, b, bits in store.execute("SELECT a, b, bits FROM weighed").fetchall()
    }
    pairs = store.execute("SELECT a, b FROM pair").fetchall()
    expected = {}
    for a, b in pairs:
        same = answers(compare(people[a], people[b]), model).same
        if same is not None and same >= model.bands[-2].lowest:
            expected[a, b] = same
    assert expected
    assert kept == pytest.approx(expected)


@ON_SPARK[0]
@ON_SPARK[1]
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Spark leaves its sockets to the collector
def test_spark_finds_what_duckdb_finds(tmp_path: Path) -> None:
    """The same pairs with the same bits and links, from the same two files."""
    secret = b"made up"
    shapes = {n: shape_of(facts_of(one)) for n, one in enumerate(made_up(31, 300), 1)}
    with (tmp_path / "shape.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            (n, json.dumps(packed(person_of(one)))) for n, one in shapes.items()
        )
    with (tmp_path / "posting.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            (key, n) for n, one in shapes.items() for key in hashed(keys_of(one), secret)
        )
    model = default_model()
    lowest, files = model.bands[-2].lowest, (tmp_path / "shape.csv", tmp_path / "posting.csv")
    session = spark.session("local[2]", tmp_path, 1)
    try:
        there = spark.best(session, *files, lowest=lowest, most=100_000)
    finally:
        session.stop()
    store = duckdb.connect()
    for table, (columns, _query) in EXPORTED.items():
        store.execute(f"CREATE TABLE {table} ({columns})")
        store.execute(f"COPY {table} FROM '{tmp_path / table}.csv' (FORMAT csv)")
    batch.prepare(store)
    batch.pair_up(store)
    batch.weigh(store, model, lowest)
    here = store.execute(TAKEN).fetchall()
    assert len(here) > 100
    assert {one[:2]: one[2] for one in there} == pytest.approx({one[:2]: one[2] for one in here})
    assert {(*one[:2], *one[3]) for one in there} == {(*one[:2], *one[3]) for one in here}


def _people(store: duckdb.DuckDBPyConnection) -> dict[int, Person]:
    rows = store.execute("SELECT place, person FROM read JOIN shape USING (number)").fetchall()
    return {place: unpacked(json.loads(text)) for place, text in rows}

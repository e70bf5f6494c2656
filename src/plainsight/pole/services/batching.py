"""The whole store held against itself, in one run: what comes of it goes to the review queue.

The pairs that share a key are compared and weighed by the same model as at the moment of saving, in
DuckDB or on Spark. Nothing is decided, and a pair that somebody has decided about stays as they
left it. Protected people have no shape and no posting, so they are not in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from plainsight.core.ids import new_id
from plainsight.matching import batch, spark
from plainsight.matching.model import Model, default_model
from plainsight.pole.services.indexing import A_LINK

EXPORTED = {
    "shape": (
        "number BIGINT, person JSON",
        "SELECT number, person FROM pole_shape WHERE kind = 'person'",
    ),
    "posting": ("key BIGINT, number BIGINT", "SELECT key, number FROM pole_posting"),
}
TAKEN = """
SELECT least(x.number, y.number), greatest(x.number, y.number), bits,
       [one FOR one IN [CASE WHEN phone = 1 THEN 'phone' END, CASE WHEN email = 2 THEN 'email' END,
                    CASE WHEN plate >= 2 THEN 'plate' END,
                    CASE WHEN postcode = 3 THEN 'postcode' END,
                    CASE WHEN document = 2 THEN 'document' END] IF one IS NOT NULL]
FROM weighed JOIN read AS x ON x.place = a JOIN read AS y ON y.place = b ORDER BY bits DESC
"""
KEPT = """
INSERT INTO pole_pair (id, low_id, high_id, bits, band, links, worth, model, is_batch, at)
SELECT given.id, low.id, high.id, given.bits, given.band,
       string_to_array(given.links, ' '), given.worth, %s, true, now()
FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::float8[], %s::text[], %s::text[],
            %s::float8[]) AS given(id, low, high, bits, band, links, worth)
JOIN pole_entity AS low ON low.number = given.low AND NOT low.is_protected
JOIN pole_entity AS high ON high.number = given.high AND NOT high.is_protected
ORDER BY low.number, high.number
ON CONFLICT (low_id, high_id) DO UPDATE
SET bits = EXCLUDED.bits, band = EXCLUDED.band, links = EXCLUDED.links,
    worth = EXCLUDED.worth, model = EXCLUDED.model
WHERE pole_pair.verdict = 'open'
"""
A_TIME = 5_000
Row = spark.Row


def match_everything(*, master: str = "", gigabytes: int = 3, most: int = 100_000) -> int:
    """Hold every ordinary person against every other, and queue the best pairs; return how many.

    In DuckDB on this machine, or on the Spark whose master is `master`. `gigabytes` is what either
    may take of memory; above it, it uses a folder that is removed. Safe to repeat. Raises
    ModuleNotFoundError where the extra `batch` or `spark` is not installed.
    """
    model = default_model()
    with tempfile.TemporaryDirectory(prefix="plainsight-match-") as name:
        folder = Path(name)
        for table, (_columns, query) in EXPORTED.items():
            _exported(query, folder / f"{table}.csv")
        if master:
            rows = _on_spark(master, folder, gigabytes, model, most)
        else:
            rows = _in_duckdb(folder, gigabytes, model, most)
    return sum(_kept(some, model) for some in _parts(rows))


def _in_duckdb(folder: Path, gigabytes: int, model: Model, most: int) -> list[Row]:
    import duckdb  # noqa: PLC0415 (the extra: nothing else needs it)

    store = duckdb.connect(
        config={"memory_limit": f"{int(gigabytes)}GB", "temp_directory": f"{folder}/spill"}
    )
    store.execute("SET preserve_insertion_order = false")
    for table, (columns, _query) in EXPORTED.items():
        file = folder / f"{table}.csv"
        store.execute(f"CREATE TABLE {table} ({columns})")
        store.execute(f"COPY {table} FROM '{file}' (FORMAT csv)")
        file.unlink()
    batch.prepare(store)
    batch.pair_up(store)
    batch.weigh(store, model, model.bands[-2].lowest)
    rows: list[Row] = store.execute(f"{TAKEN} LIMIT {int(most)}").fetchall()
    store.close()
    return rows


def _on_spark(master: str, folder: Path, gigabytes: int, model: Model, most: int) -> list[Row]:
    session = spark.session(master, folder, gigabytes)
    try:
        files = folder / "shape.csv", folder / "posting.csv"
        return spark.best(session, *files, lowest=model.bands[-2].lowest, most=most)
    finally:
        session.stop()


def _exported(query: str, file: Path) -> None:
    """Write what a query gives to a file that only we may read; its folder is removed."""
    file.touch(mode=0o600)
    statement = f"COPY ({query}) TO STDOUT (FORMAT csv)"
    with (
        connection.cursor() as cursor,
        file.open("wb") as out,
        cursor.copy(statement) as copy,
    ):
        for part in copy:
            out.write(part)


def _parts(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), A_TIME):
        yield rows[start : start + A_TIME]


@transaction.atomic
def _kept(rows: list[Row], model: Model) -> int:
    low, high, bits, links = (list(one) for one in zip(*rows, strict=True))
    given = (
        [new_id() for _row in rows],
        low,
        high,
        bits,
        [model.band(one).word for one in bits],
        [" ".join(one) for one in links],
        [one + A_LINK * len(shared) for one, shared in zip(bits, links, strict=True)],
    )
    with connection.cursor() as cursor:
        cursor.execute(KEPT, (model.version, *given))
        return int(cursor.rowcount)

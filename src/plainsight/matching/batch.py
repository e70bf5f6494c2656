"""The whole store at once: the levels of `compare` and the weights of the model, in DuckDB.

What is given are two tables, `shape(number, person)` with people as `records.packed` gives them,
and `posting(key, number)`. What comes out is `weighed`: for each pair of numbers the level of every
field and the bits. A level is worked out once for each pair; the words of names are read from at
most three given names and three surnames, as `compare` reads them.

DuckDB is the extra `batch`: nothing of it is needed at the moment of saving.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from plainsight.matching.batch_levels import AT, compared
from plainsight.matching.compare import COMMONNESS, FIELDS, MOST_WORDS
from plainsight.matching.model import Model
from plainsight.matching.names import skeleton

if TYPE_CHECKING:
    import duckdb

LARGEST_BLOCK = 25
"""Keys that more records share are not followed: pairs grow with the square."""
_RANK = {"common": 2, "usual": 1}
_READ = """
CREATE OR REPLACE TABLE read AS
SELECT number, row_number() OVER (ORDER BY given, surnames, number) AS place,
       given, surnames, born[1] AS year, born[2] AS month, born[3] AS day, sex,
       phones, emails, [split_part(one, '@', 1) FOR one IN emails] AS locals,
       [one[1] FOR one IN plates] AS written, [one[2] FOR one IN plates] AS plates,
       [one[1] FOR one IN postcodes] AS postcodes,
       [one[1][:-3] FOR one IN postcodes] AS sectors,
       [split_part(one[1], ' ', 1) FOR one IN postcodes] AS outwards, documents
FROM (
    SELECT number,
           from_json(person->0, '["VARCHAR"]')[1:3] AS given,
           from_json(person->1, '["VARCHAR"]')[1:3] AS surnames,
           from_json(person->3, '["SMALLINT"]') AS born, person->>4 AS sex,
           from_json(person->5, '["VARCHAR"]') AS phones,
           from_json(person->6, '["VARCHAR"]') AS emails,
           from_json(person->7, '[["VARCHAR"]]') AS plates,
           from_json(person->8, '[["VARCHAR"]]') AS postcodes,
           from_json(person->9, '["VARCHAR"]') AS documents
    FROM shape
)
"""
_PAIRS = """
CREATE OR REPLACE TABLE pair AS
WITH kept AS (
    SELECT key FROM posting GROUP BY key HAVING count(*) BETWEEN 2 AND {largest}
), placed AS (
    SELECT posting.key, read.place FROM posting JOIN kept USING (key) JOIN read USING (number)
)
SELECT DISTINCT a.place AS a, b.place AS b
FROM placed AS a JOIN placed AS b ON a.key = b.key AND a.place < b.place
"""


def prepare(store: duckdb.DuckDBPyConnection) -> None:
    """Read the shapes, and look up how each word of a name sounds and how common it is."""
    store.execute(_READ)
    found = store.execute(
        "SELECT DISTINCT unnest(list_concat(given, surnames)) AS word FROM read"
    ).fetchall()
    rows = ((word, skeleton(word), _RANK.get(COMMONNESS.get(word, ""), 0)) for (word,) in found)
    _load(store, "word", "word VARCHAR, sound VARCHAR, rank TINYINT", rows)
    join_words(store)


def join_words(store: duckdb.DuckDBPyConnection) -> None:
    """Put each word of a name with its sound and commonness into columns of its own."""
    columns, joins = [], []
    for part, letter in (("given", "g"), ("surnames", "s")):
        for number in range(1, MOST_WORDS + 1):
            name = f"{letter}{number}"
            joins.append(f"LEFT JOIN word AS {name} ON {name}.word = read.{part}[{number}]")
            columns += [f"{name}.{one} AS {name}_{one}" for one in ("word", "sound", "rank")]
    store.execute(
        f"CREATE OR REPLACE TABLE person AS SELECT read.*, {', '.join(columns)} FROM read "
        + " ".join(joins)
    )


def pair_up(store: duckdb.DuckDBPyConnection, largest: int = LARGEST_BLOCK) -> None:
    """Make the pairs of records that share a key which no more than `largest` records have."""
    store.execute(_PAIRS.format(largest=int(largest)))


def weigh(store: duckdb.DuckDBPyConnection, model: Model, lowest: float) -> None:
    """Compare and weigh every pair; keep those of at least `lowest` bits that identity allows."""
    levels = ", ".join(f'"{name}"' for name in FIELDS)
    bits = " + ".join(_bits(name, model) for name in FIELDS)
    guard = _guard()
    store.execute(
        f"CREATE OR REPLACE TABLE weighed AS SELECT * FROM (SELECT a, b, {levels}, "
        f"{model.start!r}::DOUBLE + {bits} AS bits, {guard} AS is_guarded FROM ({compared()})) "
        f"WHERE is_guarded AND bits >= {lowest!r}"
    )


def _load(
    store: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    with tempfile.NamedTemporaryFile("w", newline="", encoding="utf-8", suffix=".csv") as file:
        csv.writer(file).writerows(rows)
        file.flush()
        store.execute(f"CREATE OR REPLACE TABLE {table} ({columns})")
        store.execute(f"COPY {table} FROM '{Path(file.name)}' (FORMAT csv, NULL '\\N')")


def _bits(name: str, model: Model) -> str:
    weights = enumerate(model.fields[name])
    cases = " ".join(f"WHEN {level} THEN {bits!r}::DOUBLE" for level, bits in weights)
    return f'(CASE "{name}" {cases} ELSE 0.0::DOUBLE END)'


def _guard() -> str:
    partly = FIELDS["born"].index("partly")
    names = f"greatest(given, surname) >= {AT['sounds']}"
    rest = " AND ".join(f"({one} = -1 OR {one} >= {AT['alike']})" for one in ("given", "surname"))
    own = FIELDS["document"].index("exact")
    return f"(born >= {partly} OR document = {own} OR ({names} AND {rest}))"

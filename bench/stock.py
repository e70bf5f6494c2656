"""The peer: Splink with its own comparisons, as its documentation shows, on DuckDB.

It gets names in lower case, whole dates, and numbers and postcodes in one form: more than it would
get from the records as they were written. Telephones and plates, which people share, find pairs and
are not weighed: with them it takes a crew for one person and falls to a recall of .18.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import Any

import duckdb
import splink.comparison_library as library
from splink import Linker, SettingsCreator, block_on

LOWEST = 0.05
RULES = (
    ("given", "surname"),
    ("surname", "born"),
    ("given", "born"),
    ("phone",),
    ("email",),
    ("plate",),
    ("document",),
    ("postcode", "surname"),
    ("postcode", "given"),
)
PLAIN = """
CREATE TABLE stock AS
SELECT number AS unique_id,
       nullif(array_to_string(given, ' '), '') AS given,
       nullif(array_to_string(surnames, ' '), '') AS surname,
       CASE WHEN day IS NOT NULL THEN printf('%04d-%02d-%02d', year, month, day) END AS born,
       nullif(sex, '') AS sex, phones[1] AS phone, emails[1] AS email, plates[1] AS plate,
       postcodes[1] AS postcode, documents[1] AS document
FROM read
"""


@dataclass(frozen=True)
class Stock:
    """What Splink found: numbers and scores, how many pairs it compared, the seconds it took."""

    low: Any
    high: Any
    score: Any
    compared: int
    blocked_right: int
    seconds: float


def run(store: duckdb.DuckDBPyConnection) -> Stock:
    """Train and predict with Splink on the records of a store that was prepared."""
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 (heavy; here alone)

    logging.getLogger("splink").setLevel(logging.ERROR)
    store.execute(PLAIN)
    began = time.monotonic()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            library.NameComparison("given").configure(term_frequency_adjustments=True),
            library.NameComparison("surname").configure(term_frequency_adjustments=True),
            library.DateOfBirthComparison("born", input_is_string=True),
            library.EmailComparison("email"),
            library.PostcodeComparison("postcode"),
            library.ExactMatch("sex"),
            library.ExactMatch("document"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        retain_matching_columns=False,
    )
    api = DuckDBAPI(connection=store)
    linker = Linker(api.register("stock"), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("given", "surname", "born"), block_on("document")], recall=0.4
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (("document",), ("email",)):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    told = linker.inference.predict(threshold_match_probability=LOWEST)
    rows = store.execute(
        f"SELECT unique_id_l AS low, unique_id_r AS high, match_weight AS score "
        f"FROM {told.physical_name}"
    ).fetchnumpy()
    seconds = time.monotonic() - began
    compared, right = _blocked(store)
    return Stock(rows["low"], rows["high"], rows["score"], compared, right, seconds)


def _blocked(store: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Count the pairs that the rules give, and those of them that are one person."""
    sides = " UNION ".join(
        "SELECT a.unique_id AS low, b.unique_id AS high FROM stock AS a JOIN stock AS b ON "
        + " AND ".join(f"a.{one} = b.{one}" for one in rule)
        + " AND a.unique_id < b.unique_id"
        for rule in RULES
    )
    found = store.execute(
        f"SELECT count(*), count(*) FILTER (x.truth = y.truth) FROM ({sides}) "
        "JOIN truth AS x ON x.number = low JOIN truth AS y ON y.number = high"
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)

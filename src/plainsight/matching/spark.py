"""The whole store at once on Spark, for a store beyond one machine: the scorer itself, spread out.

Spark finds the pairs that share a key and hands each to `compare` and `answers` in a worker of its
own, so no level and no weight can differ from the moment of saving. Every machine of a cluster
needs Plainsight installed, and the folder of the two files must be one that all of them share.

pyspark is the extra `spark`; it needs Java 17 or later.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plainsight.matching.batch import LARGEST_BLOCK
from plainsight.matching.compare import compare
from plainsight.matching.model import default_model
from plainsight.matching.records import Person, unpacked
from plainsight.matching.score import answers

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Row = tuple[int, int, float, list[str]]
"""Two numbers, the lower first; bits; and the fields through which the two are associated."""
SHAPE, POSTING = "number BIGINT, person STRING", "key BIGINT, number BIGINT"
WEIGHED = "low BIGINT, high BIGINT, bits DOUBLE, links ARRAY<STRING>"
_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.io.encryption.enabled": "true",
}
_ALONE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.network.crypto.enabled": "true",
    "spark.authenticate": "true",
    "spark.sql.shuffle.partitions": "16",
}
"""What a cluster's own settings decide, where there is one."""
_PAIRS = """
WITH kept AS (
    SELECT key FROM posting GROUP BY key HAVING count(*) BETWEEN 2 AND {largest}
), placed AS (
    SELECT key, number FROM posting JOIN kept USING (key) LEFT SEMI JOIN shape USING (number)
), pair AS (
    SELECT DISTINCT a.number AS low, b.number AS high
    FROM placed AS a JOIN placed AS b ON a.key = b.key AND a.number < b.number
)
SELECT low, high, x.person, y.person
FROM pair JOIN shape AS x ON x.number = low JOIN shape AS y ON y.number = high
"""


def session(master: str, folder: Path, gigabytes: int) -> SparkSession:
    """Start Spark; what it spills is encrypted, and lies in `folder` where it runs here alone."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (the extra: nothing else needs it)

    builder = SparkSession.builder.master(master).appName("plainsight match")
    settings = _QUIET | {"spark.driver.memory": f"{int(gigabytes)}g"}
    if master.startswith("local"):
        settings |= _ALONE | {"spark.local.dir": str(folder)}
    for name, value in settings.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    if master.startswith("local"):
        started.sparkContext.pythonExec = sys.executable
    return started


def best(spark: SparkSession, shape: Path, posting: Path, *, lowest: float, most: int) -> list[Row]:
    """Return the best pairs of at least `lowest` bits, best first, from two files of CSV.

    The files are as `batch` describes the tables; pairs come only from keys that no more than
    `LARGEST_BLOCK` records share, as there.
    """
    quoted: dict[str, Any] = {"quote": '"', "escape": '"'}
    spark.read.csv(str(shape), schema=SHAPE, **quoted).createOrReplaceTempView("shape")
    spark.read.csv(str(posting), schema=POSTING).createOrReplaceTempView("posting")
    pairs = spark.sql(_PAIRS.format(largest=LARGEST_BLOCK)).rdd
    weighed = pairs.mapPartitions(partial(weigh, lowest))
    rows = spark.createDataFrame(weighed, WEIGHED).orderBy("bits", ascending=False).limit(most)
    return [(one.low, one.high, one.bits, one.links) for one in rows.collect()]


def weigh(lowest: float, pairs: Iterable[tuple[int, int, str, str]]) -> Iterator[Row]:
    """Yield the pairs of at least `lowest` bits that identity allows; people as packed JSON."""
    model = default_model()
    for low, high, one, other in pairs:
        found = answers(compare(_read(one), _read(other)), model)
        if found.same is not None and found.same >= lowest:
            yield low, high, found.same, list(found.links)


@lru_cache(maxsize=65_536)
def _read(text: str) -> Person:
    return unpacked(json.loads(text))

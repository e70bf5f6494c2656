"""The whole store at once, beside stock Splink on the same records, all of made-up people.

Both stand before the same truth. What is asked as a ratio depends on who made the people up.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from bench.train import opened
from bench.truth import Truth
from plainsight.matching import batch, spark
from plainsight.matching.batch_levels import compared
from plainsight.matching.compare import FIELDS, compare
from plainsight.matching.model import Model, default_model
from plainsight.matching.records import unpacked
from plainsight.matching.score import answers

RUNS = 1
SEED, CHECKED = 6, 40_000
FEWER, PEOPLE = 52_700, 527_000
"""Of about 100,000 and a million records; the figures are the million's."""
FAR_BELOW = -1_000.0
GIB = 1024 * 1024


def run() -> dict[str, float]:
    """Run ours in a process of its own, for its memory; then both beside each other."""
    alone = subprocess.run(
        [sys.executable, "-m", "bench.figures.match_store"],
        capture_output=True,
        text=True,
        check=True,
    )
    figures: dict[str, float] = json.loads(alone.stdout.splitlines()[-1])
    for people in (FEWER, PEOPLE):
        figures |= _beside(people)
    return figures


def _beside(people: int) -> dict[str, float]:
    """Hold the records of so many people against each other, by ours and by Splink."""
    began, store, model = time.monotonic(), opened(SEED, people), default_model()
    truth = Truth(store)
    batch.prepare(store)
    batch.pair_up(store)
    compared, right = _blocked(store)
    batch.weigh(store, model, model.bands[-2].lowest)
    low, high, score = _weighed(store)
    print(f"  {truth.known:,} records in {time.monotonic() - began:.0f} s, their truth included")
    recall, lowest = truth.recall_at(low, high, score)
    kept = score >= lowest
    worst, each = truth.worst_share(low[kept], high[kept])
    ours_f1, _at = truth.best_f1(low, high, score)
    likely = score >= model.bands[1].lowest
    precise, found = truth.precision_and_recall(low[likely], high[likely])
    gap = _gap(truth, model, low, high, score)
    differences = _differences(store, model)
    store.execute("DROP TABLE pair; DROP TABLE weighed; DROP TABLE person")
    from bench import stock  # noqa: PLC0415 (after ours has its memory back)

    peer = stock.run(store)
    peer_recall, _peer_at = truth.recall_at(peer.low, peer.high, peer.score)
    peer_f1, _at = truth.best_f1(peer.low, peer.high, peer.score)
    print(f"  pairs compared: {compared:,}, Splink {peer.compared:,}")
    print(
        f"  recall of blocking: {right / truth.pairs:.3f}, "
        f"Splink {peer.blocked_right / truth.pairs:.3f}"
    )
    print(
        f"  pairs from likely on: precision {precise:.3f}, recall {found:.3f}, "
        f"F1 {2 * precise * found / (precise + found):.3f}"
    )
    print(f"  recall at .975: {recall:.3f}, Splink {peer_recall:.3f}")
    print(
        f"  F1 of clusters: {ours_f1:.3f}, Splink {peer_f1:.3f}; Splink took {peer.seconds:.0f} s"
    )
    print("  " + ", ".join(f"{name} {one:.3f}" for name, one in each.items()), flush=True)
    return {
        "match.blocking_recall_ratio": right / peer.blocked_right,
        "match.pair_recall_ratio": recall / peer_recall,
        "match.cluster_f1_ratio": ours_f1 / peer_f1,
        "match.culture_worst_share": worst,
        "match.calibration_gap": gap,
        "match.parity_differences": differences,
    }


def alone() -> None:
    """Read, pair and weigh, and print the seconds and the greatest memory of this process."""
    began = time.monotonic()
    store, model = opened(SEED, PEOPLE), default_model()
    batch.prepare(store)
    batch.pair_up(store)
    batch.weigh(store, model, model.bands[-2].lowest)
    taken = time.monotonic() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIB
    print(json.dumps({"match.batch_s": taken, "match.batch_gb": most}))


def _weighed(store: Any) -> tuple[Any, Any, Any]:
    rows = store.execute(
        "SELECT least(x.number, y.number) AS low, greatest(x.number, y.number) AS high, bits "
        "FROM weighed JOIN read AS x ON x.place = a JOIN read AS y ON y.place = b"
    ).fetchnumpy()
    return rows["low"], rows["high"], rows["bits"]


def _blocked(store: Any) -> tuple[int, int]:
    found = store.execute(
        "WITH who AS (SELECT place, truth FROM read JOIN truth USING (number)) "
        "SELECT count(*), count(*) FILTER (x.truth = y.truth) FROM pair "
        "JOIN who AS x ON x.place = a JOIN who AS y ON y.place = b"
    ).fetchone()
    return int(found[0]), int(found[1])


def _gap(truth: Truth, model: Any, low: Any, high: Any, score: Any) -> float:
    """Return the greatest gap between what a band says and what was so."""
    gaps, above = list[float](), np.inf
    for band in model.bands[:-1]:
        inside = (score >= band.lowest) & (score < above)
        true = float(truth.right(low[inside], high[inside]).mean())
        print(f"  {band.word}: says {band.share:.3f}, is {true:.3f} of {inside.sum():,}")
        gaps.append(abs(band.share - true))
        above = band.lowest
    return max(gaps)


def _differences(store: Any, model: Model) -> float:
    """Weigh some pairs with the scorer, DuckDB and Spark; return how many differ anywhere."""
    store.execute("CREATE OR REPLACE TEMP TABLE whole AS SELECT * FROM pair")
    store.execute(
        f"CREATE OR REPLACE TABLE pair AS SELECT * FROM whole USING SAMPLE {CHECKED} ROWS "
        "(reservoir, 1)"
    )
    levels = ", ".join(f'v."{name}"' for name in FIELDS)
    there = store.execute(
        f"SELECT p.number, q.number, x.person, y.person, {levels} FROM ({compared()}) AS v "
        "JOIN read AS p ON p.place = a JOIN read AS q ON q.place = b "
        "JOIN shape AS x ON x.number = p.number JOIN shape AS y ON y.number = q.number"
    ).fetchall()
    batch.weigh(store, model, FAR_BELOW)
    in_duckdb = {
        (low, high): round(bits, 6)
        for low, high, bits in store.execute(
            "SELECT x.number, y.number, bits FROM weighed "
            "JOIN read AS x ON x.place = a JOIN read AS y ON y.place = b"
        ).fetchall()
    }
    on_spark = _on_spark([row[:4] for row in there])
    different = 0
    for one, other, a, b, *held in there:
        here = compare(unpacked(json.loads(a)), unpacked(json.loads(b)))
        same = answers(here, model).same
        bits = None if same is None else round(same, 6)
        pair = one, other
        agree = [here.levels[name] for name in FIELDS] == held
        if not agree or not bits == in_duckdb.get(pair) == on_spark.get(pair):
            different += 1
            if different < 4:
                print("  differs:", a, b, here.levels, held)
    print(f"  {len(there):,} pairs weighed by the scorer, by DuckDB and on Spark")
    return float(different)


def _on_spark(pairs: list[tuple[int, int, str, str]]) -> dict[tuple[int, int], float]:
    with tempfile.TemporaryDirectory() as folder:
        session = spark.session("local[2]", Path(folder), 1)
        try:
            rows = session.sparkContext.parallelize(pairs, 4)
            found = rows.mapPartitions(partial(spark.weigh, FAR_BELOW)).collect()
        finally:
            session.stop()
    return {(low, high): round(bits, 6) for low, high, bits, _links in found}


if __name__ == "__main__":
    alone()

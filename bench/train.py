"""Learns the model from made-up people: `python -m bench.train` writes model.json and common.json.

All weights are learnt together, by logistic regression over the levels of the pairs that share a
key; how common a name is and what each band is worth come from the same people. They are others
than those that the figures are measured with.
"""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.tables import TABLES, tables
from plainsight.matching import batch
from plainsight.matching.batch_levels import compared
from plainsight.matching.compare import FIELDS
from plainsight.matching.model import BAND_WORDS, Model, load

SEED, PEOPLE = 11, 527_000
HOME = Path(batch.__file__).parent
COMMON, USUAL = 1 / 200, 1 / 2_000
PRECISE = (0.975, 0.80, 0.20)
"""From which share of right pairs on a band begins: very likely, likely, possible."""
VERSION = "2026.1-made-up"
NOTE = (
    "Learnt by logistic regression from pairs of made-up records that share a key. The bands' "
    "shares are those of the same made-up records. Nothing of it has been tried on real ones."
)


def opened(seed: int, people: int) -> duckdb.DuckDBPyConnection:
    """Return a store with the made-up people of a seed."""
    folder = tables(seed, people)
    spill = str(folder / "spill")
    limits: dict[str, str | bool | int | float | list[str]]
    limits = {"threads": 2, "memory_limit": "3GB", "temp_directory": spill}
    store = duckdb.connect(config=limits)
    store.execute("SET preserve_insertion_order = false")
    for name, columns in TABLES.items():
        store.execute(f"CREATE TABLE {name} ({columns})")
        store.execute(f"COPY {name} FROM '{folder}/{name}-*.csv' (FORMAT csv)")
    return store


def main() -> None:
    """Learn how common names are, then the weights, then the bands."""
    store = opened(SEED, PEOPLE)
    batch.prepare(store)
    _common(store)
    batch.pair_up(store)
    store.execute(
        "CREATE TABLE same AS SELECT read.place, truth FROM read JOIN truth USING (number)"
    )
    fields = ", ".join(f'"{name}"' for name in FIELDS)
    store.execute(
        f"CREATE TABLE pattern AS SELECT {fields}, count(*) FILTER (x.truth = y.truth) AS same, "
        f"count(*) FILTER (x.truth <> y.truth) AS other FROM ({compared()}) "
        "JOIN same AS x ON x.place = a JOIN same AS y ON y.place = b GROUP BY ALL"
    )
    rows = np.array(store.execute(f"SELECT {fields}, same, other FROM pattern").fetchall())
    print(f"{len(rows)} patterns, {rows[:, -2].sum()} same, {rows[:, -1].sum()} others")
    raw = _weights(rows)
    raw["bands"] = _bands(rows, load(json.dumps(raw)))
    text = json.dumps(raw, indent=1)
    load(text)
    (HOME / "model.json").write_text(text + "\n")
    print(text)


def _common(store: duckdb.DuckDBPyConnection) -> None:
    """Write down how common names are, together with what was known of real ones."""
    file = HOME / "common.json"
    known = json.loads(file.read_text())
    count = store.execute("SELECT count(*) FROM read").fetchone()
    shares = store.execute(
        "SELECT word, count(*) / ? FROM (SELECT unnest(list_concat(given, surnames)) AS word "
        "FROM read) WHERE len(word) > 1 GROUP BY word",
        count,
    ).fetchall()
    common = set(known["common"]) | {word for word, share in shares if share >= COMMON}
    usual = set(known["usual"]) | {word for word, share in shares if share >= USUAL}
    told = {"common": sorted(common), "usual": sorted(usual - common)}
    file.write_text(json.dumps(told, indent=0) + "\n")
    for word, rank in store.execute("SELECT word, rank FROM word").fetchall():
        now = 2 if word in common else 1 if word in usual else 0
        if now != rank:
            store.execute("UPDATE word SET rank = ? WHERE word = ?", [now, word])
    batch.join_words(store)


def _weights(rows: Any) -> dict[str, Any]:
    levels, same, other = rows[:, :-2], rows[:, -2], rows[:, -1]
    columns = [(at, level) for at, name in enumerate(FIELDS) for level in range(len(FIELDS[name]))]
    marks = np.stack([levels[:, at] == level for at, level in columns], axis=1).astype(float)
    learner = LogisticRegression(C=10.0, max_iter=2_000)
    learner.fit(
        np.concatenate([marks, marks]),
        np.concatenate([np.ones(len(rows)), np.zeros(len(rows))]),
        sample_weight=np.concatenate([same, other]),
    )
    bits = dict(zip(columns, learner.coef_[0] / log(2), strict=True))
    fields = {
        name: [
            {"name": word, "bits": round(float(bits[at, level]), 3)}
            for level, word in enumerate(FIELDS[name])
        ]
        for at, name in enumerate(FIELDS)
    }
    start = round(float(learner.intercept_[0] / log(2)), 3)
    none = [
        {"word": word, "from": 30 - 10 * at, "share": None} for at, word in enumerate(BAND_WORDS)
    ]
    none[-1]["from"] = None
    made = {"version": VERSION, "trained": True, "note": NOTE, "start": start}
    return made | {"fields": fields, "bands": none}


def _bands(rows: Any, model: Model) -> list[dict[str, Any]]:
    """Return where each band begins and what share of it was right, of pairs the guard lets by."""
    table = [model.fields[name] for name in FIELDS]
    names = list(FIELDS)
    given, surname, born, paper = map(names.index, ("given", "surname", "born", "document"))
    sounds, alike = FIELDS["given"].index("sounds"), FIELDS["given"].index("alike")
    partly, own = FIELDS["born"].index("partly"), FIELDS["document"].index("exact")
    scored = []
    for row in rows:
        weights = (bits[level] for bits, level in zip(table, row, strict=False) if level >= 0)
        both = row[given], row[surname]
        named = max(both) >= sounds and all(one == -1 or one >= alike for one in both)
        if row[born] >= partly or row[paper] == own or named:
            scored.append((model.start + sum(weights), row[-2], row[-1]))
    scored.sort(reverse=True)
    bands, at = [], 0
    for word, share in zip(BAND_WORDS, (*PRECISE, 0.0), strict=True):
        right = wrong = 0
        lowest = scored[at][0]
        while at < len(scored):
            bits, same, other = scored[at]
            # The edge of a band is where pairs just there are right as often as the band asks.
            if right + wrong > 0 and _near(scored, at) < share:
                break
            right, wrong, lowest, at = right + same, wrong + other, bits, at + 1
        measured = round(float(right / max(right + wrong, 1)), 4)
        is_last = word == BAND_WORDS[-1]
        bands.append({"word": word, "from": None if is_last else round(float(lowest), 3)})
        bands[-1]["share"] = max(measured, 0.0001)
    return bands


def _near(scored: list[tuple[float, int, int]], at: int) -> float:
    """Return the share that is right among some thousands of pairs from a place on."""
    right = wrong = 0
    for _bits, same, other in scored[at : at + 4_000]:
        right, wrong = right + same, wrong + other
        if right + wrong >= 3_000:
            break
    return right / max(right + wrong, 1)


if __name__ == "__main__":
    main()

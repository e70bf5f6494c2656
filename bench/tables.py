"""Made-up people as tables for a run over the whole store, with their truth: kept in .cache.

`shape` and `posting` are what the product's own code makes of each record; `plain` is each record
as it was written, for a peer; `truth` is who each one is and of which culture.
"""

from __future__ import annotations

import csv
import json
import shutil
from multiprocessing import get_context
from pathlib import Path

from bench.hundred_thousand import KEPT
from bench.people import Record, records
from bench.records import facts_of
from plainsight.matching.keys import hashed
from plainsight.matching.records import packed
from plainsight.pole.shape import keys_of, person_of, shape_of

SECRET = b"not a secret: these people are made up"
TABLES = {
    "shape": "number INTEGER, person JSON",
    "posting": "key BIGINT, number INTEGER",
    "truth": "number INTEGER, truth INTEGER, culture VARCHAR",
    "plain": "number INTEGER, given VARCHAR, surname VARCHAR, born VARCHAR, sex VARCHAR, "
    "phone VARCHAR, email VARCHAR, plate VARCHAR, postcode VARCHAR, document VARCHAR",
}


def tables(seed: int, people: int) -> Path:
    """Return the folder that holds the four tables, a file of each half, made if need be."""
    folder = KEPT / f"people-{seed}-{people}"
    if not (folder / "done").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with get_context("spawn").Pool(2) as pool:
            pool.map(_half, [(half, seed, people, folder) for half in (0, 1)])
        (folder / "done").touch()
    return folder


def _half(given: tuple[int, int, int, Path]) -> None:
    half, seed, people, folder = given
    files = {name: (folder / f"{name}-{half}.csv").open("w", newline="") for name in TABLES}
    out = {name: csv.writer(file) for name, file in files.items()}
    for number, one in enumerate(records(seed, people), 1):
        if number % 2 == half:
            fields = shape_of(facts_of(one))
            read = json.dumps(packed(person_of(fields)), separators=(",", ":"))
            out["shape"].writerow((number, read))
            out["posting"].writerows((key, number) for key in hashed(keys_of(fields), SECRET))
            out["truth"].writerow((number, one.truth, one.culture))
            out["plain"].writerow((number, *_plain(one)))
    for file in files.values():
        file.close()


def _plain(one: Record) -> tuple[str, ...]:
    first = [next(iter(some), "") for some in (one.phones, one.emails, one.plates, one.postcodes)]
    return (one.given, one.surname, one.born, one.sex, *first, next(iter(one.documents), ""))

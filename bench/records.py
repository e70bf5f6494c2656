"""A desk with a million records of fictional people, made once and kept in .cache.

Two processes draw the people, read and hash their keys, and copy them in; one record of some
people is held back, to be looked for. Written straight into the tables, since a million journeys
through the form would take days; what is derived is derived by the product's own code.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from multiprocessing import get_context
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from bench.filling import WORDS
from bench.hundred_thousand import Filled, kept
from bench.people import Record, records
from plainsight.matching.keys import hashed
from plainsight.matching.records import packed
from plainsight.pole.shape import Shape, keys_of, person_of, shape_of, sounds_of

PEOPLE, SEED = 527_000, 6
HELD_BACK = 400
"""Of every so many people with several records one record is held back."""
HELD = "held-back.json"
STAGED = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS staged "
    "(id uuid, label text, sounds text[], told text, number bigint)"
)
COPIES = {
    "staged": "id, label, sounds, told, number",
    "pole_fact": "id, entity_id, field, value, by_id, at",
    "pole_shape": "number, kind, fields, person",
    "pole_posting": "key, number",
}


def a_million(people: int = PEOPLE) -> AbstractContextManager[Filled]:
    """Start the kept store with the records of so many people, about 1.9 each."""
    return kept(f"records-{people}", lambda store: _fill(store, people))


def held_back(store: Filled) -> list[dict[str, str]]:
    """Return the records that are not in the store, of people who are: facts by attribute."""
    told: list[dict[str, str]] = json.loads((store.house.data / HELD).read_text())
    return told


def facts_of(one: Record) -> list[tuple[str, str]]:
    """Return a record's attributes with their values, as the form would send them."""
    told = [("given_name", one.given), ("surname", one.surname), ("born", one.born)]
    told += [("gender", one.sex), *(("telephone", text) for text in one.phones)]
    told += [("email", text) for text in one.emails] + [("vrm", text) for text in one.plates]
    told += [("postcode", text) for text in one.postcodes]
    told += [("passport", text) for text in one.documents]
    return [(name, text) for name, text in told if text]


def secret_of(store: Filled) -> bytes:
    """Return the key behind the store's postings, as an officer's process opens it."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.record_client", "secret"],
        input=json.dumps({"passphrase": store.signin.passphrase}),
        env=store.house.environment("desk", store.server),
        capture_output=True,
        text=True,
        check=True,
    )
    return bytes.fromhex(json.loads(done.stdout)["secret"])


def _fill(store: Filled, people: int) -> None:
    secret, address = secret_of(store), store.server.url("superuser")
    with psycopg.connect(address, autocommit=True) as database:
        database.execute(STAGED.encode())
        indexes = _without_indexes(database)
        row = database.execute(
            "SELECT o.id, e.team_key, (SELECT max(number) FROM pole_entity) FROM people_officer o, "
            "pole_entity e WHERE o.username = 'mina.harrow' LIMIT 1"
        ).fetchone()
        if row is None:
            raise RuntimeError("the demo has no records")
        officer, team_key, after = row
        with get_context("spawn").Pool(2) as pool:
            given = [(half, people, after, secret, address, str(officer)) for half in (0, 1)]
            held = [one for some in pool.map(_half, given) for one in some]
        database.execute(
            "INSERT INTO pole_entity (id, number, team_key, kind, owner_id, label, sounds, words, "
            "cluster, at) SELECT id, number, %s, 'person', %s, label, sounds, "
            "to_tsvector('english', told), gen_random_uuid(), now() FROM staged",
            [team_key, officer],
        )
        database.execute(
            "SELECT setval('pole_entity_numbers', (SELECT max(number) FROM pole_entity))"
        )
        database.execute("DROP TABLE staged")
        for statement in indexes:
            database.execute(statement.encode())
        database.execute("VACUUM ANALYZE")
    (store.house.data / HELD).write_text(json.dumps(held))


def _half(given: tuple[int, int, int, bytes, str, str]) -> list[dict[str, str]]:
    """Copy every second record in; return those of this half that are held back."""
    half, people, after, secret, address, officer = given
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in COPIES}
    held, words = [], random.Random(half)  # noqa: S311 (a mixture)
    with psycopg.connect(address, autocommit=True) as database:
        database.execute("SET session_replication_role = replica")
        for number, (one, is_last) in enumerate(_with_last(people), after + 1):
            if number % 2 != half:
                continue
            told = facts_of(one)
            if is_last and one.truth % HELD_BACK == 0:
                held.append(dict(told))
                continue
            told.append(("note", " ".join(words.choices(WORDS, k=12))))
            _row(rows, number, told, secret, officer)
            if len(rows["staged"]) >= 5_000:
                _copied(database, rows)
        _copied(database, rows)
    return held


def _with_last(people: int) -> Iterator[tuple[Record, bool]]:
    """Yield each record, and whether it is the last of several of one person."""
    before, count = None, 0
    for one in records(SEED, people):
        if before is not None:
            yield before, before.truth != one.truth and count > 1
            count = count + 1 if before.truth == one.truth else 1
        else:
            count = 1
        before = one
    if before is not None:
        yield before, False


def _row(
    rows: dict[str, list[tuple[object, ...]]],
    number: int,
    told: list[tuple[str, str]],
    secret: bytes,
    officer: str,
) -> None:
    entity: UUID = uuid4()
    fields: Shape = shape_of(told)
    label = f"{fields.get('given', '')} {fields.get('surname', '')}".strip()
    text = " ".join(value for _name, value in told)
    rows["staged"].append((entity, label, sounds_of(fields), text, number))
    read = packed(person_of(fields))
    rows["pole_shape"].append((number, "person", Jsonb(fields), Jsonb(read)))
    rows["pole_posting"] += [(key, number) for key in hashed(keys_of(fields), secret)]
    rows["pole_fact"] += [
        (uuid4(), entity, name, value, officer, "2026-10-01T09:00:00Z") for name, value in told
    ]


def _copied(
    database: psycopg.Connection[tuple[object, ...]],
    rows: dict[str, list[tuple[object, ...]]],
) -> None:
    for name, some in rows.items():
        statement = f"COPY {name} ({COPIES[name]}) FROM STDIN"
        with database.cursor().copy(statement.encode()) as copy:
            for row in some:
                copy.write_row(row)
        some.clear()


def _without_indexes(database: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Drop what only slows the filling down; return the statements that make it again."""
    made = [
        "ALTER TABLE pole_posting ADD PRIMARY KEY (key, number)",
    ]
    database.execute("ALTER TABLE pole_posting DROP CONSTRAINT pole_posting_pkey")
    found = database.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'pole%' AND indexname "
        "NOT IN (SELECT conname FROM pg_constraint) AND tablename IN "
        "('pole_entity', 'pole_fact', 'pole_posting')"
    ).fetchall()
    for name, statement in found:
        database.execute(f'DROP INDEX "{name}"'.encode())
        made.append(str(statement))
    return made

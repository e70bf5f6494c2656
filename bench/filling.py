"""Rows for a store as it would be after some hundred days: reports really sealed, in every state.

Written straight into the tables, because a hundred thousand journeys through the form would take
hours; the database's own triggers write down where each report stands. The same `seed` gives the
same mixture, under new keys.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from plainsight.intake.answers import Answers, Contact
from plainsight.intake.messages import Author, Said, seal_message
from plainsight.vault import box
from plainsight.vault.context import Context
from plainsight.vault.envelope import PublicKey
from plainsight.vault.sealing import seal_to

DAYS = 400
A_BATCH = 5_000
OPEN_DAYS, UNOPENED_HOURS = 80, 6
READ = 0.98
LANGUAGES = ("en-gb",) * 12 + ("ro", "pl", "vi", "sq", "lt")
CHANNELS = ("web",) * 14 + ("101", "101", "999", "crimestoppers", "email", "agency")
WORDS = tuple(
    "van car wash station road flat money debt passport night morning boss bread mattress locked "  # noqa: SIM905 (a list of words reads as one)
    "window shouting bruise phone taken driver field nail shop hotel kitchen scared quiet".split()
)
RARE = "heliotrope"
"""A word that one report in five hundred holds, to search for."""

COLUMNS = {
    "intake_report": "id reference received_hour channel state danger_now under_18 about_me "
    "language team_key body opened_at",
    "vault_recordkey": "record kind team_key envelope",
    "intake_conversation": "id report_id state last_seq",
    "intake_message": "conversation_id seq author client_id body sent_at read_at kept",
}
_STANDINGS = """
UPDATE triage_standing s SET
    state = CASE WHEN is_old AND n >= 2 THEN 'closed' ELSE 'triage' END,
    mark = CASE WHEN n < 2 THEN 'spam' ELSE '' END,
    closed_at = CASE WHEN is_old AND n >= 2 THEN came + interval '2 days' END,
    closing = CASE WHEN is_old AND n >= 2 THEN 'intelligence' ELSE '' END,
    grade = (ARRAY['G1', 'G2', 'G3', 'G4', 'INTEL', ''])[1 + n %% 6],
    rank = (ARRAY[0, 1, 4, 6, 7, s.rank])[1 + n %% 6],
    graded_at = CASE WHEN n %% 6 < 5 THEN came + interval '90 minutes' END,
    respond_by = CASE n %% 6 WHEN 0 THEN came + interval '105 minutes'
                             WHEN 1 THEN came + interval '150 minutes' END,
    responded_at = CASE WHEN n %% 7 > 0 AND n %% 6 < 2 THEN came + interval '100 minutes' END,
    crime_decision = CASE WHEN n %% 11 > 0 THEN 'none' ELSE '' END,
    assigned_to_id = CASE WHEN n %% 3 > 0 THEN (%(officers)s)[1 + n %% %(many)s] END
FROM (SELECT report_id, received_hour AS came, received_hour < %(open)s AS is_old,
             floor(random() * 1000)::int AS n FROM triage_standing) AS drawn
WHERE drawn.report_id = s.report_id AND s.state = 'triage'
"""


@dataclass(frozen=True)
class Sealing:
    """To which key everything is sealed."""

    team_key: UUID
    public: PublicKey


def fill(database: psycopg.Connection[Any], reports: int, *, seed: int = 4) -> None:
    """Add that many reports, and let each stand where its age says."""
    found = database.execute("SELECT id, public FROM vault_teampublic WHERE state = 'current'")
    key = found.fetchone()
    if key is None:
        raise RuntimeError("the team has no key")
    sealing = Sealing(key[0], PublicKey.parse(key[1]))
    draw = random.Random(seed)  # noqa: S311 (the mixture; keys are the vault's)
    for begin in range(0, reports, A_BATCH):
        batch = [
            _report(sealing, draw, number) for number in range(begin, min(reports, begin + A_BATCH))
        ]
        for table, columns in COLUMNS.items():
            _copy(database, table, columns, (row for rows in batch for row in rows.get(table, ())))
        print(f"  {begin + len(batch):,} of {reports:,} reports", flush=True)
    officers = [row[0] for row in database.execute("SELECT id FROM people_officer")]
    given = {
        "open": _now() - timedelta(days=OPEN_DAYS),
        "officers": officers,
        "many": len(officers),
    }
    database.execute(_STANDINGS, given)
    database.execute("VACUUM ANALYZE")


def _copy(
    database: psycopg.Connection[Any], table: str, columns: str, rows: Iterator[tuple[Any, ...]]
) -> None:
    names = ", ".join(columns.split())
    with (
        database.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN".encode()) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _report(sealing: Sealing, draw: random.Random, number: int) -> dict[str, list[tuple[Any, ...]]]:
    report, conversation = uuid4(), uuid4()
    came = _now() - timedelta(hours=draw.randrange(DAYS * 24))
    is_opened = came < _now() - timedelta(hours=UNOPENED_HOURS)
    told = _told(draw, number)
    key, talk_key = box.new_key(), box.new_key()
    said = [_words(draw) for _ in range(draw.choice((0, 0, 0, 1, 2)))]
    messages = [
        _message(talk_key, conversation, seq, text, came + timedelta(hours=seq), draw)
        for seq, text in enumerate(said, 1)
    ]
    row = (
        *(report, f"PS-{number:08d}", came, draw.choice(CHANNELS)),
        "opened" if is_opened else "received",
        *(told.danger_now, told.under_18, told.about_me, told.language, sealing.team_key),
        box.seal(key, told.encode(), Context("report", report, "body")),
        came + timedelta(hours=1) if is_opened else None,
    )
    return {
        "intake_report": [row],
        "vault_recordkey": [
            _key(sealing, key, "report", report),
            _key(sealing, talk_key, "conversation", conversation),
        ],
        "intake_conversation": [(conversation, report, "open", len(messages))],
        "intake_message": messages,
    }


def _told(draw: random.Random, number: int) -> Answers:
    what = " ".join(_words(draw) for _ in range(3)) + (f" {RARE}" if number % 500 == 0 else "")
    return Answers(
        what=what,
        directions=_words(draw),
        when="Every night",
        vehicles=f"A white van, NM{draw.randrange(10, 76)} {draw.choice('ABCXYZ')}KR",
        signs=tuple(f"IND{draw.randrange(1, 40):03d}" for _ in range(draw.randrange(5))),
        danger_now=draw.choice((True, False, None)) if draw.random() < 0.05 else None,
        under_18=draw.random() < 0.1,
        about_me=draw.random() < 0.15,
        contact=Contact(
            how="phone", value=f"07700 900{draw.randrange(1000):03d}", safe="Before noon"
        ),
        language=draw.choice(LANGUAGES),
    )


def _message(
    key: bytes, conversation: UUID, seq: int, text: str, at: datetime, draw: random.Random
) -> tuple[Any, ...]:
    author: Author = "reporter" if seq % 2 else "desk"
    client = uuid4()
    body = seal_message(key, conversation, author, client, Said("text", text))
    read = at if draw.random() < READ else None
    return conversation, seq, author, client, body, at, read, False


def _key(sealing: Sealing, key: bytes, kind: str, record: UUID) -> tuple[Any, ...]:
    envelope = seal_to(sealing.public, key, Context(kind, record, "key"))
    return record, kind, sealing.team_key, envelope


def _words(draw: random.Random) -> str:
    return " ".join(draw.choices(WORDS, k=12)).capitalize() + "."


def _now() -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)

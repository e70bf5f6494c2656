"""The way into the log."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from plainsight.audit.models import AuditEntry
from plainsight.audit.services import SYSTEM, Actor, NotLogged, Subject, record
from plainsight.core.clock import now

LOG = Subject("log")


@pytest.mark.django_db
def test_an_act_is_one_exact_row() -> None:
    officer, report = uuid.uuid4(), uuid.uuid4()
    record(
        Actor("officer", officer),
        "log.read",
        subject=Subject("report", report),
        detail={"field": "body", "rows": 3, "whole": True},
    )
    entry = AuditEntry.objects.get()
    assert (entry.actor_kind, entry.actor_id) == ("officer", officer)
    assert (entry.verb, entry.subject_kind, entry.subject_id) == ("log.read", "report", report)
    assert entry.detail == {"field": "body", "rows": 3, "whole": True}
    assert entry.db_role == "plainsight_owner"
    assert entry.era >= 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
        assert entry.xid == int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_of_a_reporter_the_log_knows_the_hour_and_no_more() -> None:
    record(Actor("reporter", None), "log.read", subject=LOG)
    at = AuditEntry.objects.get().at
    assert (at.minute, at.second, at.microsecond) == (0, 0, 0)
    assert timedelta(0) <= now() - at < timedelta(hours=1, minutes=1)


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotLogged, match="atomic"):
        record(SYSTEM, "log.read", subject=LOG)


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_no_row() -> None:
    with transaction.atomic():
        record(SYSTEM, "log.read", subject=LOG)
        transaction.set_rollback(True)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_a_verb_that_no_app_registers_is_refused() -> None:
    with pytest.raises(NotLogged, match="not registered"):
        record(SYSTEM, "log.invented", subject=LOG)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "detail",
    [
        {"note": "they are kept in the cellar"},
        {"note": "x" * 65},
        {"note": ""},
        {"note": "line\nbreak"},
        {"note": "code\n"},
        {"note": 1.5},
        {"note": None},
        {"note": ["a"]},
        {"A name": "x"},
    ],
)
def test_a_detail_that_is_not_codes_is_refused_by_python_and_by_the_door(
    detail: dict[str, object],
) -> None:
    with pytest.raises(NotLogged):
        record(SYSTEM, "log.read", subject=LOG, detail=detail)  # type: ignore[arg-type]  # the wrong thing is the test
    with pytest.raises(DatabaseError, match="codes only"), transaction.atomic():
        write(detail=psycopg.types.json.Jsonb(detail))
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"actor_kind": "nobody"},
        {"actor_kind": None},
        {"verb": "Opened the report of Jane"},
        {"verb": "one"},
        {"verb": "a." + "b" * 63},
        {"subject_kind": "Jane Doe"},
        {"detail": "[]"},
        {"detail": '"text"'},
        {"detail": None},
        {"detail": '{"n": 12345678901234567890}'},
        {"detail": "{" + ",".join(f'"k{n}":1' for n in range(17)) + "}"},
    ],
)
def test_the_door_takes_codes_only_and_repeats_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        write(**wrong)
    assert "Jane" not in str(refused.value)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_the_desk_writes_through_the_door_and_not_past_it(
    as_role: Callable[[str], AbstractContextManager[None]],
) -> None:
    with as_role("desk"):
        record(SYSTEM, "log.read", subject=LOG)
        assert AuditEntry.objects.count() == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            AuditEntry.objects.create(
                era=1,
                xid=1,
                at="2026-01-01T00:00Z",
                db_role="x",
                actor_kind="system",
                verb="log.read",
            )


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["public", "checkpoint"])
def test_no_other_zone_writes_to_the_log(
    role: str, as_role: Callable[[str], AbstractContextManager[None]]
) -> None:
    with (
        as_role(role),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        record(SYSTEM, "log.read", subject=LOG)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_entry", "audit_checkpoint"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_even_the_owner_changes_no_entry_by_a_slip(table: str, statement: str) -> None:
    column = "verb" if table == "audit_entry" else "statement"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, column, column))


def write(**changed: object) -> None:
    """Call the door with good values except for those given."""
    good: dict[str, object] = {
        "actor_kind": "system",
        "actor_id": None,
        "verb": "log.read",
        "subject_kind": "log",
        "subject_id": None,
        "detail": "{}",
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit.write(%s, %s, %s, %s, %s, %s)", list((good | changed).values())
        )

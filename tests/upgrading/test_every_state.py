"""Upgrading from every earlier schema with data in it: all of it can be read and acted on after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

import plainsight
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer
from plainsight.triage.models import Standing
from plainsight.triage.services import open_report
from plainsight.triage.services.assess import grade_report
from tests.cast import PASSPHRASE, Cast, cast, keyed_cast
from tests.reported import PICTURE, Reported, reported
from tests.triage.acted import acting
from tests.upgrading.states import State, earlier_states, go_to

__all__ = ["cast", "keyed_cast", "reported"]
pytestmark = pytest.mark.slow
NAME = "plainsight_upgrading"
COPIED = ("people_", "vault_", "intake_", "mfa_", "triage_")
READ = """
import json, sys
from plainsight.commands.start import become
become("desk")
from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.triage.models import Standing
from plainsight.triage.services import open_report
from plainsight.triage.services.assess import grade_report
from plainsight.triage.services.acting import Acting
from plainsight.vault.services import unlock
given = json.load(sys.stdin)
officer = Officer.objects.get(username="amara.okafor")
key = unlock(holder=officer.id, passphrase=given["passphrase"])
read = {}
for report in Report.objects.order_by("reference"):
    opened = open_report(officer=officer, unlocked=key, report_id=report.id)
    standing = Standing.objects.get(report=report)
    acting = Acting(officer, key, report.id, standing.version)
    grade_report(acting, grade="G2", reason="After the upgrade")
    said = [one.text for one in opened.messages]
    grade = Standing.objects.get(report=report).grade
    read[report.reference] = [opened.account.what, said, len(opened.files), standing.state, grade]
print(json.dumps(read))
"""


@pytest.fixture
def data(keyed_cast: Cast, reported: Reported, as_role: Callable[[str], Any]) -> dict[str, Any]:
    """Two reports as today's services make them: one new with a picture, one opened and answered.

    Returns the rows of our tables by name, each row by its columns.
    """
    reported(what="A heron on the lorry", picture=PICTURE)
    opened = reported(what="They sleep above the office")
    reported.reply(opened, "There are nine of them now")
    officer = keyed_cast.triage_officer
    open_report(officer=officer, unlocked=keyed_cast.keys[officer], report_id=opened.id)
    grade_report(acting(keyed_cast, opened), grade="G3", reason="Somebody sleeps there")
    assert Standing.objects.count() == len(("new", "opened"))
    return {name: _rows(name) for name in connection.introspection.table_names()}


@pytest.fixture
def old(server: PrivateServer) -> Iterator[str]:
    """An empty database besides the test's own; gone at the end."""
    prepare(server.url("superuser", "postgres"), NAME)
    yield NAME
    with psycopg.connect(server.url("superuser", "postgres"), autocommit=True) as superuser:
        superuser.execute(f"DROP DATABASE {NAME} WITH (FORCE)".encode())


@pytest.mark.parametrize("state", earlier_states(), ids=str)
def test_what_was_there_before_the_upgrade_is_read_and_acted_on_after_it(
    state: State, data: dict[str, Any], old: str, server: PrivateServer
) -> None:
    owner = _environment(server.url("owner", old))
    go_to(state, owner)
    with psycopg.connect(server.url("superuser", old)) as superuser:
        _put(superuser, data)
    command = [sys.executable, "-m", "plainsight.commands", "migrate"]
    for _again in range(2):  # safe to repeat
        subprocess.run(command, env=owner, check=True, stdout=subprocess.DEVNULL)
    desk = _environment(
        server.url("desk", old),
        PLAINSIGHT_SECRET_KEY="k" * 40,
        PLAINSIGHT_DESK_SECRET=settings.DESK_SECRET.decode(),
    )
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=desk,
        input=json.dumps({"passphrase": PASSPHRASE}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read = sorted(json.loads(done.stdout).values())
    assert read == [
        ["A heron on the lorry", [], 1, "triage", "G2"],
        ["They sleep above the office", ["There are nine of them now"], 0, "triage", "G2"],
    ]


def test_every_migration_but_the_last_of_each_app_is_a_state_that_is_tested() -> None:
    written = [path.stem for path in Path(plainsight.__file__).parent.glob("*/migrations/0*.py")]
    apps = list(Path(plainsight.__file__).parent.glob("*/migrations/0001_*.py"))
    assert len(earlier_states()) == len(written) - len(apps) + 1


def _rows(table: str) -> list[dict[str, Any]]:
    if not table.startswith(COPIED):
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT to_jsonb(t) FROM {} AS t").format(sql.Identifier(table)))
        return [_value(row[0]) for row in cursor.fetchall()]


def _value(row: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row) if isinstance(row, str) else row
    return found


def _put(database: psycopg.Connection[Any], data: dict[str, Any]) -> None:
    """Put the rows in, each with those columns that the old tables have."""
    database.execute("SET session_replication_role = replica")  # as if they had always been there
    there = (
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public'"
    )
    columns: dict[str, list[str]] = {}
    for table, column in database.execute(there).fetchall():
        columns.setdefault(table, []).append(column)
    for table, rows in data.items():
        if table not in columns or not rows:
            continue
        both = [name for name in columns[table] if name in rows[0]]
        names = sql.SQL(", ").join(map(sql.Identifier, both))
        put = sql.SQL(
            "INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_recordset(NULL::{0}, %s)"
        )
        database.execute(put.format(sql.Identifier(table), names), [json.dumps(rows)])


def _environment(url: str, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    return kept | {"DATABASE_URL": url, "PLAINSIGHT_DATA": str(settings.DATA), **more}

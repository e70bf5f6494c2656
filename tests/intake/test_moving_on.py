"""The tables move on with what is in them."""

from __future__ import annotations

import io
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from psycopg import sql

from plainsight.core.database.server import PrivateServer

pytestmark = pytest.mark.django_db


def statements(migration: str) -> str:
    out = io.StringIO()
    call_command("sqlmigrate", "intake", migration, stdout=out)
    return out.getvalue()


def test_a_database_with_reports_and_files_comes_along(server: PrivateServer) -> None:
    name = sql.Identifier("moving_on")
    draft, report, conversation, files = b"l" * 32, uuid4(), uuid4(), [uuid4(), uuid4()]
    with psycopg.connect(server.url("superuser", "postgres"), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            with psycopg.connect(server.url("superuser", "moving_on"), autocommit=True) as there:
                there.execute(statements("0001").encode())
                there.execute(
                    "INSERT INTO intake_draft (locator, body) VALUES (%s, %s)", [draft, b""]
                )
                there.execute(
                    "INSERT INTO intake_report (id, reference, received_hour, channel, language, "
                    "team_key, body) VALUES (%s, 'PS-1', now(), 'web', 'en', %s, '')",
                    [report, uuid4()],
                )
                there.execute(
                    "INSERT INTO intake_conversation (id, report_id) VALUES (%s, %s)",
                    [conversation, report],
                )
                add = "INSERT INTO intake_attachment (id, size_class, draft_id, report_id) VALUES "
                there.execute(add + "(%s, 5, %s, NULL)", [files[0], draft])
                there.execute(add + "(%s, 5, NULL, %s)", [files[1], report])
                there.execute(statements("0002").encode())
                left = there.execute("SELECT id, conversation_id FROM intake_attachment").fetchall()
                assert sorted(left) == sorted((file, None) for file in files)
                later = "INSERT INTO intake_attachment (id, size_class, conversation_id{}) VALUES "
                there.execute(later.format("") + "(%s, 5, %s)", [uuid4(), conversation])
                with pytest.raises(psycopg.errors.CheckViolation):
                    there.execute(
                        later.format(", report_id") + "(%s, 5, %s, %s)",
                        [uuid4(), conversation, report],
                    )
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

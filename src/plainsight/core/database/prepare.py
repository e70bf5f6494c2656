"""Makes a server ready, and brings the schema, the doors and the grants up to date."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from plainsight.core.database.grants import declared, function_files, grant_statements
from plainsight.core.database.roles import (
    DATABASE,
    SCHEMAS,
    create_database_statement,
    database_statements,
    server_statements,
)

APPLYING = 7_106_001  # advisory lock: two processes that migrate at once wait for each other


def prepare(admin_url: str, name: str = DATABASE) -> None:
    """Create roles and database as an administrator of the server; safe to run again.

    `admin_url` is a PostgreSQL address of a role that may create roles and databases.
    """
    with psycopg.connect(admin_url, autocommit=True) as server:
        for statement in server_statements():
            server.execute(statement.encode())
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            server.execute(create_database_statement(name).encode())
    with psycopg.connect(admin_url, dbname=name, autocommit=True) as inside:
        for statement in database_statements(name):
            inside.execute(statement.encode())


def printed(name: str = DATABASE) -> Iterator[str]:
    """Yield the same SQL for an administrator who runs it by hand."""
    yield from (f"{statement};" for statement in server_statements())
    yield f"{create_database_statement(name)};"
    yield f"\\connect {name}"
    yield from (f"{statement};" for statement in database_statements(name))


def migrate() -> None:
    """Run Django's migrations as the owner, then put up the doors and the grants."""
    call_command("migrate", verbosity=0, interactive=False)
    apply_walls()


def apply_walls() -> None:
    """Replace all functions and grants by what the files say, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPLYING])
        for statement in _drop_functions():
            cursor.execute(statement)
        for path in function_files():
            cursor.execute(path.read_text(encoding="utf-8"))
        for line in grant_statements(declared()):
            cursor.execute(line)


def _drop_functions() -> list[str]:
    """Return a DROP for each function in our schemas that no trigger holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE n.nspname = ANY(%s) AND p.prorettype <> 'trigger'::regtype",
            [list(SCHEMAS)],
        )
        names = [row[0] for row in cursor.fetchall()]
    return [sql.SQL("DROP FUNCTION {}").format(sql.SQL(name)).as_string() for name in names]

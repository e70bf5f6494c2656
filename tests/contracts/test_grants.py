"""The table of grants in the database, compared with what the apps declare, right by right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from plainsight.core.database.grants import declared
from plainsight.core.database.roles import ROLES, SCHEMAS, login
from plainsight.core.database.server import PrivateServer

pytestmark = pytest.mark.django_db
OURS = ["public", *SCHEMAS]
OWNERS = (login("owner"), "postgres")
PRIVILEGE = re.compile(r"\s*([A-Z]+)\s*(?:\(([^)]*)\))?\s*,?")


def granted(query: str) -> set[tuple[str, ...]]:
    """Rows of (object, grantee, privilege), "-" being everybody; an owner's own are left out."""
    with connection.cursor() as cursor:
        cursor.execute(query, {"schemas": OURS})
        return {tuple(row) for row in cursor.fetchall() if row[1] not in OWNERS}


def rights(words: str) -> Iterator[tuple[str, str | None]]:
    """Read "SELECT, UPDATE(state, seen)" as pairs of privilege and column (None: the table)."""
    assert PRIVILEGE.sub("", words).strip() == "", f"cannot read {words!r}"
    for privilege, columns in PRIVILEGE.findall(words):
        for column in columns.split(",") if columns else [None]:
            yield privilege, column.strip() if column else None


def wanted_rights() -> Iterator[tuple[str, str, str, str | None]]:
    for table, by_role in declared().tables.items():
        for role, words in by_role.items():
            for privilege, column in rights(words):
                yield table, login(role), privilege, column


def test_tables_and_sequences_allow_exactly_what_is_declared() -> None:
    wanted = {(t, who, what) for t, who, what, column in wanted_rights() if column is None}
    found = granted(
        "SELECT c.relname, a.grantee::regrole::text, a.privilege_type FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a "
        "WHERE n.nspname = ANY(%(schemas)s)"
    )
    assert found == wanted


def test_columns_allow_exactly_what_is_declared() -> None:
    wanted = {(f"{t}.{column}", who, what) for t, who, what, column in wanted_rights() if column}
    found = granted(
        "SELECT c.relname || '.' || t.attname, a.grantee::regrole::text, a.privilege_type "
        "FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a "
        "WHERE n.nspname = ANY(%(schemas)s)"
    )
    assert found == wanted


def test_functions_may_be_run_by_exactly_those_who_are_declared() -> None:
    wanted = {
        (name.partition("(")[0], login(role), "EXECUTE")
        for name, roles in declared().functions.items()
        for role in roles
    }
    found = granted(
        "SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || p.proname, "
        "a.grantee::regrole::text, a.privilege_type "
        "FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a "
        "WHERE n.nspname = ANY(%(schemas)s)"
    )
    assert found == {(name.removeprefix("public."), who, what) for name, who, what in wanted}


def test_schemas_may_be_used_and_nothing_be_made_in_them() -> None:
    served = [login(role) for role in ROLES if role != "owner"]
    found = granted(
        "SELECT n.nspname, a.grantee::regrole::text, a.privilege_type FROM pg_namespace n, "
        "aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a "
        "WHERE n.nspname = ANY(%(schemas)s)"
    )
    assert found == {(schema, role, "USAGE") for schema in OURS for role in served}


def test_the_database_may_be_entered_by_our_roles_and_nobody_else() -> None:
    found = granted(
        "SELECT d.datname, a.grantee::regrole::text, a.privilege_type FROM pg_database d, "
        "aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a "
        "WHERE d.datname = current_database()"
    )
    name = connection.settings_dict["NAME"]
    assert found == {(name, login(role), "CONNECT") for role in ROLES if role != "owner"}


def test_no_schema_of_ours_is_missing_from_this_test() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'")
        assert {row[0] for row in cursor.fetchall()} == {*OURS, "information_schema"}


def test_no_role_of_ours_can_do_more_than_sign_in() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication "
            "OR rolbypassrls OR rolinherit FROM pg_roles WHERE rolname ~ '^plainsight_'"
        )
        assert dict(cursor.fetchall()) == {login(role): False for role in ROLES}


def test_every_gate_is_a_definer_with_a_fixed_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure::text, p.prosecdef, p.proconfig FROM pg_proc p "
            "JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'gate'"
        )
        rows: list[Any] = cursor.fetchall()
    assert rows
    for name, definer, configured in rows:
        assert definer, name
        assert "search_path=pg_catalog, pg_temp" in (configured or []), name


def test_the_public_role_reads_only_what_is_published(server: PrivateServer) -> None:
    """Tried, not read from a catalogue: a plain SELECT on every table."""
    readable = set()
    with psycopg.connect(server.url("public"), autocommit=True) as public:
        for table in connection.introspection.table_names():
            try:
                public.execute(SQL("SELECT count(*) FROM public.{}").format(Identifier(table)))
            except psycopg.errors.InsufficientPrivilege:
                continue
            readable.add(table)
    assert readable == {t for t, rights in declared().tables.items() if "public" in rights}

"""What the public role may not do, tried from a connection that a taken-over process would have."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from psycopg import errors, sql

from plainsight.core.database.grants import declared
from plainsight.intake import grants

Connect = Callable[[str], psycopg.Connection[Any]]
TABLES = sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))
OWN = sorted(model._meta.db_table for model in apps.get_app_config("intake").get_models())
SAID = ("message_primary", "message_detail", "message_hint", "context", "internal_query")
READABLE = {table for table, rights in declared().tables.items() if "public" in rights}


@pytest.fixture
def public(connect_as: Connect) -> psycopg.Connection[Any]:
    return connect_as("public")


def refused(connected: psycopg.Connection[Any], statement: str, *names: str) -> None:
    """Run a statement, its {} filled with quoted names, and see it refused."""
    with pytest.raises(errors.InsufficientPrivilege):
        connected.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def test_all_of_intake_is_closed_and_little_else_is_open() -> None:
    assert READABLE.isdisjoint(OWN)
    assert {"vault_teampublic"} >= READABLE
    assert len(OWN) == 9


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_touched(table: str, public: psycopg.Connection[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
            "AND attnum > 0 AND NOT attisdropped",
            [f"public.{table}"],
        )
        columns = [row[0] for row in cursor.fetchall()]
    if table not in READABLE:
        for statement in ("SELECT FROM {}", "COPY {} TO STDOUT", "TABLE {}"):
            refused(public, statement, table)
        for column in columns:
            refused(public, "SELECT {} FROM {}", column, table)
    refused(public, "INSERT INTO {} DEFAULT VALUES", table)
    refused(public, "DELETE FROM {}", table)
    refused(public, "TRUNCATE {}", table)
    refused(public, "UPDATE {} SET {} = DEFAULT", table, columns[0])
    refused(public, "SELECT FROM {} FOR UPDATE", table)


def test_no_function_but_the_declared_gates_can_be_called(public: psycopg.Connection[Any]) -> None:
    found = public.execute(
        "SELECT n.nspname || '.' || p.proname, has_function_privilege(p.oid, 'EXECUTE'), "
        "p.prosecdef, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    assert {name for name, may, _, _ in found if may} == {
        name for name, roles in declared().functions.items() if "public" in roles
    }
    for name, _, definer, pinned in found:
        if name.startswith("gate."):
            assert definer, name
            assert "search_path=pg_catalog, pg_temp" in pinned, name


def test_the_gates_for_others_are_shut(public: psycopg.Connection[Any]) -> None:
    refused(public, "SELECT gate.must(true)")
    refused(public, "SELECT gate.life('open draft')")
    refused(public, "SELECT gate.new_reference()")
    refused(public, "SELECT gate.is_current(NULL)")
    refused(public, "SELECT gate.drop_drafts('{{}}')")
    refused(public, "SELECT gate.make_report(NULL)")
    refused(public, "SELECT gate.sealed_report(" + ", ".join(["NULL"] * 17) + ")")
    refused(public, "SELECT * FROM gate.promote_unfinished()")
    refused(public, "SELECT * FROM gate.purge_intake()")
    refused(public, "SELECT gate.orphan_files('{{}}')")
    refused(public, "SELECT audit.write('reporter', NULL, 'a.b', 'report', NULL, '{{}}')")


def test_the_public_role_makes_nothing_and_becomes_nobody(public: psycopg.Connection[Any]) -> None:
    for statement in (
        "CREATE TABLE public.mine (x int)",
        "CREATE TABLE gate.mine (x int)",
        "CREATE FUNCTION gate.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TEMP TABLE mine (x int)",
        "CREATE SCHEMA mine",
        "SET ROLE plainsight_owner",
        "SET ROLE plainsight_desk",
        "SET SESSION AUTHORIZATION plainsight_desk",
        "SET session_replication_role = replica",
        "COPY (SELECT 1) TO '/tmp/out'",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_import('/etc/hostname')",
        "ALTER FUNCTION gate.read_draft(bytea) OWNER TO plainsight_public",
        "DROP FUNCTION gate.read_draft(bytea)",
    ):
        refused(public, statement)


def test_shadowing_by_search_path_does_not_trick_a_gate(
    public: psycopg.Connection[Any], server: Any
) -> None:
    """Even with the right to make temporary tables and functions, which the role has not."""
    database = sql.Identifier(connection.settings_dict["NAME"])
    role = sql.Identifier("plainsight_public")
    with psycopg.connect(server.url("superuser"), autocommit=True) as superuser:
        superuser.execute(sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(database, role))
        try:
            public.execute("CREATE TEMP TABLE intake_draft (LIKE pg_class)")
            public.execute(
                "CREATE FUNCTION pg_temp.octet_length(bytea) RETURNS integer "
                "LANGUAGE sql AS 'SELECT 32'"
            )
            public.execute(
                "CREATE FUNCTION pg_temp.now() RETURNS timestamptz "
                "LANGUAGE sql AS $$ SELECT '2000-01-01'::timestamptz $$"
            )
            public.execute("SET search_path = pg_temp, public, pg_catalog")
            save = "SELECT gate.save_draft(%s, 0, %s)"
            with pytest.raises(errors.InvalidParameterValue):
                public.execute(save, [b"short", b"b" * 64])
            assert public.execute(save, [b"l" * 32, b"b" * 64]).fetchone() == ("saved",)
        finally:
            superuser.execute(
                sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM {}").format(database, role)
            )
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(created_at) > now() - interval '1h' FROM intake_draft")
        assert cursor.fetchone() == (1, True)


def test_the_worker_may_purge_and_no_more(connect_as: Connect) -> None:
    worker = connect_as("worker")
    for table in OWN:
        refused(worker, "SELECT FROM {}", table)
        refused(worker, "DELETE FROM {}", table)
    for function, roles in grants.FUNCTIONS.items():
        wanted = {"desk"} if function == "gate.enter_report" else None
        assert roles in (wanted, {"public"}, {"worker"}), function


def test_the_desk_touches_no_draft_no_code_and_no_gate(connect_as: Connect) -> None:
    desk = connect_as("desk")
    for table in (
        "intake_draft",
        "intake_earlycode",
        "intake_prepared",
        "intake_returncode",
        "intake_spenttoken",
    ):
        refused(desk, "SELECT FROM {}", table)
    for statement in (
        "DELETE FROM intake_report",
        "UPDATE intake_report SET body = ''",
        "UPDATE intake_report SET reference = 'PS-0000-0000'",
        "INSERT INTO intake_report DEFAULT VALUES",
        "DELETE FROM intake_message",
        "UPDATE intake_message SET body = ''",
        "UPDATE intake_message SET kept = true",
        "DELETE FROM intake_attachment",
        "UPDATE intake_conversation SET state = 'open'",
    ):
        refused(desk, statement)
    with pytest.raises(errors.InsufficientPrivilege):
        desk.execute("SELECT gate.destroy_code(%s)", [b"l" * 32])


def test_a_refusal_repeats_nothing_of_what_was_given(public: psycopg.Connection[Any]) -> None:
    with pytest.raises(errors.InvalidParameterValue) as refusal:
        public.execute("SELECT gate.post_message(%s, %s, %s)", [b"MARKER", uuid4(), b"MARKER"])
    said = [str(refusal.value), *(str(getattr(refusal.value.diag, name)) for name in SAID)]
    assert not re.search("MARKER|4d41524b4552", " ".join(said))

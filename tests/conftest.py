"""What every test may use: a private PostgreSQL of its own run, and its roles."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from plainsight.core.database.prepare import migrate, prepare
from plainsight.core.database.roles import ROLES, login
from plainsight.core.database.server import PrivateServer, ensure_server
from plainsight.vault.services import enrolment
from plainsight.vault.stretch import Cost

KEPT = {"django_migrations", "django_content_type", "auth_permission", "audit_era"}


@pytest.fixture(scope="session")
def server() -> Iterator[PrivateServer]:
    """The run's own PostgreSQL, gone with its folder at the end."""
    running = ensure_server(settings.DATA)
    yield running
    running.stop()
    shutil.rmtree(settings.DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(server: PrivateServer, django_db_blocker: Any) -> Iterator[None]:
    """Prepare and migrate as an installation does, instead of by Django's own test database."""
    prepare(server.url("superuser", "postgres"))
    connection.settings_dict["HOST"] = str(server.socket)
    with psycopg.connect(server.url("superuser"), autocommit=True) as superuser:
        for role in ROLES[1:]:  # so that a test may take any role on the owner's connection
            superuser.execute(f"GRANT {login(role)} TO {login('owner')}".encode())
        superuser.execute("ALTER SYSTEM SET fsync = off")  # this data is thrown away
        superuser.execute("SELECT pg_reload_conf()")
    with django_db_blocker.unblock():
        migrate()
    yield
    with django_db_blocker.unblock():
        connection.close()


@dataclass(frozen=True, slots=True)
class Cheap(Cost):
    """What a stretch costs here: a test has no secret, and would make hundreds of real ones.

    tests/vault/test_unlocking_secrets.py holds the real cost.
    """

    passes: int = 1
    memory_kib: int = 64
    lanes: int = 1


@pytest.fixture(scope="session", autouse=True)
def cheap_passphrases() -> Iterator[None]:
    """Let a passphrase that a test chooses in its own process cost little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enrolment, "Cost", Cheap)
        yield


@pytest.fixture
def as_role(db: None) -> Callable[[str], AbstractContextManager[None]]:
    """Give a context manager under which Django's connection has a role's rights."""

    @contextmanager
    def taking(role: str) -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {login(role)}")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("RESET ROLE")

    return taking


@pytest.fixture
def connect_as(transactional_db: None, server: PrivateServer) -> Iterator[Callable[[str], Any]]:
    """Give a function that opens a connection of its own as a role; all are closed at the end."""
    opened: list[psycopg.Connection[Any]] = []

    def connect(role: str) -> psycopg.Connection[Any]:
        opened.append(psycopg.connect(server.url(role), autocommit=True))
        return opened[-1]

    yield connect
    for one in opened:
        one.close()


@pytest.fixture(autouse=True, scope="session")
def empty_tables_as_superuser() -> None:
    """Let transactional tests empty the log too, which its triggers refuse to everybody else."""

    def teardown(case: TransactionTestCase) -> None:
        names = [name for name in connection.introspection.table_names() if name not in KEPT]
        url = PrivateServer(settings.DATA / "postgres", connection.settings_dict["HOST"]).url(
            "superuser"
        )
        connection.close()
        with psycopg.connect(url, autocommit=True) as superuser:
            superuser.execute("SET session_replication_role = replica")
            asked = " UNION ALL ".join(
                f'SELECT \'"{name}"\' WHERE EXISTS (TABLE "{name}")' for name in names
            )
            used = ", ".join(row[0] for row in superuser.execute(asked.encode()))
            if used:
                # A server of the test may still end a request: of two in each other's way one goes.
                for attempt in range(3):
                    try:
                        superuser.execute(f"TRUNCATE {used} RESTART IDENTITY CASCADE".encode())
                    except psycopg.errors.DeadlockDetected:
                        if attempt == 2:
                            raise
                    else:
                        break

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]  # see above

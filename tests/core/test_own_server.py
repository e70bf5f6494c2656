"""A PostgreSQL server of one's own: over the network, each role with its password."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from plainsight.core.database.server import ensure_server, tool

pytestmark = pytest.mark.slow
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server that asks everybody for a password and has no socket for us."""
    with TemporaryDirectory(prefix="plainsight-own-") as folder:
        data = Path(folder) / "data"
        private = ensure_server(data)
        with psycopg.connect(private.url("superuser", "postgres"), autocommit=True) as server:
            server.execute("ALTER ROLE postgres PASSWORD 'the administrator'")
        private.stop()
        hba = private.folder / "pg_hba.conf"
        hba.write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            number = int(free.getsockname()[1])
        control = [tool("pg_ctl"), "-D", private.folder, "-w", "-l", private.folder / "own.log"]
        options = f"-h 127.0.0.1 -p {number} -k {private.folder}"
        owner = private.folder.owner()
        subprocess.run([*control, "-o", options, "start"], user=owner, check=True)
        try:
            yield number
        finally:
            subprocess.run([*control, "-m", "fast", "stop"], user=owner, check=True)


@pytest.fixture
def command(port: int, tmp_path: Path) -> Command:
    """Run `plainsight` with settings, as somebody does on a host of their own."""

    def running(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "plainsight.commands", *words],
            env={"PATH": os.environ["PATH"], "PLAINSIGHT_DATA": str(tmp_path)} | settings,
            capture_output=True,
            text=True,
            check=False,
        )

    return running


def url(port: int, user: str, password: str, database: str = "plainsight") -> str:
    return f"postgresql://{user}:{password}@127.0.0.1:{port}/{database}"


def test_a_server_is_prepared_migrated_and_walled(port: int, command: Command) -> None:
    admin = url(port, "postgres", "the%20administrator", "postgres")
    for _ in range(2):  # safe to run again
        done = command("database", "prepare", PLAINSIGHT_ADMIN_URL=admin)
        assert done.returncode == 0, done.stderr
    owner = url(port, "plainsight_owner", "owners%20own")
    refused = command("migrate", DATABASE_URL=owner)
    assert refused.returncode != 0
    with psycopg.connect(admin, autocommit=True) as server:
        for role in ("owner", "public", "desk"):
            server.execute(f"ALTER ROLE plainsight_{role} PASSWORD '{role}s own'".encode())
    done = command("migrate", DATABASE_URL=owner)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(url(port, "plainsight_public", "publics%20own")) as public:
        assert public.execute("SELECT * FROM gate.read_draft(%s)", [bytes(32)]).fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute("SELECT * FROM intake_report")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url(port, "plainsight_desk", "publics%20own"))


def test_the_printed_sql_does_the_same(port: int, command: Command) -> None:
    printed = command("database", "prepare", "--print").stdout
    names = printed.replace("DATABASE plainsight ", "DATABASE by_hand ").replace(
        "connect plainsight\n", "connect by_hand\n"
    )
    done = subprocess.run(
        [
            tool("psql"),
            "-v",
            "ON_ERROR_STOP=1",
            "-q",
            url(port, "postgres", "the%20administrator", "postgres"),
        ],
        input=names,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with psycopg.connect(url(port, "postgres", "the%20administrator", "by_hand")) as made:
        found = made.execute("SELECT nspname FROM pg_namespace WHERE nspname IN ('gate', 'audit')")
        assert {row[0] for row in found} == {"gate", "audit"}

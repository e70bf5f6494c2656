"""The real thing for a measurement: private database, a team's key, the public process."""

from __future__ import annotations

import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from plainsight.commands import processes
from plainsight.commands.processes import Child
from plainsight.commands.zones import COMMAND, House
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer, ensure_server
from plainsight.vault.opening import PrivateKey


@dataclass(frozen=True)
class Stack:
    """A running public site with all that is behind it."""

    house: House
    server: PrivateServer
    public: Child
    team: UUID
    team_key: PrivateKey

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        """Ask the database as its superuser."""
        with psycopg.connect(self.server.url("superuser")) as connection:
            return connection.execute(query.encode(), given).fetchall()

    def change(self, statement: str, *given: object) -> None:
        """Change the database as its superuser."""
        with psycopg.connect(self.server.url("superuser")) as connection:
            connection.execute(statement.encode(), given)


@contextmanager
def public_stack(within: Path | None = None) -> Iterator[Stack]:
    """Start everything in a folder of its own (in `within`, when given); leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="plainsight-bench-", dir=within) as folder:
        data = Path(folder)
        data.chmod(0o755)  # the database runs as another user when this one is root
        house = House(data / "data", free_port(), free_port())
        house.make_secrets()
        server = ensure_server(house.data)
        try:
            yield from _started(house, server)
        finally:
            server.stop()


def _started(house: House, server: PrivateServer) -> Iterator[Stack]:
    prepare(server.url("superuser", "postgres"))
    migrating = [*COMMAND, "migrate"]
    subprocess.run(migrating, env=house.environment("owner", server), check=True)
    team, key = found_team(house, server)
    public = Child(
        "public",
        [*COMMAND, "serve", "public", "--port", str(house.public_port)],
        house.environment("public", server),
        house.data / "logs" / "public.log",
        f"{house.public_url}/",
    )
    public.start()
    try:
        processes.wait_until_up([public])
        yield Stack(house, server, public, team, key)
    finally:
        processes.end([public])


def found_team(house: House, server: PrivateServer) -> tuple[UUID, PrivateKey]:
    """Publish and pin a new team key, the private half of which only the measurement holds."""
    team, private = uuid4(), PrivateKey.generate()
    public = private.public()
    with psycopg.connect(server.url("owner"), autocommit=True) as owner:
        owner.execute(
            "INSERT INTO vault_teampublic (id, public, verify, fingerprint, state, created_at) "
            "VALUES (%s, %s, %s, %s, 'current', now())",
            [team, public.encode(), bytes(32), public.fingerprint()],
        )
    house.pin(public.fingerprint())
    return team, private


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port

"""A desk with a hundred thousand reports, made once and kept in .cache for every figure."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench.filling import fill
from bench.stack import free_port
from plainsight.commands import processes
from plainsight.commands.demo_data import signins
from plainsight.commands.demo_data.loading import loaded
from plainsight.commands.demo_data.signins import SignIns
from plainsight.commands.processes import Child
from plainsight.commands.zones import COMMAND, House
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer, ensure_server

KEPT = Path(__file__).resolve().parents[1] / ".cache"
REPORTS = 100_000
DONE = "filled"


@dataclass(frozen=True)
class Filled:
    """A store whose database runs; nothing of it is served yet."""

    house: House
    server: PrivateServer
    signin: SignIns


@contextmanager
def filled(reports: int = REPORTS) -> Iterator[Filled]:
    """Start the kept store of that many reports, making it when it is not there (minutes)."""
    data = KEPT / f"store-{reports}"
    if data.exists() and not (data / DONE).exists():
        _stopped(data)
        shutil.rmtree(data)
    house = House(data, free_port(), free_port())
    house.make_secrets()
    server = ensure_server(data)
    try:
        prepare(server.url("superuser", "postgres"))
        owner = house.environment("owner", server)
        subprocess.run([*COMMAND, "migrate"], env=owner, check=True, stdout=subprocess.DEVNULL)
        if not (data / DONE).exists():
            _fill(house, server, reports)
        signin = signins.read(house)
        if signin is None:
            raise RuntimeError(f"{data} has no sign-ins; remove it")
        yield Filled(house, server, signin)
    finally:
        server.stop()


@contextmanager
def desk_of(store: Filled) -> Iterator[str]:
    """Serve the store's desk and give its origin."""
    house = store.house
    desk = Child(
        "desk",
        [*COMMAND, "serve", "desk", "--port", str(house.desk_port)],
        house.environment("desk", store.server),
        house.data / "logs" / "desk.log",
        f"http://127.0.0.1:{house.desk_port}/",
    )
    desk.start()
    try:
        processes.wait_until_up([desk])
        yield house.desk_url
    finally:
        processes.end([desk])


def _fill(house: House, server: PrivateServer, reports: int) -> None:
    began = time.monotonic()
    loaded(house, server)
    with psycopg.connect(server.url("superuser"), autocommit=True) as database:
        fill(database, reports)
    (house.data / DONE).touch()
    print(f"  the store was made in {time.monotonic() - began:.0f} s")


def _stopped(data: Path) -> None:
    """Stop a server that was left running by a making that was broken off."""
    if (data / "postgres").exists():
        PrivateServer(data / "postgres", data).stop()

"""A desk with a hundred thousand reports, made once and kept in .cache for every figure."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
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


def filled(reports: int = REPORTS) -> AbstractContextManager[Filled]:
    """Start the kept store of that many reports, making it when it is not there (minutes)."""
    return kept(f"store-{reports}", lambda store: _fill(store, reports))


@contextmanager
def kept(name: str, fill_it: Callable[[Filled], None]) -> Iterator[Filled]:
    """Start a kept store; when it is not there, load the demo into it and fill it."""
    data = KEPT / name
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
        is_new = not (data / DONE).exists()
        signin = loaded(house, server) if is_new else signins.read(house)
        if signin is None:
            raise RuntimeError(f"{data} has no sign-ins; remove it")
        store = Filled(house, server, signin)
        if is_new:
            began = time.monotonic()
            fill_it(store)
            (data / DONE).touch()
            print(f"  the store was made in {time.monotonic() - began:.0f} s", flush=True)
        yield store
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


def _fill(store: Filled, reports: int) -> None:
    with psycopg.connect(store.server.url("superuser"), autocommit=True) as database:
        fill(database, reports)


def _stopped(data: Path) -> None:
    """Stop a server that was left running by a making that was broken off."""
    if (data / "postgres").exists():
        PrivateServer(data / "postgres", data).stop()

"""The course of a demo: prepare, load once, start the processes, say so, watch, and clear up."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from plainsight.commands import CannotRun, processes
from plainsight.commands.demo_data import loading, signins
from plainsight.commands.processes import Child
from plainsight.commands.zones import COMMAND, ZONES, House
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer, ensure_server, private_url

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMMANDS = {
    "public": ("serve", "public", "--port"),
    "desk": ("serve", "desk", "--port"),
    "worker": ("work",),
    "checkpoint": ("audit", "checkpoint"),
}


def stay(data: Path, public_port: int, desk_port: int) -> None:
    """Run a demo in `data` until a signal raises KeyboardInterrupt; leave nothing running.

    A port of 0 means any free one. Raises CannotRun for what a person can put right.
    """
    house = House(
        data,
        _free(public_port, "PLAINSIGHT_PUBLIC_PORT"),
        _free(desk_port, "PLAINSIGHT_DESK_PORT"),
    )
    began = time.monotonic()
    with _alone(data), _database(house) as server:
        children = [_child(house, zone, server) for zone in ZONES]
        try:
            signin = loading.loaded(house, server)
            _say("Starting the public site, the desk, the worker and the log's signer")
            for child in children:
                child.environment = house.environment(child.name, server)
                child.start()
            processes.wait_until_up(children)
            _say(f"All is up after {time.monotonic() - began:.0f} seconds")
            print(signins.told(signin, house), flush=True)
            print(f"ready public={house.public_url} desk={house.desk_url}", flush=True)
            processes.watch(children, tend=lambda: _revive(server))
        finally:
            processes.end(children)


def desk_environment(data: Path) -> None:
    """Take on the desk's environment, in order to ask something as the desk."""
    if not take_environment(data, "desk"):
        raise CannotRun(f"There is no demo in {data}. Start one with: make demo")


def take_environment(data: Path, zone: str) -> bool:
    """Take on the environment of a demo's process; return False where there is no demo."""
    house = House(data.absolute(), 0, 0)
    if not house.secrets(zone).exists():
        return False
    socket_folder = PrivateServer(house.data / "postgres", Path())
    os.environ.update(house.environment(zone, socket_folder))
    os.environ["DATABASE_URL"] = private_url(house.data, zone)
    return True


@contextmanager
def _database(house: House) -> Iterator[PrivateServer]:
    """Start the private database, bring it up to date, and stop it in the end."""
    loading.clear_broken(house)
    house.make_secrets()
    _say("Starting the private database")
    server = ensure_server(house.data)
    try:
        prepare(server.url("superuser", "postgres"))
        _say("Bringing the schema up to date")
        done = subprocess.run(  # noqa: S603 (our own program)
            [*COMMAND, "migrate"],
            env=house.environment("owner", server),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CannotRun(f"The schema could not be brought up to date:\n{done.stderr}")
        yield server
    finally:
        for one in ENDING:
            signal.signal(one, signal.SIG_IGN)
        server.stop()


def _revive(server: PrivateServer) -> None:
    """Start the private database again if it has stopped; if it will not, try at the next look."""
    if server.is_running():
        return
    print("The private database has stopped; starting it again.", file=sys.stderr, flush=True)
    server.stop()
    with contextlib.suppress(subprocess.SubprocessError, psycopg.Error, OSError):
        ensure_server(server.folder.parent)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Hold the data folder, so that two demos never share one."""
    if len(str(data).split()) > 1:
        raise CannotRun(
            f"The private database cannot live in a path with a space ({data}). "
            "Set PLAINSIGHT_DATA to another folder."
        )
    data.mkdir(parents=True, exist_ok=True)
    with (data / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotRun(
                f"A demo runs in {data} already. Stop it, or set PLAINSIGHT_DATA to another folder."
            ) from None
        yield


def _child(house: House, zone: str, server: PrivateServer) -> Child:
    ports = {"public": house.public_port, "desk": house.desk_port}
    address = {"public": f"{house.public_url}/", "desk": f"{house.desk_url}/sign-in/"}
    command = [*COMMAND, *COMMANDS[zone], *([str(ports[zone])] if zone in ports else [])]
    log = house.data / "logs" / f"{zone}.log"
    return Child(zone, command, house.environment(zone, server), log, address.get(zone))


def _free(port: int, setting: str) -> int:
    """Return a port that can be served on; raises CannotRun, naming the setting, when taken."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotRun(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Stop what uses it, or set {setting} to another one."
            ) from None
        return int(trial.getsockname()[1])


def _say(what: str) -> None:
    print(f"-- {what}", file=sys.stderr, flush=True)

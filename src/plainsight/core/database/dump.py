"""Writing a database into one file and reading it back, with PostgreSQL's own programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plainsight.core.database.server import tool

WITHOUT_ROWS = ("django_session", "usersessions_usersession", "people_unlockedsession")
"""Tables of which a dump has no rows: after a restore everybody signs in again."""

_PARAMETERS = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


class DumpFailed(Exception):
    """The program ended with an error; the message is its last line, which names no content."""


def dump(parameters: Mapping[str, Any], to: Path, *, snapshot: str) -> None:
    """Write all of a database, as it is in an exported snapshot, into a new file.

    `parameters` are psycopg's; they go by the environment, so that no password stands in a list
    of processes. Raises DumpFailed.
    """
    left_out = [f"--exclude-table-data=public.{name}" for name in WITHOUT_ROWS]
    wanted = ["--format=custom", "--compress=gzip:1", "--no-owner", "--no-privileges"]
    _run("pg_dump", [*wanted, *left_out, f"--snapshot={snapshot}", f"--file={to}"], parameters)


def put_back(parameters: Mapping[str, Any], dumped: Path) -> None:
    """Read a dump into an empty database, in one transaction. Raises DumpFailed."""
    wanted = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    database = f"--dbname={parameters['dbname']}"
    _run("pg_restore", [*wanted, database, str(dumped)], parameters)


def _run(name: str, arguments: list[str], parameters: Mapping[str, Any]) -> None:
    given = {
        variable: str(parameters[key])
        for key, variable in _PARAMETERS.items()
        if parameters.get(key)
    }
    # The server's own may speak TLS, which the one that comes with us does not.
    program = shutil.which(name) if "sslmode" in parameters else None
    done = subprocess.run(  # noqa: S603 (PostgreSQL's own program)
        [program or str(tool(name)), *arguments],
        env={**given, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith(name)]
        raise DumpFailed(said[0] if said else f"{name} ended with {done.returncode}")

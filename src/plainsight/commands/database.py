"""Makes a PostgreSQL server ready for Plainsight: roles, database, and nothing open to all.

`prepare` does it with PLAINSIGHT_ADMIN_URL, the address of an administrator of the server, or on
the private server of the data folder. `prepare --print` writes the SQL for those who may not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "make a PostgreSQL server ready: roles and database"

environment.declare(
    "PLAINSIGHT_ADMIN_URL",
    "PostgreSQL address of a role that may create roles and databases; used once, by "
    "`plainsight database prepare`.",
    zones="the command `database prepare`",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight database`."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    prepare = what.add_parser("prepare", help="create roles and database; safe to run again")
    prepare.add_argument("--print", action="store_true", help="only print the SQL")


def run(arguments: argparse.Namespace) -> int:
    """Prepare the server, or print how."""
    from plainsight.core.database import prepare, server

    if arguments.print:
        print("\n".join(prepare.printed()))
        print("-- Then give each role a password: \\password plainsight_public, and so on.")
        return 0
    admin = environment.raw("PLAINSIGHT_ADMIN_URL")
    if admin is None:
        data = Path(environment.text("PLAINSIGHT_DATA"))
        admin = server.ensure_server(data).url("superuser", "postgres")
    prepare.prepare(admin)
    print("The database is ready. Next: plainsight migrate")
    return 0

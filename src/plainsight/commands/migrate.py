"""Brings the schema up to date as the owner, then puts up the doors and the grants again."""

from __future__ import annotations

import argparse
from pathlib import Path

from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "bring the schema, the gate functions and the grants up to date"


def configure(_parser: argparse.ArgumentParser) -> None:
    """`plainsight migrate` takes no arguments."""


def run(_arguments: argparse.Namespace) -> int:
    """Migrate and say so."""
    from plainsight.core.database import prepare, server

    if environment.raw("DATABASE_URL") is None:
        server.ensure_server(Path(environment.text("PLAINSIGHT_DATA")))
    become("owner")
    prepare.migrate()
    print("The schema, the gate functions and the grants are up to date.")
    return 0

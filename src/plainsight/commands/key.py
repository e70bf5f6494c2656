"""The team's key: found it, show its fingerprint, name custodians, recover, replace, erase.

An officer stands behind each act: `--as USERNAME`, and their passphrase, asked for on the
terminal or read from the standard input. Run it where the desk runs, with the desk's settings.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "the team's key: found, fingerprint, custodians, recover, rotate, erase"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight key`."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("fingerprint", help="print the fingerprint that the public side must trust")
    make = what.add_parser("new-custodian", help="make a custodian's key pair, off line")
    make.add_argument("folder", type=Path, help="where the two text files go")
    remove = what.add_parser("remove-member", help="take an officer's key away")
    remove.add_argument("username")
    by = argparse.ArgumentParser(add_help=False)
    by.add_argument("--as", required=True, dest="officer", metavar="USERNAME", help="who does it")
    what.add_parser("found-team", parents=[by], help="make the team's first key, once")
    custodians = what.add_parser("custodians", parents=[by], help="name the three custodians")
    custodians.add_argument("public", nargs=3, type=Path, help="their public keys, text files")
    recover = what.add_parser("recover", parents=[by], help="get in by two custodians' keys")
    recover.add_argument("private", nargs=2, type=Path, help="their private keys, text files")
    rotate = what.add_parser("rotate", parents=[by], help="prepare the team's next key")
    rotate.add_argument("--in-use", action="store_true", help="put the prepared key in use")
    rotate.add_argument(
        "--finish", action="store_true", help="move late records over, destroy keys none uses"
    )
    erase = what.add_parser("erase", parents=[by], help="destroy a record's key for good")
    erase.add_argument("kind", choices=("report", "conversation"))
    erase.add_argument("record", type=UUID, help="the record's id")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked, and say what comes next."""
    if arguments.what == "new-custodian":
        from plainsight.commands.key_files import new_custodian

        print(new_custodian(arguments.folder))
        return 0
    become("desk")
    from plainsight.commands import key_acts

    print(key_acts.do(arguments))
    return 0

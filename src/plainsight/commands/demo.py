"""Starts the whole system on this machine with a fictional county in it, and says how to sign in.

Everything lies in the folder that PLAINSIGHT_DATA names: a private database, sealed files, each
process's secrets. A second start keeps it all; to begin anew, delete the folder.
`demo code USER` prints the code that USER's authenticator app would show.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
from pathlib import Path
from types import FrameType

from plainsight.commands import CannotRun
from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "start everything here with a fictional county; `demo code USER` gives a sign-in code"
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight demo`."""
    what = parser.add_subparsers(dest="what", metavar="WHAT")
    code = what.add_parser("code", help="print an officer's second-factor code")
    code.add_argument("user", metavar="USER", help="for example amara.okafor")


def run(arguments: argparse.Namespace) -> int:
    """Run the demo until it is told to stop, or print a code."""
    data = Path(environment.text("PLAINSIGHT_DATA")).absolute()
    if arguments.what == "code":
        print(_code(data, arguments.user))
        return 0
    from plainsight.commands.demo_run import stay

    for one in ENDING:
        signal.signal(one, _stop)
    try:
        stay(data, environment.number("PLAINSIGHT_PUBLIC_PORT"), _desk_port())
    except KeyboardInterrupt:
        with contextlib.suppress(OSError):  # whoever read our words may be gone
            print("Stopped.", flush=True)
    return 0


def _desk_port() -> int:
    return environment.number("PLAINSIGHT_DESK_PORT")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Turn the first signal into one orderly way out; those that follow change nothing."""
    for one in ENDING:
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


def _code(data: Path, user: str) -> str:
    """Return the officer's code now, read as the desk reads it."""
    from plainsight.commands.demo_run import desk_environment

    desk_environment(data)
    become("desk")
    from django.core.exceptions import ObjectDoesNotExist
    from django.db import OperationalError

    from plainsight.people.services.second_factor import current_code

    try:
        return current_code(user)
    except ObjectDoesNotExist:
        raise CannotRun(f"There is no officer {user} with an authenticator app.") from None
    except OperationalError:
        raise CannotRun(f"No demo runs in {data}. Start one with: make demo") from None

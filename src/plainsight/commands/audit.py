"""Signs the log and proves it.

`checkpoint` runs for ever and signs, at most a minute apart, what stands in the log; it copies each
signed head out of the database. `verify` starts from such a copy and a public key, believes nothing
in the database, and says what it proved and what it did not. `resume` goes on after a restore from
a backup that is older than the copy. `key` prints the public key to give to whoever verifies.
"""

from __future__ import annotations

import argparse
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from plainsight.commands import CannotRun
from plainsight.commands.demo_run import take_environment
from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

if TYPE_CHECKING:
    import psycopg

    from plainsight.audit.heads import Signer, Trusted
    from plainsight.audit.outside import OutsideCopy

HELP = "sign the log, and prove that nobody changed it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what can be done with the log."""
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    proof = what.add_parser("verify", help="prove from a copy of the heads that the log stands")
    proof.add_argument("--heads", type=Path, help="folder of the copy (PLAINSIGHT_HEADS)")
    proof.add_argument(
        "--key",
        action="append",
        help="public key, or a file that holds it; may be repeated (PLAINSIGHT_CHECKPOINT_PUBLIC)",
    )
    proof.add_argument("--head", help="NUMBER:HASH of a head you noted, which must be in the copy")
    point = what.add_parser("checkpoint", help="sign what stands in the log, for ever")
    point.add_argument("--every", type=float, default=45, help="seconds, at most 60 (45)")
    point.add_argument("--once", action="store_true", help="make one checkpoint and end")
    what.add_parser("resume", help="go on after a restore from a backup older than the copy")
    what.add_parser("key", help="print the public key of the checkpoint process")


def run(arguments: argparse.Namespace) -> int:
    """Do one of them; verify returns 1 when the log does not hold."""
    if environment.raw("DATABASE_URL") is None:
        take_environment(Path(environment.text("PLAINSIGHT_DATA")), "checkpoint")
    become("checkpoint")
    return {"verify": _verify, "checkpoint": _checkpoint, "resume": _resume, "key": _key}[
        arguments.what
    ](arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from plainsight.audit.verify import verify

    pinned = _pinned(arguments.head) if arguments.head else None
    with _connected() as connection:
        verdict = verify(
            connection, _outside(arguments.heads), _trusted(arguments.key), pinned=pinned
        )
    print("\n".join(verdict.sentences()))
    return 0 if verdict.holds else 1


def _checkpoint(arguments: argparse.Namespace) -> int:
    from plainsight.audit.checkpoints import Checkpointer, NoCheckpoint
    from plainsight.audit.process import AT_MOST, keep_checkpointing

    if not 0 < arguments.every <= AT_MOST:
        raise CannotRun(f"--every must be more than 0 and at most {AT_MOST:.0f} seconds.")
    signer = _signer()
    parts = signer, _outside(None), _trusted(None)
    if arguments.once:
        try:
            with _connected() as connection:
                print(Checkpointer(connection, *parts).make().line(), end="")
        except NoCheckpoint as refusal:
            raise CannotRun(str(refusal)) from None
        return 0
    stop = Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    print(f"Signing with key {signer.name} every {arguments.every:g} seconds", flush=True)
    keep_checkpointing(_connect, *parts, every=arguments.every, stop=stop)
    return 0


def _resume(_arguments: argparse.Namespace) -> int:
    from plainsight.audit.checkpoints import Checkpointer, NoCheckpoint

    try:
        with _connected() as connection:
            head = Checkpointer(connection, _signer(), _outside(None), _trusted(None)).resume().head
    except NoCheckpoint as refusal:
        raise CannotRun(str(refusal)) from None
    print(f"The log goes on with head {head.seq}, from the end of head {head.resumes}.")
    return 0


def _key(_arguments: argparse.Namespace) -> int:
    print(_signer().public.hex())
    return 0


def _signer() -> Signer:
    from django.conf import settings

    from plainsight.audit.heads import Signer

    if len(settings.CHECKPOINT_KEY) != 32:  # noqa: PLR2004 (an Ed25519 seed)
        raise CannotRun("Set PLAINSIGHT_CHECKPOINT_KEY (or its _FILE) to 64 hexadecimal digits.")
    return Signer(settings.CHECKPOINT_KEY)


def _trusted(given: list[str] | None) -> Trusted:
    """Return the public keys given, those of the settings, and else our own private key's."""
    from django.conf import settings

    from plainsight.audit.heads import Trusted

    words = [Path(one).read_text() if Path(one).is_file() else one for one in given or []]
    keys = re.findall(r"\b[0-9a-f]{64}\b", " ".join(words) or settings.CHECKPOINT_PUBLIC)
    if given and len(keys) < len(given):
        raise CannotRun("A key is 64 hexadecimal digits, or a file that holds them.")
    publics = [bytes.fromhex(key) for key in keys]
    if settings.CHECKPOINT_KEY and not given:
        publics.append(_signer().public)
    if not publics:
        raise CannotRun("Give the public key: --key, or PLAINSIGHT_CHECKPOINT_PUBLIC.")
    return Trusted(*publics)


def _outside(folder: Path | None) -> OutsideCopy:
    from django.conf import settings

    from plainsight.audit.outside import OutsideCopy

    return OutsideCopy(folder or settings.HEADS_FOLDER)


def _pinned(words: str) -> tuple[int, str]:
    found = re.fullmatch(r"(\d+):([0-9a-f]{64})", words)
    if not found:
        raise CannotRun("--head is written NUMBER:HASH, as verify prints it.")
    return int(found.group(1)), found.group(2)


def _connect() -> psycopg.Connection[Any]:
    """Return a connection of its own, with the settings' address and role."""
    import psycopg
    from django.db import connection

    parameters = connection.get_connection_params()
    for djangos in ("cursor_factory", "context"):
        parameters.pop(djangos, None)
    return psycopg.connect(**parameters, autocommit=True)


@contextmanager
def _connected() -> Iterator[psycopg.Connection[Any]]:
    import psycopg

    try:
        connection = _connect()
    except psycopg.OperationalError:
        raise CannotRun("The database does not answer. A demo must be running for this.") from None
    with connection:
        yield connection

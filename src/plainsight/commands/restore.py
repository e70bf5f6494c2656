"""Puts a backup back into an empty place, and proves it before anything can be served from it.

Every part is compared with its hash first. Then: roles and database, the rows, the migrations
since, the erasures (those of this backup, of its newer neighbours and of `--erasures`) once more,
the files, the proofs, and last of all the grants, without which no process can read a row. Without
DATABASE_URL the place is the data folder's private database; with it, set PLAINSIGHT_ADMIN_URL too
if roles and database are not there yet. Put the secrets back by hand: no backup has them.
"""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plainsight.commands import CannotRun
from plainsight.commands import backup_set as kept
from plainsight.commands.backup_set import Manifest
from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "put a backup back into an empty place, and prove it"
WORKING = ".restoring"
PATIENCE_S = 20


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `plainsight restore`."""
    parser.add_argument("source", type=Path, metavar="FROM", help="folder of one backup")
    parser.add_argument(
        "--erasures", type=Path, action="append", default=[], help="a newer list of erasures"
    )
    parser.add_argument("--key", action="append", help="public key that proves the log")
    parser.add_argument(
        "--as",
        dest="member",
        metavar="USERNAME",
        help="open some reports with this one's passphrase",
    )


def run(arguments: argparse.Namespace) -> int:
    """Restore, and say what was proved."""
    source = arguments.source
    manifest = kept.read_manifest(source)
    kept.prove_parts(source, manifest)
    print(f"The backup of {manifest.made_at} is whole.", flush=True)
    passphrase = _asked(arguments.member) if arguments.member else ""
    data = Path(environment.text("PLAINSIGHT_DATA")).absolute()
    with _place(data) as working:
        for line in _restored(arguments, manifest, working, passphrase):
            print(line, flush=True)
    _put_heads(source)
    print("Restored. Put the secrets back, then start; everybody signs in again.")
    return 0


def _restored(
    arguments: argparse.Namespace, manifest: Manifest, working: Path, passphrase: str
) -> Iterator[str]:
    """Put everything back, and give what was done and proved in words."""
    from plainsight.commands import restore_acts as acts
    from plainsight.commands import restore_proofs as proofs
    from plainsight.core.database.prepare import apply_walls

    source = arguments.source
    acts.must_be_known(manifest)
    acts.must_be_empty()
    acts.put_rows_back(source)
    yield proofs.same_rows(manifest)
    acts.bring_up_to_date()
    again = acts.erase_again(source, arguments.erasures)
    yield f"Erased again, because it was erased since: {again} keys."
    yield f"Files: {acts.put_files_back(source, working)}, each with the hash that it had."
    yield proofs.log_holds(source, arguments.key)
    if arguments.member:
        yield proofs.reports_open(arguments.member, passphrase)
    apply_walls()
    acts.finish_erasures()
    acts.note_restored(manifest, again)


@contextmanager
def _place(data: Path) -> Iterator[Path]:
    """Give a folder beside what will be served; what is in it takes its place at the end.

    Nothing stays of a restore that fails, but rows in a server of one's own, which nobody may read.
    """
    working = data / WORKING
    is_private = environment.raw("DATABASE_URL") is None
    for name in ("postgres", "files") if is_private else ("files",):
        if (data / name).exists() and any((data / name).iterdir()):
            raise CannotRun(f"{data / name} is not empty. Set PLAINSIGHT_DATA to another folder.")
    _clear(working)
    working.mkdir(parents=True)
    try:
        with _database(working) if is_private else _own_server():
            yield working
        for name in ("files", "postgres") if is_private else ("files",):
            shutil.rmtree(data / name, ignore_errors=True)
            (working / name).rename(data / name)
    except BaseException:
        if not is_private:
            print(
                "The restore was not finished. Drop the database before you try again: it holds "
                "rows, and no process may read them.",
                file=sys.stderr,
            )
        raise
    finally:
        _clear(working)


@contextmanager
def _database(working: Path) -> Iterator[None]:
    """Start a private server in the folder, and stop it in the end."""
    from plainsight.core.database.prepare import prepare
    from plainsight.core.database.server import ensure_server

    server = ensure_server(working)
    try:
        prepare(server.url("superuser", "postgres"))
        become("owner", database=server.url("owner"))
        yield
    finally:
        server.stop()


@contextmanager
def _own_server() -> Iterator[None]:
    """Make roles and database on a server of one's own, when told how."""
    from plainsight.core.database.prepare import prepare

    admin = environment.raw("PLAINSIGHT_ADMIN_URL")
    if admin is not None:
        prepare(admin)
    become("owner")
    yield


def _clear(working: Path) -> None:
    """Throw away what a restore that was broken off left, and the server that may run in it.

    A server that was just being made or started when its restore was killed writes on, even into a
    folder of the same name: whatever was started for this one is ended first.
    """
    until = time.monotonic() + PATIENCE_S
    while working.exists():
        if (working / "postgres").exists():
            from plainsight.core.database.server import PrivateServer

            with contextlib.suppress(OSError):  # its folder may be gone by now
                PrivateServer(working / "postgres", working).stop()
            _end_strays(working / "postgres")
        shutil.rmtree(working, ignore_errors=True)
        if working.exists():
            if time.monotonic() > until:
                raise CannotRun(f"{working} cannot be removed. Remove it, then restore again.")
            time.sleep(0.2)


def _put_heads(source: Path) -> None:
    """Put the log's heads back where there is no copy; a newer copy is not touched."""
    folder = Path(environment.text("PLAINSIGHT_HEADS")).absolute()
    if (folder / kept.HEADS).exists():
        print("The heads outside are left as they are. If they are newer: plainsight audit resume")
    else:
        kept.copied(source / kept.HEADS, folder / kept.HEADS)


def _asked(member: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(f"Passphrase of {member}: ")
    return sys.stdin.readline().rstrip("\n")


def _end_strays(folder: Path) -> None:
    """End what still runs for a folder that is thrown away, such as the making of its database."""
    named = str(folder.absolute()).encode()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended meanwhile, or is somebody else's
            if named in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)

"""What `plainsight key` reads and writes beside the database: keys as text, a passphrase."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from plainsight.commands import CannotRun
from plainsight.vault.armour import private_text, public_text
from plainsight.vault.opening import PrivateKey

Key = TypeVar("Key")


def new_custodian(folder: Path) -> str:
    """Make a custodian's two halves, each in a file that only its owner reads."""
    key = PrivateKey.generate()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in (("private", private_text(key)), ("public", public_text(key.public()))):
        path = folder / f"custodian-{name}.txt"
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            raise CannotRun(f"{path} is there already; choose another folder.") from None
        path.write_text(text)
    return f"Print {folder}/custodian-private.txt, lock it away, and delete the file."


def read_key(path: Path, read: Callable[[str], Key]) -> Key:
    """Read a custodian's text file; raises CannotRun, saying what is amiss."""
    try:
        return read(path.read_text())
    except (OSError, ValueError) as error:
        raise CannotRun(f"{path}: {error}") from None


def ask_passphrase(words: str) -> str:
    """Ask on the terminal, or read one line of the standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{words}: ")
    return sys.stdin.readline().rstrip("\n")


def as_json(value: dict[str, str]) -> str:
    """Return a certificate as it is printed."""
    return json.dumps(value, indent=2)

"""What a backup consists of, and whether it is whole: read before anything is done with it.

    database.dump    the database, without sessions, as one moment had it
    files/           the sealed files, as they lie in the data folder
    files.sha256     their hashes, as sha256sum writes them
    erasures.json    the list of erasures
    heads            the signed heads of the log, up to that moment
    manifest.json    written last: what is there, how much, with which hashes

All of it is sealed or outside the seal already. Secrets are in none of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plainsight.commands import CannotRun

FORMAT = "plainsight backup 1"
MANIFEST, DUMP, FILES, HASHES = "manifest.json", "database.dump", "files", "files.sha256"
ERASURES, HEADS = "erasures.json", "heads"
PARTS = (DUMP, HASHES, ERASURES, HEADS)
_PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `rows` are counts by table, `parts` SHA-256 by name."""

    made_at: str
    team_fingerprint: str
    migrations: list[str]
    rows: Mapping[str, int]
    parts: Mapping[str, str]
    files: int
    file_bytes: int
    missing: list[str]
    format: str = FORMAT

    def write(self, folder: Path) -> None:
        """Write it, which makes the backup a whole one."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return what a backup says of itself. Raises CannotRun for what is no backup of ours."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except OSError:
        raise CannotRun(
            f"{folder} is no backup, or one that was broken off: it has no {MANIFEST}."
        ) from None
    try:
        values: dict[str, Any] = json.loads(text)
        found = values["format"]
        if found != FORMAT:
            raise CannotRun(f"{folder} is not of a kind that this version reads: {found!r}.")
        return Manifest(**values)
    except (ValueError, TypeError, KeyError):
        raise CannotRun(f"{folder / MANIFEST} is damaged: take another backup.") from None


def prove_parts(folder: Path, manifest: Manifest) -> None:
    """Compare every part and every file with its hash. Raises CannotRun, naming the first."""
    for name in PARTS:
        _prove(folder / name, manifest.parts.get(name, ""))
    listed = dict(listed_files(folder))
    if len(listed) != manifest.files:
        raise CannotRun(f"{folder / HASHES} does not list {manifest.files} files.")
    for name, digest in listed.items():
        _prove(folder / name, digest)


def listed_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the place of each file within the backup, and its hash."""
    with (folder / HASHES).open(encoding="utf-8") as lines:
        for line in lines:
            digest, _, name = line.rstrip("\n").partition("  ")
            if not name.startswith(f"{FILES}/") or ".." in name:
                raise CannotRun(f"{folder / HASHES} names what is no file of ours.")
            yield name, digest


def hash_of(path: Path) -> str:
    """Return a file's SHA-256 in hex. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def copied(source: Path, to: Path) -> tuple[str, int]:
    """Copy a file and return the hash and the number of the bytes that were read."""
    digest, size = hashlib.sha256(), 0
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source.open("rb") as file, to.open("xb") as written:
        while piece := file.read(_PIECE):
            digest.update(piece)
            written.write(piece)
            size += len(piece)
    to.chmod(0o600)
    return digest.hexdigest(), size


def _prove(path: Path, expected: str) -> None:
    try:
        found = hash_of(path)
    except OSError:
        raise CannotRun(f"{path} is not there: the backup is not whole.") from None
    if found != expected:
        raise CannotRun(f"{path} is not what was backed up: its hash is another.")

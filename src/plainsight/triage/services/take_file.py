"""Taking the original of a file out of a report, whole and as it was received, or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plainsight.files import store
from plainsight.files.scan import Verdict, scan
from plainsight.intake.answers import FileNote
from plainsight.people.access import can
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.services.finding import (
    Asking,
    FoundFile,
    find_file,
    may_still,
    note_done,
)
from plainsight.vault.stream import FileOpener
from plainsight.vault.unlocked import Unlocked

log = logging.getLogger(__name__)


class FileDiffers(NotNow):
    """The file's hash is not that of what was received: it is not handed over."""


class FileInfected(NotNow):
    """A virus was found, and this officer is not one who may take the file all the same."""


class WarnFirst(NotNow):
    """It may be taken, once a warning was read: `verdict` says of what."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        """Keep the verdict, which the confirming form sends back."""
        super().__init__(message)
        self.verdict = verdict


@dataclass(frozen=True, repr=False)
class TakenFile:
    """A file that an officer may take: what is said of it, its key, its place (from 1).

    `may_go_on` is to be asked while it is handed over: a lock stops it on its way.
    """

    note: FileNote
    key: bytes
    number: int
    may_go_on: Callable[[], bool]


def take_file(
    *, officer: Officer, unlocked: Unlocked, report_id: UUID, file_id: UUID, warned_of: str = ""
) -> TakenFile:
    """Return what opens a file of a report, and log that this officer took it.

    The sealed file is read through once before: its hash is compared with what was received, and
    the virus scanner is asked where there is one. `warned_of` is the verdict that the officer
    was warned of and went on. Raises as `find_file`, and FileDiffers, FileInfected, WarnFirst,
    NoSuchFile, CannotOpen.
    """
    asking = Asking(officer, unlocked, report_id, file_id)
    found = find_file(asking, "report.download")
    verdict = _looked_through(found)
    if verdict is Verdict.INFECTED and not can(officer, "file.infected_read", found.report):
        raise FileInfected(
            _("The virus scanner found something in this file. Only a supervisor may take it.")
        )
    if verdict in {Verdict.INFECTED, Verdict.AWAY} and warned_of != verdict:
        raise WarnFirst(verdict, _warning(verdict))
    note_done(asking, "report.download", "report.file_taken", hash="matches", virus=verdict)
    going_on = may_still(asking, "report.download")
    return TakenFile(found.note, found.key, found.number, going_on)


def _looked_through(found: FoundFile) -> Verdict:
    """Return what the scanner says. Raises FileDiffers when the hash is another."""
    digest: Any = hashlib.sha256()

    def pieces() -> Iterator[bytes]:
        for piece in FileOpener(found.key, found.note.id).opened(store.read(found.note.id)):
            digest.update(piece)
            yield piece

    verdict = scan(pieces())
    if digest.hexdigest() != found.note.sha256:
        log.error("file %s is not what was received", found.note.id)
        raise FileDiffers(
            _("This file is not what was received: its hash is another. It is not handed over.")
        )
    return verdict


def _warning(verdict: Verdict) -> str:
    if verdict is Verdict.INFECTED:
        return _("The virus scanner found something in this file.")
    return _("The virus scanner did not answer: nobody knows whether this file is safe to open.")

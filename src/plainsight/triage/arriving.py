"""Files that come with what the desk enters: sealed while they arrive, kept or dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from plainsight.files import store
from plainsight.files.errors import FileRefused, TooLarge
from plainsight.files.uploads import SealedUpload, SealingUploadHandler
from plainsight.intake.answers import LIMITS, MOST_FILES, FileNote
from plainsight.people.errors import NotNow


@dataclass(frozen=True)
class Arrived:
    """The files that came whole, and what is wrong with them or with others."""

    uploads: tuple[SealedUpload, ...]
    problems: tuple[str, ...]

    def keep(self) -> tuple[FileNote, ...]:
        """Make the files stay and return their notes; raises NotNow when the disk is full."""
        notes: list[FileNote] = []
        try:
            for one in self.uploads:
                one.keep()
                name = (one.name or "")[: LIMITS["name"]]
                notes.append(FileNote(one.id, name, one.size or 0, one.sha256, one.type.media_type))
        except FileRefused as refusal:
            drop(notes)
            raise NotNow(_said(refusal)) from None
        return tuple(notes)


def receive(request: HttpRequest, key_for: Callable[[UUID], bytes]) -> Arrived:
    """Read the form, sealing its files on the way. Call it before anything reads the form."""
    handler = SealingUploadHandler(request, key_for=key_for)
    request.upload_handlers = [handler]
    uploads = [one for one in request.FILES.getlist("file") if isinstance(one, SealedUpload)]
    problems = [_said(refusal) for refusal in handler.refusals.values()]
    if not all(one.size for one in uploads):
        problems.append(_("One of the files is empty. Choose another one."))
    if len(uploads) > MOST_FILES:
        problems.append(_("There can be at most 10 files."))
    return Arrived(tuple(uploads), tuple(problems))


def drop(notes: Iterable[FileNote]) -> None:
    """Throw sealed files away that belong to nothing."""
    for note in notes:
        store.delete(note.id)


def _said(refusal: FileRefused) -> str:
    if isinstance(refusal, TooLarge):
        return _("One of the files is too large. It can have at most 100 MB.")
    return _("There is no room for files at present. What was typed can be sent without.")

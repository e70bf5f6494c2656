"""Files as they arrive with a form, and the words for those that cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from plainsight.files.errors import FileRefused, TooLarge
from plainsight.files.uploads import LARGEST_FILE, SealedUpload, SealingUploadHandler
from plainsight.intake.answers import LIMITS, FileNote

__all__ = ["LARGEST_MB", "SealedUpload", "kept", "no_more", "nothing_chosen", "receive", "too_many"]

LARGEST_MB = LARGEST_FILE // 1_000_000


@dataclass(frozen=True)
class Arrived:
    """The files that came whole, and why others did not."""

    uploads: list[SealedUpload]
    problems: list[str]


def receive(request: HttpRequest, key_for: Callable[[UUID], bytes]) -> Arrived:
    """Read the form, sealing its files on the way. Call it before anything reads the form."""
    handler = SealingUploadHandler(request, key_for=key_for)
    request.upload_handlers = [handler]
    uploads = [one for one in request.FILES.getlist("file") if isinstance(one, SealedUpload)]
    return Arrived(uploads, [refused(refusal) for refusal in handler.refusals.values()])


def kept(upload: SealedUpload) -> tuple[FileNote | None, str]:
    """Make an upload stay; return its note, or what to tell the person instead."""
    if not upload.size:
        return None, gettext("That file is empty. Choose another one.")
    try:
        upload.keep()
    except FileRefused as refusal:
        return None, refused(refusal)
    name = (upload.name or "")[: LIMITS["name"]]
    media = upload.type.media_type
    return FileNote(upload.id, name, upload.size, upload.sha256, media), ""


def refused(refusal: FileRefused) -> str:
    """Return the words for a file that was not taken."""
    if isinstance(refusal, TooLarge):
        return gettext("That file is too big. It can have at most %(size)d MB.") % {
            "size": LARGEST_MB
        }
    return gettext("We have no room for files just now. You can send what you wrote without it.")


def too_many(most: int) -> str:
    """Return the words for one file more than there may be."""
    return ngettext(
        "There can be %(most)d file. Take one out to add another.",
        "There can be %(most)d files. Take one out to add another.",
        most,
    ) % {"most": most}


def no_more(most: int) -> str:
    """Return the words for one file more than may follow a report."""
    return ngettext(
        "You have sent %(most)d file, and there is no room for more. Tell us in words.",
        "You have sent %(most)d files, and there is no room for more. Tell us in words.",
        most,
    ) % {"most": most}


def nothing_chosen() -> str:
    """Return the words for an empty choice."""
    return gettext("Choose a file first.")

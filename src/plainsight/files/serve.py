"""Serves a sealed file to somebody who may read it: opened frame by frame, never on disk.

Always as an attachment under a neutral name: a browser must not show a stranger's file
inside our pages, and a downloads folder must not tell what it holds.
"""

from __future__ import annotations

import base64
import itertools
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from django.http import StreamingHttpResponse

from plainsight.files import store
from plainsight.files.sniff import OTHER, PLAIN_TEXT, SIGNATURES, ZIP_MEMBERS
from plainsight.vault.stream import FileOpener

EXTENSIONS = {
    kind.media_type: kind.extension
    for kind in (*SIGNATURES.values(), *ZIP_MEMBERS.values(), PLAIN_TEXT)
}

LOOK_EVERY_S = 0.2


class BrokenOff(Exception):
    """The file may not be handed over any more; what had not gone out stays here."""


def sealed_download(
    file_id: UUID,
    key: bytes,
    *,
    media_type: str,
    size: int,
    number: int = 1,
    sha256: str = "",
    may_go_on: Callable[[], bool] = lambda: True,
) -> StreamingHttpResponse:
    """Return the file as a download named `file-<number>` with its type's extension.

    `size` is the file's length in bytes; a file that proves shorter or altered on the way
    breaks the download off instead of ending it, and so does the first no of `may_go_on`, which
    is asked every fifth of a second. `sha256`, in hexadecimal, goes with it (RFC 9530). Raises
    NoSuchFile, and CannotOpen when the key is wrong or the file's beginning was altered.
    """
    content = FileOpener(key, file_id).opened(store.read(file_id))
    first = next(content, b"")
    response = StreamingHttpResponse(_while_allowed(first, content, may_go_on))
    response["Content-Type"] = media_type if media_type in EXTENSIONS else OTHER.media_type
    response["Content-Length"] = str(size)
    name = f"file-{number}{EXTENSIONS.get(media_type, OTHER.extension)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    if sha256:
        digest = base64.b64encode(bytes.fromhex(sha256)).decode()
        response["Repr-Digest"] = f"sha-256=:{digest}:"
    return response


def _while_allowed(
    first: bytes, rest: Iterator[bytes], may_go_on: Callable[[], bool]
) -> Iterator[bytes]:
    asked = float("-inf")
    for piece in itertools.chain([first], rest):
        if time.monotonic() - asked >= LOOK_EVERY_S:
            asked = time.monotonic()
            if not may_go_on():
                raise BrokenOff
        yield piece

"""Serves a sealed file to somebody who may read it: opened frame by frame, never on disk.

Always as an attachment under a neutral name: a browser must not show a stranger's file
inside our pages, and a downloads folder must not tell what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import StreamingHttpResponse

from plainsight.files import store
from plainsight.files.sniff import OTHER, PLAIN_TEXT, SIGNATURES, ZIP_MEMBERS
from plainsight.vault.stream import FileOpener

EXTENSIONS = {
    kind.media_type: kind.extension
    for kind in (*SIGNATURES.values(), *ZIP_MEMBERS.values(), PLAIN_TEXT)
}


def sealed_download(
    file_id: UUID, key: bytes, *, media_type: str, size: int, number: int = 1
) -> StreamingHttpResponse:
    """Return the file as a download named `file-<number>` with its type's extension.

    `size` is the file's length in bytes; a file that proves shorter or altered on the way
    breaks the download off instead of ending it. Raises NoSuchFile, and CannotOpen when
    the key is wrong or the file's beginning was altered.
    """
    content = FileOpener(key, file_id).opened(store.read(file_id))
    first = next(content, b"")
    response = StreamingHttpResponse(_whole(first, content))
    response["Content-Type"] = media_type if media_type in EXTENSIONS else OTHER.media_type
    response["Content-Length"] = str(size)
    name = f"file-{number}{EXTENSIONS.get(media_type, OTHER.extension)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _whole(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest

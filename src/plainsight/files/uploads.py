"""Seals uploads as they arrive: the only upload handler that a view which takes files may set.

    request.upload_handlers = [SealingUploadHandler(request, key_for=file_key)]
    for sealed in request.FILES.getlist("file"):
        ...check sealed.size, sealed.type...
        sealed.keep()

Set it before the form is read. Nothing is written in clear, and what the view does not keep is
gone when the request ends. What was refused stands in the handler's `refusals`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.files.errors import FileRefused, TooLarge
from plainsight.files.sniff import HEAD, FileType, sniff
from plainsight.vault.stream import FileSealer

LARGEST_FILE = 100_000_000
"""Bytes that one file may have."""

KeyFor = Callable[[UUID], bytes]


class SealedUpload(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A file that is in the store sealed, and stays there once it is kept.

    `size` is in bytes and `sha256` in lower-case hexadecimal, both of what the sender sent;
    `type` is what its first bytes say it is; `name` is the sender's own name for it: seal it.
    """

    def __init__(
        self,
        writer: store.Writer,
        *,
        file_id: UUID,
        name: str,
        size: int,
        sha256: str,
        kind: FileType,
    ) -> None:
        """Made by the handler below, once the file has come whole."""
        super().__init__(file=None, name=name, content_type=kind.media_type, size=size)
        self.id, self.sha256, self.type = file_id, sha256, kind
        self._writer = writer

    def keep(self) -> None:
        """Make it stay. Raises NoRoom when the disk is full."""
        self._writer.commit()

    def close(self) -> None:
        """Drop it unless it was kept; Django calls this at the end of the request."""
        self._writer.discard()


class SealingUploadHandler(FileUploadHandler):
    """Hashes, recognises and seals each file of a form, a chunk at a time."""

    def __init__(
        self, request: HttpRequest | None, *, key_for: KeyFor, largest: int = LARGEST_FILE
    ) -> None:
        """`key_for(file_id)` gives each file its own 32-byte key."""
        super().__init__(request)
        self.refusals: dict[str, FileRefused] = {}
        self._key_for, self._largest = key_for, largest

    def new_file(self, *arguments: Any, **named: Any) -> None:
        """Begin a file (Django's signature); a full disk refuses it at once."""
        super().new_file(*arguments, **named)
        self._id = new_id()
        self._sealer = FileSealer(self._key_for(self._id), self._id)
        self._hash, self._head, self._size = hashlib.sha256(), b"", 0
        try:
            self._writer = store.put(self._id)
        except FileRefused as refusal:
            self._refuse(refusal)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes and pass none on: no other handler may see them."""
        self._size = start + len(raw_data)
        if self._size > self._largest:
            self._writer.discard()
            self._refuse(TooLarge("the file is larger than one file may be"))
        if len(self._head) < HEAD:
            self._head += raw_data[: HEAD - len(self._head)]
        self._hash.update(raw_data)
        self._write(self._sealer.push(raw_data))

    def file_complete(self, file_size: int) -> SealedUpload | None:
        """Seal the end and give the view the file; nothing for an empty field."""
        try:
            self._write(self._sealer.finish())
        except SkipFile:  # the refusal is noted; Django takes no exception here
            return None
        return SealedUpload(
            self._writer,
            file_id=self._id,
            name=self.file_name or "",
            size=file_size,
            sha256=self._hash.hexdigest(),
            kind=sniff(self._head),
        )

    def upload_interrupted(self) -> None:
        """Drop what came of a file that was cut off."""
        self._writer.discard()

    def _write(self, sealed: bytes) -> None:
        try:
            self._writer.write(sealed)
        except FileRefused as refusal:
            self._writer.discard()
            self._refuse(refusal)

    def _refuse(self, refusal: FileRefused) -> None:
        self.refusals[self.field_name or ""] = refusal
        raise SkipFile

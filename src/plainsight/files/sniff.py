"""Tells what a file is from its first bytes, never from its name or what the sender says.

What is not on the list is stored all the same and can only be downloaded. Nothing is parsed:
signatures are compared (puremagic), and a zip's or a text's first bytes are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import puremagic

Family = Literal["image", "document", "audio", "video", "other"]

HEAD = 4_096
"""As many first bytes as `sniff` wants, where the file has them."""


@dataclass(frozen=True)
class FileType:
    """What a file is. `extension` is the one that a download is given."""

    media_type: str
    family: Family
    extension: str


OTHER = FileType("application/octet-stream", "other", ".bin")
PLAIN_TEXT = FileType("text/plain", "document", ".txt")
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."

# puremagic's extension -> what we call it.
SIGNATURES: dict[str, FileType] = {
    ".jpg": FileType("image/jpeg", "image", ".jpg"),
    ".png": FileType("image/png", "image", ".png"),
    ".gif": FileType("image/gif", "image", ".gif"),
    ".webp": FileType("image/webp", "image", ".webp"),
    ".heic": FileType("image/heif", "image", ".heic"),
    ".heif": FileType("image/heif", "image", ".heic"),
    ".avif": FileType("image/avif", "image", ".avif"),
    ".tif": FileType("image/tiff", "image", ".tif"),
    ".tiff": FileType("image/tiff", "image", ".tif"),
    ".bmp": FileType("image/bmp", "image", ".bmp"),
    ".pdf": FileType("application/pdf", "document", ".pdf"),
    ".rtf": FileType("application/rtf", "document", ".rtf"),
    ".doc": FileType("application/x-ole-storage", "document", ".doc"),
    ".mp3": FileType("audio/mpeg", "audio", ".mp3"),
    ".mpga": FileType("audio/mpeg", "audio", ".mp3"),
    ".m4a": FileType("audio/mp4", "audio", ".m4a"),
    ".wav": FileType("audio/wav", "audio", ".wav"),
    ".flac": FileType("audio/flac", "audio", ".flac"),
    ".amr": FileType("audio/amr", "audio", ".amr"),
    ".opus": FileType("audio/ogg", "audio", ".ogg"),
    ".mp4": FileType("video/mp4", "video", ".mp4"),
    ".mov": FileType("video/quicktime", "video", ".mov"),
    ".3gp": FileType("video/3gpp", "video", ".3gp"),
    ".3ga": FileType("video/3gpp", "video", ".3gp"),
    ".webm": FileType("video/webm", "video", ".webm"),
    ".mkv": FileType("video/x-matroska", "video", ".mkv"),
    ".avi": FileType("video/x-msvideo", "video", ".avi"),
}
# A zip names its first members in clear: those of an office document tell which one it is.
ZIP_MEMBERS: dict[bytes, FileType] = {
    b"word/": FileType(f"{_OOXML}wordprocessingml.document", "document", ".docx"),
    b"xl/": FileType(f"{_OOXML}spreadsheetml.sheet", "document", ".xlsx"),
    b"ppt/": FileType(f"{_OOXML}presentationml.presentation", "document", ".pptx"),
    f"mimetype{_ODF}text".encode(): FileType(f"{_ODF}text", "document", ".odt"),
    f"mimetype{_ODF}spreadsheet".encode(): FileType(f"{_ODF}spreadsheet", "document", ".ods"),
    f"mimetype{_ODF}presentation".encode(): FileType(f"{_ODF}presentation", "document", ".odp"),
}


def sniff(head: bytes) -> FileType:
    """Return what a file is whose first bytes are `head`; OTHER when it is on no list."""
    if head.startswith(b"PK\x03\x04"):
        found = [kind for member, kind in ZIP_MEMBERS.items() if member in head]
        return found[0] if found else OTHER
    for extension in _signatures(head):
        if extension in SIGNATURES:
            return SIGNATURES[extension]
    return PLAIN_TEXT if _is_text(head) else OTHER


def _signatures(head: bytes) -> list[str]:
    """Return the extensions whose signature matches, the surest first.

    A match may be as weak as two bytes; of those that are on our list the surest counts,
    and one byte alone (as for a text that begins with a brace) counts for nothing.
    """
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []
    return [match.extension for match in matches if len(match.byte_match) > 1]


def _is_text(head: bytes) -> bool:
    """Say whether these bytes begin a text: UTF-8 (the last letter may be cut), no controls."""
    if not head:
        return False
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        return not any(letter < " " and letter not in "\t\n\r\f" for letter in text)
    return False

"""Takes from a JPEG or a JPEG 2000 what is not picture, without decoding it.

For pictures inside a PDF, which must stay as they are drawn. Runs only in the confined child.
"""

from __future__ import annotations

from plainsight.files.refusal import CopyRefused

_START, _SCAN, _COMMENT = 0xD8, 0xDA, 0xFE
_APP0, _ADOBE, _APP15 = 0xE0, 0xEE, 0xEF
_MARK = 0xFF
_BOX_HEAD, _LONG_HEAD = 8, 16
# Boxes of a JPEG 2000 file that say how it is drawn (ISO/IEC 15444-1, annex I).
_DRAWN = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG without comments and application segments, up to its first end.

    Adobe's own segment stays: it says how the colours are to be read. Raises CopyRefused.
    """
    if content[:2] != bytes([_MARK, _START]):
        raise CopyRefused("damaged")
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content):
        if content[at] != _MARK:
            raise CopyRefused("damaged")
        marker = content[at + 1]
        if marker == _MARK:  # filling
            at += 1
            continue
        if marker == _SCAN:
            return bytes(kept + _drawn(content[at:]))
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        is_note = marker == _COMMENT or (_APP0 <= marker <= _APP15 and marker != _ADOBE)
        if not is_note:
            kept += content[at : at + length]
        at += length
    raise CopyRefused("damaged")


def _drawn(scans: bytes) -> bytes:
    """Return the scans up to the end of the picture; between them no note may stand."""
    for note in (_COMMENT, *(one for one in range(_APP0, _APP15 + 1))):
        if bytes([_MARK, note]) in scans.partition(b"\xff\xd9")[0]:
            raise CopyRefused("unclean")
    return scans.partition(b"\xff\xd9")[0] + b"\xff\xd9"


def bare_jpx(content: bytes) -> bytes:
    """Return a JPEG 2000 file with only the boxes that are drawn. Raises CopyRefused."""
    if content.startswith(b"\xff\x4f\xff\x51"):  # a codestream alone has no boxes
        return content
    kept, at = bytearray(), 0
    while at + _BOX_HEAD <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + _BOX_HEAD : at + _LONG_HEAD], "big")
        length = length or len(content) - at  # nought: to the end
        if length < _BOX_HEAD:
            raise CopyRefused("damaged")
        if name in _DRAWN:
            kept += content[at : at + length]
        at += length
    if not kept:
        raise CopyRefused("damaged")
    return bytes(kept)

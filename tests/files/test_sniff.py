"""What a file is, is told from its first bytes alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.files.sniff import HEAD, OTHER, sniff


def box(brand: bytes) -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + brand + bytes(100)


def zipped(*names: str, stored: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in (stored or {}).items():
            archive.writestr(name, content)
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


KNOWN = [
    (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(50), "image/jpeg"),
    (b"\xff\xd8\xff\xe1\0\x10Exif\0" + bytes(50), "image/jpeg"),
    (b"\xff\xd8\xff\xdb" + bytes(50), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50), "image/png"),
    (b"GIF89a" + bytes(50), "image/gif"),
    (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), "image/webp"),
    (box(b"heic"), "image/heif"),
    (box(b"avif"), "image/avif"),
    (b"II*\0" + bytes(50), "image/tiff"),
    (b"%PDF-1.7\n" + bytes(50), "application/pdf"),
    (b"{\\rtf1\\ansi", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "application/x-ole-storage"),
    (box(b"mp42"), "video/mp4"),
    (box(b"isom"), "video/mp4"),
    (box(b"qt  "), "video/quicktime"),
    (box(b"3gp4"), "video/3gpp"),
    (box(b"M4A "), "audio/mp4"),
    (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x86\x81\x01\x42\x82\x84webm", "video/webm"),
    (b"RIFF\x10\0\0\0WAVEfmt " + bytes(50), "audio/wav"),
    (b"RIFF\x10\0\0\0AVI LIST" + bytes(50), "video/x-msvideo"),
    (b"ID3\x03\0" + bytes(50), "audio/mpeg"),
    (b"\xff\xfb\x90\x44" + bytes(50), "audio/mpeg"),
    (b"OggS\0\x02" + bytes(50), "audio/ogg"),
    (b"fLaC\0\0\0\x22" + bytes(50), "audio/flac"),
    (b"#!AMR\n" + bytes(50), "audio/amr"),
    ("Er hat die Tür\nabgeschlossen.".encode(), "text/plain"),
    (b"\xef\xbb\xbfwith a byte order mark", "text/plain"),
    (
        zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    (
        zipped("[Content_Types].xml", "xl/workbook.xml"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (
        zipped(stored={"mimetype": "application/vnd.oasis.opendocument.text"}),
        "application/vnd.oasis.opendocument.text",
    ),
]


@pytest.mark.parametrize(("head", "media_type"), KNOWN, ids=[kind for _, kind in KNOWN])
def test_a_known_kind_is_recognised(head: bytes, media_type: str) -> None:
    assert sniff(head).media_type == media_type


UNKNOWN = {
    "nothing": b"",
    "a program": b"MZ" + bytes(100),
    "another program": b"\x7fELF" + bytes(100),
    "a page": b"<html><script>alert(1)</script>",
    "a drawing with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "an archive": zipped("holiday.jpg"),
    "noise": bytes(range(128, 256)) * 4,
}


@pytest.mark.parametrize("head", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_on_no_list_is_other_or_plain_text(head: bytes) -> None:
    assert sniff(head).media_type in {OTHER.media_type, "text/plain"}
    assert sniff(head).family in {"other", "document"}


def test_a_letter_cut_at_the_end_of_the_head_is_still_text() -> None:
    head = ("a" + "é" * HEAD).encode()[:HEAD]
    assert sniff(head).media_type == "text/plain"


@given(st.binary(max_size=5_000))
def test_no_bytes_upset_it(head: bytes) -> None:
    assert sniff(head).extension.startswith(".")

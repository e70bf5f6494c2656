"""Copies of PDFs: the pages alone, in a new document. Runs only in the confined child.

What is visible stays: marks and filled forms are drawn into the page. The rest goes: the
catalogue with its scripts, actions, forms and embedded files is never copied; from the pages
everything is taken that is not drawn; pictures lose their own metadata.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream

from plainsight.files.bare import bare_jpeg, bare_jpx
from plainsight.files.refusal import CopyRefused

MOST_PAGES = 1_000
LARGEST_PICTURE = 100_000_000
KEPT_OF_A_PAGE = frozenset(
    {"/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources"}
    | {"/Contents", "/Group"}
)
# What no drawing needs, wherever it hangs: metadata, actions, scripts, files, other programs' data.
DROPPED = frozenset(
    {"/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA", "/A", "/JS", "/OPI", "/Thumb"}
    | {"/Alternates", "/Ref", "/EF", "/RichMediaContent", "/StructParent", "/StructParents"}
    | {"/Measure", "/PtData", "/GPTS", "/Annots", "/B", "/Tabs", "/PresSteps", "/Trans"}
)
PICTURES = {"/DCTDecode": bare_jpeg, "/JPXDecode": bare_jpx}


def copied(content: bytes) -> list[bytes]:
    """Return the clean document. Raises CopyRefused, or what pikepdf raises."""
    try:
        given = Pdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise CopyRefused("password") from None
    if len(given.pages) > MOST_PAGES:
        raise CopyRefused("too_large")
    given.flatten_annotations("screen")
    clean = Pdf.new()
    for page in given.pages:
        for key in set(page.obj.keys()) - KEPT_OF_A_PAGE:
            del page.obj[key]
        clean.pages.append(page)
    for one in list(clean.objects):
        for inner in _within(one):
            _strip(inner)
    written = io.BytesIO()
    clean.save(
        written,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return [written.getvalue()]


def rehearse() -> None:
    """Make, open and copy a document, so that every part is loaded."""
    sample = Pdf.new()
    sample.add_blank_page()
    written = io.BytesIO()
    sample.save(written)
    copied(written.getvalue())


def _within(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Give an object and what lies directly in it; what it only refers to has its own turn."""
    waiting = [one]
    while waiting:
        present = waiting.pop()
        yield present
        inner: list[pikepdf.Object] = []
        if isinstance(present, Dictionary | Stream):
            inner = [value for _key, value in present.items()]
        elif isinstance(present, Array):
            inner = list(present)
        waiting += [value for value in inner if _is_direct_container(value)]


def _is_direct_container(value: object) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _strip(one: pikepdf.Object) -> None:
    if isinstance(one, Dictionary | Stream):
        for key in DROPPED & set(one.keys()):
            del one[key]
    if isinstance(one, Stream):
        _strip_stream(one)


def _strip_stream(stream: pikepdf.Stream) -> None:
    """Take a picture's own metadata away. Raises CopyRefused when it cannot be reached."""
    if any(key in stream for key in ("/F", "/FFilter", "/FDecodeParms")):
        raise CopyRefused("unclean")  # its bytes would be in another file
    filters = stream.get("/Filter", Array([]))
    names = [str(name) for name in (filters if isinstance(filters, Array) else [filters])]
    if not PICTURES.keys() & set(names):
        return
    content = stream.read_raw_bytes()
    if names[:-1] == ["/FlateDecode"] and "/DecodeParms" not in stream:
        content = _inflated(content)
    elif len(names) > 1:
        raise CopyRefused("unclean")
    parameters = stream.get("/DecodeParms")
    if not isinstance(parameters, Dictionary):
        parameters = None
    bare = PICTURES[names[-1]](content)
    stream.write(bare, filter=Name(names[-1]), decode_parms=parameters)


def _inflated(content: bytes) -> bytes:
    whole = zlib.decompressobj().decompress(content, LARGEST_PICTURE)
    if len(whole) == LARGEST_PICTURE:
        raise CopyRefused("too_large")
    return whole

"""A viewing copy shows what is to be seen and carries nothing else."""

from __future__ import annotations

import io
import itertools
import zlib
from pathlib import Path

import pytest
from pikepdf import Name, Pdf
from PIL import Image

from plainsight.files import viewing
from plainsight.files.refusal import CopyRefused
from plainsight.files.viewing import ViewingCopy, viewing_copy
from tests.files.samples import (
    MARKER,
    animation,
    bomb,
    locked_paper,
    paper,
    photo,
    text_bomb,
    turned_photo,
    wide_gamut,
)

KINDS = ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")


def copied(content: bytes) -> ViewingCopy:
    return viewing_copy([content], may_go_on=lambda: True)


def shown(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(copied(content).clear))


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_has_no_metadata_whatever_the_original_told(kind: str) -> None:
    original = photo(kind)
    told = Image.open(io.BytesIO(original)).getexif()
    assert MARKER.encode() in original
    if kind != "TIFF":
        assert told.get_ifd(0x8825)[2] == (54.0, 12.0, 6.5)  # the original says where
    copy = copied(original)
    for part in (copy.clear, copy.blurred or b""):
        picture = Image.open(io.BytesIO(part))
        assert dict(picture.getexif()) == {}
        assert picture.getexif().get_ifd(0x8825) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert MARKER.encode() not in part


def test_the_blurred_one_is_grey_small_and_shows_no_edge() -> None:
    blurred = Image.open(io.BytesIO(copied(photo()).blurred or b""))
    assert (blurred.mode, max(blurred.size)) == ("L", viewing_size())
    row = [blurred.getpixel((at, 100)) for at in range(blurred.width)]
    steps = [abs(int(a) - int(b)) for a, b in itertools.pairwise(row)]
    assert max(steps) < 12  # the original goes from red to white from one dot to the next


def viewing_size() -> int:
    from plainsight.files.pictures import BLURRED

    return BLURRED


def test_a_picture_on_its_side_is_turned_upright() -> None:
    picture = shown(turned_photo())
    assert picture.size == (640, 480)
    assert picture.getpixel((50, 240))[1] < 60
    assert picture.getpixel((600, 240))[1] > 200


def test_of_an_animation_the_first_frame_is_shown() -> None:
    red, green, blue = shown(animation()).getpixel((20, 15))
    assert green > 100 > max(red, blue)


def test_a_large_picture_is_made_smaller() -> None:
    assert max(shown(photo(size=(5_000, 3_000))).size) == 2_400


def test_a_profile_of_another_kind_does_not_stop_the_copy() -> None:
    assert "icc_profile" not in shown(wide_gamut()).info


def test_deep_and_transparent_pictures_are_shown_too() -> None:
    for picture in (Image.new("I;16", (9, 9), 65_000), Image.new("RGBA", (9, 9), (0, 0, 0, 0))):
        written = io.BytesIO()
        picture.save(written, "PNG")
        assert min(shown(written.getvalue()).getpixel((4, 4))) > 240


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (photo()[:-1_500], "damaged"),
        (photo()[:700], "damaged"),
        (bomb(), "too_large"),
        (bomb(9_000), "too_large"),
        (text_bomb(), "damaged"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "unsupported"),
        (b"<!doctype html><script>1</script>", "unsupported"),
        (b"PK\x03\x04" + bytes(99), "unsupported"),
        (b"\xff\xd8\xff\xe0" + bytes(400), "damaged"),
        (b"%PDF-1.7\n" + b"1 0 obj<</Kids[1 0 R]>>endobj\n" * 90, "damaged"),
        (locked_paper(), "password"),
        (paper(pages=1_001), "too_large"),
        (b"", "unsupported"),
    ],
    ids=[
        *("a truncated photo", "only its head", "a bomb", "a smaller bomb", "a bomb of text"),
        *("SVG", "HTML", "a zip", "no JPEG behind its mark", "no PDF behind its mark"),
        *("a locked PDF", "a PDF of 1,001 pages", "nothing"),
    ],
)
def test_what_cannot_be_copied_is_refused_with_its_reason(content: bytes, why: str) -> None:
    with pytest.raises(CopyRefused) as refusal:
        copied(content)
    assert refusal.value.why == why


def test_a_file_larger_than_what_is_copied_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(viewing, "LARGEST_COPIED", 1_000)
    with pytest.raises(CopyRefused, match="too_large"):
        copied(photo())


def test_what_hides_behind_a_picture_is_not_in_its_copy() -> None:
    hidden = b"PK\x03\x04 " + MARKER.encode() + b"<script>alert(1)</script>"
    copy = copied(photo() + hidden)
    assert hidden[:8] not in copy.clear
    assert MARKER.encode() not in copy.clear


def test_a_clean_document_keeps_its_pages_and_nothing_that_acts_or_tells() -> None:
    original = paper(pages=3)
    with Pdf.open(io.BytesIO(original)) as before:
        assert MARKER in str(before.docinfo["/Author"])
    copy = copied(original)
    assert not copy.is_picture
    with Pdf.open(io.BytesIO(copy.clear)) as after:
        assert len(after.pages) == 3
        assert set(after.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in after.trailer
        assert not after.attachments
        assert "/Annots" not in after.pages[0].obj
        assert MARKER.encode() not in everything(after)
        assert b"JavaScript" not in everything(after)


def test_a_filled_field_is_still_seen_on_the_clean_page() -> None:
    with Pdf.open(io.BytesIO(copied(paper()).clear)) as after:
        forms = [one for one in after.objects if _is_form(one)]
        assert any(b"0 0 10 10 re f" in one.read_bytes() for one in forms)


def test_a_photo_in_a_document_tells_no_place_either() -> None:
    with Pdf.open(io.BytesIO(copied(paper()).clear)) as after:
        jpeg = after.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()
    picture = Image.open(io.BytesIO(jpeg))
    picture.load()
    assert (picture.size, dict(picture.getexif())) == ((640, 480), {})
    assert b"Exif" not in jpeg
    assert "comment" not in picture.info


def test_a_photo_that_is_packed_twice_is_unpacked_and_cleaned() -> None:
    with Pdf.open(io.BytesIO(paper())) as given:
        image = given.pages[0].obj.Resources.XObject.Im0
        packed = zlib.compress(image.read_raw_bytes())
        image.write(packed, filter=[Name.FlateDecode, Name.DCTDecode])
        written = io.BytesIO()
        given.save(written)
    with Pdf.open(io.BytesIO(copied(written.getvalue()).clear)) as after:
        assert b"Exif" not in after.pages[0].obj.Resources.XObject.Im0.read_raw_bytes()


def test_nothing_of_the_file_is_on_the_disk_while_or_after_it_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    looked: list[int] = []

    def look() -> bool:
        found = [path for path in tmp_path.rglob("*") if path.is_file()]
        looked.append(len(found))
        return True

    viewing_copy([photo(size=(3_000, 3_000))], may_go_on=look)
    look()
    assert len(looked) > 1
    assert set(looked) == {0}


def everything(document: Pdf) -> bytes:
    """All objects of a document in clear: those of streams unpacked as far as may be."""
    parts = []
    for one in document.objects:
        parts.append(repr(one).encode())
        if hasattr(one, "read_raw_bytes") and one._type_name == "stream":
            parts.append(one.read_raw_bytes())
    return b"\n".join(parts)


def _is_form(one: object) -> bool:
    return getattr(one, "_type_name", "") == "stream" and one.get("/Subtype") == Name.Form

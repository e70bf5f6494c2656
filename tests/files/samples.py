"""Files as strangers send them: with what gives them away, and worse."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms, ImageDraw

MARKER = "Larkspur-Cottage-7731"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def photo(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **more: Any) -> bytes:
    """A photo that says where and with what it was taken; its left half is red, upright."""
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).rectangle((0, 0, size[0] // 2, size[1]), fill=(200, 0, 0))
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = MARKER  # description, maker
    places = exif.get_ifd(0x8825)
    places.update({1: "N", 2: (54.0, 12.0, 6.5), 3: "W", 4: (1.0, 33.0, 9.0)})
    if kind == "JPEG":
        more |= {"comment": MARKER, "xmp": f"<x:xmpmeta>{MARKER}</x:xmpmeta>".encode()}
    written = io.BytesIO()
    drawn.save(written, kind, exif=exif, **more)
    return written.getvalue()


def turned_photo() -> bytes:
    """The same photo, lying on its side as a phone writes it."""
    drawn = Image.open(io.BytesIO(photo("PNG"))).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    written = io.BytesIO()
    drawn.save(written, "JPEG", exif=exif)
    return written.getvalue()


def animation() -> bytes:
    """Two frames: the first green, the second blue."""
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("green", "blue")]
    written = io.BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], comment=MARKER)
    return written.getvalue()


def wide_gamut() -> bytes:
    """A picture with a colour profile of its own."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    written = io.BytesIO()
    Image.new("RGB", (20, 20), (10, 200, 10)).save(written, "PNG", icc_profile=profile)
    return written.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it has 3.6 thousand million dots."""
    line = zlib.compress(bytes(side // 8 + 1) * 400, 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", line), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def text_bomb() -> bytes:
    """A PNG whose compressed comment would fill the memory."""
    whole = photo("PNG")
    comment = b"Comment\0\0" + zlib.compress(bytes(300_000_000), 9)
    return whole[:33] + _chunk(b"zTXt", comment) + whole[33:]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def paper(pages: int = 1, **saving: Any) -> bytes:
    """A PDF with everything that has no place in a copy, and a photo that says where it was."""
    made = Pdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(200, 200))
    first = made.pages[0]
    jpeg = photo()
    image = made.make_stream(
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=640,
        Height=480,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    first.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
    first.obj.Contents = made.make_stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{MARKER}')")
    made.Root.OpenAction = script
    made.Root.AA = Dictionary(WC=script)
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script])))
    first.obj.AA = Dictionary(O=script)
    look = made.make_stream(b"0 0 10 10 re f", Subtype=Name.Form, BBox=[0, 0, 10, 10])
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=MARKER,
        Rect=[0, 0, 10, 10],
        A=script,
        AP=Dictionary(N=look),
    )
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.URI, URI=f"https://{MARKER}.example.org"),
    )
    first.obj.Annots = made.make_indirect(Array([made.make_indirect(field), link]))
    made.Root.AcroForm = Dictionary(Fields=Array([first.obj.Annots[0]]), XFA=MARKER)
    made.attachments["payload.exe"] = MARKER.encode()
    first.obj.PieceInfo = Dictionary(App=Dictionary(Private=MARKER))
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [MARKER]
    made.docinfo["/Author"] = MARKER
    written = io.BytesIO()
    made.save(written, **saving)
    return written.getvalue()


def locked_paper() -> bytes:
    """A PDF that needs a password."""
    return paper(encryption=pikepdf.Encryption(owner="o", user="u"))

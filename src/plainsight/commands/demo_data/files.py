"""The files of the county's reports, drawn when it is loaded: nobody's photos, of nowhere.

The photo says where and with what it was taken, as those of phones do, so that the copy can be
seen to say nothing; the place is in the open sea.
"""

from __future__ import annotations

import hashlib
import io

from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageDraw

from plainsight.core.ids import new_id
from plainsight.files import store
from plainsight.files.sniff import sniff
from plainsight.intake import drafts
from plainsight.intake.answers import FileNote
from plainsight.intake.draft import Draft
from plainsight.vault.stream import FileSealer

AT_SEA = {1: "N", 2: (55.0, 12.0, 0.0), 3: "E", 4: (3.0, 30.0, 0.0)}
_DESCRIPTION, _MAKER, _GPS = 0x010E, 0x010F, 0x8825
_LINES = ("OUTSIDE  5", "IN AND OUT  9", "WITH WAX  12", "CASH ONLY")


def photo() -> bytes:
    """Return a JPEG of a yard with a van and three people, as simple shapes."""
    drawn = Image.new("RGB", (1600, 1200), "#9db4bd")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 760, 1600, 1200), fill="#6e6a63")
    pen.rectangle((120, 300, 900, 800), fill="#b8a88c")
    pen.rectangle((260, 420, 760, 800), fill="#3d4246")
    pen.rounded_rectangle((930, 560, 1500, 860), 40, fill="#eef0ee")
    pen.rectangle((1290, 600, 1460, 710), fill="#33454d")
    for x in (1040, 1390):
        pen.ellipse((x - 60, 800, x + 60, 920), fill="#1d1f21")
    for x, colour in ((330, "#b3532f"), (560, "#2f6db3"), (820, "#4d7f3a")):
        pen.ellipse((x - 34, 640, x + 34, 708), fill="#d9b08c")
        pen.rounded_rectangle((x - 48, 708, x + 48, 900), 24, fill=colour)
    exif = Image.Exif()
    exif[_DESCRIPTION] = "The yard behind the cinema"
    exif[_MAKER] = "Nowhere Phones"
    exif.get_ifd(_GPS).update(AT_SEA)
    return _written(drawn, "JPEG", exif=exif)


def screenshot() -> bytes:
    """Return a PNG of messages on a phone, with bars for words."""
    drawn = Image.new("RGB", (720, 1280), "#f4f4f2")
    pen = ImageDraw.Draw(drawn)
    for row in range(7):
        left = 40 if row % 2 else 220
        pen.rounded_rectangle((left, 90 + row * 160, left + 460, 200 + row * 160), 30, "#cfe3da")
        pen.rectangle((left + 30, 125 + row * 160, left + 400, 139 + row * 160), fill="#52645c")
        pen.rectangle((left + 30, 155 + row * 160, left + 270, 169 + row * 160), fill="#52645c")
    return _written(drawn, "PNG")


def price_list() -> bytes:
    """Return a PDF of one page, with an author and a script that a copy must not have."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(420, 300)).obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(font)))
    lines = " ".join(f"({line}) Tj 0 -40 Td" for line in _LINES)
    page.Contents = made.make_stream(f"BT /F1 24 Tf 60 220 Td {lines} ET".encode())
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('Hello')")
    made.docinfo["/Author"] = "Somebody at the Regal"
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


MADE = {
    "photo": ("yard.jpg", photo),
    "screenshot": ("messages.png", screenshot),
    "price_list": ("prices.pdf", price_list),
}


def attach(draft: Draft, which: str) -> None:
    """Seal one of the files into the store and the draft, as the upload handler does."""
    name, make = MADE[which]
    content, file_id = make(), new_id()
    sealer, writer = FileSealer(draft.file_key(file_id), file_id), store.put(file_id)
    writer.write(sealer.push(content) + sealer.finish())
    writer.commit()
    digest = hashlib.sha256(content).hexdigest()
    kind = sniff(content).media_type
    drafts.attach(draft.cookie, FileNote(file_id, name, len(content), digest, kind))


def _written(drawn: Image.Image, kind: str, **more: Image.Exif) -> bytes:
    written = io.BytesIO()
    drawn.save(written, kind, **more)
    return written.getvalue()

"""Copies of pictures: the pixels alone, drawn anew. Runs only in the confined child.

The first frame, turned upright, in sRGB, at most `LONGEST` on a side, as JPEG without any
metadata: EXIF, GPS, XMP, comments, thumbnails and profiles have nowhere to be. With it comes a
small blurred grey one, which is what a page opens with.
"""

from __future__ import annotations

import io
import warnings

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFilter,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from plainsight.files.refusal import CopyRefused

LONGEST = 2_400
"""Pixels on the longer side of a copy."""

MOST_PIXELS = 50_000_000
"""Pixels that are decoded; a JPEG is asked to decode itself smaller first."""

BLURRED = 360
BLUR = 16
QUALITY = 86
PLUGINS = (
    *(JpegImagePlugin, MpoImagePlugin, PngImagePlugin, GifImagePlugin),
    *(WebPImagePlugin, AvifImagePlugin, TiffImagePlugin, BmpImagePlugin),
)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
_DEEP = ("I", "F")
_SRGB = ImageCms.createProfile("sRGB")


def copied(content: bytes) -> list[bytes]:
    """Return the blurred picture and the clear one. Raises CopyRefused, or what Pillow raises."""
    picture = _opened(content)
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST, LONGEST))
    plain = _on_white(_in_srgb(upright, picture.info.get("icc_profile")))
    return [_jpeg(_blurred(plain)), _jpeg(plain)]


def rehearse() -> None:
    """Draw, write and copy a picture of each kind, so that every part is loaded."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS * 4
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # the child may start none
    profile = ImageCms.ImageCmsProfile(_SRGB).tobytes()
    for kind in FORMATS:
        sample = io.BytesIO()
        with _quiet():
            Image.new("RGB", (8, 8)).save(sample, kind, icc_profile=profile)
            copied(sample.getvalue())


def _quiet() -> warnings.catch_warnings[None]:
    """Keep Pillow's warnings off the pipes."""
    return warnings.catch_warnings(action="ignore")


def _opened(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError:
        raise CopyRefused("too_large") from None
    picture.draft("RGB", (LONGEST, LONGEST))
    if picture.width * picture.height > MOST_PIXELS:
        raise CopyRefused("too_large")
    picture.seek(0)
    picture.load()
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(picture, given, _SRGB, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile that is none: the colours may be off, the picture is there


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a new picture that has taken nothing but the colours."""
    if picture.mode.startswith(_DEEP):  # 16 bits and more to a pixel
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    drawn = picture.convert("RGBA")
    plain = Image.new("RGB", drawn.size, "white")
    plain.paste(drawn, mask=drawn.getchannel("A"))
    return plain


def _blurred(plain: Image.Image) -> Image.Image:
    small = plain.convert("L")
    small.thumbnail((BLURRED, BLURRED))
    return small.filter(ImageFilter.GaussianBlur(BLUR))


def _jpeg(plain: Image.Image) -> bytes:
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()

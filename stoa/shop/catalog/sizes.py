"""The shop's own sizes of a picture: what was sent is decoded, stripped of everything but its pixels, and written anew.

Nothing of the sent file is kept, so nothing can hide in it. Files and their decoded sizes are limited before they are
decoded; drawings (SVG) are only ever rasterised, and only those that draw with their own means.
"""

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import msgspec
import resvg_py
from PIL import Image, ImageCms, ImageOps

from stoa.base.refusals import FieldError
from stoa.shop.catalog.model import WIDTHS, NotAPicture, PictureTooLarge, widths

MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
"""A camera of 50 megapixels; decoded that is 150 MB, for a moment."""
MOST_HIGH = 16_383
"""Pixels on a side of the format that pictures are written in (WebP)."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_QUALITY = 82
_MARK = b"stoa pictures 1"  # part of the digest: another way of making sizes makes other files


class Sized(msgspec.Struct, frozen=True):
    """A picture in the shop's sizes: its digest, the size of the largest, its mean colour, and each file by its width."""

    digest: str
    width: int
    height: int
    tint: str
    files: dict[int, bytes]


def digest_of(content: bytes) -> str:
    """Return the name of what would be made of this file: the same file has the same."""
    return hashlib.sha256(_MARK + content).hexdigest()[:32]


def make(content: bytes) -> Sized:
    """Return the picture in the shop's sizes, never larger than it was. Takes a moment: call it in a thread.

    Raises NotAPicture, PictureTooLarge.
    """
    if len(content) > MOST_BYTES:
        raise _too_large()
    picture = _draw(content) if _is_drawing(content) else _read(content)
    largest = min(picture.width, WIDTHS[-1])
    if picture.height * largest > MOST_HIGH * picture.width:
        raise _too_large()
    files = {}
    for width in reversed(widths(largest)):
        if width < picture.width:
            picture = picture.resize(
                (width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS, reducing_gap=3.0
            )
        files[width] = _write(picture)
        if width == largest:
            height = picture.height
    return Sized(digest_of(content), largest, height, _tint(picture), files)


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(megabytes=MOST_BYTES // 1_000_000, megapixels=MOST_PIXELS // 1_000_000, side=MOST_HIGH)


def _read(content: bytes) -> Image.Image:
    """Decode a photograph, upright, in sRGB."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about oddities of the file; those that matter are limits or errors
            picture: Image.Image = Image.open(io.BytesIO(content), formats=_FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
            profile = picture.info.get("icc_profile")
            picture = ImageOps.exif_transpose(picture)
            return _in_srgb(_plain(picture), profile)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, AttributeError, OverflowError, MemoryError) as error:
        raise NotAPicture([FieldError("/picture", "not_a_picture")]) from error


def _plain(picture: Image.Image) -> Image.Image:
    """Return it in RGB, or RGBA where something shines through."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    lowest, _ = clear.getchannel("A").getextrema()
    return clear.convert("RGB") if lowest == 255 else clear


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile:
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        found = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a profile that cannot be read, or of another colour space than its picture
    return found or picture


def _write(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=2, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _tint(picture: Image.Image) -> str:
    """Return the mean colour, on which a page draws the place of a picture that has not come yet."""
    small = picture.convert("RGBA").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    red, green, blue, alpha = small  # type: ignore[misc]  # a tuple of four, for this mode
    return "" if alpha < 128 else f"#{red:02x}{green:02x}{blue:02x}"


_NOT_DRAWN = {"image", "feImage", "script", "foreignObject", "animate", "set", "animateTransform", "animateMotion"}
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)")
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?[^#'\"\s]", re.IGNORECASE)
_MOST_DRAWN = 200_000
_FILTER_COST = 1_000


def _is_drawing(content: bytes) -> bool:
    head = content[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in content[:20_000]


def _draw(content: bytes) -> Image.Image:
    """Rasterise a drawing that uses no other file, no script and no entity, at the largest width."""
    refused = NotAPicture([FieldError("/picture", "not_a_drawing")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused from None
    if re.search(r"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise refused
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError):
        raise refused from None
    if _local(root.tag) != "svg" or not _is_self_contained(root):
        raise refused
    if _cost(root) > _MOST_DRAWN:
        raise _too_large()
    width, height = _drawn_size(root, refused)
    try:
        drawn = resvg_py.svg_to_bytes(svg_string=text, width=width, height=height, skip_system_fonts=True)
    except ValueError:
        raise refused from None
    picture: Image.Image = Image.open(io.BytesIO(bytes(drawn)), formats=("PNG",))
    return _plain(picture)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _is_self_contained(root: ET.Element) -> bool:
    for element in root.iter():
        if _local(element.tag) in _NOT_DRAWN:
            return False
        if any(
            _ELSEWHERE.search(value) or (_local(name) == "href" and not value.strip().startswith("#"))
            for name, value in element.attrib.items()
        ):
            return False
        if _local(element.tag) == "style" and re.search(r"@import|url\(|\\\\", element.text or "", re.IGNORECASE):
            return False
    return True


def _references(element: ET.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if _local(name) == "href":
            yield value.strip()[1:]
        yield from _REFERENCE.findall(value)


def _cost(root: ET.Element) -> int:
    """Return how many elements are drawn when each reference is followed; drawings that refer to themselves cost the most."""
    named = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    known: dict[ET.Element, int] = {}

    def cost(element: ET.Element, depth: int) -> int:
        if element in known:
            return known[element]
        if depth > 100:
            return _MOST_DRAWN + 1
        known[element] = _MOST_DRAWN + 1  # until it is known: a reference back to here is a ring
        total = (_FILTER_COST if _local(element.tag).startswith("fe") else 1) + sum(cost(child, depth + 1) for child in element)
        total += sum(cost(named[name], depth + 1) for name in _references(element) if name in named)
        known[element] = min(total, _MOST_DRAWN + 1)
        return known[element]

    return cost(root, 0)


def _drawn_size(root: ET.Element, refused: NotAPicture) -> tuple[int, int]:
    """Return the size at which a drawing is rasterised: the largest width, as high as its shape says."""
    try:
        box = [float(part) for part in root.attrib.get("viewBox", "").replace(",", " ").split()]
        wide, high = (box[2], box[3]) if len(box) == 4 else (_pixels(root.attrib["width"]), _pixels(root.attrib["height"]))
        height = round(WIDTHS[-1] * high / wide)
    except (KeyError, ValueError, ArithmeticError):
        raise refused from None
    if not 1 <= height <= 8 * WIDTHS[-1]:
        raise refused
    return WIDTHS[-1], height


def _pixels(length: str) -> float:
    return float(re.sub(r"(px|pt|mm|cm|in)$", "", length.strip()))

"""What a team's link looks like in a chat: the product, how many are in, the price. Nobody's name.

It is drawn with a typeface of the machine where there is one, else with the one that comes with the drawing library, which has plain
letters alone.
"""

import io
import unicodedata
from functools import lru_cache
from typing import Any

import msgspec
from PIL import Image, ImageDraw, ImageFont

FOOT = 6
"""Lines of small letters at most."""
WIDE, HIGH = 1200, 630
"""Pixels, as Open Graph's readers want it."""
_GROUND, _INK, _SOFT, _ACCENT, _LINE, _GOOD = "#f7f5f0", "#221e1a", "#6b625a", "#a34321", "#cfc8be", "#2f6b4f"
_TYPEFACES = ("DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf")
_LEFT, _RIGHT, _BETWEEN = 690, 1150, 16
_SIGNS = {"€": "EUR ", "£": "GBP ", "¥": "JPY ", "–": "-", "−": "-", "’": "'", "“": '"', "”": '"', "„": '"', "\xa0": " ", "ß": "ss"}


class Drawn(msgspec.Struct, frozen=True):
    """What there is to draw: words as they are to be read, the places filled of so many, the product's picture as a file."""

    title: str
    lead: str
    """How it stands, in a sentence below the title."""
    price: str
    reached: str
    """What it comes to as it stands, where that is less than the price, which is what is set aside."""
    filled: int
    places: int
    shop: str
    whole: list[str]
    """What is to be known of the price beside itself, in small letters below."""
    picture: bytes | None


def draw(what: Drawn) -> bytes:
    """Return the picture as a PNG file. Takes a moment: call it in a thread."""
    image = Image.new("RGB", (WIDE, HIGH), _GROUND)
    pen = ImageDraw.Draw(image)
    if what.picture is not None:
        image.paste(_square(what.picture), (0, 0))
    top = 44
    for line in _wrapped(what.title, 38, 2):
        pen.text((_LEFT, top), line, _INK, _font(38))
        top += 46
    for line in _wrapped(what.lead, 24, 3):
        pen.text((_LEFT, top + 6), line, _SOFT, _font(24))
        top += 32
    top += 20
    size = next((one for one in (80, 72, 60) if _long(what.price, one) <= _RIGHT - _LEFT), 48)
    pen.text((_LEFT, top), _written(what.price), _ACCENT, _font(size))
    top += size + 22
    for line in _wrapped(what.reached, 24, 2) if what.reached else []:
        pen.text((_LEFT, top), line, _SOFT, _font(24))
        top += 32
    top = _places(pen, what, top + 8) + 18
    for line in [line for text in what.whole for line in _wrapped(text, 20, 3)][:FOOT]:
        pen.text((_LEFT, top), line, _INK, _font(20))
        top += 26
    pen.text((_LEFT, HIGH - 50), _written(what.shop), _SOFT, _font(28))
    out = io.BytesIO()
    image.quantize(256, Image.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()


def _square(file: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(file), formats=("WEBP",)).convert("RGBA")
    side = min(found.size)
    left, top = (found.width - side) // 2, (found.height - side) // 2
    cut = found.crop((left, top, left + side, top + side)).resize((HIGH, HIGH), Image.Resampling.LANCZOS)
    ground = Image.new("RGB", cut.size, _GROUND)
    ground.paste(cut, mask=cut.getchannel("A"))
    return ground


def _places(pen: ImageDraw.ImageDraw, what: Drawn, top: int) -> int:
    """Draw a dot for each place, or where there are many, a bar; return where it ends."""
    room = _RIGHT - _LEFT
    if what.places > 12:
        pen.rounded_rectangle((_LEFT, top, _RIGHT, top + 22), 11, _LINE)
        if what.filled:
            pen.rounded_rectangle((_LEFT, top, _LEFT + max(22, room * min(what.filled, what.places) // what.places), top + 22), 11, _GOOD)
        return top + 22
    side = min(56, (room - _BETWEEN * (what.places - 1)) // what.places)
    for number in range(what.places):
        left = _LEFT + number * (side + _BETWEEN)
        box = (left, top, left + side, top + side)
        pen.ellipse(box, _GOOD if number < what.filled else None, _GOOD if number < what.filled else _LINE, 4)
    return top + side


def _wrapped(text: str, size: int, most: int) -> list[str]:
    """Return the text in lines that fit; what is left over is left out."""
    lines: list[str] = []
    for word in _written(text).split():
        if lines and _long(f"{lines[-1]} {word}", size) <= _RIGHT - _LEFT:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines[:most]


def _long(text: str, size: int) -> int:
    return int(_font(size).getlength(_written(text)))


def _written(text: str) -> str:
    """Return the text in letters that the typeface has."""
    if _face() is not None:
        return text
    for sign, plain in _SIGNS.items():
        text = text.replace(sign, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().strip()


@lru_cache(maxsize=1)
def _face() -> str | None:
    """Return a typeface of the machine."""
    for name in _TYPEFACES:
        try:
            ImageFont.truetype(name, 20)
        except OSError:
            continue
        return name
    return None


@lru_cache(maxsize=32)
def _font(size: int) -> Any:
    name = _face()
    return ImageFont.truetype(name, size) if name is not None else ImageFont.load_default(size)

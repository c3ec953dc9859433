"""Every picture of the demo shop, as SVG text that is the same on every machine."""

from __future__ import annotations

import math
from dataclasses import dataclass

from stoa.app.demo.goods import stage
from stoa.app.demo.goods.colours import Tone
from stoa.app.demo.goods.drawings.drawing import Drawing, Use
from stoa.app.demo.goods.drawings.everything import DRAWINGS, PROPS, Companion
from stoa.app.demo.goods.goods import load
from stoa.app.demo.goods.model import Product, Text
from stoa.app.demo.goods.pen import Pen
from stoa.app.demo.goods.scenes import draw_category, draw_hero, draw_mark

__all__ = ["View", "draw", "draw_category", "draw_hero", "draw_mark", "views"]

IN_USE = "in-use"
SCENES = {
    "table": (stage.table_scene, Text("on a wooden table", "auf einem Holztisch")),
    "room": (stage.room_scene, Text("in a sunlit room", "in einem sonnigen Zimmer")),
    "desk": (stage.desk_scene, Text("seen from above on a wooden worktop", "von oben auf einer Holzplatte")),
    "terrace": (stage.terrace_scene, Text("on a stone ledge in a garden", "auf einem Steinsims im Garten")),
    "lawn": (stage.lawn_scene, Text("in a garden", "im Garten")),
    "hall": (stage.hall_scene, Text("on a sunlit wall", "an einer sonnigen Wand")),
}
_FEET = {"table": 930, "room": 985, "terrace": 960, "lawn": 1010, "desk": 600, "hall": 600}


@dataclass(frozen=True, slots=True)
class View:
    """One picture of a product. `colour` is the key of the colour it shows, if it shows one in particular."""

    name: str
    alt_en: str
    alt_de: str
    colour: str | None


def views(handle: str) -> list[View]:
    """The pictures of a product in the order a page shows them: each colour, then the product in use."""
    product = load().product(handle)
    title = product.title
    found = [
        View(colour.key, f"{title.en}, {colour.name.en.lower()}", f"{title.de}, Farbe {colour.name.de}", colour.key)
        for colour in product.colours
    ] or [View("main", title.en, title.de, None)]
    return [*found, _view_in_use(product)]


def _view_in_use(product: Product) -> View:
    use = DRAWINGS[product.handle].use
    place = SCENES[use.scene][1]
    beside = list(dict.fromkeys(PROPS[prop.name].name for prop in use.props if prop.name in PROPS))
    beside_en = _listed([name.en for name in beside], " and ")
    beside_de = _listed([name.de for name in beside], " und ")
    return View(
        IN_USE,
        f"{product.title.en} {place.en}" + (f", with {beside_en}" if beside else ""),
        f"{product.title.de} {place.de}" + (f", dazu {beside_de}" if beside else ""),
        product.colours[0].key if product.colours else None,
    )


def _listed(names: list[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def draw(handle: str, view: str) -> str:
    """The picture as an SVG document. Raises KeyError for a product or a view that does not exist."""
    product = load().product(handle)
    drawing = DRAWINGS[handle]
    if view == IN_USE:
        tone = Tone(product.colours[0].hex or drawing.tone.base) if product.colours else drawing.tone
        return stage.sheet(_in_use(drawing, _ground(product), tone))
    if view == "main" and not product.colours:
        return stage.sheet(_alone(drawing, _ground(product), drawing.tone))
    for colour in product.colours:
        if colour.key == view:
            return stage.sheet(_alone(drawing, _ground(product), Tone(colour.hex or drawing.tone.base)))
    raise KeyError(f"{handle} has no view {view}")


def _ground(product: Product) -> stage.Ground:
    return stage.GROUNDS[load().top_category(product.category).handle]


def _fit(drawing: Drawing) -> float:
    """Picture units per millimetre. Small things are drawn a little smaller, so that a wallet is no rucksack."""
    width, height = drawing.size
    small = min(1.0, max(0.74, math.pow(max(width, height) / 420, 0.22)))
    return small * min(860 / width, (740 if drawing.pose == "stand" else 840) / height)


def _alone(drawing: Drawing, ground: stage.Ground, tone: Tone) -> list[str]:
    backdrop = {"stand": stage.niche, "flat": stage.sheet_ground, "hang": stage.wall}[drawing.pose]
    scale = _fit(drawing)
    foot = stage.FLOOR if drawing.pose == "stand" else 600
    if drawing.pose == "stand":
        # Low things stand nearer to the middle of the picture than tall ones.
        foot = round(min(foot, 690 + drawing.size[1] * scale * 0.42))
        foot = max(foot, 850)
    pen = Pen(600 - drawing.middle * scale, foot, scale, backdrop(ground), drawing.angle)
    drawing.paint(pen, tone)
    return pen.parts


def _in_use(drawing: Drawing, ground: stage.Ground, tone: Tone) -> list[str]:
    use = drawing.use
    scale = 1200 / use.span
    pen = Pen(600, _FEET[use.scene], scale, SCENES[use.scene][0](ground))
    _props(pen, use, front=False)
    drawing.paint(pen.moved(use.x, use.y, 1, use.angle), tone)
    _props(pen, use, front=True)
    return pen.parts


def _props(pen: Pen, use: Use, *, front: bool) -> None:
    for prop in use.props:
        if prop.front is not front:
            continue
        if prop.name in PROPS:
            companion: Companion | Drawing = PROPS[prop.name]
        else:
            companion = DRAWINGS[prop.name]
        # Depth on a level surface is seen foreshortened.
        companion.paint(pen.moved(prop.x, prop.y, 1, prop.angle), prop.tone or companion.tone)

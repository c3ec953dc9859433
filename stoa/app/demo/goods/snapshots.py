"""What customers photograph at home: their thing on their own table, a little crooked, in their own light."""

from __future__ import annotations

import random
from dataclasses import dataclass

from stoa.app.demo.goods import stage
from stoa.app.demo.goods.colours import Tone
from stoa.app.demo.goods.drawings.everything import DRAWINGS
from stoa.app.demo.goods.goods import load
from stoa.app.demo.goods.pen import Pen

WIDTH, HEIGHT = 900, 1200
SIZE = (1280, 1707)
"""In pixels, as it is painted."""
EVERY = 36
"""So many there are."""

_SCENES = {
    "table": stage.table_scene,
    "room": stage.room_scene,
    "desk": stage.desk_scene,
    "terrace": stage.terrace_scene,
    "lawn": stage.lawn_scene,
    "hall": stage.hall_scene,
}
_FEET = {"table": 930, "room": 985, "terrace": 960, "lawn": 1010, "desk": 600, "hall": 600}
_LIGHT = ("#FFB45E", "#5E86B4", "#FFFFFF", "#2B2430", "#E8C27A")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A customer's picture of a product in one of its colours (empty where it has none)."""

    handle: str
    colour: str
    number: int


def snapshots() -> list[Snapshot]:
    """Return all of them: the same ones on every machine."""
    dice = random.Random("snapshots")
    products = list(load().products)
    chosen = dice.sample(products, min(len(products), EVERY * 3 // 4))
    chosen += dice.sample(chosen, EVERY - len(chosen))
    return [
        Snapshot(product.handle, dice.choice(product.colours[:2]).key if product.colours else "", number)
        for number, product in enumerate(chosen)
    ]


def ground(one: Snapshot) -> stage.Ground:
    """Return the walls of whoever took it: not the shop's."""
    grounds = list(stage.GROUNDS.values())
    return grounds[(one.number * 5 + 2) % len(grounds)]


def draw(one: Snapshot) -> str:
    """Return the picture as an SVG document."""
    dice = random.Random(f"snapshot {one.handle} {one.number}")
    product, drawing = load().product(one.handle), DRAWINGS[one.handle]
    scene = drawing.use.scene
    width, height = drawing.size
    scale = min(640 / width, 620 / height) * dice.uniform(0.82, 1.06)
    colour = next((value.hex for value in product.colours if value.key == one.colour), None)
    pen = Pen(
        600 - drawing.middle * scale + dice.randint(-70, 70),
        _FEET[scene] + dice.randint(-20, 40),
        scale,
        _SCENES[scene](ground(one)),
        drawing.angle + (dice.uniform(-12, 12) if drawing.pose == "flat" else 0),
    )
    drawing.paint(pen, Tone(colour) if colour else drawing.tone)
    tilt, near = dice.uniform(-4.5, 4.5), dice.uniform(1.12, 1.24)
    held = f'<g transform="translate(-150 0) rotate({tilt:.2f} 600 640) translate(600 640) scale({near:.3f}) translate(-600 -640)">'
    cast = stage.rect(0, 0, WIDTH, HEIGHT, dice.choice(_LIGHT), round(dice.uniform(0.05, 0.13), 3))
    return stage.sheet([held, *pen.parts, "</g>", cast], WIDTH, HEIGHT)

"""What a drawing says about itself, so that it can be placed on a ground or in a room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from stoa.app.demo.goods.colours import Tone
from stoa.app.demo.goods.pen import Pen

Paint = Callable[[Pen, Tone], None]
Pose = Literal["stand", "flat", "hang"]


@dataclass(frozen=True, slots=True)
class Prop:
    """Another thing in a second view, at its place in millimetres; a negative y is nearer to the eye."""

    name: str
    x: float
    y: float = 0
    tone: Tone | None = None
    front: bool = False
    angle: float = 0


@dataclass(frozen=True, slots=True)
class Use:
    """The second view: a room, what stands beside the product, and how many millimetres are in sight."""

    scene: str
    span: float
    props: tuple[Prop, ...] = ()
    x: float = 0
    y: float = 0
    angle: float = 0


def use(scene: str, span: float, *props: Prop, x: float = 0, y: float = 0, angle: float = 0) -> Use:
    """A second view, written as it reads: the room, its width, what is in it, where the product is."""
    return Use(scene, span, props, x, y, angle)


@dataclass(frozen=True, slots=True)
class Drawing:
    """`size` is the width and height as drawn, in millimetres; what stands has its foot at the origin,
    everything else its middle."""

    paint: Paint
    size: tuple[float, float]
    tone: Tone
    use: Use
    pose: Pose = "stand"
    middle: float = 0  # where the middle of the width lies, for things that reach out to one side
    angle: float = 0

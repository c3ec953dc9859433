"""Details that several goods share: seams, buckles, folds, leaves, weave."""

from __future__ import annotations

import math

from stoa.app.demo.goods.colours import BRASS, DARK, LEAF, Tone
from stoa.app.demo.goods.pen import Pen


def rounded(x: float, y: float, w: float, h: float, r: float) -> str:
    """The path of a rectangle with round corners; (x, y) is the lower left."""
    a, b = x + w, y + h
    return (
        f"M{x + r} {y} L{a - r} {y} Q{a} {y} {a} {y + r} L{a} {b - r} Q{a} {b} {a - r} {b} "
        f"L{x + r} {b} Q{x} {b} {x} {b - r} L{x} {y + r} Q{x} {y} {x + r} {y} Z"
    )


def circle(x: float, y: float, r: float) -> str:
    return f"M{x - r} {y} A{r} {r} 0 1 1 {x + r} {y} A{r} {r} 0 1 1 {x - r} {y} Z"


def stitches(pen: Pen, path: str, tone: Tone, opacity: float = 0.8) -> None:
    pen.line(path, tone.pale, 2.6, opacity, "9 8")


def buckle(pen: Pen, x: float, y: float, w: float, h: float) -> None:
    """A small brass frame with its pin."""
    pen.cast(rounded(x - w / 2, y - h / 2, w, h, h * 0.2), 5)
    pen.line(rounded(x - w / 2, y - h / 2, w, h, h * 0.2), BRASS.shade, 0.16 * h * pen.scale + 3)
    pen.line(rounded(x - w / 2, y - h / 2, w, h, h * 0.2), BRASS.light, 0.1 * h * pen.scale + 1)
    pen.line(f"M{x} {y + h / 2} L{x} {y - h * 0.4}", BRASS.base, 0.1 * h * pen.scale + 2)


def pin(pen: Pen, x: float, y: float, r: float, tone: Tone = BRASS) -> None:
    """A rivet head."""
    pen.ellipse(x + r * 0.2, y - r * 0.25, r * 1.1, r * 1.1, DARK, 0.3)
    pen.ellipse(x, y, r, r, tone.base)
    pen.ellipse(x - r * 0.25, y + r * 0.25, r * 0.5, r * 0.5, tone.pale)


def leaf(pen: Pen, x: float, y: float, length: float, angle: float, tone: Tone = LEAF, width: float = 0.36) -> None:
    """A leaf in two halves, the right one in shade. `angle` in degrees, 90 is upwards."""
    own = pen.moved(x, y, length / 100, angle)
    w = 100 * width
    lit_above = 90 <= angle % 360 < 270
    own.path(f"M0 0 C25 {w} 70 {w * 0.85} 100 0 C70 {-w * 0.85} 25 {-w} 0 0 Z", tone.base)
    side = -1 if not lit_above else 1
    own.path(f"M0 0 C25 {-side * w * -1} 70 {side * w * 0.85} 100 0 Z", tone.shade if lit_above else tone.soft)
    own.line("M4 0 L88 0", tone.light, 2, 0.7)


def sprig(pen: Pen, x: float, y: float, height: float, lean: float = 0.15, pairs: int = 5, tone: Tone = LEAF) -> None:
    """A branch with pairs of leaves that grow smaller towards the tip."""
    top = (x + height * lean, y + height)
    bend = (x + height * lean * 0.1, y + height * 0.6)
    pen.line(f"M{x} {y} Q{bend[0]} {bend[1]} {top[0]} {top[1]}", tone.deep, max(3.0, height * 0.016 * pen.scale))
    for index in range(pairs):
        t = 0.32 + 0.64 * index / max(1, pairs - 1)
        px = (1 - t) ** 2 * x + 2 * t * (1 - t) * bend[0] + t * t * top[0]
        py = (1 - t) ** 2 * y + 2 * t * (1 - t) * bend[1] + t * t * top[1]
        length = height * (0.3 - 0.15 * t)
        tilt = 90 - math.degrees(math.atan(lean)) * t * 1.4
        leaf(pen, px, py, length, tilt + 52, tone)
        leaf(pen, px, py, length, tilt - 52, tone)
    leaf(pen, top[0], top[1] - height * 0.02, height * 0.15, 90 - math.degrees(math.atan(lean)), tone)


def bush(pen: Pen, x: float, y: float, size: float, tone: Tone = LEAF) -> None:
    """A full pot plant: leaves fanned out, the hindmost darkest."""
    fan = ((20, 0.8), (160, 0.8), (50, 0.98), (130, 0.98), (90, 1.05), (70, 0.86), (112, 0.86), (35, 0.68), (146, 0.68))
    for index, (angle, share) in enumerate(fan):
        shade = Tone(tone.shade) if index < 3 else tone
        leaf(pen, x, y, size * share, angle, shade, 0.25)
    for angle, share in ((80, 0.6), (104, 0.55), (58, 0.5), (124, 0.5)):
        leaf(pen, x, y, size * share, angle, Tone(tone.light), 0.28)


def weave(pen: Pen, rows: list[tuple[float, float]], tone: Tone, pitch: float) -> None:
    """Basketwork on a turned body: staggered strokes along level rows of (y, radius)."""
    strokes: dict[str, list[str]] = {tone.light: [], tone.base: [], tone.shade: []}
    for index, (y, r) in enumerate(rows):
        count = max(6, round(r * 3.0 / pitch))
        for step in range(count):
            a = (step + (index % 2) * 0.5 + 0.1) / count * math.pi
            b = a + 0.78 * math.pi / count
            x1, x2 = -r * math.cos(a), -r * math.cos(b)
            y1, y2 = y - r * 0.27 * math.sin(a), y - r * 0.27 * math.sin(b)
            # The border between light and shade is ragged, as it is on real wickerwork.
            edge = ((index * 7 + step * 3) % 5 - 2) * 0.045 * r
            colour = tone.light if x2 < -r * 0.25 + edge else (tone.base if x2 < r * 0.45 + edge else tone.shade)
            strokes[colour].append(f"M{x1:.1f} {y1:.1f} L{x2:.1f} {y2:.1f}")
    for colour, lines in strokes.items():
        pen.bar(" ".join(lines), colour, pitch * 0.56)


def folds(pen: Pen, path: str, tone: Tone, width: float) -> None:
    """A soft fold in cloth: a dark valley with a lit ridge on its right."""
    pen.bar(path, tone.shade, width, 0.55)
    pen.moved(width * 0.7, 0).bar(path, tone.light, width * 0.5, 0.6)


def flame(pen: Pen, x: float, y: float, size: float) -> None:
    pen.ellipse(x, y + size * 0.5, size * 2.4, size * 2.4, "url(#glow)")
    pen.path(
        f"M{x} {y + size} C{x + size * 0.5} {y + size * 0.4} {x + size * 0.2} {y} {x} {y} C{x - size * 0.26} {y} {x - size * 0.4} {y + size * 0.4} {x} {y + size} Z",
        "#F2C56B",
    )
    pen.path(
        f"M{x} {y + size * 0.6} C{x + size * 0.2} {y + size * 0.3} {x + size * 0.1} {y} {x} {y} C{x - size * 0.14} {y} {x - size * 0.16} {y + size * 0.3} {x} {y + size * 0.6} Z",
        "#FFF5E2",
    )

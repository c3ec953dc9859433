"""A pen that draws in millimetres: x to the right, y upwards, seen from slightly above.

Goods are drawn at their true size, so that two of them on one table keep their proportion. The light
comes from the upper left in every picture; `turned` and `box` know that, drawings need not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from stoa.app.demo.goods.colours import DARK, LIGHT, Tone

TILT = 0.27  # how open a level circle looks: the sine of the eye's height
SMALL = 66  # half a width in picture units below which shading is kept simple
_TURN = math.radians(24)  # how far boxes are turned, their shaded side to the right
_TOKEN = re.compile(r"[MLCQAZ]|-?\d+(?:\.\d+)?")
_GAP = re.compile(r" ?([MLCQAZ]) ?")
_PAIRS = {"M": 1, "L": 1, "C": 3, "Q": 2}
Point = tuple[float, float]
Profile = Sequence[Sequence[Point]]


def number(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def _opacity(value: float) -> str:
    return "" if value == 1 else f' opacity="{value:g}"'.replace('"0.', '".')


def profile(path: str) -> list[list[Point]]:
    """Reads 'M r y C ... L ...', bottom to top, into steps of one (M, L) or three (C) points."""
    tokens = _TOKEN.findall(path)
    steps: list[list[Point]] = []
    at, size = 0, 1
    while at < len(tokens):
        if tokens[at] in _PAIRS:
            size = _PAIRS[tokens[at]]
            at += 1
        flat = [float(token) for token in tokens[at : at + 2 * size]]
        steps.append(list(zip(flat[::2], flat[1::2], strict=True)))
        at += 2 * size
    return steps


def _meridian(steps: Profile, k: float) -> list[list[Point]]:
    """The profile as seen on a solid of revolution at `k` of its half width (-1 left edge, 1 right edge)."""
    drop = TILT * math.sqrt(max(0.0, 1 - k * k))
    return [[(k * r, y - r * drop) for r, y in step] for step in steps]


def _reverse(steps: list[list[Point]]) -> list[list[Point]]:
    points = [point for step in steps for point in step][::-1]
    turned: list[list[Point]] = [[points[0]]]
    at = 1
    for step in steps[:0:-1]:
        turned.append(points[at : at + len(step)])
        at += len(step)
    return turned


def _commands(steps: list[list[Point]], first: str) -> str:
    words = []
    for index, step in enumerate(steps):
        letter = first if index == 0 else ("C" if len(step) == 3 else "L")
        words.append(letter + " ".join(f"{x:.2f} {y:.2f}" for x, y in step))
    return " ".join(words)


class Pen:
    """Collects shapes. Line widths and shadows are in picture units so that they match at every scale."""

    def __init__(
        self,
        x: float,
        y: float,
        scale: float,
        parts: list[str] | None = None,
        angle: float = 0,
        grid: float = 0.1,
    ) -> None:
        """Points are rounded to `grid` picture units; wide pictures of many goods can be coarser."""
        self.x, self.y, self.scale, self.angle, self.grid = x, y, scale, angle, grid
        self.parts: list[str] = [] if parts is None else parts
        self._cos, self._sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def moved(self, x: float, y: float, scale: float = 1.0, angle: float = 0) -> Pen:
        """A pen on the same sheet whose origin lies at this pen's (x, y), turned by `angle` to the left."""
        px, py = self._spot(x, y)
        return Pen(px, py, self.scale * scale, self.parts, self.angle + angle, self.grid)

    def _spot(self, x: float, y: float) -> Point:
        """Where a point in millimetres falls on the sheet."""
        across, up = x * self._cos - y * self._sin, x * self._sin + y * self._cos
        return self.x + across * self.scale, self.y - up * self.scale

    # Plain shapes

    def _outline(self, path: str, dx: float = 0, dy: float = 0) -> str:
        """Turns a path in millimetres into picture units."""
        out: list[str] = []
        tokens = _TOKEN.findall(path)
        at, letter = 0, "M"
        while at < len(tokens):
            if tokens[at].isalpha():
                letter = tokens[at]
                out.append(letter)
                at += 1
                continue
            if letter == "A":
                rx, ry, turn, large, sweep = (float(token) for token in tokens[at : at + 5])
                out.append(f"{number(rx * self.scale)} {number(ry * self.scale)} {number(turn - self.angle)} {large:.0f} {sweep:.0f}")
                at += 5
            px, py = self._spot(float(tokens[at]), float(tokens[at + 1]))
            out.append(f"{self._snap(px + dx)} {self._snap(py + dy)}")
            at += 2
        return _GAP.sub(r"\1", " ".join(out))

    def _snap(self, value: float) -> str:
        return number(round(value / self.grid) * self.grid)

    def path(self, path: str, fill: str, opacity: float = 1) -> None:
        self.parts.append(f'<path d="{self._outline(path)}" fill="{fill}"{_opacity(opacity)}/>')

    def line(self, path: str, colour: str, width: float = 3, opacity: float = 1, dash: str = "") -> None:
        """A thin line of detail, its width in picture units."""
        dots = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<path d="{self._outline(path)}" fill="none" stroke="{colour}" stroke-width="{number(width)}"'
            f' stroke-linecap="round" stroke-linejoin="round"{dots}{_opacity(opacity)}/>'
        )

    def bar(self, path: str, colour: str, thickness: float, opacity: float = 1) -> None:
        """A rod, strap or cord, its thickness in millimetres."""
        self.line(path, colour, thickness * self.scale, opacity)

    def rod(self, path: str, tone: Tone, thickness: float) -> None:
        """A round rod with a lit upper-left side."""
        self.bar(path, tone.shade, thickness)
        slip = thickness * 0.16 * self.scale
        for width, colour in ((0.62, tone.base), (0.18, tone.light)):
            shift = slip if width > 0.5 else slip * 1.6
            self.parts.append(
                f'<path d="{self._outline(path, -shift, -shift)}" fill="none" stroke="{colour}" '
                f'stroke-width="{number(thickness * width * self.scale)}" stroke-linecap="round" stroke-linejoin="round"/>'
            )

    def _oval(self, x: float, y: float, rx: float, ry: float) -> str:
        px, py = self._spot(x, y)
        turn = f' transform="rotate({-self.angle:g} {number(px)} {number(py)})"' if self.angle and rx != ry else ""
        return f'<ellipse cx="{number(px)}" cy="{number(py)}" rx="{number(rx * self.scale)}" ry="{number(ry * self.scale)}"{turn}'

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> None:
        self.parts.append(f'{self._oval(x, y, rx, ry)} fill="{fill}"{_opacity(opacity)}/>')

    def disc(self, x: float, y: float, r: float, fill: str, opacity: float = 1) -> None:
        """A level circle."""
        self.ellipse(x, y, r, r * TILT, fill, opacity)

    def ring(self, x: float, y: float, rx: float, ry: float, colour: str, width: float = 3, opacity: float = 1) -> None:
        self.parts.append(f'{self._oval(x, y, rx, ry)} fill="none" stroke="{colour}" stroke-width="{number(width)}"{_opacity(opacity)}/>')

    # Light and shadow

    def shadow(self, x: float, r: float, y: float = 0, depth: float | None = None) -> None:
        """What stands on the ground: a short cast shadow to the right, dark where it touches."""
        depth = r * TILT if depth is None else depth
        self.ellipse(x + r * 0.46, y - depth * 0.1, r * 1.5, depth * 1.2, "url(#shadow)", 0.6)
        self.ellipse(x + r * 0.1, y - depth * 0.1, r * 1.14, depth * 1.2, "url(#contact)", 0.75)

    def cast(self, path: str, lift: float = 14) -> None:
        """What lies flat or hangs on a wall: its own outline, moved away from the light."""
        for share, opacity in ((1.0, 0.09), (0.5, 0.13)):
            outline = self._outline(path, lift * 0.75 * share, lift * share)
            self.parts.append(f'<path d="{outline}" fill="{DARK}"{_opacity(opacity)}/>')

    def flat(self, path: str, fill: str, lift: float = 14) -> None:
        self.cast(path, lift)
        self.path(path, fill)

    # Solids

    def band(self, steps: Profile, left: float, right: float, fill: str, opacity: float = 1, x: float = 0) -> None:
        """A stripe of light or shade that follows the form of a turned solid."""
        pen = self if x == 0 else self.moved(x, 0)
        right_edge = _reverse(_meridian(steps, right))
        start = _meridian(steps[:1], left)[0][0]
        top, foot = max(steps[-1][-1][0], 0.1), max(steps[0][0][0], 0.1)
        x1, y1 = right_edge[0][0]
        pen.path(
            f"{_commands(_meridian(steps, left), 'M')} A{top:.2f} {top * TILT:.2f} 0 0 0 {x1:.2f} {y1:.2f} "
            f"{_commands(right_edge, 'L')} A{foot:.2f} {foot * TILT:.2f} 0 0 1 {start[0]:.2f} {start[1]:.2f} Z",
            fill,
            opacity,
        )

    def hull(self, steps: Profile) -> str:
        """The outline of a turned solid."""
        (r0, y0), (r1, y1) = steps[0][0], steps[-1][-1]
        right = _commands(_meridian(steps, 1), "L")
        left = _commands(_reverse(_meridian(steps, -1)), "L")
        return (
            f"M{-r0:.2f} {y0:.2f} A{max(r0, 0.1):.2f} {max(r0 * TILT, 0.1):.2f} 0 0 0 {r0:.2f} {y0:.2f} {right} "
            f"A{max(r1, 0.1):.2f} {max(r1 * TILT, 0.1):.2f} 0 0 0 {-r1:.2f} {y1:.2f} {left} Z"
        )

    def turned(self, path: str, tone: Tone, gloss: float = 1.0, x: float = 0) -> list[list[Point]]:
        """A solid of revolution from the profile 'M r y ...', bottom to top."""
        pen = self if x == 0 else self.moved(x, 0)
        steps = profile(path)
        pen.path(pen.hull(steps), tone.base)
        pen.shading(steps, tone, gloss)
        return steps

    def shading(self, steps: Profile, tone: Tone, gloss: float = 1.0) -> None:
        """Shade that deepens to the right in small steps, with a little light thrown back at the very edge."""
        if max(r for step in steps for r, _ in step) * self.scale < SMALL:
            # What is small on the sheet would only grow heavy with fine steps nobody can see.
            self.band(steps, 0.3, 1, tone.shade, 0.5)
            self.band(steps, 0.62, 1, tone.shade, 0.7)
            if gloss:
                self.band(steps, -0.86, -0.5, tone.light, round(0.75 * gloss, 2))
            return
        for left, opacity in ((0.18, 0.3), (0.36, 0.35), (0.53, 0.4), (0.69, 0.45)):
            self.band(steps, left, 1, tone.shade, opacity)
        self.band(steps, 0.93, 1, tone.base, 0.45)
        if gloss:
            self.band(steps, -0.9, -0.42, tone.light, round(0.4 * gloss, 2))
            self.band(steps, -0.83, -0.55, tone.light, round(0.5 * gloss, 2))
            self.band(steps, -0.76, -0.66, tone.pale, round(0.6 * gloss, 2))

    def mouth(self, y: float, r: float, inside: Tone, lip: Tone, wall: float = 3, x: float = 0) -> None:
        """The opening of a vessel: a lit lip, and an inside that is dark on the left, away from the light."""
        self.disc(x, y, r, lip.light)
        inner = r - wall
        self.disc(x, y - wall * 0.1, inner, inside.shade)
        self.path(
            f"M{x - inner * 0.55} {y - inner * TILT * 0.84} Q{x + inner * 0.4} {y} {x + inner * 0.62} {y + inner * TILT * 0.78} "
            f"A{inner} {inner * TILT} 0 0 1 {x - inner * 0.55} {y - inner * TILT * 0.84} Z",
            inside.base,
            0.85,
        )

    def corner(self, x: float, z: float, h: float) -> Point:
        """Where a point of a turned box is seen: x along its front, z into the depth, h upwards."""
        return (
            x * math.cos(_TURN) + z * math.sin(_TURN),
            h + TILT * (-x * math.sin(_TURN) + z * math.cos(_TURN)),
        )

    def face(self, corners: Sequence[tuple[float, float, float]], fill: str, opacity: float = 1) -> None:
        self.path(self.outline3(corners), fill, opacity)

    def edge(self, corners: Sequence[tuple[float, float, float]], colour: str, width: float = 3, opacity: float = 1) -> None:
        self.line(self.outline3(corners).rstrip("Z"), colour, width, opacity)

    def outline3(self, corners: Sequence[tuple[float, float, float]]) -> str:
        points = [self.corner(*corner) for corner in corners]
        return "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in points) + " Z"

    def box(self, w: float, d: float, h: float, tone: Tone, at: tuple[float, float, float] = (0, 0, 0)) -> None:
        """A box whose middle stands at `at`; the front is lit, the right side lies in shade."""
        x, z, y = at[0] - w / 2, at[1] - d / 2, at[2]
        self.face([(x, z, y), (x + w, z, y), (x + w, z, y + h), (x, z, y + h)], tone.base)
        self.face([(x + w, z, y), (x + w, z + d, y), (x + w, z + d, y + h), (x + w, z, y + h)], tone.shade)
        self.face([(x, z, y + h), (x + w, z, y + h), (x + w, z + d, y + h), (x, z + d, y + h)], tone.light)

    def ground(self, w: float, d: float, x: float = 0, z: float = 0) -> None:
        """The shadow of a box."""
        a, b, c, e = x - w / 2, x + w / 2, z - d / 2, z + d / 2
        px, py = self.corner(x + w * 0.3, z - d * 0.1, 0)
        self.ellipse(px, py, w * 0.5 + d * 0.42, (w + d) * 0.11, "url(#shadow)", 0.75)
        lip = (w + d) * 0.008
        self.face([(a - lip, c - lip, 0), (b + lip, c - lip, 0), (b + 2 * lip, e, 0), (a, e, 0)], DARK, 0.26)

    def grain(self, steps: Profile, tone: Tone, places: Sequence[float]) -> None:
        """Lines of wood along a turned solid."""
        for k in places:
            self.line(_commands(_meridian(steps, k), "M"), tone.deep, 2, 0.35)

    def hoop(self, y: float, r: float, colour: str, width: float = 3, opacity: float = 1, x: float = 0) -> None:
        """The visible front half of a level circle."""
        self.line(f"M{x - r} {y} A{r} {r * TILT} 0 0 0 {x + r} {y}", colour, width, opacity)

    def glint(self, path: str, width: float = 5, opacity: float = 0.6) -> None:
        self.line(path, LIGHT, width, opacity)

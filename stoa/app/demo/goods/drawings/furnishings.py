"""Larger things of the second views that are not for sale: benches, shelves, trees, what hangs on pegs."""

from __future__ import annotations

from stoa.app.demo.goods.colours import LINEN, PORCELAIN, SAGE, SLATE, TERRACOTTA, WALNUT, Tone
from stoa.app.demo.goods.drawings import fruit, garden, kitchen, table
from stoa.app.demo.goods.drawings.parts import circle, folds, leaf
from stoa.app.demo.goods.pen import Pen


def boots(pen: Pen, tone: Tone) -> None:
    """A pair of ankle boots."""
    for x, y, colour in ((34, 26, Tone(tone.shade)), (0, 0, tone)):
        own = pen.moved(x, y)
        own.shadow(30, 120, 2, 14)
        boot = "M-56 10 L-60 190 C-40 200 10 200 34 190 L36 120 C60 90 140 84 150 40 L152 10 Z"
        own.path(boot, colour.base)
        own.path("M-4 10 L0 196 C14 195 26 193 34 190 L36 120 C60 90 140 84 150 40 L152 10 Z", colour.soft)
        own.path("M60 10 C90 40 120 50 150 40 L152 10 Z", colour.shade)
        own.line("M-50 180 L-47 40", colour.light, 7, 0.8)
        own.path("M-60 -6 Q-60 12 -56 12 L152 12 Q158 4 156 -6 Z", "#4A3A33")
        own.path("M-60 190 C-40 202 10 202 34 190 C10 182 -40 182 -60 190 Z", colour.deep)
        for lace in (96, 118, 140):
            own.line(f"M22 {lace} L46 {lace + 6}", LINEN.light, 5)


def pears_on_stool(pen: Pen, tone: Tone) -> None:
    fruit.pear(pen.moved(-40, -6), tone)
    fruit.pear(pen.moved(36, -16), Tone("#B7A659"))


def hung_tote(pen: Pen, tone: Tone) -> None:
    from_peg = pen.moved(0, 0, 0.9)
    cloth = "M-110 160 L110 160 L130 -210 C60 -222 -60 -222 -130 -210 Z"
    from_peg.bar("M-50 150 C-30 300 -8 300 0 310 C8 300 30 300 50 150", LINEN.shade, 15)
    from_peg.cast(cloth, 20)
    from_peg.path(cloth, tone.base)
    from_peg.path("M50 160 L110 160 L130 -210 C110 -214 90 -216 70 -217 Z", tone.shade)
    folds(from_peg, "M-20 150 C-30 40 -10 -80 -26 -212", tone, 9)


def peg_row(pen: Pen, tone: Tone) -> None:
    """A rail of which the pegs hold the goods; the middle peg is at the origin."""
    pen.flat("M-900 -34 L900 -34 L900 34 L-900 34 Z", tone.base, 16)
    pen.path("M-900 22 L900 22 L900 34 L-900 34 Z", tone.light)
    pen.path("M-900 -34 L900 -34 L900 -24 L-900 -24 Z", tone.shade)
    for x in (-600, -300, 0, 300, 600):
        pen.path(circle(x, 0, 17), tone.shade)
        pen.path(circle(x - 3, 3, 13), tone.light)


def peg_row_near(pen: Pen, tone: Tone) -> None:
    peg_row(pen.moved(0, 0, 0.55), tone)


def shelf_of_mugs(pen: Pen, tone: Tone) -> None:
    pen.flat("M-700 -30 L700 -30 L700 0 L-700 0 Z", tone.base, 24)
    pen.path("M-700 -6 L700 -6 L700 0 L-700 0 Z", tone.light)
    for x, colour in ((-380, PORCELAIN), (-250, SAGE), (-90, PORCELAIN), (250, TERRACOTTA), (380, SLATE)):
        if x == -90:
            table.bowl(pen.moved(x, 0, 1.1), colour)
            table.bowl(pen.moved(x, 44, 1.1), colour)
        else:
            table.mug(pen.moved(x, 0, 1.1), colour)


def shelf_long(pen: Pen, tone: Tone) -> None:
    pen.flat("M-900 -34 L900 -34 L900 0 L-900 0 Z", tone.base, 24)
    pen.path("M-900 -6 L900 -6 L900 0 L-900 0 Z", tone.light)
    kitchen.storage_jar(pen.moved(-340, 0), Tone("#C3D0CB"))
    table.bowl(pen.moved(-160, 0), SAGE)
    table.bowl(pen.moved(-160, 40), PORCELAIN)
    table.mug(pen.moved(60, 0), TERRACOTTA)
    kitchen.pepper_mill(pen.moved(200, 0), WALNUT)
    fruit.sprig_vase(pen.moved(350, 0), PORCELAIN)


def clay_small(pen: Pen, tone: Tone) -> None:
    own = pen.moved(0, 0, 0.56)
    garden.clay_pot(own, tone)


def branch(pen: Pen, tone: Tone) -> None:
    pen.moved(8, -11).bar("M-190 120 C-80 60 40 20 150 -60", "#33272E", 12, 0.14)
    pen.bar("M-190 120 C-80 60 40 20 150 -60", WALNUT.base, 12)
    pen.bar("M-192 123 C-82 63 38 23 148 -57", WALNUT.light, 4)
    for x, y, angle in ((-140, 96, 76), (-120, 84, -20), (-60, 52, 68), (-30, 38, -24), (30, 16, 60)):
        leaf(pen, x, y, 72, angle, tone, 0.3)


def trunk(pen: Pen, _tone: Tone) -> None:
    bark = Tone("#8A7765")
    pen.shadow(10, 120)
    pen.path("M-120 -20 C-84 60 -84 300 -92 800 L92 800 C84 300 84 60 130 -20 C60 -34 -60 -34 -120 -20 Z", bark.base)
    pen.path("M20 -30 C40 200 40 500 36 800 L92 800 C84 300 84 60 130 -20 Z", bark.shade)
    pen.path("M-112 -18 C-80 60 -80 300 -88 800 L-62 800 C-56 300 -60 80 -84 -24 Z", bark.light)
    for x, y in ((-40, 60), (0, 160), (-30, 640), (20, 720), (-20, 240), (50, 90)):
        pen.line(f"M{x} {y} C{x + 6} {y + 30} {x - 4} {y + 50} {x + 2} {y + 84}", bark.deep, 5, 0.5)


def branch_leaves(pen: Pen, tone: Tone) -> None:
    pen.bar("M-60 160 C-160 130 -260 110 -360 60 M60 190 C160 150 260 130 370 60", "#7C6A59", 11)
    for x, y, angle in (
        (-330, 40, -30),
        (-280, 70, -70),
        (-220, 60, -40),
        (260, 60, 210),
        (310, 80, 240),
        (230, 90, 180),
        (-160, 100, -60),
        (350, 30, 200),
    ):
        leaf(pen, x, y, 110, angle, tone if angle < 100 else Tone(tone.shade), 0.32)
        leaf(pen, x - 20, y + 30, 90, angle + 30, Tone(tone.light), 0.3)


def table_set(pen: Pen, tone: Tone) -> None:
    """A dining table for under the lamp."""
    pen.ellipse(40, -4, 520, 34, "url(#shadow)", 0.7)
    for x in (-408, 422):
        pen.shadow(x, 26, 2, 9)
    for x in (-430, 400):
        pen.path(f"M{x} 0 L{x + 44} 0 L{x + 48} 330 L{x - 4} 330 Z", tone.shade)
        pen.path(f"M{x} 0 L{x + 26} 0 L{x + 30} 330 L{x - 4} 330 Z", tone.base)
    pen.path("M-520 340 L-440 450 L440 450 L520 340 Z", tone.light)
    pen.path("M-520 340 L520 340 L520 306 L-520 306 Z", tone.base)
    pen.path("M-520 312 L520 312 L520 306 L-520 306 Z", tone.shade)
    pen.ellipse(0, 396, 420, 70, "url(#glow)")
    for x in (-250, 230):
        table.plate(pen.moved(x, 372), PORCELAIN)
    table.carafe(pen.moved(10, 392), Tone("#CFDAD6"))


def bench(pen: Pen, tone: Tone) -> None:
    pen.ellipse(40, 4, 500, 34, "url(#shadow)", 0.7)
    for x in (-360, 360):
        pen.shadow(x, 24, 3, 9)
    for x in (-380, 340):
        pen.path(f"M{x} 0 L{x + 40} 0 L{x + 40} 350 L{x} 350 Z", tone.base)
        pen.path(f"M{x + 22} 0 L{x + 40} 0 L{x + 40} 350 L{x + 22} 350 Z", tone.shade)
    pen.path("M-470 372 L-440 440 L440 440 L470 372 Z", tone.light)
    pen.path("M-470 372 L470 372 L470 340 L-470 340 Z", tone.base)
    pen.path("M-470 346 L470 346 L470 340 L-470 340 Z", tone.shade)


def blanket_soft(pen: Pen, tone: Tone) -> None:
    """A blanket that swells out of the basket at the same place."""
    pen.path("M-158 206 C-170 270 -110 300 -60 284 C-20 318 70 312 100 280 C150 286 172 250 158 206 A160 43 0 0 1 -158 206 Z", tone.base)
    pen.path("M60 298 C80 294 92 288 100 280 C150 286 172 250 158 206 A160 43 0 0 1 60 166 C110 210 100 260 60 298 Z", tone.shade)
    pen.path("M-146 220 C-150 262 -110 284 -70 274 C-110 262 -128 240 -130 196 Z", tone.light, 0.7)
    for crease in ("M-62 282 C-30 250 -30 210 -50 168", "M20 304 C34 262 30 220 10 166"):
        pen.line(crease, tone.deep, 5, 0.4)


def towel_roll(pen: Pen, tone: Tone) -> None:
    """Rolled towels, their ends towards the eye."""
    for x, y, r, colour in ((-44, 0, 44, tone), (44, 0, 44, SAGE), (0, 72, 42, PORCELAIN)):
        if y == 0:
            pen.moved(x, 0).shadow(0, 44, 0, 12)
        pen.ellipse(x, y + r, r, r, colour.base)
        pen.path(
            f"M{x + r * 0.5} {y + r * 1.86} A{r} {r} 0 0 1 {x - r * 0.5} {y + r * 0.14} A{r * 1.3} {r * 1.3} 0 0 0 {x + r * 0.5} {y + r * 1.86} Z",
            colour.shade,
        )
        for share in (0.74, 0.48, 0.24):
            pen.ring(x, y + r, r * share, r * share, colour.deep, 3, 0.4)

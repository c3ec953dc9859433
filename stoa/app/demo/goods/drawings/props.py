"""Things that are not for sale: fruit, bread, books, leaves. They give the second views their scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stoa.app.demo.goods.colours import (
    CHERRY, CLAY, INK, LEAF, LEMON, LINEN, OAK, OCHRE, OLIVE, PAPER, PORCELAIN, SAGE, SLATE, TERRACOTTA, WALNUT, WAX, Tone,
)
from stoa.app.demo.goods.drawings import garden, home, kitchen, table
from stoa.app.demo.goods.drawings.parts import bush, circle, folds, leaf, rounded, sprig, stitches
from stoa.app.demo.goods.model import Text
from stoa.app.demo.goods.pen import Pen


@dataclass(frozen=True, slots=True)
class Companion:
    paint: Callable[[Pen, Tone], None]
    tone: Tone
    name: Text


def lemon(pen: Pen, tone: Tone) -> None:
    pen.shadow(2, 30, 7)
    body = "M-42 26 C-34 6 -16 0 0 0 C18 0 32 10 40 24 C46 26 46 32 40 34 C32 50 16 58 0 58 C-18 58 -34 48 -42 30 C-46 30 -46 26 -42 26 Z"
    pen.path(body, tone.base)
    pen.path("M0 0 C18 0 32 10 40 24 C46 26 46 32 40 34 C32 50 16 58 8 57 C30 44 26 10 0 0 Z", tone.shade)
    pen.path("M-36 24 C-30 12 -20 6 -12 4 C-4 0 -4 0 0 0 C-20 8 -28 20 -36 24 Z", tone.soft)
    pen.ellipse(-14, 42, 10, 6, tone.pale)


def lemon_flat(pen: Pen, tone: Tone) -> None:
    pen.moved(6, -8).ellipse(0, 0, 36, 29, "#33272E", 0.16)
    pen.path("M-42 0 C-34 -20 -16 -29 0 -29 C18 -29 32 -18 40 -4 C45 -3 45 3 40 5 C32 20 16 29 0 29 C-18 29 -34 20 -42 4 Z", tone.base)
    pen.path("M0 -29 C18 -29 32 -18 40 -4 C45 -3 45 3 40 5 C32 20 16 29 8 28 C30 14 26 -16 0 -29 Z", tone.shade)
    pen.ellipse(-12, 12, 10, 6, tone.pale)


def lemon_half(pen: Pen, tone: Tone) -> None:
    pen.moved(5, -7).ellipse(0, 0, 29, 29, "#33272E", 0.16)
    pen.ellipse(0, 0, 29, 29, tone.base)
    pen.ellipse(0, 0, 25.5, 25.5, PAPER.light)
    for step in range(8):
        pen.moved(0, 0, 1, step * 45 + 10).path("M3 1.5 C8 8 18 10 22 7 C24 4 24 -4 22 -7 C18 -10 8 -8 3 -1.5 Z", tone.light)


def tomato(pen: Pen, tone: Tone) -> None:
    pen.moved(6, -8).ellipse(0, 0, 33, 33, "#33272E", 0.16)
    pen.ellipse(0, 0, 33, 32, tone.base)
    pen.path("M16 28 A33 32 0 0 0 -12 -30 C20 -22 26 8 16 28 Z", tone.shade)
    for step in range(5):
        leaf(pen, 0, 0, 18, step * 72 + 14, LEAF, 0.2)
    pen.ellipse(-14, 15, 6, 4, tone.pale)


def leek(pen: Pen, tone: Tone) -> None:
    stalk = "M-110 12 C-60 14 0 14 60 16 L60 -10 C0 -10 -60 -12 -110 -10 C-118 -6 -118 8 -110 12 Z"
    pen.cast(stalk, 10)
    for tip, colour in ((34, LEAF.shade), (-26, LEAF.base), (4, LEAF.light)):
        pen.path(f"M40 16 C70 18 100 {tip + 12} 130 {tip} C104 {tip - 8} 70 -12 40 -10 Z", colour)
    pen.path("M-110 12 C-60 14 0 14 60 16 C74 8 74 0 60 -10 C0 -10 -60 -12 -110 -10 C-118 -6 -118 8 -110 12 Z", "#E8E6CC")
    pen.path("M-20 14 C10 14 40 15 60 16 C74 8 74 0 60 -10 C40 -10 10 -10 -10 -11 Z", "#BFCB97")
    pen.line("M-106 4 L60 6 M-106 -4 L56 -3", LEAF.base, 2, 0.5)


def board_flat(pen: Pen, tone: Tone) -> None:
    pen.flat(rounded(-190, -130, 380, 260, 18), tone.light, 16)
    pen.path("M-190 -112 Q-190 -130 -172 -130 L172 -130 Q190 -130 190 -112 L190 -106 Q190 -122 172 -122 L-172 -122 Q-190 -122 -190 -106 Z", tone.shade)
    for y, bow in ((90, 8), (50, -8), (6, 10), (-44, -8), (-88, 6)):
        pen.line(f"M-184 {y} C-80 {y + bow} 60 {y - bow} 184 {y}", tone.deep, 2.4, 0.28)


def pear(pen: Pen, tone: Tone) -> None:
    pen.shadow(2, 32, 7)
    pen.path("M0 0 C-28 0 -40 16 -38 36 C-36 56 -20 62 -16 82 C-13 98 10 100 14 82 C18 62 38 56 39 36 C40 16 28 0 0 0 Z", tone.base)
    pen.path("M0 0 C28 0 40 16 39 36 C38 56 18 62 14 82 C12 92 6 96 2 96 C8 70 28 40 0 0 Z", tone.shade)
    pen.ellipse(-20, 38, 6, 12, tone.pale, 0.8)
    pen.bar("M0 92 C2 102 6 108 10 112", WALNUT.base, 4)
    pen.ellipse(16, 24, 8, 10, TERRACOTTA.base, 0.35)


def loaf(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 98, 8, 22)
    pen.path("M-104 20 C-112 70 -70 106 0 106 C70 106 112 70 104 20 C100 2 60 -4 0 -4 C-60 -4 -100 2 -104 20 Z", tone.base)
    pen.path("M40 -3 C76 -2 101 5 104 20 C112 70 70 106 20 106 C80 90 90 30 40 -3 Z", tone.shade)
    pen.path("M-98 30 C-96 70 -60 96 -10 100 C-50 84 -74 60 -80 30 C-84 10 -98 14 -98 30 Z", tone.light)
    for x in (-54, -10, 34):
        pen.path(f"M{x - 14} 62 C{x} 88 {x + 14} 98 {x + 26} 100 C{x + 20} 86 {x + 6} 70 {x - 2} 54 Z", PAPER.base)
    for x, y in ((-60, 40), (-20, 30), (20, 44), (-40, 20), (60, 30), (4, 16)):
        pen.ellipse(x, y, 9, 3, PAPER.light, 0.4)


def eggs(pen: Pen, tone: Tone) -> None:
    for x, y, colour in ((-24, 0, tone), (28, -8, Tone("#D9B08C"))):
        own = pen.moved(x, y)
        own.shadow(1, 20, 5)
        own.path("M-24 20 C-24 4 -10 0 0 0 C12 0 24 6 24 22 C24 40 12 54 0 54 C-12 54 -24 38 -24 20 Z", colour.base)
        own.path("M0 0 C12 0 24 6 24 22 C24 40 12 54 4 53 C18 36 16 10 0 0 Z", colour.shade)
        own.ellipse(-8, 34, 5, 7, colour.pale)


def garlic(pen: Pen, tone: Tone) -> None:
    pen.shadow(1, 28, 6)
    pen.path("M-6 54 C-8 44 -32 38 -32 18 C-32 4 -18 0 0 0 C18 0 32 4 32 18 C32 38 8 44 6 56 C4 66 2 70 4 78 L-4 78 C-4 70 -4 64 -6 54 Z", tone.base)
    pen.path("M4 0 C18 0 32 4 32 18 C32 38 8 44 6 56 C12 40 20 20 4 0 Z", tone.shade)
    pen.line("M-3 52 C-6 36 -16 26 -14 4 M2 52 C2 36 6 24 4 4", "#A98B92", 2.4, 0.6)


def book_pair(pen: Pen, tone: Tone) -> None:
    """Two books lying on each other."""
    pen.ground(170, 120)
    for colour, h, dx in ((tone, 0, 0), (OCHRE, 26, 6)):
        pen.box(170 - dx, 120, 4, colour, (dx / 2, 0, h))
        pen.box(164 - dx, 114, 19, PAPER, (dx / 2, 0, h + 3))
        pen.box(170 - dx, 120, 4, colour, (dx / 2, 0, h + 21))
        x = -85 + dx
        pen.face([(x, -60, h), (x + 6, -60, h), (x + 6, -60, h + 25), (x, -60, h + 25)], colour.base)


def sprig_vase(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 26)
    sprig(pen, 0, 90, 150, 0.3, 5)
    sprig(pen, 0, 90, 120, -0.34, 4, OLIVE)
    pen.turned("M22 0 C34 6 38 36 24 60 C14 74 12 84 15 98", tone)
    pen.ring(0, 98, 15, 4, tone.light, 4)


def leaf_stand(pen: Pen, tone: Tone) -> None:
    """A few basil leaves lying about."""
    for x, y, angle, length in ((-20, 4, 160, 44), (0, 10, 60, 50), (14, -2, -8, 46), (-6, 2, 110, 40)):
        leaf(pen.moved(4, -4), x, y, length, angle, Tone("#8A8A70"), 0.34)
        leaf(pen, x, y + 4, length, angle, tone, 0.36)


def leaf_flat(pen: Pen, tone: Tone) -> None:
    pen.moved(6, -8).line("M-70 0 Q0 14 70 -6", "#33272E", 6, 0.15)
    pen.line("M-70 0 Q0 14 70 -6", tone.deep, 5)
    for x, y in ((-44, 5), (-14, 8), (16, 6), (44, 1)):
        for angle in (46, -46):
            leaf(pen, x, y, 46 - abs(x) * 0.18, angle, tone, 0.3)
    leaf(pen, 66, -5, 38, -8, tone, 0.3)


def coffee_flat(pen: Pen, tone: Tone) -> None:
    """A full cup seen from above."""
    pen.moved(9, -12).ellipse(0, 0, 46, 46, "#33272E", 0.18)
    pen.bar("M36 -26 L60 -42", tone.shade, 12)
    pen.bar("M36 -24 L59 -40", tone.light, 5)
    pen.ellipse(0, 0, 45, 45, tone.base)
    pen.ellipse(0, 0, 40.5, 40.5, tone.shade)
    pen.ellipse(1, -1, 38, 38, "#4B342B")
    pen.path("M-30 -22 A37 37 0 0 0 34 -14 C16 -20 -10 -14 -30 -22 Z", "#6A4A3B")
    pen.line("M-38 22 A44 44 0 0 1 20 38", tone.pale, 5)


def pencil(pen: Pen, tone: Tone) -> None:
    pen.flat("M-88 4 L62 4 L86 0 L62 -4 L-88 -4 Z", "#D9AE7E", 8)
    pen.path("M-88 4 L62 4 L62 -4 L-88 -4 Z", tone.base)
    pen.path("M-88 4 L62 4 L62 1.5 L-88 1.5 Z", tone.light)
    pen.path("M79 1.2 L87 0 L79 -1.2 Z", "#33272E")


def letter_flat(pen: Pen, tone: Tone) -> None:
    own = pen.moved(0, 0, 1, 6)
    own.flat("M-100 -140 L100 -140 L100 140 L-100 140 Z", tone.base, 12)
    for index in range(6):
        y = 100 - index * 22
        own.line(f"M-76 {y} C-50 {y + 6} -30 {y - 5} 0 {y} C24 {y + 5} 44 {y - 4} {70 - (index * 31) % 50} {y}", INK.base, 3, 0.5)


def ink_flat(pen: Pen, tone: Tone) -> None:
    pen.moved(8, -11).ellipse(0, 0, 34, 34, "#33272E", 0.18)
    pen.path(rounded(-34, -34, 68, 68, 16), "#BCC7C6")
    pen.path(rounded(-29, -29, 58, 58, 13), tone.base)
    pen.ellipse(0, 0, 20, 20, "#D6DDDA")
    pen.ellipse(0, 0, 16.5, 16.5, tone.deep)
    pen.line("M-28 18 Q-28 28 -18 28", "#FFFFFF", 5, 0.7)


def twine_flat(pen: Pen, tone: Tone) -> None:
    pen.moved(8, -11).ellipse(0, 0, 42, 42, "#33272E", 0.18)
    pen.ellipse(0, 0, 42, 42, tone.base)
    for r in (38, 33, 28, 23):
        pen.ring(0, 0, r, r, tone.shade, 3, 0.6)
        pen.ring(-0.8, 0.8, r - 2, r - 2, tone.light, 2, 0.7)
    pen.ellipse(0, 0, 17, 17, tone.deep)
    pen.bar("M40 10 C60 20 50 -40 70 -52", tone.shade, 4)


def plate_flat(pen: Pen, tone: Tone) -> None:
    pen.moved(10, -14).ellipse(0, 0, 135, 135, "#33272E", 0.16)
    pen.ellipse(0, 0, 135, 135, tone.base)
    pen.ring(0, 0, 133, 133, tone.pale, 4)
    pen.ellipse(0, 0, 102, 102, tone.soft)
    pen.ellipse(4, -5, 99, 99, tone.base)


def cloth_flat(pen: Pen, tone: Tone) -> None:
    pen.flat("M-90 -150 C-30 -156 40 -148 92 -152 C88 -50 96 50 90 150 C30 156 -30 148 -92 152 C-86 50 -96 -50 -90 -150 Z", tone.base, 10)
    folds(pen, "M-20 -146 C-26 -50 -14 50 -22 146", tone, 6)
    stitches(pen, "M-82 -142 C-30 -148 40 -140 84 -144 M-84 144 C-30 140 30 148 82 142", Tone(tone.shade), 0.8)


def striped_flat(pen: Pen, tone: Tone) -> None:
    cloth_flat(pen, LINEN)
    for y, h in ((-96, 34), (-50, 8), (-112, 6)):
        pen.path(f"M-90 {y} C-30 {y - 4} 30 {y + 4} 92 {y} L92 {y + h} C30 {y + h + 4} -30 {y + h - 4} -91 {y + h} Z", tone.base)


def cloth_fold(pen: Pen, tone: Tone) -> None:
    pen.ground(120, 90)
    for h in (0, 9, 18):
        pen.box(120, 90, 8, LINEN if h != 9 else Tone(LINEN.soft), (0, 0, h))
    pen.face([(10, -45, 26), (34, -45, 26), (34, 45, 26), (10, 45, 26)], tone.base)
    pen.face([(10, -45, 18), (34, -45, 18), (34, -45, 26), (10, -45, 26)], tone.shade)


def linen_roll(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 90, 0, 12)
    pen.path("M-96 4 Q-100 22 -96 40 C-40 46 40 46 92 40 L92 4 C40 -2 -40 -2 -96 4 Z", tone.base)
    pen.path("M-96 4 Q-98 12 -98 18 C-40 12 40 12 92 18 L92 4 C40 -2 -40 -2 -96 4 Z", tone.shade)
    pen.ellipse(92, 22, 8, 18, tone.light)
    pen.ring(92, 22, 4, 10, tone.shade, 2.5)
    pen.path("M-16 -1 L18 -1 L18 45 L-16 45 Z", OAK.base)
    pen.path("M-16 -1 L18 -1 L18 14 L-16 14 Z", OAK.shade)


def spoon_lying(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 70, -2, 5)
    pen.bar("M-96 4 L40 7", tone.shade, 6)
    pen.bar("M-96 6 L40 9", tone.light, 2.4)
    pen.ellipse(60, 8, 27, 9, tone.shade)
    pen.ellipse(58, 9.6, 24, 7, tone.light)


def spoon_lean(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 30, 0, 10)
    pen.turned("M34 0 C38 4 40 60 42 130", Tone("#D9CDB8"))
    pen.mouth(130, 42, SLATE, Tone("#D9CDB8"), 4)
    for x, lean, colour in ((-12, -0.2, tone), (10, 0.16, Tone(tone.light))):
        top = 250 + x
        pen.rod(f"M{x} 124 L{x + lean * (top - 124)} {top}", colour, 9)
        own = pen.moved(x + lean * (top - 120), top, 1, -lean * 50)
        own.path("M0 -4 C-22 4 -24 40 -16 56 C-8 68 8 68 16 56 C24 40 22 4 0 -4 Z", colour.base)
        own.path("M4 -2 C20 8 22 40 16 56 C8 68 -4 66 -8 62 C10 56 12 20 4 -2 Z", colour.shade)
    pen.path("M-42 130 A42 11.3 0 0 0 42 130 A42 11.3 0 0 1 -42 130 Z", "#D9CDB8")
    pen.turned("M34 0 C38 4 40 60 42 128", Tone("#D9CDB8"))


def table_candle(pen: Pen, tone: Tone) -> None:
    home.candle_holder(pen, tone)


def candles_lying(pen: Pen, tone: Tone) -> None:
    for y, x in ((0, 0), (13, 10)):
        pen.shadow(x, 100, y, 5)
        pen.bar(f"M{x - 110} {y + 8} L{x + 110} {y + 8}", tone.shade, 20)
        pen.bar(f"M{x - 110} {y + 11} L{x + 110} {y + 11}", tone.base, 12)
        pen.bar(f"M{x - 108} {y + 14} L{x + 106} {y + 14}", tone.pale, 3)


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
    pear(pen.moved(-40, -6), tone)
    pear(pen.moved(36, -16), Tone("#B7A659"))


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
    sprig_vase(pen.moved(350, 0), PORCELAIN)


def clay_small(pen: Pen, tone: Tone) -> None:
    own = pen.moved(0, 0, 0.56)
    garden.clay_pot(own, tone)


def branch(pen: Pen, tone: Tone) -> None:
    pen.moved(8, -11).bar("M-190 120 C-80 60 40 20 150 -60", "#33272E", 12, 0.14)
    pen.bar("M-190 120 C-80 60 40 20 150 -60", WALNUT.base, 12)
    pen.bar("M-192 123 C-82 63 38 23 148 -57", WALNUT.light, 4)
    for x, y, angle in ((-140, 96, 76), (-120, 84, -20), (-60, 52, 68), (-30, 38, -24), (30, 16, 60)):
        leaf(pen, x, y, 72, angle, tone, 0.3)


def trunk(pen: Pen, tone: Tone) -> None:
    bark = Tone("#8A7765")
    pen.shadow(10, 120)
    pen.path("M-120 -20 C-84 60 -84 300 -92 800 L92 800 C84 300 84 60 130 -20 C60 -34 -60 -34 -120 -20 Z", bark.base)
    pen.path("M20 -30 C40 200 40 500 36 800 L92 800 C84 300 84 60 130 -20 Z", bark.shade)
    pen.path("M-112 -18 C-80 60 -80 300 -88 800 L-62 800 C-56 300 -60 80 -84 -24 Z", bark.light)
    for x, y in ((-40, 60), (0, 160), (-30, 640), (20, 720), (-20, 240), (50, 90)):
        pen.line(f"M{x} {y} C{x + 6} {y + 30} {x - 4} {y + 50} {x + 2} {y + 84}", bark.deep, 5, 0.5)
    assert tone


def branch_leaves(pen: Pen, tone: Tone) -> None:
    pen.bar("M-60 160 C-160 130 -260 110 -360 60 M60 190 C160 150 260 130 370 60", "#7C6A59", 11)
    for x, y, angle in ((-330, 40, -30), (-280, 70, -70), (-220, 60, -40), (260, 60, 210), (310, 80, 240), (230, 90, 180), (-160, 100, -60), (350, 30, 200)):
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
        pen.path(f"M{x + r * 0.5} {y + r * 1.86} A{r} {r} 0 0 1 {x - r * 0.5} {y + r * 0.14} A{r * 1.3} {r * 1.3} 0 0 0 {x + r * 0.5} {y + r * 1.86} Z", colour.shade)
        for share in (0.74, 0.48, 0.24):
            pen.ring(x, y + r, r * share, r * share, colour.deep, 3, 0.4)


def notebook_lying(pen: Pen, tone: Tone) -> None:
    pen.ground(210, 150)
    pen.box(204, 144, 16, PAPER, (0, 0, 2))
    pen.box(210, 150, 4, tone, (0, 0, 17))


def sheet_props() -> dict[str, Companion]:
    """All companions by name; the names are what an alternative text says."""
    rows: tuple[tuple[str, Callable[[Pen, Tone], None], Tone, str, str], ...] = (
        ("lemon", lemon, LEMON, "a lemon", "eine Zitrone"),
        ("lemon-flat", lemon_flat, LEMON, "a lemon", "eine Zitrone"),
        ("lemon-half", lemon_half, LEMON, "half a lemon", "eine halbe Zitrone"),
        ("tomato", tomato, Tone("#B4503F"), "a tomato", "eine Tomate"),
        ("leek", leek, LEAF, "a leek", "eine Stange Lauch"),
        ("board-flat", board_flat, OAK, "a chopping board", "ein Schneidebrett"),
        ("pear", pear, Tone("#A9A95C"), "a pear", "eine Birne"),
        ("pears-on-stool", pears_on_stool, Tone("#A9A95C"), "two pears", "zwei Birnen"),
        ("loaf", loaf, CHERRY, "a loaf of bread", "ein Laib Brot"),
        ("eggs", eggs, PORCELAIN, "two eggs", "zwei Eier"),
        ("garlic", garlic, PORCELAIN, "a bulb of garlic", "eine Knolle Knoblauch"),
        ("book-pair", book_pair, SLATE, "two books", "zwei Bücher"),
        ("sprig-vase", sprig_vase, PORCELAIN, "a vase with twigs", "eine Vase mit Zweigen"),
        ("leaf-stand", leaf_stand, LEAF, "some basil leaves", "ein paar Basilikumblätter"),
        ("leaf", leaf_flat, LEAF, "a twig", "ein Zweig"),
        ("coffee-flat", coffee_flat, PORCELAIN, "a cup of coffee", "eine Tasse Kaffee"),
        ("pencil", pencil, TERRACOTTA, "a pencil", "ein Bleistift"),
        ("letter-flat", letter_flat, PAPER, "a written page", "ein beschriebenes Blatt"),
        ("ink-flat", ink_flat, INK, "a bottle of ink", "ein Tintenglas"),
        ("twine-flat", twine_flat, LINEN, "a roll of twine", "eine Rolle Garn"),
        ("plate-flat", plate_flat, PORCELAIN, "a plate", "ein Teller"),
        ("napkin-flat", cloth_flat, SAGE, "a napkin", "eine Serviette"),
        ("linen-flat", cloth_flat, LINEN, "a linen cloth", "ein Leinentuch"),
        ("tea-towel-flat", striped_flat, TERRACOTTA, "a tea towel", "ein Geschirrtuch"),
        ("tea-towel-fold", cloth_fold, TERRACOTTA, "a folded tea towel", "ein gefaltetes Geschirrtuch"),
        ("linen-roll", linen_roll, TERRACOTTA, "a rolled napkin", "eine gerollte Serviette"),
        ("spoon-lying", spoon_lying, OAK, "a spoon", "ein Löffel"),
        ("wooden-spoon-lean", spoon_lean, CHERRY, "wooden spoons in a jar", "Holzlöffel in einem Topf"),
        ("table-candle", table_candle, Tone("#C6A25C"), "a candle", "eine Kerze"),
        ("beeswax-lying", candles_lying, WAX, "two candles", "zwei Kerzen"),
        ("boots", boots, WALNUT, "a pair of boots", "ein Paar Stiefel"),
        ("canvas-tote-hung", hung_tote, TERRACOTTA, "a bag", "eine Tasche"),
        ("peg-row", peg_row, OAK, "a peg rail", "eine Hakenleiste"),
        ("peg-row-near", peg_row_near, OAK, "a peg rail", "eine Hakenleiste"),
        ("shelf-of-mugs", shelf_of_mugs, OAK, "a shelf of mugs and bowls", "ein Bord mit Bechern und Schalen"),
        ("shelf-long", shelf_long, OAK, "a kitchen shelf", "ein Küchenbord"),
        ("clay-pot-small", clay_small, CLAY, "a small plant pot", "ein kleiner Pflanztopf"),
        ("branch", branch, LEAF, "a branch", "ein Ast"),
        ("trunk", trunk, LEAF, "a tree", "ein Baum"),
        ("branch-leaves", branch_leaves, LEAF, "leaves", "Laub"),
        ("table-set", table_set, OAK, "a laid table", "ein gedeckter Tisch"),
        ("bench", bench, OAK, "a bench", "eine Bank"),
        ("wool-blanket-soft", blanket_soft, OCHRE, "a blanket", "eine Decke"),
        ("towel-roll", towel_roll, LINEN, "rolled towels", "gerollte Handtücher"),
        ("notebook-lying", notebook_lying, TERRACOTTA, "a notebook", "ein Notizbuch"),
    )
    return {name: Companion(paint, tone, Text(en, de)) for name, paint, tone, en, de in rows}


__all__ = ["Companion", "bush", "sheet_props"]

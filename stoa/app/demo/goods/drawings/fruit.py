"""Fruit, bread and leaves, drawn at their size beside the goods."""

from __future__ import annotations

from stoa.app.demo.goods.colours import LEAF, OLIVE, PAPER, TERRACOTTA, WALNUT, Tone
from stoa.app.demo.goods.drawings.parts import leaf, sprig
from stoa.app.demo.goods.pen import Pen


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


def leek(pen: Pen, _tone: Tone) -> None:
    stalk = "M-110 12 C-60 14 0 14 60 16 L60 -10 C0 -10 -60 -12 -110 -10 C-118 -6 -118 8 -110 12 Z"
    pen.cast(stalk, 10)
    for tip, colour in ((34, LEAF.shade), (-26, LEAF.base), (4, LEAF.light)):
        pen.path(f"M40 16 C70 18 100 {tip + 12} 130 {tip} C104 {tip - 8} 70 -12 40 -10 Z", colour)
    pen.path("M-110 12 C-60 14 0 14 60 16 C74 8 74 0 60 -10 C0 -10 -60 -12 -110 -10 C-118 -6 -118 8 -110 12 Z", "#E8E6CC")
    pen.path("M-20 14 C10 14 40 15 60 16 C74 8 74 0 60 -10 C40 -10 10 -10 -10 -11 Z", "#BFCB97")
    pen.line("M-106 4 L60 6 M-106 -4 L56 -3", LEAF.base, 2, 0.5)


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
    pen.path(
        "M-6 54 C-8 44 -32 38 -32 18 C-32 4 -18 0 0 0 C18 0 32 4 32 18 C32 38 8 44 6 56 C4 66 2 70 4 78 L-4 78 C-4 70 -4 64 -6 54 Z",
        tone.base,
    )
    pen.path("M4 0 C18 0 32 4 32 18 C32 38 8 44 6 56 C12 40 20 20 4 0 Z", tone.shade)
    pen.line("M-3 52 C-6 36 -16 26 -14 4 M2 52 C2 36 6 24 4 4", "#A98B92", 2.4, 0.6)


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

"""Things that are not for sale: fruit, bread, books, leaves. They give the second views their scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stoa.app.demo.goods.colours import (
    CHERRY,
    CLAY,
    INK,
    LEAF,
    LEMON,
    LINEN,
    OAK,
    OCHRE,
    PAPER,
    PORCELAIN,
    SAGE,
    SLATE,
    TERRACOTTA,
    WALNUT,
    WAX,
    Tone,
)
from stoa.app.demo.goods.drawings import fruit, furnishings, home
from stoa.app.demo.goods.drawings.parts import folds, leaf, rounded, stitches
from stoa.app.demo.goods.model import Text
from stoa.app.demo.goods.pen import Pen


@dataclass(frozen=True, slots=True)
class Companion:
    paint: Callable[[Pen, Tone], None]
    tone: Tone
    name: Text


def board_flat(pen: Pen, tone: Tone) -> None:
    pen.flat(rounded(-190, -130, 380, 260, 18), tone.light, 16)
    pen.path(
        "M-190 -112 Q-190 -130 -172 -130 L172 -130 Q190 -130 190 -112 L190 -106 Q190 -122 172 -122 L-172 -122 Q-190 -122 -190 -106 Z",
        tone.shade,
    )
    for y, bow in ((90, 8), (50, -8), (6, 10), (-44, -8), (-88, 6)):
        pen.line(f"M-184 {y} C-80 {y + bow} 60 {y - bow} 184 {y}", tone.deep, 2.4, 0.28)


def book_pair(pen: Pen, tone: Tone) -> None:
    """Two books lying on each other."""
    pen.ground(170, 120)
    for colour, h, dx in ((tone, 0, 0), (OCHRE, 26, 6)):
        pen.box(170 - dx, 120, 4, colour, (dx / 2, 0, h))
        pen.box(164 - dx, 114, 19, PAPER, (dx / 2, 0, h + 3))
        pen.box(170 - dx, 120, 4, colour, (dx / 2, 0, h + 21))
        x = -85 + dx
        pen.face([(x, -60, h), (x + 6, -60, h), (x + 6, -60, h + 25), (x, -60, h + 25)], colour.base)


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


def notebook_lying(pen: Pen, tone: Tone) -> None:
    pen.ground(210, 150)
    pen.box(204, 144, 16, PAPER, (0, 0, 2))
    pen.box(210, 150, 4, tone, (0, 0, 17))


def sheet_props() -> dict[str, Companion]:
    """All companions by name; the names are what an alternative text says."""
    rows: tuple[tuple[str, Callable[[Pen, Tone], None], Tone, str, str], ...] = (
        ("lemon", fruit.lemon, LEMON, "a lemon", "eine Zitrone"),
        ("lemon-flat", fruit.lemon_flat, LEMON, "a lemon", "eine Zitrone"),
        ("lemon-half", fruit.lemon_half, LEMON, "half a lemon", "eine halbe Zitrone"),
        ("tomato", fruit.tomato, Tone("#B4503F"), "a tomato", "eine Tomate"),
        ("leek", fruit.leek, LEAF, "a leek", "eine Stange Lauch"),
        ("board-flat", board_flat, OAK, "a chopping board", "ein Schneidebrett"),
        ("pear", fruit.pear, Tone("#A9A95C"), "a pear", "eine Birne"),
        ("pears-on-stool", furnishings.pears_on_stool, Tone("#A9A95C"), "two pears", "zwei Birnen"),
        ("loaf", fruit.loaf, CHERRY, "a loaf of bread", "ein Laib Brot"),
        ("eggs", fruit.eggs, PORCELAIN, "two eggs", "zwei Eier"),
        ("garlic", fruit.garlic, PORCELAIN, "a bulb of garlic", "eine Knolle Knoblauch"),
        ("book-pair", book_pair, SLATE, "two books", "zwei Bücher"),
        ("sprig-vase", fruit.sprig_vase, PORCELAIN, "a vase with twigs", "eine Vase mit Zweigen"),
        ("leaf-stand", fruit.leaf_stand, LEAF, "some basil leaves", "ein paar Basilikumblätter"),
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
        ("boots", furnishings.boots, WALNUT, "a pair of boots", "ein Paar Stiefel"),
        ("canvas-tote-hung", furnishings.hung_tote, TERRACOTTA, "a bag", "eine Tasche"),
        ("peg-row", furnishings.peg_row, OAK, "a peg rail", "eine Hakenleiste"),
        ("peg-row-near", furnishings.peg_row_near, OAK, "a peg rail", "eine Hakenleiste"),
        ("shelf-of-mugs", furnishings.shelf_of_mugs, OAK, "a shelf of mugs and bowls", "ein Bord mit Bechern und Schalen"),
        ("shelf-long", furnishings.shelf_long, OAK, "a kitchen shelf", "ein Küchenbord"),
        ("clay-pot-small", furnishings.clay_small, CLAY, "a small plant pot", "ein kleiner Pflanztopf"),
        ("branch", furnishings.branch, LEAF, "a branch", "ein Ast"),
        ("trunk", furnishings.trunk, LEAF, "a tree", "ein Baum"),
        ("branch-leaves", furnishings.branch_leaves, LEAF, "leaves", "Laub"),
        ("table-set", furnishings.table_set, OAK, "a laid table", "ein gedeckter Tisch"),
        ("bench", furnishings.bench, OAK, "a bench", "eine Bank"),
        ("wool-blanket-soft", furnishings.blanket_soft, OCHRE, "a blanket", "eine Decke"),
        ("towel-roll", furnishings.towel_roll, LINEN, "rolled towels", "gerollte Handtücher"),
        ("notebook-lying", notebook_lying, TERRACOTTA, "a notebook", "ein Notizbuch"),
    )
    return {name: Companion(paint, tone, Text(en, de)) for name, paint, tone, en, de in rows}

"""The table goods: stoneware, glass, linen, cutlery."""

from __future__ import annotations

from stoa.app.demo.goods.colours import LINEN, OAK, PORCELAIN, RAW_CLAY, STEEL, TERRACOTTA, Tone
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import stitches
from stoa.app.demo.goods.pen import Pen, profile

CLEAR = Tone("#CFDAD6")
OLIVE_WOOD = Tone("#B98A56")


def _speckle(pen: Pen, tone: Tone, r: float, low: float, high: float) -> None:
    """The iron spots of a stoneware glaze, always the same ones."""
    spots = []
    for index in range(1, 27):
        k = (index * 0.7549) % 1 * 1.72 - 0.86
        y = low + (high - low) * ((index * 0.5698) % 1)
        spots.append(f"M{k * r * 0.92:.1f} {y - r * 0.2:.1f} L{k * r * 0.92:.1f} {y - r * 0.2:.1f}")
    pen.bar(" ".join(spots), tone.line, r * 0.03, 0.38)


def mug(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 37)
    pen.bar("M36 74 C66 78 70 30 34 26", tone.deep, 10.5)
    pen.bar("M36 75 C64 78 68 31 34 28", tone.base, 7)
    pen.line("M42 75 C58 74 62 56 58 44", tone.light, 0.018 * 110 * pen.scale, 0.8)
    pen.turned("M33 0 C35 0 36 2 37 6 L39 14", RAW_CLAY, 0.5)
    pen.turned("M38 11 C41 20 42 30 42 44 L41 95", tone)
    _speckle(pen, tone, 40, 22, 88)
    pen.mouth(95, 41, Tone(tone.light), tone, 3.4)
    pen.disc(0, 87, 35, "#4B342B")
    pen.path("M-35 87 A35 9.4 0 0 1 12 78 C0 84 -20 86 -35 87 Z", "#6A4A3B", 0.9)


def bowl(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 50)
    pen.turned("M31 0 L32 9", RAW_CLAY, 0.4)
    pen.turned("M33 6 C56 12 70 34 75 72", tone)
    _speckle(pen, tone, 62, 30, 66)
    pen.mouth(72, 75, tone, tone, 3.6)
    pen.path("M-58 66 C-30 50 30 50 58 66 A71 19 0 0 1 -58 66 Z", tone.light, 0.4)


def plate(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 104, 2)
    under = "M-135 26 C-132 8 -110 -14 -60 -22 A88 24 0 0 0 60 -22 C110 -14 132 8 135 26 Z"
    pen.path("M-86 2 A88 24 0 0 0 88 2 L88 8 L-86 8 Z", RAW_CLAY.soft)
    pen.path(under, tone.soft)
    pen.path("M20 -27 C40 -26 52 -24 60 -22 C110 -14 132 8 135 26 L40 26 Z", tone.shade)
    pen.path("M-135 26 C-132 8 -110 -14 -76 -20 C-100 -4 -112 10 -118 26 Z", tone.light, 0.5)
    pen.disc(0, 26, 135, tone.light)
    pen.ring(0, 26, 134, 134 * 0.27, tone.deep, 3, 0.45)
    pen.disc(0, 24.5, 130, tone.base)
    pen.disc(2, 20, 100, tone.soft)
    pen.disc(4, 18.5, 98, tone.base)
    pen.path("M-120 32 A130 35 0 0 1 40 58 C-20 52 -90 46 -120 32 Z", tone.shade, 0.35)
    pen.path("M20 -9 A130 35 0 0 0 129 20 C110 6 70 -6 20 -9 Z", tone.pale, 0.7)
    _speckle(pen.moved(0, 26), tone, 80, -6, 22)


def plates(pen: Pen, tone: Tone) -> None:
    """Two stacked and one bowl-high rim: a single plate alone reads as a line."""
    plate(pen, tone)
    plate(pen.moved(0, 16), tone)
    plate(pen.moved(0, 32), tone)


def teapot(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 70)
    pen.bar("M-66 92 C-122 110 -126 30 -62 34", tone.deep, 13)
    pen.bar("M-66 94 C-120 110 -122 32 -62 37", tone.base, 9)
    pen.line("M-78 94 C-104 94 -108 70 -102 54", tone.light, 0.02 * 120 * pen.scale, 0.8)
    spout = "M56 36 C92 40 96 84 122 106 L134 98 C124 84 122 20 62 12 Z"
    pen.path(spout, tone.shade)
    pen.path("M56 42 C90 46 94 86 122 106 L126 103 C110 84 108 40 60 26 Z", tone.base)
    pen.ellipse(128, 102, 8, 3.6, tone.line)
    pen.turned("M44 0 L46 6", RAW_CLAY, 0)
    pen.turned("M48 4 C70 8 80 40 78 62 C76 92 52 112 36 116", tone)
    _speckle(pen, tone, 66, 26, 92)
    pen.hoop(115, 37, tone.deep, 5, 0.6)
    pen.turned("M38 117 C36 124 18 129 0 129", tone, 0.9)
    pen.turned("M5 128 C5 132 11 134 11 140 C11 146 5 148 0 148", tone)


def _glass(pen: Pen, tone: Tone, path: str, rim: float, water: float | None = None) -> None:
    """A clear solid: what lies behind shows through, edges gather the colour."""
    steps = profile(path)
    hull = pen.hull(steps)
    pen.path(hull, tone.base, 0.4)
    pen.band(steps, 0.62, 1, tone.deep, 0.34)
    pen.band(steps, -1, -0.9, tone.deep, 0.3)
    pen.band(steps, -0.8, -0.56, "#FFFFFF", 0.42)
    pen.band(steps, 0.5, 0.58, "#FFFFFF", 0.28)
    if water is not None:
        pen.disc(0, water, rim, tone.pale, 0.6)
    pen.line(hull, tone.deep, 2.5, 0.55)


def carafe(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 50)
    water = profile("M44 6 C50 8 52 16 52 30 C52 70 44 96 36 118")
    pen.path(pen.hull(water), tone.base, 0.45)
    pen.band(water, 0.4, 1, tone.shade, 0.35)
    pen.disc(0, 118, 36, tone.pale, 0.75)
    pen.ring(0, 118, 36, 9.7, tone.light, 2.5)
    _glass(pen, tone, "M46 2 C52 4 54 14 54 30 C54 96 24 120 22 160 L22 196 C22 202 25 206 27 210", 27)
    pen.disc(0, 6, 42, tone.shade, 0.35)
    cup = profile("M37 166 C38 180 37 210 34 240 L31 250")
    pen.path(pen.hull(cup), tone.light, 0.36)
    pen.band(cup, 0.66, 1, tone.shade, 0.42)
    pen.band(cup, -0.82, -0.56, "#FFFFFF", 0.5)
    pen.disc(0, 250, 31, tone.pale, 0.55)
    pen.disc(1, 248.5, 27, tone.shade, 0.25)
    pen.ring(0, 250, 31, 8.4, tone.deep, 2.5, 0.6)
    pen.line(pen.hull(cup), tone.deep, 2.5, 0.5)
    pen.hoop(166, 37, tone.shade, 4, 0.7)


def tumbler(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 34)
    water = profile("M32 14 L36 58")
    pen.path(pen.hull(water), tone.base, 0.35)
    pen.disc(0, 58, 36, tone.pale, 0.7)
    steps = profile("M32 2 L40 90")
    _glass(pen, tone, "M32 2 L40 90", 40)
    for k in (-0.45, -0.12, 0.22, 0.48):
        pen.band(steps, k, k + 0.03, tone.shade, 0.3)
        pen.band(steps, k + 0.03, k + 0.05, "#FFFFFF", 0.4)
    pen.disc(0, 6, 31, tone.shade, 0.4)
    pen.ring(0, 90, 40, 10.8, tone.deep, 2.5, 0.5)
    pen.ring(0, 90, 38.4, 10, "#FFFFFF", 3, 0.75)


def tumblers(pen: Pen, tone: Tone) -> None:
    for x, y in ((-64, 62), (64, 62), (-58, 0), (58, 0)):
        tumbler(pen.moved(x * 0.86, y * 0.72), tone)


def salad_bowl(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 92)
    pen.turned("M62 0 C96 6 138 40 150 92", tone, 0.9)
    for k, bend in ((-0.75, 4), (-0.4, -5), (-0.1, 6), (0.2, -4), (0.5, 5), (0.75, 0)):
        pen.line(
            f"M{k * 78} {8 - (1 - k * k) ** 0.5 * 17} C{k * 120 + bend * 3} {30} {k * 130 - bend * 4} {54} {k * 149} {90 - (1 - k * k) ** 0.5 * 39}",
            tone.deep,
            3,
            0.42,
        )
    pen.ellipse(-30, 28, 13, 8, tone.deep, 0.45)
    pen.ring(-30, 28, 19, 12, tone.deep, 2.5, 0.45)
    pen.mouth(92, 150, tone, tone, 8)
    for y, w in ((88, 118), (80, 96), (72, 66)):
        pen.line(f"M{-w} {y} C{-w * 0.4} {y - 17} {w * 0.5} {y - 17} {w} {y}", tone.deep, 2.5, 0.35)


def napkins(pen: Pen, tone: Tone) -> None:
    """Folded to quarters and stacked, a little out of line, the hem of the uppermost to be seen."""
    pen.ground(220, 200)
    for index, (dx, dz) in enumerate(((0, 0), (5, 4), (-4, 2), (2, 5))):
        _napkin(pen, tone, dx, dz, index * 17)
    h = 68
    pen.edge([(-98, -84, h), (101, -84, h), (101, 94, h), (-98, 94, h), (-98, -84, h)], tone.shade, 2.5, 0.55)
    stitches(pen, pen.outline3([(-92, -78, h), (95, -78, h), (95, 88, h), (-92, 88, h)]), Tone(tone.shade), 0.6)
    for corner in ((-98, -84), (101, -84), (101, 94)):
        inner = (corner[0] * 0.86, corner[1] * 0.86)
        pen.edge([(*corner, h), (*inner, h)], tone.shade, 2.5, 0.55)


def _napkin(pen: Pen, tone: Tone, dx: float, dz: float, h: float) -> None:
    """One folded cloth: two soft rolls at the front, cut edges at the side."""
    pen.box(220, 200, 17, tone, (dx, dz, h))
    for low in (h + 4, h + 12.5):
        left, front = pen.corner(dx - 110, dz - 100, low), pen.corner(dx + 110, dz - 100, low)
        back = pen.corner(dx + 110, dz + 100, low)
        pen.bar(f"M{front[0]} {front[1]} L{back[0] - 2} {back[1]}", tone.shade, 8)
        pen.bar(f"M{left[0] + 2} {left[1]} L{front[0]} {front[1]}", tone.soft, 8)
        pen.bar(f"M{left[0] + 2} {left[1] + 1.6} L{front[0] - 2} {front[1] + 1.6}", tone.light, 3.4)
        pen.line(f"M{left[0]} {left[1] - 4} L{front[0]} {front[1] - 4} L{back[0]} {back[1] - 4}", tone.deep, 2.2, 0.45)


def tea_towel(pen: Pen, tone: Tone) -> None:
    """Hangs over a rail, folded once, the stripe at the hem."""
    cloth = (
        "M-150 300 L150 300 C156 180 148 0 160 -290 C100 -304 40 -292 0 -298 C-50 -304 -110 -290 -158 -298 C-148 -60 -156 150 -150 300 Z"
    )
    pen.cast(cloth, 24)
    pen.path(cloth, LINEN.light)
    pen.path("M60 300 L150 300 C156 180 148 0 160 -290 C130 -298 96 -300 70 -297 C90 -80 80 120 60 300 Z", LINEN.base)
    for top, bottom in ((-150, -206), (-128, -138), (-218, -228)):
        pen.path(
            f"M-154 {top} C-60 {top - 8} 60 {top + 6} 156 {top} L157 {bottom} C60 {bottom + 6} -60 {bottom - 8} -155 {bottom} Z", tone.base
        )
        pen.path(f"M74 {top + 1} L156 {top} L157 {bottom} L72 {bottom + 2} Z", tone.shade, 0.7)
    for fold in ("M-80 280 C-90 100 -70 -100 -84 -292", "M24 290 C16 120 34 -60 20 -290"):
        pen.bar(fold, LINEN.shade, 9, 0.5)
        pen.moved(9, 0).bar(fold, "#FFF5E2", 6, 0.6)
    pen.rod("M-230 304 L230 304", OAK, 22)
    pen.path("M-152 316 Q0 324 152 316 L150 292 L-150 292 Z", LINEN.light)
    pen.path("M66 320 L152 316 L150 292 L64 292 Z", LINEN.base)
    pen.line("M-150 292 L150 292", LINEN.shade, 4, 0.5)


def cutlery(pen: Pen, tone: Tone) -> None:
    """Knife, fork, spoon, small spoon, side by side from above."""
    stick = "M-4 34 C-3 0 -5 -60 -7 -94 Q-7 -102 0 -102 Q7 -102 7 -94 C5 -60 3 0 4 34 Z"
    for x in (-78, -26, 26, 74):
        own = pen.moved(x, 0, 0.8 if x == 74 else 1)
        heads = {
            -78: "M-9 30 C-10 60 -9 96 4 112 C8 100 9 60 9 30 Z",
            -26: "M-13 112 L-13 62 C-13 44 -6 36 -4 28 L4 28 C6 36 13 44 13 62 L13 112 L9 112 L8 70 L5 70 L4 112 L-1.5 112 L-2 70 L-5 70 L-6.5 112 L-9 112 L-9.5 70 Z",
            26: "M0 28 C-12 36 -19 58 -17 82 C-14 104 14 104 17 82 C19 58 12 36 0 28 Z",
            74: "M0 28 C-12 36 -17 56 -15 76 C-12 96 12 96 15 76 C17 56 12 36 0 28 Z",
        }
        head = heads[x]
        own.cast(stick, 10)
        own.cast(head, 10)
        own.path(stick, tone.base)
        own.path("M0 34 L1 -102 Q7 -102 7 -94 C5 -60 3 0 4 34 Z", tone.shade)
        own.line("M-2.4 20 C-2.2 -20 -3 -60 -4.2 -92", tone.pale, 3, 0.9)
        own.path(head, tone.base)
        if x > 0:
            own.path("M0 36 C-8 42 -13 60 -11 80 C-8 94 8 94 11 80 C13 60 8 42 0 36 Z", tone.shade)
            own.path("M3 38 C10 46 14 62 11 80 C8 94 -4 94 -9 86 C6 86 8 60 3 38 Z", tone.pale)
        else:
            own.path(
                "M3 30 C8 50 9 80 5 110 L9 96 C11 70 10 50 8 30 Z" if x == -78 else "M4 28 C6 36 13 44 13 62 L13 70 L6 66 Z", tone.shade
            )


def butter_dish(pen: Pen, tone: Tone) -> None:
    beech = Tone("#D2AC7C")
    pen.ground(150, 100)
    pen.box(150, 100, 46, tone)
    pen.edge([(-75, -50, 5), (75, -50, 5), (75, 50, 5)], RAW_CLAY.base, 9)
    pen.face([(-75, -50, 10), (-62, -50, 10), (-62, -50, 46), (-75, -50, 46)], tone.light, 0.8)
    pen.box(156, 106, 13, beech, (0, 0, 46))
    for z in (-30, -8, 14, 34):
        pen.edge([(-76, z, 59), (-20, z + 4, 59), (30, z - 2, 59), (76, z + 1, 59)], beech.deep, 2.2, 0.4)
    own = pen.moved(*pen.corner(0, 0, 59))
    own.disc(3, 0, 15, beech.deep, 0.4)
    own.turned("M8 0 L8 6 C14 8 15 15 11 19 C8 21 4 21 0 21", beech)


TABLE = {
    "stoneware-mug": Drawing(
        mug, (110, 106), PORCELAIN, use("table", 380, Prop("book-pair", -100, 25), Prop("lemon", 105, -25, front=True), x=10), middle=12
    ),
    "breakfast-bowl": Drawing(
        bowl,
        (152, 95),
        PORCELAIN,
        use("table", 400, Prop("spoon-lying", 10, -42, front=True), Prop("stoneware-mug", 125, 30), Prop("pear", -115, -15, front=True)),
    ),
    "dinner-plate": Drawing(
        plates,
        (272, 118),
        PORCELAIN,
        use(
            "table",
            560,
            Prop("breakfast-bowl", 0, 40, front=True),
            Prop("water-carafe", 190, 60),
            Prop("linen-roll", -160, -42, front=True),
        ),
    ),
    "teapot": Drawing(
        teapot,
        (236, 155),
        PORCELAIN,
        use("table", 470, Prop("stoneware-mug", 150, -45, front=True), Prop("sprig-vase", -160, 40)),
        middle=10,
    ),
    "water-carafe": Drawing(carafe, (110, 262), CLEAR, use("table", 470, Prop("book-pair", -130, 20), Prop("table-candle", 145, 10))),
    "tumblers": Drawing(
        tumblers, (200, 150), CLEAR, use("table", 470, Prop("water-carafe", 170, 40), Prop("lemon", -150, -20, front=True), x=-10)
    ),
    "olive-salad-bowl": Drawing(
        salad_bowl,
        (300, 132),
        OLIVE_WOOD,
        use("table", 600, Prop("olive-oil", -225, 40), Prop("pear", 215, -20, front=True), Prop("lemon", 160, -65, front=True)),
    ),
    "linen-napkins": Drawing(
        napkins, (285, 140), LINEN, use("table", 620, Prop("dinner-plate", 215, 30), Prop("sprig-vase", -230, 45), x=-20)
    ),
    "tea-towel": Drawing(tea_towel, (460, 620), TERRACOTTA, use("hall", 1050, Prop("shelf-of-mugs", 20, 330), y=-140), "hang"),
    "cutlery-set": Drawing(
        cutlery, (210, 240), STEEL, use("desk", 540, Prop("plate-flat", -105, 0), Prop("napkin-flat", 140, 0), x=142), "flat", angle=0
    ),
    "butter-dish": Drawing(
        butter_dish, (190, 105), PORCELAIN, use("table", 500, Prop("loaf", -165, 40), Prop("stoneware-mug", 140, 10), x=0)
    ),
}

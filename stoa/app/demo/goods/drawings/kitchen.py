"""The kitchen goods, pans to pantry."""

from __future__ import annotations

from stoa.app.demo.goods.colours import (
    BRASS,
    CHERRY,
    CORK,
    IRON,
    LINEN,
    OAK,
    OLIVE,
    STEEL,
    STONE,
    TERRACOTTA,
    WALNUT,
    Tone,
)
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import circle, folds, pin, sprig, stitches
from stoa.app.demo.goods.pen import Pen

BEECH = Tone("#D2AC7C")
GLASS = Tone("#C3D0CB")


def _knife(pen: Pen, handle: Tone, blade: str, edge: str, grip: str) -> None:
    pen.cast(blade, 12)
    pen.cast(grip, 14)
    pen.path(blade, STEEL.base)
    pen.path(edge, STEEL.pale)
    pen.path(grip, handle.base)


def kitchen_knife(pen: Pen, tone: Tone) -> None:
    blade = "M-30 17 L100 16 C128 14 146 4 155 -5 C138 -20 92 -29 40 -30 L-22 -30 C-26 -20 -24 -8 -30 -6 Z"
    edge = "M155 -5 C138 -20 92 -29 40 -30 L-22 -30 L-23 -23 L36 -22 C88 -20 134 -12 155 -5 Z"
    grip = "M-24 18 L-128 21 C-146 22 -156 16 -156 4 C-156 -8 -148 -12 -136 -10 C-112 -5 -96 -10 -72 -10 L-26 -8 C-22 0 -22 10 -24 18 Z"
    _knife(pen, tone, blade, edge, grip)
    pen.line("M-22 15 L98 14", STEEL.shade, 3, 0.6)
    pen.path("M-30 16 L100 15 C112 14 122 11 130 8 L-28 8 Z", STEEL.soft, 0.5)
    pen.path(
        "M-26 -8 L-72 -10 C-96 -10 -112 -5 -136 -10 C-148 -12 -156 -8 -156 4 C-150 -4 -140 -4 -130 -2 C-100 2 -60 -2 -24 1 Z", tone.shade
    )
    pen.line("M-30 13 C-70 16 -110 15 -142 15", tone.light, 5, 0.8)
    pen.line("M-34 7 C-80 10 -100 6 -140 8", tone.deep, 2, 0.4)
    for x in (-52, -106):
        pin(pen, x, 5, 4)


def paring_knife(pen: Pen, tone: Tone) -> None:
    blade = "M-4 10 L50 9 C74 7 90 2 98 -3 C84 -10 60 -13 36 -13 L0 -13 Z"
    edge = "M98 -3 C84 -10 60 -13 36 -13 L0 -13 L0 -9 L34 -9 C58 -8 80 -6 98 -3 Z"
    grip = "M0 11 L-76 13 C-94 13 -102 9 -102 1 C-102 -7 -95 -10 -86 -9 C-66 -6 -50 -10 -30 -10 L-1 -9 Z"
    _knife(pen, tone, blade, edge, grip)
    pen.path("M-1 -9 L-30 -10 C-50 -10 -66 -6 -86 -9 C-95 -10 -102 -7 -102 1 C-96 -4 -80 -2 -60 0 L0 0 Z", tone.shade)
    pen.line("M-6 8 C-40 10 -70 9 -94 9", tone.light, 4, 0.8)
    for x in (-24, -66):
        pin(pen, x, 2, 2.8)


def oak_board(pen: Pen, tone: Tone) -> None:
    """Stands on its edge, leaning back against the wall."""
    face = "M-118 4 Q-120 0 -114 0 L114 0 Q120 0 118 6 L112 350 Q110 372 88 372 L38 372 C26 372 26 384 24 402 L22 436 Q20 452 0 452 Q-20 452 -22 436 L-24 402 C-26 384 -26 372 -38 372 L-88 372 Q-110 372 -112 350 Z"
    pen.shadow(6, 122, 0, 22)
    pen.moved(7, -2).path(face, tone.deep)
    pen.path(face, tone.base)
    pen.path("M-112 350 L-118 4 Q-120 0 -114 0 L-104 0 L-98 350 Q-96 372 -88 372 Q-110 372 -112 350 Z", tone.light)
    for x, bow in ((-84, 8), (-58, 14), (-30, -6), (-6, 10), (22, -10), (52, 6), (84, -6)):
        pen.line(f"M{x} 4 C{x + bow} 110 {x - bow} 230 {x * 0.92} 366", tone.deep, 2.4, 0.32)
    pen.line("M-30 150 C-18 190 -18 210 -28 240 M-30 150 C-42 190 -40 212 -28 240", tone.deep, 2.4, 0.4)
    pen.path(circle(0, 428, 9), tone.deep)
    pen.line("M-8 424 A9 9 0 0 0 8 424", tone.light, 3)


def carbon_pan(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 116)
    handle = "M104 44 C150 52 210 74 262 98 C276 104 276 118 262 116 C210 104 150 78 104 66 Z"
    pen.moved(8, -34).path(handle, "#33272E", 0.14)
    pen.turned("M88 0 C98 2 108 14 134 46", tone, 0.6)
    pen.mouth(46, 134, Tone(tone.shade), Tone(tone.light), 4)
    pen.disc(0, 34, 94, tone.soft)
    pen.path("M-94 34 A94 25 0 0 0 30 10 C-20 14 -70 22 -94 34 Z", tone.light, 0.35)
    pen.path(handle, tone.base)
    pen.path("M104 50 C150 58 210 80 262 104 C274 110 272 118 262 116 C210 104 150 78 104 66 Z", tone.light, 0.55)
    pen.ellipse(254, 106, 7, 4, tone.deep)
    for x, y in ((112, 56), (124, 55), (121, 63)):
        pin(pen, x, y, 3.2, STEEL)


def casserole(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 122)
    for side in (-1, 1):
        pen.bar(f"M{side * 122} 96 C{side * 150} 104 {side * 154} 76 {side * 122} 78", tone.shade if side > 0 else tone.soft, 15)
        pen.bar(f"M{side * 122} 99 C{side * 148} 106 {side * 152} 80 {side * 122} 82", tone.base if side > 0 else tone.light, 8)
    pen.turned("M104 0 C118 2 122 12 124 30 L128 112", tone)
    pen.hoop(112, 128, tone.deep, 6, 0.55)
    pen.turned("M128 116 C130 120 130 124 126 127 C100 150 60 160 18 163 L0 163", tone)
    pen.hoop(119, 129, tone.light, 4, 0.8)
    pen.turned("M9 161 L9 172 C22 172 26 180 22 187 C16 194 6 194 0 194", BRASS)


def stove_kettle(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 104)
    pen.path("M76 92 C104 100 118 128 142 146 L154 138 C150 118 128 70 84 48 Z", tone.shade)
    pen.path("M76 92 C104 100 118 128 142 146 L147 143 C128 116 108 84 80 72 Z", tone.base)
    pen.ellipse(148, 142, 8, 4, tone.deep)
    pen.line("M-70 118 C-86 246 86 246 70 118", STEEL.shade, 0.055 * 110 * pen.scale)
    pen.line("M-72 118 C-88 248 84 248 68 118", STEEL.light, 0.02 * 110 * pen.scale)
    pen.turned("M96 0 C106 4 110 14 106 34 C98 84 66 122 40 132", tone)
    pen.turned("M42 130 C40 138 20 144 0 144", tone, 0.8)
    pen.turned("M5 143 L5 148 C13 150 13 160 0 161", BEECH)
    pen.rod("M-38 211 C-14 221 14 221 38 211", BEECH, 17)
    pin(pen, -71, 120, 6, STEEL)
    pin(pen, 70, 120, 6, STEEL)


def pepper_mill(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 30)
    body = pen.turned("M29 0 L30 8 C28 22 22 30 20 50 C18 72 20 90 25 104 C28 114 28 124 26 132", tone)
    pen.grain(body, tone, (-0.3, -0.05, 0.22))
    pen.hoop(12, 29.5, tone.deep, 3, 0.5)
    pen.hoop(134, 25, tone.deep, 6, 0.8)
    pen.turned("M24 137 C30 142 33 156 29 170 C25 186 14 195 0 195", tone)
    pen.turned("M4 194 L4 198 C9 199 9 207 0 208", STEEL)


def mortar(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 58)
    pen.turned("M46 0 C50 2 50 8 44 14 C40 20 70 40 72 106", tone, 0.6)
    for k, y in ((-0.4, 40), (-0.1, 70), (0.2, 34), (0.35, 84), (-0.6, 78), (0.05, 52), (-0.25, 90), (0.55, 60), (-0.5, 60)):
        pen.ellipse(k * 66, y, 1.7, 1.3, tone.deep, 0.45)
        pen.ellipse(k * 60 + 7, y - 9, 1.3, 1.1, tone.pale, 0.7)
    pen.mouth(106, 72, Tone(tone.shade), tone, 11)
    pestle = "M-16 88 C-22 96 -14 108 -4 106 C8 120 40 168 54 184 C64 192 76 182 70 170 C58 150 26 112 14 96 C12 84 -6 78 -16 88 Z"
    pen.path(pestle, Tone(tone.base).light)
    pen.path("M-4 84 C12 84 14 92 14 96 C26 112 58 150 70 170 C76 182 68 190 60 187 C50 160 20 118 2 98 Z", tone.shade)
    pen.path("M-62 100 A61 16.5 0 0 0 61 106 C44 92 -34 90 -62 100 Z", tone.deep, 0.28)


def wooden_spoons(pen: Pen, tone: Tone) -> None:
    """Three side by side, from above."""
    heads = (
        "M0 0 C-26 6 -32 44 -24 66 C-16 86 16 86 24 66 C32 44 26 6 0 0 Z",
        "M-6 0 C-20 8 -27 18 -28 34 L-28 76 Q-28 82 -22 82 L22 82 Q28 82 28 76 L28 34 C27 18 20 8 6 0 Z",
        "M-4 0 C-22 8 -28 24 -28 42 C-28 66 -14 82 6 84 L24 84 Q30 84 29 76 C26 40 20 10 4 0 Z",
    )
    for index, (head, x, angle) in enumerate(zip(heads, (-76, 0, 76), (7, 0, -7), strict=True)):
        own = pen.moved(x, -10, 1, angle)
        wood = (tone, Tone(tone.light), Tone(tone.shade))[index]
        stick = "M-7 4 C-6 -60 -7 -100 -9 -136 Q-9 -146 0 -146 Q9 -146 9 -136 C7 -100 6 -60 7 4 Z"
        base = own.moved(0, 40)
        base.cast(stick, 13)
        base.cast(head, 13)
        base.path(stick, wood.base)
        base.path("M1 4 L2 -146 Q9 -146 9 -136 C7 -100 6 -60 7 4 Z", wood.shade)
        base.path(head, wood.base)
        if index == 0:
            base.path("M0 10 C-18 14 -24 44 -18 62 C-10 76 10 76 18 62 C24 44 18 14 0 10 Z", wood.shade)
            base.path("M6 14 C20 24 24 46 18 62 C10 76 -8 76 -16 66 C8 66 14 40 6 14 Z", wood.light)
        else:
            base.path("M6 2 C20 8 27 20 28 38 L27 78 L14 82 C18 50 16 20 6 2 Z", wood.shade, 0.7)
            base.line("M-16 24 C-18 44 -17 60 -16 72", wood.light, 5, 0.8)


def storage_jar(pen: Pen, _tone: Tone) -> None:
    """Glass with coffee beans to two thirds, and a cork lid."""
    beans = Tone("#6B4A36")
    pen.shadow(0, 54)
    pen.turned("M50 6 C52 8 52 10 52 14 L52 92", beans, 0)
    pen.disc(0, 92, 52, beans.light)
    for x, y in ((-30, 94), (-12, 98), (8, 90), (26, 96), (-20, 86), (14, 101), (36, 91), (-40, 90), (0, 84)):
        pen.ellipse(x, y, 6, 3.4, beans.deep, 0.6)
        pen.line(f"M{x - 4} {y} Q{x} {y + 1.5} {x + 4} {y}", beans.pale, 1.6, 0.6)
    for x, y in ((-34, 30), (-10, 52), (12, 22), (30, 56), (-22, 66), (2, 76), (34, 28), (-36, 54), (16, 66), (-8, 14)):
        pen.line(f"M{x - 5} {y} Q{x} {y + 3} {x + 5} {y - 1}", beans.light, 3, 0.5)
    _glass_wall(pen, 56, 2, 148)
    pen.turned("M47 142 L49 168", CORK, 0.5)
    pen.disc(0, 168, 49, CORK.light)
    for x, y in ((-20, 170), (8, 166), (22, 172), (-6, 175), (-30, 164), (32, 165)):
        pen.ellipse(x, y, 3, 1.2, CORK.deep, 0.5)


def _glass_wall(pen: Pen, r: float, low: float, high: float) -> None:
    hull = f"M{-r} {low + 6} A{r} {r * 0.27} 0 0 0 {r} {low + 6} L{r} {high} A{r} {r * 0.27} 0 0 1 {-r} {high} Z"
    pen.path(hull, GLASS.pale, 0.13)
    pen.path(f"M{r * 0.62} {low - r * 0.16} L{r * 0.62} {high - r * 0.2} L{r} {high} L{r} {low + 6} Z", GLASS.deep, 0.22)
    pen.path(
        f"M{-r * 0.84} {low - 2} L{-r * 0.6} {low - r * 0.14} L{-r * 0.6} {high - r * 0.2} L{-r * 0.84} {high - r * 0.14} Z", "#FFFFFF", 0.5
    )
    pen.line(f"M{-r} {high} L{-r} {low + 6} A{r} {r * 0.27} 0 0 0 {r} {low + 6} L{r} {high}", GLASS.shade, 3, 0.7)
    pen.ring(0, high, r, r * 0.27, GLASS.pale, 4, 0.9)


def olive_oil(pen: Pen, tone: Tone) -> None:
    """A tin with a plain label and a twig on it."""
    tin = tone
    pen.ground(88, 56)
    pen.box(88, 56, 178, tin)
    label = PAPER_LABEL
    pen.face([(-44, -28, 30), (44, -28, 30), (44, -28, 128), (-44, -28, 128)], label.base)
    pen.face([(44, -28, 30), (44, 28, 30), (44, 28, 128), (44, -28, 128)], label.shade)
    x, y = pen.corner(0, -28, 44)
    sprig(pen.moved(x, y, 1, 12), 0, 0, 62, 0.12, 4, OLIVE)
    pen.ellipse(x + 14, y + 24, 5, 7, OLIVE.deep)
    pen.ellipse(x - 12, y + 36, 5, 7, OLIVE.shade)
    for h in (10, 150):
        pen.edge([(-44, -28, h), (44, -28, h), (44, 28, h)], tin.light, 3, 0.6)
    own = pen.moved(*pen.corner(-14, 0, 178))
    own.disc(0, 2, 15, tin.deep, 0.5)
    own.turned("M12 2 L12 20", BRASS)
    own.disc(0, 20, 12, BRASS.light)


PAPER_LABEL = Tone("#EFE7D4")


def linen_apron(pen: Pen, tone: Tone) -> None:
    """Hangs from a peg by its crossed straps."""
    cloth = "M-120 250 C-60 238 60 238 120 250 C126 170 150 120 250 70 L262 -300 C170 -322 -170 -322 -262 -300 L-250 70 C-150 120 -126 170 -120 250 Z"
    for straps in ("M-112 246 C-80 330 -20 372 0 384 C20 372 80 330 112 246",):
        pen.bar(straps, tone.deep, 34)
        pen.bar(straps, tone.soft, 26)
    pen.cast(cloth, 22)
    pen.path(cloth, tone.base)
    pen.path("M120 250 C126 170 150 120 250 70 L262 -300 C230 -308 190 -312 150 -315 C170 -150 130 60 84 243 Z", tone.soft)
    pen.path("M250 70 L262 -300 L214 -310 C236 -180 232 -40 206 92 Z", tone.shade)
    for fold in ("M-150 90 C-170 -40 -160 -180 -186 -300", "M-30 -160 C-34 -210 -30 -260 -42 -318", "M96 -150 C106 -210 100 -260 118 -314"):
        folds(pen, fold, tone, 12)
    pen.line("M-250 70 C-150 120 -126 170 -120 250 C-60 238 60 238 120 250", tone.light, 5, 0.9)
    pen.path("M-100 60 L100 60 L96 -118 Q94 -132 80 -132 L-80 -132 Q-94 -132 -96 -118 Z", tone.light)
    pen.path("M60 60 L100 60 L96 -118 Q94 -132 80 -132 L40 -132 C60 -80 66 0 60 60 Z", tone.base)
    pen.line("M-100 60 L100 60", tone.shade, 6)
    stitches(pen, "M-92 48 L92 48", Tone(tone.shade), 0.7)
    stitches(pen, "M-254 -280 C-150 -302 150 -302 254 -280", tone, 0.9)
    pin(pen, 0, 388, 16, OAK)


KITCHEN = {
    "kitchen-knife": Drawing(
        kitchen_knife,
        (258, 200),
        WALNUT,
        use("desk", 480, Prop("board-flat", 0), Prop("tomato", -105, 60), Prop("leek", 40, 92, angle=8), y=-40, angle=18),
        "flat",
        angle=35,
    ),
    "paring-knife": Drawing(
        paring_knife,
        (175, 130),
        WALNUT,
        use("desk", 340, Prop("lemon-flat", -50, 60), Prop("lemon-half", 55, 62), Prop("leaf", 95, -60), y=-35, angle=14),
        "flat",
        angle=35,
    ),
    "oak-board": Drawing(
        oak_board,
        (240, 470),
        OAK,
        use("table", 760, Prop("loaf", 165, -60, front=True), Prop("stoneware-mug", -220, -50, front=True), x=-10),
    ),
    "carbon-pan": Drawing(
        carbon_pan, (410, 130), IRON, use("table", 640, Prop("pepper-mill", -210, 20), Prop("eggs", 105, -75, front=True), x=-30), middle=66
    ),
    "enamel-casserole": Drawing(
        casserole,
        (304, 200),
        TERRACOTTA,
        use(
            "table",
            620,
            Prop("wooden-spoon-lean", 215, 30),
            Prop("lemon", -215, -40, front=True),
            Prop("tea-towel-fold", 190, -75, front=True),
        ),
    ),
    "stove-kettle": Drawing(
        stove_kettle,
        (266, 225),
        IRON,
        use("table", 560, Prop("stoneware-mug", -190, -35, front=True), Prop("sprig-vase", 205, 20)),
        middle=22,
    ),
    "pepper-mill": Drawing(
        pepper_mill,
        (68, 210),
        OAK,
        use("table", 420, Prop("breakfast-bowl", 115, -15, front=True), Prop("lemon", -95, -20, front=True), x=-20),
    ),
    "granite-mortar": Drawing(
        mortar, (146, 190), STONE, use("table", 430, Prop("leaf-stand", -110, -20, front=True), Prop("garlic", 115, -20, front=True))
    ),
    "wooden-spoons": Drawing(
        wooden_spoons,
        (230, 290),
        CHERRY,
        use("desk", 470, Prop("tea-towel-flat", 90, 0, angle=-8), Prop("lemon-flat", 150, -130), x=-40, angle=12),
        "flat",
    ),
    "storage-jar": Drawing(
        storage_jar, (116, 185), GLASS, use("table", 440, Prop("storage-jar", 120, 30), Prop("stoneware-mug", -120, -30, front=True))
    ),
    "olive-oil": Drawing(
        olive_oil,
        (110, 210),
        Tone("#6C6D45"),
        use("table", 460, Prop("breakfast-bowl", 130, -20, front=True), Prop("lemon", -110, -25, front=True)),
    ),
    "linen-apron": Drawing(
        linen_apron, (540, 730), LINEN, use("hall", 1250, Prop("peg-row", -130, 388), Prop("market-net", 470, 166), x=-130), "hang"
    ),
}

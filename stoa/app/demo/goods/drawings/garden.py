"""The garden goods."""

from __future__ import annotations

from stoa.app.demo.goods.colours import (
    ASH,
    BRASS,
    CLAY,
    DARK,
    IRON,
    LEAF,
    LINEN,
    OAK,
    PAPER,
    SAGE,
    SOIL,
    STEEL,
    TERRACOTTA,
    WILLOW,
    Tone,
)
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import bush, folds, leaf, pin, stitches, weave
from stoa.app.demo.goods.pen import Pen

LARCH = Tone("#C29067")
BEECH = Tone("#D2AC7C")


def watering_can(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 92)
    pen.path("M78 40 L196 196 L210 188 L84 14 Z", tone.shade)
    pen.path("M78 46 L196 196 L202 192 L82 32 Z", tone.base)
    pen.bar("M66 150 L150 138", tone.shade, 7)
    head = pen.moved(203, 192, 1, -50)
    head.path("M-10 0 L10 0 L27 28 L-27 28 Z", BRASS.base)
    head.path("M2 0 L10 0 L27 28 L8 28 Z", BRASS.shade)
    head.ellipse(0, 28, 27, 8, BRASS.light)
    for x in (-16, -8, 0, 8, 16):
        for y in (25.5, 30):
            head.ellipse(x, y, 1.6, 1, BRASS.line)
    pen.bar("M-84 70 C-190 90 -176 250 -40 256 C10 258 40 240 44 186", tone.deep, 13)
    pen.bar("M-84 73 C-186 94 -172 248 -40 253 C6 255 36 238 41 188", tone.base, 8)
    pen.turned("M86 0 C88 2 90 6 90 10 L82 176", tone)
    for y, r in ((14, 90), (30, 89.2)):
        pen.hoop(y, r, tone.deep, 3, 0.45)
    pen.disc(0, 176, 83, tone.light)
    pen.disc(0, 175, 78, tone.deep)
    pen.path("M-82 176 A82 22 0 0 1 40 195 L20 160 C-10 152 -50 156 -82 176 Z", tone.base)


def _grip(pen: Pen, tone: Tone) -> None:
    """The turned handle of the forged tools, pointing downwards from the origin."""
    grip = "M-9 0 C-12 -20 -11 -40 -13 -70 C-15 -96 -14 -118 0 -120 C14 -118 15 -96 13 -70 C11 -40 12 -20 9 0 Z"
    pen.cast(grip, 12)
    pen.path(grip, tone.base)
    pen.path("M3 0 C5 -20 4 -40 5 -70 C6 -96 6 -118 0 -120 C14 -118 15 -96 13 -70 C11 -40 12 -20 9 0 Z", tone.shade)
    pen.line("M-6 -6 C-8 -30 -7 -60 -8 -100", tone.pale, 5, 0.8)
    pen.line("M-2 -10 C-3 -40 -1 -70 -2 -110", tone.deep, 2, 0.35)
    pen.path("M-10 4 L10 4 L10 -12 L-10 -12 Z", BRASS.base)
    pen.path("M3 4 L10 4 L10 -12 L3 -12 Z", BRASS.shade)
    pen.line("M-6 2 L-6 -10", BRASS.pale, 4)
    pen.ellipse(0, -106, 3.4, 3.4, tone.line)


def trowel(pen: Pen, tone: Tone) -> None:
    _grip(pen.moved(0, -46), tone)
    pen.moved(4, -6).bar("M0 -44 C2 -20 -2 -6 0 26", DARK, 9, 0.15)
    pen.bar("M0 -44 C2 -20 -2 -6 0 26", IRON.base, 11)
    pen.bar("M-2 -42 C0 -20 -4 -6 -2 26", IRON.light, 3)
    blade = "M-34 22 C-40 50 -38 90 -26 124 C-18 146 -6 160 0 164 C6 160 18 146 26 124 C38 90 40 50 34 22 C22 10 -22 10 -34 22 Z"
    pen.cast(blade, 14)
    pen.path(blade, IRON.base)
    pen.path("M8 16 C30 16 36 24 34 22 C40 50 38 90 26 124 C18 146 6 160 0 164 C14 110 16 60 8 16 Z", IRON.shade)
    pen.path("M-34 22 C-40 50 -38 90 -26 124 C-18 146 -6 160 0 164 C-20 120 -28 70 -26 17 Z", IRON.light)
    pen.line("M-26 124 C-18 146 -6 160 0 164 C6 160 18 146 26 124", STEEL.pale, 5, 0.9)
    pen.path("M-9 14 C-6 30 -3 44 0 58 C3 44 6 30 9 14 Z", IRON.deep)


def hand_fork(pen: Pen, tone: Tone) -> None:
    _grip(pen.moved(0, -46), tone)
    pen.moved(4, -6).bar("M0 -44 L0 20", DARK, 10, 0.15)
    pen.bar("M0 -44 L0 20", IRON.base, 11)
    tines = "M-30 146 C-38 100 -40 50 -14 24 L14 24 C40 50 38 100 30 146 L22 146 C28 100 26 62 9 46 L6 150 L-6 150 L-9 46 C-26 62 -28 100 -22 146 Z"
    pen.cast(tines, 14)
    pen.path(tines, IRON.base)
    pen.path("M14 24 C40 50 38 100 30 146 L26 146 C33 100 31 60 9 36 Z", IRON.shade)
    pen.path("M1 44 L6 150 L1 150 Z", IRON.shade)
    pen.line("M-26 140 C-33 100 -34 54 -13 32", IRON.pale, 4, 0.8)
    pen.line("M-3.4 140 L-4 60", IRON.pale, 3.4, 0.7)
    pen.line("M-2.4 -40 L-2.4 18", IRON.light, 4)
    for x in (-26, 0, 26):
        pen.ellipse(x, 146 if x else 150, 4, 5, STEEL.light)


def secateurs(pen: Pen, _tone: Tone) -> None:
    red = TERRACOTTA
    left = "M-2 6 C-22 -10 -34 -50 -34 -92 C-34 -108 -22 -112 -18 -98 C-12 -60 0 -28 12 -6 Z"
    right = "M2 6 C24 -12 40 -52 44 -94 C45 -110 33 -113 28 -99 C20 -62 4 -30 -10 -8 Z"
    for arm in (left, right):
        pen.cast(arm, 12)
    pen.line("M-8 -30 C0 -38 -4 -44 4 -46 C10 -50 4 -56 10 -60", STEEL.shade, 0.028 * 120 * pen.scale)
    pen.path(left, STEEL.base)
    pen.path("M-27 -34 C-32 -52 -34 -72 -34 -92 C-34 -108 -22 -112 -18 -98 C-15 -76 -9 -56 -3 -38 Z", red.base)
    pen.path("M-26 -106 C-20 -110 -18 -98 -18 -98 C-15 -76 -9 -56 -3 -38 L-12 -36 C-20 -60 -24 -84 -26 -106 Z", red.shade)
    pen.line("M-29 -44 C-32 -60 -32 -76 -31 -92", red.pale, 4, 0.7)
    hook = "M-12 4 C-26 20 -34 44 -22 66 C-20 52 -14 38 4 22 Z"
    pen.cast(hook, 9)
    pen.path(hook, IRON.base)
    pen.line("M-15 10 C-26 26 -30 42 -24 56", IRON.pale, 4, 0.7)
    pen.path(right, STEEL.light)
    pen.path("M33 -36 C39 -54 43 -74 44 -94 C45 -110 33 -113 28 -99 C24 -78 17 -58 10 -40 Z", red.base)
    pen.path("M37 -108 C45 -106 44 -94 44 -94 C43 -74 39 -54 33 -36 L26 -37 C33 -60 38 -84 37 -108 Z", red.shade)
    blade = "M-12 -4 C-8 26 -2 58 14 92 C36 70 32 22 14 -4 Z"
    pen.cast(blade, 9)
    pen.path(blade, STEEL.base)
    pen.path("M-12 -4 C-8 26 -2 58 14 92 C6 56 0 26 -3 -2 Z", STEEL.pale)
    pen.path("M14 92 C36 70 32 22 14 -4 L8 -4 C22 24 24 62 14 92 Z", STEEL.shade)
    pin(pen, 0, 4, 10, BRASS)
    pen.line("M-5 1 L5 7", BRASS.deep, 4)


def clay_pot(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 72)
    pen.turned("M68 0 C71 1 72 3 73 7 L92 132", tone, 0.8)
    for y, r in ((40, 78), (44, 78.5)):
        pen.hoop(y, r, tone.deep, 2.5, 0.3)
    pen.path("M-70 30 C-50 44 -60 66 -78 72 C-76 56 -73 42 -70 30 Z", tone.pale, 0.35)
    pen.turned("M99 130 C102 132 102 134 102 138 L104 168", tone, 0.8)
    pen.hoop(130, 96, tone.line, 5, 0.35)
    pen.mouth(168, 104, Tone(tone.shade), tone, 8)
    pen.disc(0, 160, 90, SOIL.shade)
    pen.disc(-4, 161, 84, SOIL.base)
    bush(pen, 0, 158, 150)


def planter(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 92)
    pen.turned("M84 0 L98 14", tone, 0.6)
    pen.disc(0, 14, 98, tone.light)
    pen.disc(0, 13, 93, tone.shade)
    pen.turned("M76 10 C80 11 82 14 82 18 L90 164", tone)
    pen.mouth(164, 90, Tone("#C9AE93"), tone, 5)
    pen.disc(0, 156, 82, SOIL.base)
    green = Tone("#65805C")
    for x, lean, height in ((-18, -0.5, 150), (20, 0.42, 170), (0, -0.06, 210)):
        top = (x + height * lean, 158 + height)
        pen.line(f"M{x} 158 Q{x + height * lean * 0.2} {158 + height * 0.6} {top[0]} {top[1]}", green.deep, 5)
    for x, y, size, angle in (
        (-92, 300, 110, 150),
        (104, 322, 112, 36),
        (-14, 366, 120, 96),
        (-56, 236, 84, 166),
        (62, 250, 86, 20),
        (12, 290, 92, 60),
        (-20, 286, 84, 122),
    ):
        leaf(pen, x, y, size, angle, Tone(green.light) if angle > 90 else green, 0.42)


def seed_box(pen: Pen, _tone: Tone) -> None:
    """A wooden tray with seed bags standing in it."""
    w, d, h = 190, 120, 64
    pen.ground(w, d)
    pen.face([(-95, 60, 8), (95, 60, 8), (95, 60, h + 20), (-95, 60, h + 20)], OAK.shade)
    bags = ((SAGE, 40), (TERRACOTTA, 22), (Tone("#D9B25F"), 4), (Tone("#8FA3AE"), -14), (PAPER, -32), (Tone("#A8B184"), -48))
    for index, (colour, z) in enumerate(bags):
        x1 = -84 + (index * 23) % 40
        top = 150 - (index * 13) % 30 - index * 4
        pen.face([(x1, z, 10), (x1 + 128, z, 10), (x1 + 128, z, top), (x1, z, top)], colour.base)
        pen.face([(x1, z, top - 12), (x1 + 128, z, top - 12), (x1 + 128, z, top), (x1, z, top)], colour.light)
        pen.face([(x1 + 120, z, 10), (x1 + 128, z, 10), (x1 + 128, z, top), (x1 + 120, z, top)], colour.shade, 0.8)
        pen.edge([(x1, z, top - 12), (x1 + 128, z, top - 12)], colour.deep, 2, 0.5)
    px, py = pen.corner(-20, -48, 92)
    leaf(pen, px, py, 26, 60, Tone("#66794B"))
    leaf(pen, px, py, 26, 120, Tone("#66794B"))
    pen.ellipse(px, py - 7, 10, 9, Tone("#B4503F").base)
    pen.box(w, 8, h, OAK, (0, -56, 0))
    pen.face([(95, -60, 0), (95, 60, 0), (95, 60, h), (95, -60, h)], OAK.shade)
    pen.face([(-95, -52, h), (-89, -52, h), (-89, 56, h), (-95, 60, h)], OAK.light)
    for height, bow in ((18, 3), (40, -3)):
        pen.edge([(-92, -60, height), (-20, -60, height + bow), (40, -60, height - bow), (92, -60, height)], OAK.deep, 2.2, 0.4)
    pen.face([(-34, -60, 16), (34, -60, 16), (34, -60, 48), (-34, -60, 48)], PAPER.base)
    pen.edge([(-22, -60, 37), (22, -60, 37)], PAPER.deep, 3, 0.7)
    pen.edge([(-22, -60, 28), (8, -60, 28)], PAPER.deep, 3, 0.5)


def _glove(pen: Pen, hide: Tone, cuff: Tone) -> None:
    hand = "M-44 -20 C-52 30 -52 60 -50 84 C-52 110 -50 140 -44 148 C-36 154 -30 148 -29 138 L-27 100 L-24 158 C-23 172 -4 174 -3 158 L-2 102 L4 162 C6 176 24 174 23 160 L20 100 L30 142 C34 154 48 150 46 136 L40 78 C44 70 50 60 56 54 C66 44 82 40 84 30 C85 20 74 18 62 22 C54 24 48 14 42 -20 Z"
    band = "M-48 -16 L46 -16 L62 -140 C30 -150 -34 -150 -64 -140 Z"
    pen.cast(band, 16)
    pen.cast(hand, 16)
    pen.path(band, cuff.base)
    pen.path("M16 -16 L46 -16 L62 -140 C52 -143 40 -145 28 -146 Z", cuff.shade)
    folds(pen, "M-20 -30 L-28 -140", cuff, 6)
    pen.path(hand, hide.base)
    pen.path(
        "M8 -20 L42 -20 C48 14 54 24 62 22 C74 18 85 20 84 30 C82 40 66 44 56 54 C50 60 44 70 40 78 L46 136 C48 150 38 152 33 148 C34 110 34 60 8 -20 Z",
        hide.shade,
        0.75,
    )
    pen.line("M-44 10 C-48 50 -46 90 -44 130", hide.pale, 5, 0.8)
    for crease in ("M-27 96 C-24 84 -22 76 -22 66", "M-2 98 C0 86 2 78 2 68", "M20 96 C20 84 20 78 19 70"):
        pen.line(crease, hide.deep, 3, 0.6)
    stitches(pen, "M-46 -4 L44 -4", hide, 0.9)
    pen.bar("M-50 -20 L48 -20", hide.deep, 9)
    stitches(pen, "M-62 -132 C-34 -141 32 -141 60 -132", cuff, 0.9)


def garden_gloves(pen: Pen, tone: Tone) -> None:
    """A pair, the left one half beneath."""
    _glove(pen.moved(-52, 6, 1, 14), Tone(tone.soft), SAGE)
    _glove(pen.moved(50, -6, 1, -8), tone, SAGE)


def twine(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 48)
    pen.turned("M46 0 C48 1 48 3 48 5 L47 14", BEECH)
    pen.disc(0, 14, 47, BEECH.light)
    pen.turned("M33 14 C42 24 44 44 44 60 C44 78 42 94 33 102", tone, 0.5)
    for index in range(15):
        y = 18 + index * 5.8
        r = 44 - abs(index - 7) ** 2 * 0.17
        pen.line(f"M{-r} {y + 2} Q0 {y - r * 0.5 - 2} {r} {y - 1}", tone.deep if index % 2 else tone.light, 3, 0.55)
    pen.turned("M44 102 L45 110", BEECH, 0.8)
    pen.disc(0, 110, 45, BEECH.light)
    pen.ring(0, 110, 30, 8, BEECH.shade, 2.5, 0.6)
    pen.disc(0, 110, 9, BEECH.line)
    pen.bar("M42 58 C60 40 66 10 56 2 C48 -8 84 -14 104 -8", tone.shade, 4)
    pen.bar("M42 59 C59 41 65 12 55 3 C47 -7 84 -13 104 -7", tone.light, 1.6)


def nest_box(pen: Pen, tone: Tone) -> None:
    w, d = 150, 150
    own = pen.moved(-6, -130)
    batten = [(-20, 75, -46), (20, 75, -46), (20, 75, 350), (-20, 75, 350)]
    own.cast(own.outline3(batten), 14)
    own.face(batten, ASH.base)
    own.face([(12, 75, -46), (20, 75, -46), (20, 75, 350), (12, 75, 350)], ASH.shade)
    for h in (-30, 334):
        pin(own, *own.corner(0, 75, h), 4, STEEL)
    own.box(w, d, 236, tone)
    own.face([(75, -75, 232), (75, 75, 232), (75, 75, 284)], tone.shade)
    for x in (-36, 2, 40):
        own.edge([(x, -75, 0), (x + 3, -75, 120), (x - 1, -75, 236)], tone.deep, 2.4, 0.35)
    for z in (-30, 20):
        own.edge([(75, z, 0), (75, z, 250)], tone.line, 2.4, 0.25)
    px, py = own.corner(0, -75, 160)
    own.ellipse(px, py, 17, 17.5, tone.line)
    own.path(f"M{px - 16} {py - 5} A17 17.5 0 0 0 {px + 17} {py} C{px + 8} {py - 10} {px - 6} {py - 12} {px - 16} {py - 5} Z", tone.base)
    px, py = own.corner(0, -75, 112)
    own.ellipse(px + 3, py - 5, 7, 7, DARK, 0.25)
    own.ellipse(px, py, 6, 6, OAK.light)
    zinc = Tone("#8F999A")
    own.face([(-90, -98, 222), (90, -98, 222), (90, -98, 232), (-90, -98, 232)], zinc.shade)
    own.face([(-90, -98, 232), (90, -98, 232), (90, 86, 292), (-90, 86, 292)], zinc.light)
    own.face([(90, -98, 222), (90, -98, 232), (90, 86, 292), (90, 86, 282)], zinc.deep)
    own.face([(-90, -98, 232), (-40, -98, 232), (40, 86, 292), (-20, 86, 292)], zinc.pale, 0.5)


def trug(pen: Pen, tone: Tone) -> None:
    """Shallow basket with its bent handle, some harvest inside."""
    pen.shadow(0, 170, 2, 40)
    pen.bar("M-140 96 C-130 350 130 350 140 96", ASH.deep, 15)
    pen.bar("M-141 98 C-131 346 129 346 139 98", ASH.light, 8)
    pen.disc(0, 96, 212, tone.deep)
    carrots = Tone("#D0773F")
    for x, y, angle in ((-96, 108, 148), (-70, 112, 120), (96, 110, 36)):
        leaf(pen, x, y, 88, angle, LEAF, 0.3)
    for x, y, r, colour in (
        (-100, 100, 36, Tone("#B4503F")),
        (-36, 112, 40, Tone("#8F9C58")),
        (36, 106, 38, Tone("#E0B04F")),
        (104, 102, 36, Tone("#B4503F")),
        (-66, 82, 32, carrots),
        (2, 82, 36, Tone("#B7603F")),
        (70, 82, 34, Tone("#8F9C58")),
    ):
        pen.ellipse(x, y, r, r * 0.9, colour.base)
        pen.ellipse(x + r * 0.25, y - r * 0.2, r * 0.72, r * 0.66, colour.soft)
        pen.ellipse(x - r * 0.36, y + r * 0.34, r * 0.26, r * 0.2, colour.pale, 0.8)
    front = "M-212 96 A212 57 0 0 0 212 96 C206 40 160 8 120 0 A124 33 0 0 1 -120 0 C-160 8 -206 40 -212 96 Z"
    pen.path(front, tone.deep)
    rows = [(12 + index * 13.5, 132 + 80 * ((index + 0.4) / 6.6) ** 0.6) for index in range(7)]
    weave(pen, rows, tone, 17)
    pen.hoop(97, 213, tone.deep, 0.06 * 250 * pen.scale)
    pen.hoop(100, 213, tone.light, 0.03 * 250 * pen.scale)
    pen.path("M-212 96 A212 57 0 0 1 -120 143 L-116 136 A204 50 0 0 0 -204 96 Z", tone.base)
    pen.path("M212 96 A212 57 0 0 0 120 143 L116 136 A204 50 0 0 1 204 96 Z", tone.shade)


GARDEN = {
    "watering-can": Drawing(
        watering_can,
        (400, 275),
        SAGE,
        use("terrace", 900, Prop("clay-pot", 265, -30, front=True), Prop("clay-pot-small", -300, -50, front=True), x=-70),
        middle=35,
    ),
    "hand-trowel": Drawing(
        trowel,
        (110, 285),
        ASH,
        use("terrace", 620, Prop("clay-pot", -120, 30), Prop("twine", 180, -50, front=True), x=40, y=150, angle=166),
        "flat",
        angle=-32,
    ),
    "hand-fork": Drawing(
        hand_fork,
        (110, 275),
        ASH,
        use(
            "desk",
            560,
            Prop("garden-gloves", -130, 10, angle=12),
            Prop("leaf", 190, -150, angle=60),
            Prop("twine-flat", 180, 130),
            x=90,
            angle=-16,
        ),
        "flat",
        angle=-32,
    ),
    "secateurs": Drawing(
        secateurs,
        (150, 180),
        STEEL,
        use("desk", 420, Prop("branch", -70, 60), Prop("twine-flat", 140, 120), x=50, y=-20, angle=-30),
        "flat",
        angle=-38,
    ),
    "clay-pot": Drawing(
        clay_pot,
        (230, 310),
        CLAY,
        use("terrace", 760, Prop("clay-pot-small", 215, -40, front=True), Prop("watering-can", -230, 60, SAGE), x=40),
    ),
    "glazed-planter": Drawing(
        planter, (270, 470), SAGE, use("room", 1230, Prop("oak-stool", 0, -10), Prop("willow-basket", 350, -20, front=True), x=0, y=448)
    ),
    "seed-box": Drawing(
        seed_box, (240, 200), PAPER, use("terrace", 620, Prop("clay-pot-small", 220, -30, front=True), Prop("twine", -215, -45, front=True))
    ),
    "garden-gloves": Drawing(
        garden_gloves,
        (260, 330),
        Tone("#D8BC8C"),
        use("desk", 600, Prop("hand-trowel", 190, 0, angle=12), Prop("leaf", -230, 180, angle=-30), x=-70),
        "flat",
    ),
    "twine": Drawing(
        twine, (150, 130), LINEN, use("terrace", 420, Prop("clay-pot-small", -130, 20), Prop("leaf-stand", 135, -20, front=True))
    ),
    "nest-box": Drawing(
        nest_box, (230, 390), LARCH, use("lawn", 760, Prop("trunk", 0, 0), Prop("branch-leaves", 0, 430), x=6, y=300), "hang"
    ),
    "garden-trug": Drawing(
        trug,
        (430, 300),
        WILLOW,
        use("terrace", 900, Prop("watering-can", -330, 90, TERRACOTTA), Prop("clay-pot-small", 350, -20, front=True)),
    ),
}

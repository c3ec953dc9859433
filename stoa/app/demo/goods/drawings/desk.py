"""The desk goods: paper, books, pens and what keeps them in order."""

from __future__ import annotations

from stoa.app.demo.goods.colours import (
    BRASS,
    CHERRY,
    DARK,
    INK,
    IRON,
    OCHRE,
    OLIVE,
    PAPER,
    SAGE,
    STEEL,
    TERRACOTTA,
    WALNUT,
    Tone,
)
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import circle, pin, rounded
from stoa.app.demo.goods.pen import Pen

CEDAR = Tone("#D9AE7E")


def notebook(pen: Pen, tone: Tone) -> None:
    """From above, with its band and an elastic-free linen cover."""
    pen.cast(rounded(-76, -108, 152, 214, 5), 24)
    pen.path(rounded(-70, -108, 146, 210, 3), PAPER.shade)
    for step in (0, 2, 4):
        pen.line(f"M75 {-106 + step} L75 {98 - step}", PAPER.deep, 1.6, 0.4)
    pen.line("M-66 -106.5 L74 -106.5", PAPER.light, 3)
    pen.path(rounded(-74, -104, 148, 210, 5), tone.base)
    pen.path("M-69 -104 L-52 -104 L-52 106 L-69 106 Q-74 106 -74 101 L-74 -99 Q-74 -104 -69 -104 Z", tone.shade)
    pen.line("M-51 -103 L-51 105", tone.deep, 2.5, 0.6)
    pen.line("M-48.6 -103 L-48.6 105", tone.light, 2.5, 0.7)
    for index in range(21):
        y = -96 + index * 9.6
        pen.line(f"M-46 {y} L70 {y}", tone.light, 1.5, 0.16)
    pen.line("M-44 103 L68 103 Q72 103 72 99 L72 -96", tone.light, 3.5, 0.6)
    pen.path("M-8 52 L50 52 L50 82 L-8 82 Z", PAPER.base)
    pen.line("M2 72 L40 72 M2 64 L28 64", PAPER.deep, 3, 0.55)
    pen.bar("M52 -104 C53 -112 50 -118 54 -130", TERRACOTTA.deep if tone.base != TERRACOTTA.base else INK.base, 4)


def pocket_notebooks(pen: Pen, _tone: Tone) -> None:
    """Three fanned, held by a paper band."""
    for cover, x, y, angle in ((SAGE, -34, 8, 16), (OCHRE, 2, 0, 3), (TERRACOTTA, 38, -10, -10)):
        own = pen.moved(x, y, 1, angle)
        own.cast(rounded(-46, -71, 92, 142, 5), 16)
        own.path(rounded(-45, -71, 91, 141, 4), PAPER.shade)
        own.path(rounded(-46, -70, 91, 141, 5), cover.base)
        own.path("M-41 -70 L-38 -70 L-38 71 L-41 71 Q-46 71 -46 66 L-46 -65 Q-46 -70 -41 -70 Z", cover.shade)
        own.line("M-36 68 L40 68 Q43 68 43 64 L43 -62", cover.light, 3, 0.65)
        for staple in (-36, 36):
            own.line(f"M-43 {staple - 6} L-43 {staple + 6}", STEEL.light, 3)
    own = pen.moved(38, -10, 1, -10)
    own.path(rounded(-20, 24, 46, 24, 2), PAPER.base)
    own.line("M-13 40 L18 40 M-13 32 L8 32", PAPER.deep, 3, 0.5)


def _envelope(pen: Pen, tone: Tone, lining: Tone) -> None:
    pen.cast("M-82 -58 L82 -58 L82 58 L-82 58 Z", 16)
    pen.path("M-82 -58 L82 -58 L82 58 L-82 58 Z", tone.base)
    pen.path("M-82 58 L-4 -4 Q0 -7 4 -4 L82 58 Z", lining.base)
    pen.path("M-82 58 L-4 -4 Q0 -7 4 -4 L82 58 L74 58 L3 4 Q0 2 -3 4 L-74 58 Z", lining.light)
    pen.path("M-82 -58 L0 12 L82 -58 Z", tone.light)
    pen.line("M-82 -58 L-10 3 M82 -58 L10 3", tone.deep, 2.4, 0.45)
    pen.path("M82 58 L10 3 L82 -58 Z", tone.soft, 0.8)


def letter_set(pen: Pen, tone: Tone) -> None:
    sheet = pen.moved(-40, 18, 1, 7)
    sheet.flat("M-74 -105 L74 -105 L74 105 L-74 105 Z", tone.light, 14)
    sheet.path("M60 -105 L74 -105 L74 105 L66 105 Z", tone.base, 0.6)
    for index in range(5):
        sheet.line(
            f"M-52 {70 - index * 17} C-30 {74 - index * 17} -20 {66 - index * 17} 0 {70 - index * 17} C18 {74 - index * 17} 30 {67 - index * 17} {48 - (index * 29) % 40} {70 - index * 17}",
            INK.base,
            2.6,
            0.55,
        )
    _envelope(pen.moved(44, 22, 1, -9), tone, SAGE)
    closed = pen.moved(36, -66, 1, 4)
    closed.flat("M-82 -58 L82 -58 L82 58 L-82 58 Z", tone.base, 16)
    closed.path("M-82 58 L0 -14 L82 58 Z", tone.light)
    closed.line("M-82 58 L-3 -12 Q0 -15 3 -12 L82 58", tone.deep, 2.6, 0.5)
    closed.flat(circle(0, -10, 14), TERRACOTTA.base, 5)
    closed.path("M-10 -1 A14 14 0 0 1 10 -1 C4 6 -4 6 -10 -1 Z", TERRACOTTA.light, 0.7)
    closed.ring(0, -10, 8.5, 8.5, TERRACOTTA.deep, 3, 0.7)


def _book(pen: Pen, cover: Tone, thickness: float) -> None:
    """A hardback standing, turned a little; its drawing on the front is added by the caller."""
    w, h = 170, 230
    pen.ground(w, thickness)
    pen.box(w, thickness, h, cover)
    x = w / 2
    pen.face([(x, -thickness / 2 + 3, 4), (x, thickness / 2 - 3, 4), (x, thickness / 2 - 3, h), (x, -thickness / 2 + 3, h)], PAPER.soft)
    for z in (-0.25, 0, 0.25):
        pen.edge([(x, z * thickness, 6), (x, z * thickness, h - 2)], PAPER.deep, 2, 0.4)
    pen.face(
        [(-x + 3, -thickness / 2 + 3, h), (x, -thickness / 2 + 3, h), (x, thickness / 2 - 3, h), (-x + 3, thickness / 2 - 3, h)],
        PAPER.light,
    )
    pen.face([(-x, -thickness / 2, 0), (-x + 12, -thickness / 2, 0), (-x + 12, -thickness / 2, h), (-x, -thickness / 2, h)], cover.shade)
    pen.edge([(-x + 13, -thickness / 2, 1), (-x + 13, -thickness / 2, h - 1)], cover.light, 2.5, 0.6)


def book_mending(pen: Pen, tone: Tone) -> None:
    """A house with a patch sewn on."""
    _book(pen, tone, 26)
    z = -13.0
    pen.face([(-40, z, 70), (58, z, 70), (58, z, 140), (9, z, 186), (-40, z, 140)], PAPER.base)
    pen.face([(9, z, 70), (58, z, 70), (58, z, 140), (9, z, 186)], PAPER.soft)
    pen.face([(-24, z, 70), (-2, z, 70), (-2, z, 112), (-24, z, 112)], INK.base)
    pen.face([(20, z, 92), (50, z, 90), (52, z, 122), (22, z, 124)], TERRACOTTA.base)
    for (x1, h1), (x2, h2) in (((20, 92), (50, 90)), ((50, 90), (52, 122)), ((52, 122), (22, 124)), ((22, 124), (20, 92))):
        for share in (0.15, 0.4, 0.65, 0.9):
            x, h = x1 + (x2 - x1) * share, h1 + (h2 - h1) * share
            dx, dh = (0, 5) if abs(x2 - x1) > abs(h2 - h1) else (5, 0)
            pen.edge([(x - dx, z, h - dh), (x + dx, z, h + dh)], INK.deep, 3)
    pen.edge([(-46, z, 134), (9, z, 190), (64, z, 134)], INK.base, 5)
    pen.edge([(-48, z, 44), (64, z, 44)], PAPER.base, 5, 0.9)
    pen.edge([(-48, z, 34), (20, z, 34)], PAPER.base, 4, 0.6)


def book_bread(pen: Pen, tone: Tone) -> None:
    """Four loaves, seen from above."""
    _book(pen, tone, 20)
    crust = CHERRY
    for x, h, rx, rh in ((-32, 156, 28, 22), (40, 156, 26, 26), (-32, 92, 25, 25), (40, 92, 30, 19)):
        px, py = pen.corner(x, -10, h)
        pen.ellipse(px + 2, py - 3, rx, rh, tone.deep, 0.5)
        pen.ellipse(px, py, rx, rh, crust.base)
        pen.ellipse(px - 3, py + 3, rx * 0.78, rh * 0.74, crust.light)
        for dx in (-0.4, 0, 0.4):
            pen.line(f"M{px + dx * rx - 5} {py - rh * 0.35} L{px + dx * rx + 5} {py + rh * 0.4}", PAPER.light, 4)
    pen.edge([(-48, -10, 44), (64, -10, 44)], PAPER.base, 5, 0.9)
    pen.edge([(-48, -10, 34), (10, -10, 34)], PAPER.base, 4, 0.6)


def fountain_pen(pen: Pen, tone: Tone) -> None:
    """The open pen above its cap."""
    barrel = "M-84 6 C-88 6 -90 3 -90 0 C-90 -3 -88 -6 -84 -6 L30 -6.5 L30 6.5 Z"
    grip = "M32 5.6 L54 4.6 L60 4 L60 -4 L54 -4.6 L32 -5.6 Z"
    nib = "M60 4 C70 5 78 3 90 0 C78 -3 70 -5 60 -4 Z"
    top = pen.moved(4, 12)
    for part in (barrel, grip, nib):
        top.cast(part, 11)
    top.path(barrel, tone.base)
    top.path("M-90 0 C-90 -3 -88 -6 -84 -6 L30 -6.5 L30 -1 L-88 -1 Z", tone.shade)
    top.line("M-82 3.4 L26 3.6", tone.pale, 5, 0.8)
    top.path("M14 6.4 L24 6.4 L24 -6.4 L14 -6.4 Z", Tone("#C58D4C").base, 0.85)
    top.path("M29 6.5 L32 6.2 L32 -6.2 L29 -6.5 Z", BRASS.light)
    top.path(grip, tone.deep)
    top.line("M34 3 L58 2", tone.light, 3, 0.6)
    top.path(nib, STEEL.light)
    top.path("M60 -4 C70 -5 78 -3 90 0 L62 0 Z", STEEL.shade)
    top.line("M70 0 L89 0", STEEL.line, 2)
    top.ellipse(69, 0, 1.2, 1.2, STEEL.line)
    cap = pen.moved(-14, -26)
    shape = "M-34 7.4 L34 7.6 L34 -7.6 L-34 -7.4 C-40 -7 -42 -4 -42 0 C-42 4 -40 7 -34 7.4 Z"
    cap.cast(shape, 12)
    cap.path(shape, tone.base)
    cap.path("M34 -7.6 L-34 -7.4 C-40 -7 -42 -4 -42 -1 L34 -1 Z", tone.shade)
    cap.line("M-32 4.4 L28 4.6", tone.pale, 5, 0.8)
    cap.path("M27 7.7 L33 7.7 L33 -7.7 L27 -7.7 Z", BRASS.base)
    cap.path("M27 7.7 L33 7.7 L33 3 L27 3 Z", BRASS.pale)
    cap.bar("M-36 2 L12 1", BRASS.deep, 3.6)
    cap.bar("M-36 2.4 L12 1.6", BRASS.light, 2.2)
    cap.ellipse(14, 1.4, 2.4, 2.4, BRASS.base)


def _pencil(pen: Pen, tone: Tone, *, sharp: bool) -> None:
    end = 62 if sharp else 82
    body = f"M-88 4 L{end} 4 L{end} -4 L-88 -4 Z"
    pen.cast(body, 8)
    pen.path(body, tone.base)
    pen.path(f"M-88 4 L{end} 4 L{end} 1.5 L-88 1.5 Z", tone.light)
    pen.path(f"M-88 -1.5 L{end} -1.5 L{end} -4 L-88 -4 Z", tone.shade)
    pen.path("M-88 4 L-84 4 L-84 -4 L-88 -4 Z", CEDAR.base)
    if sharp:
        pen.path("M62 4 Q65 2.6 62 1.4 Q66 0 62 -1.4 Q65 -2.6 62 -4 L86 0 Z", CEDAR.base)
        pen.path("M62 4 Q65 2.6 62 1.4 L86 0 Z", CEDAR.light)
        pen.path("M79 1.2 L87 0 L79 -1.2 Z", DARK)
    else:
        pen.ellipse(82, 0, 1.4, 1.4, DARK)


def pencils(pen: Pen, tone: Tone) -> None:
    """The open drawer box, and two sharpened ones before it."""
    tray = pen.moved(-4, 16)
    tray.flat(rounded(-100, -44, 196, 88, 4), TERRACOTTA.base, 16)
    tray.path(rounded(-94, -38, 184, 76, 2), TERRACOTTA.deep)
    for index in range(8):
        _pencil(tray.moved(-2, 33 - index * 9.4), tone, sharp=False)
    tray.path(rounded(-100, -44, 62, 88, 4), TERRACOTTA.base)
    tray.path("M-100 40 Q-100 44 -96 44 L-38 44 L-38 36 L-100 36 Z", TERRACOTTA.light)
    tray.path("M-42 44 L-38 44 L-38 -44 L-42 -44 Z", TERRACOTTA.shade)
    tray.path(rounded(-86, -18, 32, 36, 1), PAPER.base)
    tray.line("M-80 8 L-60 8 M-80 0 L-66 0", PAPER.deep, 3, 0.6)
    _pencil(pen.moved(6, -48, 1, 5), tone, sharp=True)
    _pencil(pen.moved(-6, -66, 1, -3), tone, sharp=True)


def scissors(pen: Pen, tone: Tone) -> None:
    """Open by a hand's breadth."""
    for side, angle in ((1, -9), (-1, 9)):
        own = pen.moved(0, 0, 1, angle)
        blade = f"M{-side * 7} -14 L{-side * 8} 30 L{side * 2} 112 L{side * 6} 30 L{side * 7} -14 Z"
        shank = f"M{-side * 2} -8 C{-side * 2} -26 {side * -10} -32 {side * -12} -42"
        own.cast(blade, 10)
        own.path(blade, STEEL.base if side > 0 else STEEL.soft)
        own.path(f"M{-side * 8} 30 L{side * 2} 112 L{-side * 3} 30 L{-side * 3} -10 L{-side * 7} -14 Z", STEEL.pale)
        own.bar(shank, tone.base, 10)
        loop = f"M{side * -10} -36 C{side * -34} -42 {side * -42} -78 {side * -26} -94 C{side * -10} -106 {side * 4} -84 {side * -2} -58 C{side * -3} -48 {side * -6} -40 {side * -10} -36 Z"
        own.moved(3, -4).bar(loop, DARK, 9, 0.16)
        own.bar(loop, tone.shade, 9)
        own.moved(-0.8, 0.8).bar(loop, tone.base, 6)
        own.line(f"M{side * -30} -58 C{side * -34} -74 {side * -32} -86 {side * -26} -94", tone.pale, 3.5, 0.7)
    pin(pen, 0, 0, 5.5)
    pen.line("M-3 -2.4 L3 2.4", BRASS.deep, 3)


def desk_tray(pen: Pen, tone: Tone) -> None:
    pen.ground(280, 120)
    pen.box(280, 120, 24, tone)
    for z, bow in ((-46, 3), (-6, -4), (34, 3)):
        pen.edge([(-136, z, 24), (-60, z + bow, 24), (30, z - bow, 24), (136, z + 1, 24)], tone.deep, 2.2, 0.35)
    _hollow(pen, -124, 12, 124, 48, tone)
    _hollow(pen, -124, -46, 10, -8, tone)
    for x in (46, 100):
        px, py = pen.corner(x, -24, 24)
        pen.ellipse(px, py, 25, 8.6, tone.deep)
        pen.path(f"M{px - 18} {py - 6} A25 8.6 0 0 0 {px + 25} {py} C{px + 12} {py - 4} {px - 8} {py - 6} {px - 18} {py - 6} Z", tone.soft)
    px, py = pen.corner(46, -24, 24)
    for dx, dy in ((-8, -1), (4, 1), (-1, -4)):
        pen.ring(px + dx, py + dy, 5, 2.4, BRASS.light, 3)
    start, stop = pen.corner(-104, 30, 22), pen.corner(86, 30, 22)
    pen.rod(f"M{start[0]} {start[1]} L{stop[0]} {stop[1]}", INK, 9)
    tip = pen.corner(104, 30, 22)
    pen.path(f"M{stop[0]} {stop[1] + 4} L{tip[0]} {tip[1]} L{stop[0]} {stop[1] - 4} Z", BRASS.base)


def _hollow(pen: Pen, x1: float, z1: float, x2: float, z2: float, tone: Tone) -> None:
    pen.face([(x1, z1, 24), (x2, z1, 24), (x2, z2, 24), (x1, z2, 24)], tone.deep)
    pen.face([(x1 + 5, z1, 24), (x2, z1, 24), (x2, z2 - 13, 24), (x1 + 9, z2 - 13, 24)], tone.soft)
    pen.edge([(x1, z1, 24), (x2, z1, 24), (x2, z2, 24)], tone.pale, 3, 0.7)


def ruler(pen: Pen, tone: Tone) -> None:
    body = rounded(-105, -12, 210, 24, 1.5)
    pen.flat(body, tone.base, 10)
    pen.path("M-105 12 L105 12 L105 5 L-105 5 Z", tone.light)
    pen.line("M-105 5 L105 5", tone.shade, 2, 0.8)
    pen.line("M-104 11.5 L104 11.5", tone.pale, 2.5)
    for mm in range(0, 201, 5 if pen.scale < 2 else 2):
        length = 8 if mm % 10 == 0 else 4
        pen.line(f"M{-100 + mm} 12 L{-100 + mm} {12 - length}", tone.line, 2.2 if mm % 10 == 0 else 1.4, 0.9)
    pen.path("M20 -12 L60 -12 L36 5 L-4 5 Z", tone.pale, 0.45)
    pen.path(circle(96, -5, 3), tone.line)


def ruler_set(pen: Pen, tone: Tone) -> None:
    """The ruler across a drawn circle, which says what it is for."""
    pen.flat("M-80 -78 L84 -70 L80 78 L-84 70 Z", PAPER.base, 10)
    pen.ring(0, 4, 48, 48, INK.base, 2.5, 0.5)
    pen.line("M-62 4 L62 4 M0 -58 L0 62", INK.base, 1.8, 0.35)
    pen.line("M-40 -32 L44 30", TERRACOTTA.base, 3, 0.8)
    ruler(pen.moved(2, -8, 1, 36), tone)


DESK = {
    "notebook": Drawing(
        notebook,
        (190, 235),
        TERRACOTTA,
        use(
            "desk",
            460,
            Prop("fountain-pen", 140, 0, INK, angle=80),
            Prop("coffee-flat", 150, 140),
            Prop("leaf", -160, -110, angle=30),
            x=-50,
            angle=6,
        ),
        "flat",
        angle=7,
    ),
    "pocket-notebooks": Drawing(
        pocket_notebooks,
        (180, 170),
        OCHRE,
        use("desk", 400, Prop("pencil", 100, -80, angle=-25), Prop("coffee-flat", 130, 80), x=-50, y=10),
        "flat",
    ),
    "letter-set": Drawing(
        letter_set,
        (260, 260),
        PAPER,
        use(
            "desk",
            460,
            Prop("fountain-pen", 20, -160, INK, angle=12),
            Prop("leaf", 160, 130, angle=200),
            Prop("coffee-flat", -170, 150),
            y=20,
        ),
        "flat",
    ),
    "book-mending": Drawing(
        book_mending,
        (180, 250),
        Tone("#7F95A0"),
        use("table", 520, Prop("stoneware-mug", 165, -20, TERRACOTTA, front=True), Prop("twine", -160, -20)),
    ),
    "book-bread": Drawing(
        book_bread, (175, 250), Tone("#A99467"), use("table", 540, Prop("loaf", 170, -50, front=True), Prop("storage-jar", -165, 30))
    ),
    "fountain-pen": Drawing(
        fountain_pen,
        (158, 70),
        INK,
        use("desk", 380, Prop("letter-flat", 10, 0), Prop("ink-flat", 130, 95), x=-10, y=-55, angle=32),
        "flat",
        angle=32,
    ),
    "pencils": Drawing(
        pencils,
        (210, 150),
        Tone("#D8C7A4"),
        use("desk", 400, Prop("notebook", 120, 90, OLIVE, angle=-12), x=-30, y=-50, angle=4),
        "flat",
        angle=8,
    ),
    "paper-scissors": Drawing(
        scissors,
        (120, 185),
        IRON,
        use("desk", 420, Prop("letter-flat", -70, 10), Prop("twine-flat", 140, 110), x=70, angle=-20),
        "flat",
        angle=-24,
    ),
    "desk-tray": Drawing(desk_tray, (320, 85), WALNUT, use("table", 640, Prop("desk-lamp", -230, 70), Prop("book-pair", 200, 60), x=40)),
    "brass-ruler": Drawing(
        ruler_set,
        (190, 185),
        BRASS,
        use("desk", 400, Prop("pencil", 90, -100, angle=14), Prop("coffee-flat", -140, 100), x=-10, angle=-6),
        "flat",
    ),
}

"""The goods for the house: light, wool, wood and willow."""

from __future__ import annotations

from stoa.app.demo.goods.colours import (
    BRASS,
    DARK,
    INK,
    IRON,
    LINEN,
    OAK,
    PORCELAIN,
    TERRACOTTA,
    WAX,
    WILLOW,
    Tone,
)
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import circle, flame, pin, rounded, sprig, stitches, weave
from stoa.app.demo.goods.pen import Pen, profile

GLOW = "#FFE7AE"


def table_lamp(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 84)
    pen.ellipse(0, 190, 290, 200, "url(#glow)", 0.75)
    pen.disc(0, 4, 240, "url(#glow)", 0.9)
    pen.turned("M84 0 C86 1 86 4 84 10 C70 18 40 20 12 22", tone)
    pen.turned("M8 20 L8 250", BRASS)
    pen.disc(0, 236, 146, "#F6E3BC")
    pen.disc(0, 236, 100, GLOW, 0.9)
    pen.ellipse(0, 232, 26, 18, "#FFF8E6")
    steps = profile("M150 236 C150 320 92 380 0 384")
    pen.path(pen.hull(steps), tone.base)
    pen.shading(steps, tone)
    pen.path("M-144 231 A146 39 0 0 0 144 231 A146 18 0 0 1 -144 231 Z", "#FBEBC8")
    pen.hoop(236, 150, tone.light, 4, 0.9)
    pen.turned("M7 383 L7 392 C7 396 3 398 0 398", BRASS)


def pendant(pen: Pen, tone: Tone) -> None:
    pen.bar("M0 900 L0 96", IRON.base, 5)
    pen.bar("M-1 900 L-1 96", TERRACOTTA.light, 1.6)
    pen.ellipse(0, -150, 330, 260, "url(#glow)", 0.8)
    pen.disc(0, -58, 176, "#F8E9C8")
    pen.disc(0, -58, 120, GLOW, 0.8)
    pen.ellipse(0, -66, 32, 30, "#FFF8E6")
    pen.turned("M180 -58 C182 -52 180 -46 174 -40 C140 0 70 30 42 50 L36 74", tone)
    pen.path("M-172 -64 A180 48 0 0 0 172 -64 A180 26 0 0 1 -172 -64 Z", "#FBEBC8")
    pen.hoop(-58, 180, tone.pale, 4, 0.8)
    pen.turned("M36 72 C34 84 26 92 10 96", BRASS)
    pen.turned("M9 96 L6 116", IRON, 0.5)


def desk_lamp(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 80)
    pen.disc(290, 8, 190, "url(#glow)")
    pen.ellipse(262, 190, 150, 130, "url(#glow)", 0.7)
    pen.turned("M80 0 C82 2 82 10 78 16 C60 24 30 26 14 28", tone)
    pen.turned("M10 26 L9 44", BRASS)
    pen.rod("M0 44 L-84 252", tone, 11)
    pen.rod("M-84 252 L176 330", tone, 11)
    for x, y, r in ((0, 44, 13), (-84, 252, 15), (176, 330, 13)):
        pen.ellipse(x + 3, y - 4, r, r, DARK, 0.2)
        pin(pen, x, y, r)
    pen.bar("M-14 60 C-60 110 -110 200 -92 240", TERRACOTTA.deep, 3.4)
    head = pen.moved(196, 318, 1, 32)
    head.turned("M74 -92 C72 -40 50 -14 26 0 L22 34 C18 42 8 44 0 44", tone)
    head.disc(0, -92, 74, "#F8E9C8")
    head.disc(0, -94, 46, GLOW)
    head.ring(0, -92, 74, 20, tone.light, 4)


def candle_holder(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 60)
    pen.ring(-68, 12, 17, 14, tone.deep, 0.058 * 110 * pen.scale)
    pen.ring(-69, 13, 17, 14, tone.light, 0.024 * 110 * pen.scale)
    pen.turned("M44 0 C52 2 58 6 60 15", tone)
    pen.disc(0, 15, 60, tone.light)
    pen.disc(1, 13.5, 55, tone.shade)
    pen.path("M-40 4 A55 15 0 0 0 56 14 C36 6 -10 2 -40 4 Z", tone.base)
    pen.turned("M22 10 C16 14 13 20 13 26 L16 34 L16 56", tone)
    pen.disc(0, 56, 16, tone.light)
    pen.turned("M11 54 L10.4 176 C10 180 6 182 2 182", WAX, 0.7)
    pen.path("M-10 166 C-9 156 -8 150 -6.6 146 C-5 152 -6 160 -4 168 Z", WAX.pale)
    pen.line("M0 181 L1 192", DARK, 3)
    flame(pen, 0.6, 187, 34)


def beeswax_candles(pen: Pen, tone: Tone) -> None:
    """Three pairs, lying, still joined by their wicks."""
    for x, angle in ((-62, 4), (0, -1), (62, -5)):
        own = pen.moved(x, 0, 1, angle)
        own.line("M-13 128 C-13 168 13 168 13 128", LINEN.deep, 4)
        for dx in (-13, 13):
            stick = f"M{dx - 11} -118 Q{dx} -128 {dx + 11} -118 L{dx + 9} 112 C{dx + 8} 124 {dx + 3} 130 {dx} 130 C{dx - 3} 130 {dx - 8} 124 {dx - 9} 112 Z"
            own.cast(stick, 12)
            own.path(stick, tone.base)
            own.path(f"M{dx + 3} -124 Q{dx + 8} -122 {dx + 11} -118 L{dx + 9} 112 C{dx + 8} 124 {dx + 3} 130 {dx} 130 Z", tone.shade)
            own.line(f"M{dx - 6} -108 L{dx - 5} 108", tone.pale, 6, 0.8)
    band = "M-108 8 C-40 16 40 16 108 8 L108 -36 C40 -28 -40 -28 -108 -36 Z"
    pen.cast(band, 6)
    pen.path(band, PORCELAIN.base)
    pen.path("M52 13 C72 12 92 10 108 8 L108 -36 C92 -34 72 -32 52 -31 Z", PORCELAIN.soft)
    pen.line("M-22 -4 C-8 -2 8 -2 22 -4 M-14 -14 C-6 -13 6 -13 14 -14", PORCELAIN.line, 3, 0.5)


def wool_blanket(pen: Pen, tone: Tone) -> None:
    """Folded to a thick stack, its stripe in front."""
    w, d = 330, 230
    pen.ground(w, d)
    layers = 5
    for index in range(layers):
        h = index * 25
        pen.box(w - (index % 2) * 6, d, 24, Tone(tone.base if index % 2 else tone.soft), (0, 0, h))
        start, stop = pen.corner(-w / 2, -d / 2, h + 12), pen.corner(w / 2, -d / 2, h + 12)
        pen.bar(f"M{start[0] + 3} {start[1]} L{stop[0] - 3} {stop[1]}", tone.base if index % 2 else tone.soft, 23)
        pen.moved(0, 4).bar(f"M{start[0] + 4} {start[1]} L{stop[0] - 4} {stop[1]}", tone.light, 9, 0.7)
        back = pen.corner(w / 2, d / 2, h + 12)
        pen.bar(f"M{stop[0]} {stop[1]} L{back[0] - 4} {back[1]}", tone.shade, 22)
        pen.moved(0, -9).bar(f"M{start[0] + 4} {start[1]} L{stop[0]} {stop[1]} L{back[0] - 4} {back[1]}", tone.deep, 2.4, 0.5)
    h = layers * 25
    for x1, x2 in ((70, 98), (108, 116), (54, 62)):
        pen.face(
            [(x1, -d / 2 - 4, h - 1), (x2, -d / 2 - 4, h - 1), (x2, d / 2, h - 1), (x1, d / 2, h - 1)],
            TERRACOTTA.base if tone.base != TERRACOTTA.base else LINEN.base,
        )
        pen.face([(x1, -d / 2 - 6, 104), (x2, -d / 2 - 6, 104), (x2, -d / 2 - 4, h), (x1, -d / 2 - 4, h)], TERRACOTTA.shade)
    for colour, turn in ((tone.pale, 0), (tone.soft, 1)):
        tufts = [(-150 + (index * 71) % 190, -100 + (index * 37) % 205) for index in range(turn, 40, 2)]
        pen.line(" ".join(pen.outline3([(x, z, h), (x + 9, z + 4, h)]).rstrip("Z") for x, z in tufts), colour, 2.4, 0.5)
    edge = [(-w / 2 + 8, -d / 2 + 6, h), (w / 2 - 6, -d / 2 + 6, h)]
    pen.edge(edge, tone.pale, 4, 0.6)


def cushion(pen: Pen, tone: Tone) -> None:
    body = "M-190 30 C-204 14 -196 0 -176 6 C-90 22 90 22 176 6 C198 0 206 16 190 34 C176 120 178 240 192 330 C204 352 194 366 172 358 C90 342 -90 342 -172 358 C-194 366 -206 350 -192 330 C-178 240 -176 120 -190 30 Z"
    pen.shadow(6, 182, 14, 30)
    pen.path(body, tone.base)
    pen.path(
        "M176 6 C198 0 206 16 190 34 C176 120 178 240 192 330 C204 352 194 366 172 358 C148 354 124 351 100 349 C150 250 150 110 90 18 C120 16 150 12 176 6 Z",
        tone.soft,
    )
    pen.path("M176 6 C198 0 206 16 190 34 C176 120 178 240 192 330 C200 346 196 356 186 359 C156 260 154 110 176 6 Z", tone.shade)
    pen.path("M-176 6 C-90 22 90 22 176 6 C150 40 60 52 0 50 C-70 50 -150 40 -176 6 Z", tone.shade, 0.8)
    pen.path("M-160 340 C-120 250 -116 180 -140 90 C-160 170 -170 260 -178 330 Z", tone.light, 0.45)
    pen.path("M-150 338 C-80 326 20 326 90 336 C30 300 -90 296 -150 338 Z", tone.light, 0.4)
    for crease in (
        "M-182 22 C-150 50 -130 60 -100 64",
        "M182 24 C156 50 134 60 110 66",
        "M-184 346 C-150 320 -134 306 -112 300",
        "M184 344 C156 318 140 308 118 302",
    ):
        pen.line(crease, tone.deep, 5, 0.45)
    pen.line("M-188 34 C-174 120 -176 240 -190 326", tone.pale, 4, 0.7)
    stitches(pen, "M-178 18 C-90 34 90 34 178 18", tone, 0.7)


def willow_basket(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 150)
    pen.turned("M140 0 C156 40 166 120 172 200", Tone(tone.deep), 0)
    pen.disc(0, 210, 176, tone.deep)
    pen.disc(4, 204, 162, Tone(tone.deep).deep)
    for index in range(4):
        pen.line(f"M-150 {212 - index * 7} A160 43 0 0 1 150 {212 - index * 7}", tone.base, 5, 0.35)
    weave(pen, [(12 + index * 15.2, 143 + 31 * (index / 12) ** 0.8) for index in range(13)], tone, 19)
    for k in (0, 1):
        pen.hoop(206 + k * 10, 175, tone.shade, 0.075 * 150 * pen.scale)
        pen.hoop(208 + k * 10, 175, tone.light if k else tone.base, 0.045 * 150 * pen.scale)
    pen.line("M-175 214 A175 47 0 0 1 175 214", tone.base, 0.06 * 150 * pen.scale)
    pen.line("M-175 216 A175 47 0 0 1 60 260", tone.light, 0.03 * 150 * pen.scale)
    for side in (-1, 1):
        handle = (
            f"M{side * 168} 196 C{side * 196} 300 {side * 120} 306 {side * 128} 236" if side < 0 else "M168 196 C196 300 120 306 128 236"
        )
        pen.bar(handle, tone.deep, 15)
        pen.moved(-2, 2).bar(handle, tone.base if side > 0 else tone.light, 9)
        pen.line(handle, tone.deep, 3, 0.5, "5 11")


def peg_rail(pen: Pen, tone: Tone) -> None:
    board = rounded(-300, -38, 600, 76, 8)
    pen.cast(board, 20)
    pen.path(board, tone.base)
    pen.path("M-300 -26 L300 -26 L300 -30 Q300 -38 292 -38 L-292 -38 Q-300 -38 -300 -30 Z", tone.shade)
    pen.path("M-300 26 L300 26 L300 30 Q300 38 292 38 L-292 38 Q-300 38 -300 30 Z", tone.light)
    for y, bow in ((14, 4), (0, -5), (-14, 3)):
        pen.line(f"M-296 {y} C-200 {y + bow} -100 {y - bow} 0 {y} C100 {y + bow} 200 {y - bow} 296 {y}", tone.deep, 2.2, 0.32)
    for x in (-225, -75, 75, 225):
        _peg(pen.moved(x, 0), tone)


def _peg(pen: Pen, tone: Tone) -> None:
    pen.path("M8 -6 L40 -58 L60 -44 L22 10 Z", DARK, 0.15)
    pen.path(circle(0, 0, 16), tone.shade)
    pen.path("M-11 6 L-14 -30 L14 -30 L11 6 Z", tone.base)
    pen.path("M3 6 L5 -30 L14 -30 L11 6 Z", tone.shade)
    pen.path(circle(0, -32, 20), tone.base)
    pen.path("M8 -13 A20 20 0 1 1 -18 -41 C0 -44 8 -30 8 -13 Z", tone.shade)
    pen.path(circle(-4, -28, 13), tone.light)
    pen.ellipse(-8, -24, 5, 4, tone.pale)


def rail_with_towel(pen: Pen, tone: Tone) -> None:
    """The rail alone would be a line; a hat and a cloth show what it does."""
    peg_rail(pen.moved(0, 120), tone)
    _hat(pen.moved(-225, 30))
    cloth = "M60 96 C56 30 46 -60 30 -210 C60 -222 96 -214 126 -220 C116 -70 100 30 90 96 C84 106 66 106 60 96 Z"
    pen.cast(cloth, 20)
    pen.path(cloth, LINEN.base)
    pen.path("M126 -220 C116 -70 100 30 90 96 C86 102 82 103 78 103 C88 20 96 -90 98 -216 Z", LINEN.shade)
    pen.path("M33 -172 C60 -180 96 -176 123 -180 L124 -196 C96 -192 60 -196 32 -188 Z", TERRACOTTA.base)
    pen.line("M70 90 C66 20 62 -90 62 -206", LINEN.shade, 6, 0.6)


def _hat(pen: Pen) -> None:
    straw = Tone("#D6B67C")
    pen.moved(10, -12).ellipse(0, -20, 108, 106, DARK, 0.14)
    pen.ellipse(0, -20, 106, 104, straw.base)
    pen.path("M60 66 A106 104 0 0 0 40 -116 C90 -70 96 10 60 66 Z", straw.shade)
    for r in (98, 88, 78, 68):
        pen.ring(0, -20, r, r * 0.98, straw.deep, 2, 0.3)
    pen.ellipse(3, -24, 60, 58, straw.deep, 0.5)
    pen.ellipse(0, -18, 58, 57, INK.base)
    pen.ellipse(-1, -14, 54, 53, straw.base)
    pen.ellipse(-8, -6, 40, 40, straw.light)
    pen.line("M-24 -2 C-10 10 8 10 22 -4", straw.deep, 3, 0.5)


def wall_clock(pen: Pen, tone: Tone) -> None:
    pen.cast(circle(0, 0, 150), 30)
    pen.path(circle(0, 0, 150), OAK.base)
    pen.path("M106 -106 A150 150 0 0 1 -106 -106 A170 170 0 0 0 106 -106 Z", OAK.shade)
    pen.path("M-106 106 A150 150 0 0 1 106 106 A170 170 0 0 0 -106 106 Z", OAK.light)
    pen.path(circle(0, 0, 138), tone.deep)
    pen.path(circle(2, -3, 136), tone.base)
    pen.path("M-112 70 A134 134 0 0 1 70 112 C10 120 -70 120 -112 70 Z", tone.light, 0.55)
    mark = tone.line if tone.pale > "#C" and tone.base > "#8" else PORCELAIN.base
    for hour in range(12):
        own = pen.moved(0, 0, 1, -30 * hour)
        long = hour % 3 == 0
        own.bar(f"M0 122 L0 {96 if long else 110}", mark, 5 if long else 3.2)
    for angle, length, width in ((-305, 72, 9), (-60, 104, 6)):
        own = pen.moved(0, 0, 1, angle)
        pen.moved(5, -7, 1, angle).bar(f"M0 -18 L0 {length}", DARK, width, 0.16)
        own.bar(f"M0 -18 L0 {length}", mark, width)
    pin(pen, 0, 0, 9, BRASS)


def tall_vase(pen: Pen, tone: Tone) -> None:
    pen.shadow(0, 58)
    for lean, height, count in ((-0.34, 200, 4), (0.28, 240, 5)):
        sprig(pen, lean * 20, 270, height, lean, count, Tone("#7F8F66"))
    pen.turned("M50 0 C54 1 56 4 58 10 C74 50 76 96 58 130 C40 162 19 180 18 214 L18 272 C18 280 22 286 26 290", tone)
    pen.hoop(206, 18, tone.deep, 2.4, 0.3)
    pen.ring(0, 290, 25, 7, tone.light, 5)
    pen.disc(0, 289.5, 21, tone.deep)
    for lean in (-0.32, 0.26):
        pen.line(f"M{lean * 20} 286 Q{lean * 30} 330 {lean * 60} 380", "#5A6349", 5)


def stool(pen: Pen, tone: Tone) -> None:
    for x, r in ((-118, 17), (120, 17), (20, 15)):
        pen.shadow(x, r * 1.3, 4 if x != 20 else 56)
    pen.path("M8 410 L34 410 L30 54 A12 4 0 0 0 8 54 Z", tone.shade)
    for x0, x1 in ((-96, -132), (98, 134)):
        leg = f"M{x0 - 19} 412 L{x0 + 19} 412 L{x1 + 14} 2 A14 5 0 0 0 {x1 - 14} 2 Z"
        pen.path(leg, tone.base)
        pen.path(f"M{x0 + 4} 412 L{x0 + 19} 412 L{x1 + 14} 2 A14 5 0 0 0 {x1 + 4} -2 Z", tone.shade)
        pen.line(f"M{x0 - 11} 406 L{x1 - 8} 8", tone.light, 5, 0.8)
    pen.path("M-150 424 A160 43 0 0 0 150 424 L130 396 A140 34 0 0 1 -130 396 Z", DARK, 0.25)
    pen.turned("M152 414 C158 418 161 424 161 432 C161 440 159 444 156 446", tone, 0.8)
    pen.disc(0, 446, 158, tone.light)
    pen.disc(6, 443, 128, tone.base, 0.5)
    for y, w in ((474, 108), (462, 138), (450, 150), (438, 148), (426, 128), (414, 84)):
        pen.line(f"M{-w} {y} C{-w * 0.3} {y + 4} {w * 0.3} {y - 4} {w} {y}", tone.deep, 2.2, 0.3)
    for x, y in ((-78, 436), (82, 438), (8, 470)):
        pen.ellipse(x, y, 17, 6, tone.shade)
        pen.line(f"M{x - 14} {y} L{x + 14} {y}", tone.line, 4)


HOME = {
    "table-lamp": Drawing(
        table_lamp, (440, 400), TERRACOTTA, use("table", 760, Prop("book-pair", 225, -30, front=True), Prop("tall-vase", -255, 30))
    ),
    "pendant-lamp": Drawing(pendant, (370, 300), IRON, use("room", 1350, Prop("table-set", 0, -60), y=700), "hang"),
    "desk-lamp": Drawing(
        desk_lamp, (480, 380), IRON, use("table", 880, Prop("notebook-lying", 220, -60), Prop("stoneware-mug", 330, 30), x=-150), middle=95
    ),
    "candle-holder": Drawing(
        candle_holder, (150, 225), BRASS, use("table", 420, Prop("book-pair", -115, 25), Prop("beeswax-lying", 80, -50, front=True))
    ),
    "beeswax-candles": Drawing(
        beeswax_candles,
        (210, 300),
        WAX,
        use("desk", 560, Prop("leaf", 170, 120, angle=200), Prop("linen-flat", 60, 0, angle=-8), x=-30, angle=10),
        "flat",
        angle=12,
    ),
    "wool-blanket": Drawing(
        wool_blanket,
        (410, 200),
        LINEN,
        use("room", 1250, Prop("bench", 0, -20), Prop("linen-cushion", -240, 398), Prop("boots", 230, -60, front=True), x=120, y=420),
    ),
    "linen-cushion": Drawing(
        cushion,
        (400, 370),
        TERRACOTTA,
        use("room", 1250, Prop("bench", 0, -20), Prop("linen-cushion", -210, 400, Tone("#E3D5BC")), x=190, y=388),
    ),
    "willow-basket": Drawing(
        willow_basket,
        (390, 310),
        WILLOW,
        use("room", 1200, Prop("oak-stool", -320, 30), Prop("wool-blanket-soft", 60, 0, front=True), x=60),
    ),
    "peg-rail": Drawing(
        rail_with_towel, (610, 420), OAK, use("hall", 980, Prop("canvas-tote-hung", 225, -77, INK, front=True), y=80), "hang"
    ),
    "wall-clock": Drawing(wall_clock, (310, 310), PORCELAIN, use("hall", 1150, Prop("shelf-long", 0, -330), y=120), "hang"),
    "tall-vase": Drawing(
        tall_vase,
        (290, 530),
        Tone("#B48A70"),
        use("room", 1250, Prop("oak-stool", 0, -10), Prop("willow-basket", 370, -10, front=True), y=448),
    ),
    "oak-stool": Drawing(
        stool,
        (330, 500),
        OAK,
        use(
            "room",
            1200,
            Prop("book-pair", -20, 452, front=True),
            Prop("stoneware-mug", 78, 440, TERRACOTTA, front=True),
            Prop("willow-basket", 370, 0),
        ),
    ),
}

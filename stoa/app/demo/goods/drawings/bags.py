"""The bags, large and small."""

from __future__ import annotations

import math

from stoa.app.demo.goods.colours import BRASS, DARK, INK, LEATHER, LINEN, OLIVE, SLATE, TERRACOTTA, Tone
from stoa.app.demo.goods.drawings.drawing import Drawing, Prop, use
from stoa.app.demo.goods.drawings.parts import buckle, circle, folds, pin, rounded, stitches
from stoa.app.demo.goods.pen import Pen

ORANGE = Tone("#D98A4B")


def _strap_down(pen: Pen, x: float, top: float, bottom: float, w: float) -> None:
    """A leather strap with a buckle near its end."""
    strap = (
        f"M{x - w / 2} {top} L{x + w / 2} {top} L{x + w / 2} {bottom + w * 0.5} Q{x} {bottom - w * 0.3} {x - w / 2} {bottom + w * 0.5} Z"
    )
    pen.cast(strap, 5)
    pen.path(strap, LEATHER.base)
    pen.path(f"M{x + w * 0.15} {top} L{x + w / 2} {top} L{x + w / 2} {bottom + w * 0.5} L{x + w * 0.15} {bottom} Z", LEATHER.shade)
    pen.line(f"M{x - w * 0.32} {top} L{x - w * 0.32} {bottom + w * 0.6}", LEATHER.light, 2.5, 0.8)
    buckle(pen, x, bottom + (top - bottom) * 0.42, w * 1.5, w * 1.05)


def rucksack(pen: Pen, tone: Tone) -> None:
    body = "M-118 6 Q-120 0 -110 0 L110 0 Q122 0 124 12 L134 250 C138 330 112 384 60 398 C20 408 -30 408 -66 398 C-114 384 -138 330 -134 250 L-128 12 Z"
    pen.shadow(4, 126, 5, 17)
    pen.bar("M-26 396 C-30 440 30 440 26 396", LEATHER.shade, 15)
    pen.bar("M-26 398 C-29 438 27 438 24 398", LEATHER.light, 6)
    side = "M126 30 L150 36 Q160 40 160 54 L156 168 L132 172 Z"
    pen.path(side, tone.deep)
    pen.line("M132 172 L156 168", tone.light, 4, 0.6)
    pen.path(body, tone.base)
    pen.path("M60 0 L110 0 Q122 0 124 12 L134 250 C138 330 112 384 60 398 C86 330 86 120 60 0 Z", tone.soft)
    pen.path("M96 0 L110 0 Q122 0 124 12 L134 250 C138 320 118 370 82 390 C112 300 116 120 96 0 Z", tone.shade)
    pen.path("M-128 12 L-134 250 C-137 320 -118 364 -92 384 C-116 300 -118 120 -112 4 Q-122 4 -128 12 Z", tone.light, 0.6)
    pocket = "M-88 18 Q-88 12 -82 12 L82 12 Q88 12 88 18 L92 142 Q92 150 84 150 L-84 150 Q-92 150 -92 142 Z"
    pen.cast(pocket, 8)
    pen.path(pocket, tone.base)
    pen.path("M56 12 L82 12 Q88 12 88 18 L92 142 Q92 150 84 150 L64 150 C74 100 70 50 56 12 Z", tone.shade)
    stitches(pen, "M-80 20 L-83 140 M80 20 L83 140", tone, 0.7)
    folds(pen, "M-30 20 C-36 60 -28 90 -34 140", tone, 6)
    flap = "M-138 300 C-146 366 -110 402 -64 406 C-20 412 30 412 66 406 C112 398 146 366 138 300 L132 222 Q130 186 96 182 C40 172 -40 172 -96 182 Q-130 186 -132 222 Z"
    pen.cast(flap, 14)
    pen.path(flap, Tone(tone.base).base)
    pen.path("M66 406 C112 398 146 366 138 300 L132 222 Q130 186 96 182 L74 179 C104 240 106 340 66 406 Z", tone.shade)
    pen.path("M-138 300 C-144 352 -122 388 -90 400 C-112 350 -116 260 -108 184 Q-130 188 -132 222 Z", tone.light, 0.6)
    pen.path("M-104 374 C-40 396 40 396 104 374 C88 398 40 408 0 408 C-40 408 -88 398 -104 374 Z", tone.light, 0.7)
    stitches(pen, "M-122 222 Q-120 194 -94 191 C-40 182 40 182 94 191 Q120 194 122 222", tone, 0.75)
    for x in (-56, 56):
        _strap_down(pen, x, 262, 96, 22)
    pen.path(rounded(-17, 218, 34, 22, 3), LEATHER.base)
    pen.line("M-11 229 L11 229", LEATHER.pale, 2.5, 0.7)
    pen.path("M-124 14 L124 14 L124 12 Q122 0 110 0 L-116 0 Q-126 2 -128 12 Z", LEATHER.shade)


def tote(pen: Pen, tone: Tone) -> None:
    cloth = LINEN
    pen.shadow(4, 178, 6, 21)
    for dx, colour in ((16, cloth.deep),):
        pen.bar(f"M{-84 + dx} 352 C{-96 + dx} 600 {96 + dx} 600 {84 + dx} 352", colour, 19)
    body = "M-186 8 Q-186 0 -176 0 L176 0 Q188 0 188 10 L204 350 L-204 350 Z"
    pen.path("M-204 350 C-130 366 130 366 204 350 C130 338 -130 338 -204 350 Z", cloth.deep)
    pen.path(body, cloth.base)
    pen.path("M110 0 L176 0 Q188 0 188 10 L204 350 L124 350 C142 240 138 120 110 0 Z", cloth.soft)
    pen.path("M164 0 L176 0 Q188 0 188 10 L204 350 L178 350 C190 240 186 100 164 0 Z", cloth.shade)
    pen.path("M-204 350 L-180 350 C-180 240 -172 100 -162 0 L-176 0 Q-186 0 -186 8 Z", cloth.light)
    pen.path("M-191 118 L193 118 L188 10 Q188 0 176 0 L-176 0 Q-186 0 -186 8 Z", tone.base)
    pen.path("M134 118 L193 118 L188 10 Q188 0 176 0 L110 0 C124 40 130 80 134 118 Z", tone.shade)
    pen.path("M-191 118 L-168 118 C-168 70 -164 30 -162 0 L-176 0 Q-186 0 -186 8 Z", tone.light)
    for fold in ("M-60 340 C-66 280 -52 220 -60 150", "M60 336 C70 270 52 200 66 140"):
        folds(pen, fold, cloth, 9)
    pen.bar("M-84 190 L-84 352 C-96 620 96 620 84 352 L84 190", cloth.shade, 21)
    pen.bar("M-86 191 L-86 352 C-98 616 94 616 82 352 L82 191", cloth.light, 15)
    stitches(pen, "M-93 200 L-93 344 M-77 200 L-77 344 M75 200 L75 344 M91 200 L91 344", Tone(cloth.deep), 0.5)
    for x in (-85, 83):
        pin(pen, x, 196, 5)
    pen.line("M-203 340 C-130 346 130 346 203 340", cloth.shade, 3, 0.7)
    stitches(pen, "M-202 330 C-130 336 130 336 202 330", Tone(cloth.shade), 0.9)


def weekender(pen: Pen, tone: Tone) -> None:
    pen.shadow(6, 240, 7, 23)
    for dx, dy, colour in ((18, 8, LEATHER.deep),):
        pen.bar(f"M{-110 + dx} {196 + dy} C{-100 + dx} {400 + dy} {100 + dx} {400 + dy} {110 + dx} {196 + dy}", colour, 17)
    body = "M-238 10 Q-238 0 -226 0 L226 0 Q240 0 242 12 C262 110 250 210 216 250 C190 268 -190 268 -216 250 C-250 210 -262 110 -242 12 Z"
    pen.path(body, tone.base)
    pen.path("M150 0 L226 0 Q240 0 242 12 C262 110 250 210 216 250 C204 258 180 262 150 264 C186 180 184 90 150 0 Z", tone.soft)
    pen.path("M206 0 L226 0 Q240 0 242 12 C262 110 250 210 216 250 C224 170 226 80 206 0 Z", tone.shade)
    pen.path("M-242 12 C-262 110 -250 210 -216 250 C-228 170 -230 80 -218 2 Q-236 0 -242 12 Z", tone.light, 0.7)
    pen.path("M-216 250 C-190 276 190 276 216 250 C180 238 -180 238 -216 250 Z", tone.light)
    pen.line("M-206 251 C-150 262 150 262 206 251", BRASS.base, 7)
    pen.line("M-206 251 C-150 262 150 262 206 251", tone.deep, 2.5, 1, "4 5")
    pen.path(
        "M-248 66 C-160 58 160 58 248 66 C247 46 244 28 242 12 Q240 0 226 0 L-226 0 Q-238 0 -242 12 C-244 28 -247 46 -248 66 Z",
        LEATHER.base,
    )
    pen.path("M170 61 C200 62 230 64 248 66 C247 46 244 28 242 12 Q240 0 226 0 L150 0 C160 20 166 40 170 61 Z", LEATHER.shade)
    stitches(pen, "M-246 58 C-160 50 160 50 246 58", LEATHER, 0.8)
    for fold in ("M-40 236 C-46 190 -34 140 -44 84", "M170 226 C178 180 168 130 174 90"):
        folds(pen, fold, tone, 8)
    pen.bar("M-110 20 L-110 196 C-100 392 100 392 110 196 L110 20", LEATHER.shade, 20)
    pen.bar("M-112 22 L-112 196 C-102 390 98 390 108 196 L108 22", LEATHER.light, 13)
    pen.bar("M-36 340 L34 340", LEATHER.deep, 26)
    pen.bar("M-36 343 L32 343", LEATHER.base, 18)
    for x in (-111, 109):
        pin(pen, x, 190, 5)
        pin(pen, x, 74, 5)
    for x in (-190, 190):
        pen.ellipse(x, -2, 10, 5, BRASS.shade)
    own = pen.moved(-214, 236)
    own.bar("M0 14 L-16 -16", LEATHER.shade, 11)
    pen.ring(-214, 250, 9, 9, BRASS.light, 5)


def satchel(pen: Pen, tone: Tone) -> None:
    pen.shadow(6, 190, 6, 18)
    pen.bar("M-92 268 C-84 330 84 330 92 268", tone.deep, 18)
    pen.bar("M-92 271 C-84 332 82 332 90 271", tone.light, 7)
    pen.path("M186 6 L214 18 L214 258 L186 268 Z", tone.deep)
    body = rounded(-190, 0, 380, 268, 20)
    pen.path(body, tone.base)
    pen.path("M120 0 L170 0 Q190 0 190 20 L190 248 Q190 268 170 268 L130 268 C156 180 154 90 120 0 Z", tone.soft)
    stitches(pen, rounded(-181, 9, 362, 250, 14), tone, 0.7)
    pen.path(rounded(-150, 22, 300, 96, 12), tone.soft)
    pen.line("M-150 106 Q-150 118 -138 118 L138 118 Q150 118 150 106", tone.pale, 3, 0.6)
    flap = "M-192 252 Q-192 270 -172 270 L172 270 Q192 270 192 252 L190 128 Q188 96 158 94 L-158 94 Q-188 96 -190 128 Z"
    pen.cast(flap, 14)
    pen.path(flap, tone.base)
    pen.path("M126 270 L172 270 Q192 270 192 252 L190 128 Q188 96 158 94 L110 94 C140 150 146 210 126 270 Z", tone.shade)
    pen.path("M-192 252 Q-192 270 -172 270 L-150 270 C-166 210 -166 150 -156 94 Q-188 96 -190 128 Z", tone.light, 0.7)
    stitches(pen, "M-183 250 L-181 130 Q-180 104 -156 103 L156 103 Q180 104 181 130 L183 250", tone, 0.8)
    strap = "M-17 270 L17 270 L17 62 Q0 48 -17 62 Z"
    pen.cast(strap, 7)
    pen.path(strap, tone.light)
    pen.path("M6 270 L17 270 L17 62 Q12 56 6 55 Z", tone.base)
    stitches(pen, "M-11 262 L-11 66 M11 262 L11 66", Tone(tone.shade), 0.6)
    buckle(pen, 0, 112, 52, 38)
    for y in (80, 70):
        pen.ellipse(0, y, 2.4, 2.4, tone.line)
    pen.glint("M-168 258 L-60 258", 4, 0.35)


def _mesh(pen: Pen, tone: Tone) -> None:
    """Cords that run down the bulging net both ways and meet at its foot."""

    def spot(turn: float, down: float) -> str:
        bulge = 134 + 34 * math.sin(down * 2.2)
        close = math.cos(max(0.0, down - 0.45) / 0.55 * math.pi / 2) if down > 0.45 else 1.0
        return f"{math.sin(turn) * bulge * close:.1f} {12 - 216 * down**1.15:.1f}"

    for lean in (-1, 1):
        cords = []
        for index in range(-4, 5):
            start = index * math.pi / 8
            points = [spot(max(-1.57, min(1.57, start + lean * step / 14 * 0.85)), step / 14) for step in range(15)]
            cords.append("M" + " L".join(points))
        pen.bar(" ".join(cords), tone.shade if lean > 0 else tone.base, 4.2)
        pen.line(" ".join(cords), tone.pale, 2, 0.7)
    for side in (-1, 1):
        pen.bar("M" + " L".join(spot(side * 1.57, step / 16) for step in range(17)), tone.base, 4.6)
    pen.ellipse(0, -204, 9, 6, tone.shade)


def market_net(pen: Pen, tone: Tone) -> None:
    """Hangs from a hook, filled with oranges and a leek."""
    pen.bar("M-16 210 C-80 120 -120 60 -128 -20", tone.shade, 9)
    pen.bar("M16 210 C80 120 120 60 128 -20", tone.shade, 9)
    fruit = (
        (-62, -128, 44, ORANGE),
        (34, -140, 46, Tone("#E0B04F")),
        (-12, -70, 45, Tone("#B7603F")),
        (80, -76, 42, ORANGE),
        (-88, -52, 40, Tone("#8F9C58")),
        (34, -14, 40, Tone("#E0B04F")),
    )
    for leaf_x, lean in ((-60, -26), (-46, 6)):
        pen.path(
            f"M{leaf_x - 9} -60 C{leaf_x - 12} 40 {leaf_x + lean - 18} 90 {leaf_x + lean * 2.4} 176 C{leaf_x + lean + 16} 110 {leaf_x + 12} 40 {leaf_x + 9} -60 Z",
            "#7F9560" if lean < 0 else "#99AC76",
        )
    for x, y, r, colour in fruit:
        pen.ellipse(x, y, r, r, colour.base)
        pen.path(
            f"M{x + r * 0.5} {y + r * 0.86} A{r} {r} 0 0 1 {x - r * 0.5} {y - r * 0.86} A{r * 1.3} {r * 1.3} 0 0 0 {x + r * 0.5} {y + r * 0.86} Z",
            colour.shade,
        )
        pen.ellipse(x - r * 0.36, y + r * 0.38, r * 0.26, r * 0.2, colour.pale, 0.8)
    _mesh(pen, tone)
    pen.bar("M-134 10 C-60 22 60 22 134 10", tone.shade, 10)
    pen.bar("M-134 12 C-60 24 60 24 134 12", tone.light, 5)
    pen.bar("M0 216 C-70 130 -122 70 -134 10", tone.base, 12)
    pen.bar("M0 216 C70 130 122 70 134 10", tone.base, 12)
    pen.bar("M-2 214 C-72 130 -124 70 -135 12", tone.light, 4)
    pin(pen, 0, 222, 13)


def laptop_sleeve(pen: Pen, tone: Tone) -> None:
    """Lies flat; the edge of the computer looks out on the right."""
    pen.cast(rounded(-166, -118, 346, 236, 8), 20)
    pen.path(rounded(60, -108, 122, 216, 10), "#C9CCCB")
    pen.path("M170 -106 Q182 -106 182 -96 L182 96 Q182 106 172 108 Z", "#A9ADAD")
    pen.path(rounded(-166, -118, 322, 236, 8), tone.base)
    pen.path("M96 -118 L148 -118 Q156 -118 156 -110 L156 110 Q156 118 148 118 L120 118 C140 40 134 -50 96 -118 Z", tone.soft)
    for index in range(70):
        x, y = -160 + (index * 83) % 308, -112 + (index * 47) % 224
        pen.line(
            f"M{x} {y} l0 0 L{x + 5 - index % 3} {y + 3 - index % 5}".replace("l0 0 ", ""), tone.light if index % 2 else tone.shade, 2, 0.4
        )
    for y in (108, -108):
        stitches(pen, f"M-156 {y} L148 {y}", tone, 0.9)
    pen.line("M-160 112 Q-164 112 -164 104 L-164 -104", tone.light, 4, 0.6)
    band = "M-176 16 L70 16 Q88 0 70 -16 L-176 -16 Z"
    pen.cast(band, 6)
    pen.path(band, LEATHER.base)
    pen.path("M-176 -4 L80 -4 Q80 -8 70 -16 L-176 -16 Z", LEATHER.shade, 0.8)
    loop = rounded(24, -30, 20, 60, 4)
    pen.cast(loop, 5)
    pen.path(loop, LEATHER.light)
    for y in (-24, 24):
        pin(pen, 34, y, 3.6)
    stitches(pen, "M-168 11 L18 11 M-168 -11 L18 -11", LEATHER, 0.7)


def card_wallet(pen: Pen, tone: Tone) -> None:
    for x, y, colour in ((6, 26, Tone("#8FA3AE")), (-2, 18, Tone("#E5D9C3")), (4, 9, TERRACOTTA)):
        pen.cast(rounded(-42 + x, -10 + y, 84, 36, 4), 5)
        pen.path(rounded(-42 + x, -10 + y, 84, 36, 4), colour.base)
        pen.line(f"M{-38 + x} {25.4 + y} L{38 + x} {25.4 + y}", colour.pale, 2.5, 0.8)
    body = "M-50 -32 Q-50 -38 -44 -38 L44 -38 Q50 -38 50 -32 L50 24 Q50 30 44 30 L20 30 C14 30 12 20 0 20 C-12 20 -14 30 -20 30 L-44 30 Q-50 30 -50 24 Z"
    pen.cast(body, 15)
    pen.path(body, tone.base)
    pen.path("M28 -38 L44 -38 Q50 -38 50 -32 L50 24 Q50 30 44 30 L36 30 C42 8 40 -16 28 -38 Z", tone.shade)
    pen.path("M-50 -32 Q-50 -38 -44 -38 L-40 -38 C-43 -16 -43 8 -40 30 L-44 30 Q-50 30 -50 24 Z", tone.light)
    pen.line("M-44 30 L-20 30 C-14 30 -12 20 0 20 C12 20 14 30 20 30 L44 30", tone.pale, 3, 0.8)
    stitches(pen, "M-46 22 L-46 -34 L46 -34 L46 22", tone, 0.9)
    pen.line("M-50 4 C-20 6 20 6 50 4", tone.shade, 2.5, 0.4)
    pen.ring(34, -24, 4, 4, tone.deep, 2.5, 0.6)


def _pouch(pen: Pen, tone: Tone, w: float, h: float) -> None:
    x, y = -w / 2, -h / 2
    pen.cast(rounded(x, y, w, h, 8), 15)
    pen.path(rounded(x, y, w, h, 8), tone.base)
    pen.path(
        f"M{-x * 0.55} {y} L{-x - 8} {y} Q{-x} {y} {-x} {y + 8} L{-x} {-y - 8} Q{-x} {-y} {-x - 8} {-y} L{-x * 0.7} {-y} C{-x * 0.85} {-y * 0.3} {-x * 0.8} {y * 0.4} {-x * 0.55} {y} Z",
        tone.soft,
    )
    pen.path(f"M{x} {-y - 14} L{-x} {-y - 14} L{-x} {-y - 26} L{x} {-y - 26} Z", tone.shade)
    pen.line(f"M{x + 6} {-y - 20} L{-x - 8} {-y - 20}", BRASS.light, 8)
    pen.line(f"M{x + 6} {-y - 20} L{-x - 8} {-y - 20}", BRASS.deep, 3, 1, "4 5")
    stitches(pen, f"M{x + 4} {-y - 10} L{-x - 4} {-y - 10} M{x + 4} {-y - 30} L{-x - 4} {-y - 30}", tone, 0.7)
    tab = f"M{-x - 30} {-y - 15} L{-x - 10} {-y - 15} L{-x - 6} {-y - 62} Q{-x - 19} {-y - 70} {-x - 32} {-y - 62} Z"
    pen.cast(tab, 6)
    pen.path(tab, LEATHER.base)
    pen.path(f"M{-x - 18} {-y - 15} L{-x - 10} {-y - 15} L{-x - 6} {-y - 62} L{-x - 16} {-y - 67} Z", LEATHER.shade)
    folds(pen, f"M{x + w * 0.3} {y + 8} C{x + w * 0.34} {y + h * 0.3} {x + w * 0.26} {y + h * 0.5} {x + w * 0.3} {y + h * 0.68}", tone, 5)


def pouches(pen: Pen, tone: Tone) -> None:
    _pouch(pen.moved(-10, 46, 1, 5), tone, 240, 170)
    _pouch(pen.moved(36, -78, 1, -6), Tone(LINEN.base), 190, 110)


def wash_bag(pen: Pen, tone: Tone) -> None:
    pen.shadow(4, 120, 5, 15)
    body = "M-112 8 Q-112 0 -104 0 L104 0 Q114 0 116 8 C126 60 120 96 104 118 L-104 118 C-120 96 -126 60 -116 8 Z"
    pen.path(body, tone.base)
    pen.path("M60 0 L104 0 Q114 0 116 8 C126 60 120 96 104 118 L70 118 C86 80 84 36 60 0 Z", tone.soft)
    pen.path("M92 0 L104 0 Q114 0 116 8 C126 60 120 96 104 118 C108 80 108 36 92 0 Z", tone.shade)
    pen.path("M-116 8 C-126 60 -120 96 -104 118 C-110 80 -110 40 -104 1 Q-114 0 -116 8 Z", tone.light, 0.7)
    pen.path("M-104 118 C-60 150 60 150 104 118 C60 100 -60 100 -104 118 Z", Tone(tone.base).light)
    pen.line("M-102 119 C-60 136 60 136 102 119", BRASS.light, 8)
    pen.line("M-102 119 C-60 136 60 136 102 119", tone.deep, 3, 1, "4 5")
    pen.path(
        "M-119 32 C-60 28 60 28 119 32 C119 22 118 14 116 8 Q114 0 104 0 L-104 0 Q-114 0 -116 8 C-118 14 -119 22 -119 32 Z", LEATHER.base
    )
    pen.path("M76 29 C90 30 106 31 119 32 C119 22 118 14 116 8 Q114 0 104 0 L60 0 C68 10 73 20 76 29 Z", LEATHER.shade)
    stitches(pen, "M-118 27 C-60 23 60 23 118 27", LEATHER, 0.8)
    pen.bar("M114 104 C146 100 146 60 118 62", LEATHER.shade, 9)
    pen.bar("M114 106 C144 102 144 63 118 65", LEATHER.light, 4)
    own = pen.moved(-96, 122)
    own.bar("M0 0 L-14 -26", LEATHER.base, 9)
    pin(pen, -96, 122, 4)
    folds(pen, "M-20 106 C-26 84 -14 60 -22 40", tone, 5)


def key_loop(pen: Pen, tone: Tone) -> None:
    loop = "M0 30 C-34 40 -36 96 0 104 C36 96 34 40 0 30"
    pen.moved(3, -4).bar(loop, DARK, 13, 0.15)
    pen.bar(loop, tone.shade, 13)
    pen.moved(-0.8, 0.8).bar(loop, tone.base, 10)
    stitches(pen, "M0 33 C-30 42 -32 94 0 101 C32 94 30 42 0 33", tone, 0.9)
    pen.bar("M0 34 L0 20", tone.soft, 15)
    pin(pen, 0, 28, 4)
    pen.bar("M0 14 L0 2", BRASS.base, 8)
    pen.ring(0, 8, 7, 4, BRASS.deep, 3)
    hook = "M-9 -2 L9 -2 C14 -10 16 -28 8 -38 C2 -44 -8 -42 -11 -34"
    pen.moved(3, -4).bar(hook, DARK, 6.5, 0.15)
    pen.bar(hook, BRASS.shade, 6.5)
    pen.moved(-0.6, 0.6).bar(hook, BRASS.light, 3.4)
    pen.bar("M-9 -4 L-11 -32", BRASS.base, 4)
    pen.ring(2, -60, 20, 20, "#8F918F", 0.036 * 110 * pen.scale)
    pen.ring(1.4, -59.4, 20, 20, "#D6D8D6", 0.014 * 110 * pen.scale)
    for angle, metal in ((-118, Tone("#B9BCBA")), (-70, BRASS)):
        own = pen.moved(2, -60, 1, angle).moved(20, 0)
        own.cast("M-2 0 " + "M0 6 L40 3.4 L40 -3.4 L0 -6 Z", 6)
        own.path("M22 3.4 L62 3.4 L66 0 L62 -3.4 L58 -3.4 L56 -8 L52 -8 L51 -3.4 L46 -3.4 L44 -7 L40 -7 L39 -3.4 L22 -3.4 Z", metal.base)
        own.path("M22 3.4 L62 3.4 L66 0 L22 0 Z", metal.light)
        own.path(circle(10, 0, 15), metal.base)
        own.path("M-4 4 A15 15 0 0 0 24 4 C16 8 4 8 -4 4 Z", metal.light)
        own.path(circle(2, 0, 4), metal.line)


BAGS = {
    "rucksack": Drawing(
        rucksack,
        (320, 440),
        OLIVE,
        use(
            "room",
            1250,
            Prop("bench", 0, -20),
            Prop("linen-cushion", -230, 398, Tone("#E3D5BC")),
            Prop("boots", 210, -60, front=True),
            x=60,
            y=398,
        ),
    ),
    "canvas-tote": Drawing(
        tote,
        (410, 560),
        TERRACOTTA,
        use("room", 1250, Prop("oak-stool", 330, 10), Prop("pears-on-stool", 330, 455), Prop("boots", -400, -30, front=True), x=-60),
    ),
    "weekender": Drawing(
        weekender, (510, 350), INK, use("room", 1250, Prop("boots", -410, -70, front=True), Prop("wool-blanket", 350, 20), x=-30)
    ),
    "satchel": Drawing(
        satchel,
        (410, 320),
        LEATHER,
        use("room", 1150, Prop("bench", 0, -20), Prop("pears-on-stool", -300, 405), Prop("boots", -200, -60, front=True), x=80, y=398),
    ),
    "market-net": Drawing(
        market_net, (280, 440), LINEN, use("hall", 780, Prop("peg-row", 0, 222), Prop("canvas-tote-hung", 300, -57)), "hang", angle=0
    ),
    "laptop-sleeve": Drawing(
        laptop_sleeve,
        (370, 250),
        SLATE,
        use("desk", 640, Prop("coffee-flat", 210, 170), Prop("notebook", 190, -110, OLIVE, angle=-10), x=-60, angle=5),
        "flat",
        angle=10,
    ),
    "card-wallet": Drawing(
        card_wallet,
        (110, 95),
        LEATHER,
        use("desk", 330, Prop("key-loop", 95, 10, angle=-20), Prop("leaf", -95, -85, angle=20), x=-35, angle=8),
        "flat",
        angle=8,
    ),
    "pouches": Drawing(
        pouches,
        (270, 300),
        OLIVE,
        use("desk", 560, Prop("pencil", 160, -140, angle=30), Prop("notebook", -170, -120, TERRACOTTA, angle=14), x=30, y=30),
        "flat",
    ),
    "wash-bag": Drawing(wash_bag, (260, 150), INK, use("table", 520, Prop("water-carafe", -185, 30), Prop("towel-roll", 175, 20))),
    "key-loop": Drawing(key_loop, (90, 205), LEATHER, use("hall", 420, Prop("peg-row-near", 0, 92), y=0), "flat", angle=14),
}

"""The wide pictures: category tiles, the home page's colonnade, the mark."""

from __future__ import annotations

from stoa.app.demo.goods import stage
from stoa.app.demo.goods.colours import DARK, LIGHT, OAK, PORCELAIN, SAGE, TERRACOTTA, Tone, mix
from stoa.app.demo.goods.drawings.everything import DRAWINGS, PROPS
from stoa.app.demo.goods.pen import Pen

# What stands on each category's tile: name, x and y in millimetres, colour or None.
Group = tuple[tuple[str, float, float, str | None], ...]
TILES: dict[str, tuple[float, Group]] = {
    "kitchen": (
        1000,
        (
            ("oak-board", -300, 70, None),
            ("enamel-casserole", -10, 30, "#C0694A"),
            ("storage-jar", 235, 60, None),
            ("pepper-mill", 345, 10, "#80593D"),
            ("lemon", -240, -40, None),
            ("lemon", 205, -35, None),
        ),
    ),
    "table": (
        860,
        (
            ("water-carafe", -240, 60, "#CFDAD6"),
            ("dinner-plate", 60, 40, "#E3D5BC"),
            ("breakfast-bowl", 60, 84, "#94A58A"),
            ("teapot", 285, 20, "#45433F"),
            ("stoneware-mug", -120, -30, "#C0694A"),
            ("pear", -330, -20, None),
        ),
    ),
    "desk": (
        900,
        (
            ("desk-lamp", -270, 60, "#45433F"),
            ("book-mending", 190, 50, None),
            ("book-pair", 310, -40, None),
            ("desk-tray", 20, -50, "#80593D"),
        ),
    ),
    "bags": (1500, (("weekender", -400, 30, "#34404F"), ("rucksack", 60, 20, "#75774A"), ("canvas-tote", 420, -10, "#C0694A"))),
    "garden": (
        1150,
        (
            ("watering-can", -220, 40, "#94A58A"),
            ("clay-pot", 130, 20, None),
            ("clay-pot-small", 300, -30, None),
            ("seed-box", 420, 60, None),
            ("twine", -10, -60, "#CDB692"),
        ),
    ),
    "home": (
        1560,
        (
            ("oak-stool", -330, -30, "#C79F6C"),
            ("table-lamp", -330, 408, "#C0694A"),
            ("willow-basket", 60, -30, None),
            ("tall-vase", 330, 20, "#EFEAE0"),
            ("wool-blanket", 500, -60, "#E3D5BC"),
        ),
    ),
}


def draw_category(handle: str) -> str:
    """A tile for a top category, 1200 by 800. Raises KeyError for any other handle."""
    span, group = TILES[handle]
    ground = stage.GROUNDS[handle]
    parts = [
        stage.rect(0, 0, 1200, 800, ground.wall),
        *(stage.arch(x, 560, 330, 500, ground.niche) for x in (230, 600, 970)),
        stage.rect(0, 560, 1200, 240, ground.floor),
        stage.rect(0, 560, 1200, 4, mix(ground.floor, LIGHT, 0.35)),
        stage.daylight(1200, 800),
    ]
    pen = Pen(600, 665, 1200 / span, parts, grid=0.5)
    _place(pen, group)
    return stage.sheet(pen.parts, 1200, 800)


def _place(pen: Pen, group: Group) -> None:
    for name, x, y, colour in group:
        thing = PROPS[name] if name in PROPS else DRAWINGS[name]
        thing.paint(pen.moved(x, y), Tone(colour) if colour else thing.tone)


COLUMNS = (-60, 420, 900, 1380, 1860, 2340)
STONE = Tone("#E4D6BD")


def draw_hero() -> str:
    """The home page's picture, 2400 by 1000: morning in a covered colonnade, a table of goods in its shade."""
    parts = [*_beyond(), *_pavement()]
    for x in COLUMNS:
        parts.extend(_column(x))
    parts.extend(_roof())
    pen = Pen(1210, 812, 0.92, parts, grid=1)
    _stall(pen)
    parts.append(stage.daylight(2400, 1000))
    return stage.sheet(parts, 2400, 1000)


def _beyond() -> list[str]:
    """What is seen between the columns: sky, far hills, cypresses."""
    cypress = "".join(
        f'<path d="M{x} {y} C{x - w} {y - h * 0.3:g} {x - w * 0.7:g} {y - h * 0.8:g} {x} {y - h} '
        f'C{x + w * 0.7:g} {y - h * 0.8:g} {x + w} {y - h * 0.3:g} {x} {y} Z" fill="{fill}"/>'
        for x, y, w, h, fill in (
            (200, 640, 30, 230, "#8B9A78"),
            (268, 650, 24, 170, "#99A686"),
            (700, 650, 34, 270, "#84946F"),
            (1130, 645, 26, 190, "#99A686"),
            (1640, 650, 34, 250, "#84946F"),
            (1716, 655, 24, 170, "#8B9A78"),
            (2120, 645, 30, 220, "#8B9A78"),
        )
    )
    return [
        stage.rect(0, 0, 2400, 1000, "#EBDFC8"),
        stage.rect(0, 0, 2400, 420, "#E6E0CF"),
        f'<circle cx="520" cy="270" r="92" fill="{LIGHT}"/>',
        stage.shape("M0 560 C240 470 420 520 660 500 C900 480 1060 420 1320 470 C1640 530 1900 440 2400 520 V700 H0 Z", "#CDCBB2"),
        stage.shape("M0 610 C300 550 620 600 900 570 C1300 530 1600 610 1900 580 C2100 560 2300 590 2400 580 V720 H0 Z", "#B5BA9A"),
        cypress,
        stage.rect(0, 640, 2400, 60, "#D8C9AB"),
    ]


def _pavement() -> list[str]:
    """The floor, with the light that falls between the columns."""
    parts = [
        stage.rect(0, 690, 2400, 310, "#BFA98C"),
        stage.rect(0, 690, 2400, 6, "#E8D9BE"),
    ]
    parts.extend(stage.shape(f"M{x + 90} 696 H{x + 390} L{x + 640} 1000 H{x + 250} Z", "#E6CFA4", 0.75) for x in COLUMNS)
    parts.extend(stage.rect(0, y, 2400, 2.5, "#8A745C", 0.3) for y in (742, 815, 915))
    return parts


def _column(x: float) -> list[str]:
    """One Doric column: three tones, flutes as thin lines, light from the left."""
    top, foot, r = 196, 716, 56
    shaft = f"M{x - r} {foot} L{x - r + 8} {top} H{x + r - 8} L{x + r} {foot} Z"
    lit = f"M{x - r} {foot} L{x - r + 8} {top} H{x - r + 40} L{x - r + 36} {foot} Z"
    shade = f"M{x + 10} {foot} L{x + 9} {top} H{x + r - 8} L{x + r} {foot} Z"
    deep = f"M{x + 34} {foot} L{x + 31} {top} H{x + r - 8} L{x + r} {foot} Z"
    grooves = "".join(f"M{x + k * r:g} {foot}L{x + k * (r - 8):g} {top + 10}" for k in (-0.72, -0.4, -0.05, 0.3, 0.62))
    flutes = f'<path d="{grooves}" stroke="{STONE.deep}" stroke-width="3" opacity=".28"/>'
    return [
        stage.shape(f"M{x - 60} {foot + 26} H{x + 80} L{x + 330} 1000 H{x + 150} Z", DARK, 0.13),
        stage.shape(shaft, STONE.base),
        stage.shape(lit, STONE.pale),
        stage.shape(shade, STONE.soft),
        stage.shape(deep, STONE.shade),
        flutes,
        stage.rect(x - r - 14, foot, 2 * r + 28, 26, STONE.base),
        stage.rect(x - r - 14, foot, 2 * r + 28, 6, STONE.pale),
        stage.rect(x + r - 30, foot, 44, 26, STONE.shade),
        stage.shape(
            f"M{x - r + 6} {top} C{x - r} {top - 20} {x - r - 14} {top - 26} {x - r - 18} {top - 34} H{x + r + 18} C{x + r + 14} {top - 26} {x + r} {top - 20} {x + r - 6} {top} Z",
            STONE.base,
        ),
        stage.shape(
            f"M{x + 6} {top} H{x + r - 6} C{x + r} {top - 20} {x + r + 14} {top - 26} {x + r + 18} {top - 34} H{x + 12} Z", STONE.shade
        ),
        stage.rect(x - r - 26, top - 62, 2 * r + 52, 30, STONE.light),
        stage.rect(x + 20, top - 62, r + 6, 30, STONE.soft),
    ]


def _roof() -> list[str]:
    """Entablature: a lit band, a shaded soffit, triglyphs as quiet pairs of lines."""
    parts = [
        stage.rect(0, 0, 2400, 136, STONE.base),
        stage.rect(0, 0, 2400, 30, TERRACOTTA.base),
        stage.rect(0, 30, 2400, 8, TERRACOTTA.deep, 0.6),
        stage.rect(0, 96, 2400, 6, STONE.deep, 0.35),
        stage.rect(0, 102, 2400, 34, STONE.light),
        stage.rect(0, 130, 2400, 10, STONE.deep, 0.5),
    ]
    bars = " ".join(f"M{x + step} 46h14v46h-14z" for x in range(60, 2400, 240) for step in (0, 24, 48))
    tiles = " ".join(f"M{x} 0h3v30h-3z" for x in range(0, 2400, 48))
    parts.extend((stage.shape(bars, STONE.shade, 0.6), stage.shape(tiles, TERRACOTTA.deep, 0.35)))
    return parts


def _stall(pen: Pen) -> None:
    """The table under the roof."""
    wood = OAK
    pen.path("M-700 -120 L760 -120 L880 -180 L-560 -180 Z", DARK, 0.2)
    for x in (-610, 580):
        pen.path(f"M{x} -150 L{x + 46} -150 L{x + 46} 80 L{x} 80 Z", wood.shade)
        pen.path(f"M{x} -150 L{x + 26} -150 L{x + 26} 80 L{x} 80 Z", wood.base)
    pen.path("M-700 74 L-640 178 L640 178 L700 74 Z", wood.light)
    pen.path("M-700 74 L700 74 L700 34 L-700 34 Z", wood.base)
    pen.path("M-700 42 L700 42 L700 34 L-700 34 Z", wood.shade)
    cloth = "M-190 176 L120 176 L140 74 L140 -20 C90 -34 40 -14 -20 -28 C-80 -38 -150 -16 -216 -24 L-216 74 Z"
    pen.path(cloth, PORCELAIN.base)
    pen.path("M-216 74 L140 74 L140 -20 C90 -34 40 -14 -20 -28 C-80 -38 -150 -16 -216 -24 Z", PORCELAIN.soft)
    pen.path("M-216 20 C-100 26 40 10 140 22 L140 4 C40 -8 -100 8 -216 2 Z", TERRACOTTA.base)
    goods: Group = (
        ("willow-basket", -480, 118, None),
        ("tall-vase", -250, 140, "#B48A70"),
        ("water-carafe", 300, 140, "#CFDAD6"),
        ("enamel-casserole", 500, 118, "#94A58A"),
        ("dinner-plate", -60, 128, "#E3D5BC"),
        ("teapot", 120, 110, "#45433F"),
        ("stoneware-mug", 250, 96, "#C0694A"),
        ("lemon", -200, 100, None),
        ("pear", -130, 92, None),
        ("pepper-mill", 370, 108, "#80593D"),
        ("book-pair", -330, 92, None),
        ("loaf", 10, 90, None),
    )
    _place(pen, goods)
    floor: Group = (("clay-pot", -860, -150, None), ("watering-can", 900, -150, SAGE.base), ("rucksack", 760, -170, "#75774A"))
    _place(pen, floor)


def draw_mark() -> str:
    """A roof beam and three arches in the sun; plain enough for a browser's tab."""
    arches = "".join(f"M{x} 13V8.2a1.5 1.5 0 0 1 3 0V13z" for x in (2.2, 6.5, 10.8))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
        f'<path fill="#B4573A" fill-rule="evenodd" d="M0 2.5h16v2h-1V13h1v1.5H0V13h1V4.5H0z{arches}"/></svg>'
    )

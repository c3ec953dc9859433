"""Where goods stand: the tinted grounds of the categories and the rooms of the second views."""

from __future__ import annotations

from dataclasses import dataclass

from stoa.app.demo.goods.colours import DARK, LIGHT, OAK, Tone, mix

SIZE = 1200
FLOOR = 905  # where standing goods touch the ground


@dataclass(frozen=True, slots=True)
class Ground:
    wall: str
    niche: str
    floor: str


GROUNDS = {
    "kitchen": Ground("#DCCDB4", "#E8DDCA", "#CBB997"),
    "table": Ground("#CCD1C4", "#DBDFD4", "#B9BFAF"),
    "desk": Ground("#C8CFD3", "#D8DDDF", "#B3BCC1"),
    "bags": Ground("#E0C9B8", "#EBDACC", "#CFB29C"),
    "garden": Ground("#C6CFB5", "#D8DFCA", "#ACB897"),
    "home": Ground("#D8CBC7", "#E5DCD8", "#C3B3AE"),
}

DEFS = (
    '<defs><radialGradient id="shadow"><stop offset="0" stop-color="#33272E" stop-opacity=".62"/>'
    '<stop offset=".55" stop-color="#33272E" stop-opacity=".3"/>'
    '<stop offset="1" stop-color="#33272E" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="contact"><stop offset="0" stop-color="#33272E" stop-opacity=".6"/>'
    '<stop offset=".8" stop-color="#33272E" stop-opacity=".42"/>'
    '<stop offset="1" stop-color="#33272E" stop-opacity="0"/></radialGradient>'
    '<radialGradient id="glow"><stop offset="0" stop-color="#FFE7AE" stop-opacity=".75"/>'
    '<stop offset="1" stop-color="#FFE7AE" stop-opacity="0"/></radialGradient>'
    '<linearGradient id="day" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#FFF5E2" stop-opacity=".3"/>'
    '<stop offset=".5" stop-color="#FFF5E2" stop-opacity="0"/>'
    '<stop offset="1" stop-color="#33272E" stop-opacity=".1"/></linearGradient></defs>'
)


def sheet(parts: list[str], width: int = SIZE, height: int = SIZE) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"{DEFS}{''.join(parts)}</svg>"
    )


def rect(x: float, y: float, w: float, h: float, fill: str, opacity: float = 1) -> str:
    veil = "" if opacity == 1 else f' opacity="{opacity}"'
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{fill}"{veil}/>'


def shape(d: str, fill: str, opacity: float = 1) -> str:
    veil = "" if opacity == 1 else f' opacity="{opacity}"'
    return f'<path d="{d}" fill="{fill}"{veil}/>'


def arch(x: float, base: float, width: float, height: float, fill: str, opacity: float = 1) -> str:
    """A round-headed niche, the one ornament of the house."""
    r = width / 2
    return shape(
        f"M{x - r:g} {base:g} V{base - height + r:g} A{r:g} {r:g} 0 0 1 {x + r:g} {base - height + r:g} V{base:g} Z",
        fill,
        opacity,
    )


def daylight(width: float = SIZE, height: float = SIZE) -> str:
    return rect(0, 0, width, height, "url(#day)")


def niche(ground: Ground) -> list[str]:
    """For things that stand: wall, niche, floor."""
    return [
        rect(0, 0, SIZE, SIZE, ground.wall),
        arch(600, 800, 830, 690, mix(ground.niche, DARK, 0.12)),
        arch(608, 800, 814, 676, ground.niche),
        rect(0, 800, SIZE, 400, ground.floor),
        rect(0, 800, SIZE, 5, mix(ground.floor, LIGHT, 0.35)),
        daylight(),
    ]


def sheet_ground(ground: Ground) -> list[str]:
    """For things that lie flat, seen from above: one cloth-like disc."""
    return [
        rect(0, 0, SIZE, SIZE, ground.wall),
        f'<circle cx="600" cy="600" r="470" fill="{ground.niche}"/>',
        daylight(),
    ]


def wall(ground: Ground) -> list[str]:
    """For things that hang: the niche without a floor."""
    return [
        rect(0, 0, SIZE, SIZE, ground.wall),
        arch(600, 1200, 830, 1090, mix(ground.niche, DARK, 0.12)),
        arch(608, 1200, 814, 1076, ground.niche),
        daylight(),
    ]


def window_light(x: float, y: float, colour: str = LIGHT, opacity: float = 0.34) -> str:
    """Four leaning panes of sun on a wall."""
    panes = []
    for column in (0, 1):
        for row in (0, 1):
            left, top = x + column * 170 + row * 70, y + row * 210
            panes.append(f"M{left:g} {top:g} h150 l62 190 h-150 Z")
    return shape(" ".join(panes), colour, opacity)


def table_scene(ground: Ground, wood: Tone = OAK) -> list[str]:
    """A wooden table before a plain wall with sun on it."""
    top, edge = 770, 1085
    boards = [rect(0, y, SIZE, 2.5, wood.deep, 0.28) for y in (838, 925, 1030)]
    return [
        rect(0, 0, SIZE, SIZE, mix(ground.wall, LIGHT, 0.22)),
        window_light(250, 90),
        rect(0, top, SIZE, edge - top, wood.base),
        rect(0, top, SIZE, 7, wood.light),
        *boards,
        rect(0, edge, SIZE, 40, wood.shade),
        rect(0, edge, SIZE, 5, wood.light),
        rect(0, edge + 40, SIZE, 75, mix(ground.floor, DARK, 0.25)),
        daylight(),
    ]


def room_scene(ground: Ground) -> list[str]:
    """A wall, a skirting board and a wooden floor."""
    floor = Tone(mix(OAK.base, ground.floor, 0.3))
    lines = "".join(
        f'<path d="M{x} 850 L{600 + (x - 600) * 2.1:g} 1200" stroke="{floor.deep}" stroke-width="2.5" opacity=".3"/>'
        for x in range(0, 1300, 150)
    )
    return [
        rect(0, 0, SIZE, SIZE, mix(ground.wall, LIGHT, 0.18)),
        window_light(180, 110),
        rect(0, 812, SIZE, 40, mix(ground.wall, LIGHT, 0.55)),
        rect(0, 848, SIZE, 352, floor.base),
        rect(0, 848, SIZE, 5, floor.shade),
        lines,
        daylight(),
    ]


def desk_scene(ground: Ground, wood: Tone = OAK) -> list[str]:
    """A desk from above, with a sheet of light across it."""
    lines = [rect(0, y, SIZE, 2.5, wood.deep, 0.22) for y in (150, 335, 560, 745, 990)]
    return [
        rect(0, 0, SIZE, SIZE, mix(wood.base, ground.wall, 0.28)),
        *lines,
        shape("M0 250 L520 0 H900 L0 640 Z", LIGHT, 0.17),
        shape("M0 780 L1090 0 H1200 V60 L0 930 Z", LIGHT, 0.13),
        daylight(),
    ]


def _outdoors(ground: Ground) -> list[str]:
    """Morning sky, sun and a wall of leaves."""
    green = mix(ground.floor, "#5F7350", 0.45)
    bushes = [
        f'<circle cx="{x}" cy="{y}" r="{r}" fill="{mix(green, ground.wall, share)}"/>'
        for x, y, r, share in (
            (120, 640, 230, 0.45),
            (420, 700, 190, 0.3),
            (760, 690, 220, 0.42),
            (1090, 620, 250, 0.3),
            (260, 780, 150, 0.12),
            (600, 800, 140, 0.2),
            (930, 800, 160, 0.1),
        )
    ]
    return [
        rect(0, 0, SIZE, SIZE, mix(ground.niche, LIGHT, 0.35)),
        f'<circle cx="270" cy="230" r="110" fill="{LIGHT}" opacity=".75"/>',
        *bushes,
    ]


def lawn_scene(ground: Ground) -> list[str]:
    """Outdoors, on grass with a patch of sun."""
    grass = mix(ground.floor, "#6F8258", 0.3)
    return [
        *_outdoors(ground),
        shape("M0 830C300 800 520 842 760 822C960 806 1080 830 1200 816V1200H0Z", grass),
        shape("M0 1000C260 930 520 1030 820 990C980 968 1100 990 1200 975V1200H0Z", mix(grass, DARK, 0.09)),
        shape("M60 905C240 885 420 900 560 893C430 925 220 935 60 905Z", LIGHT, 0.22),
        daylight(),
    ]


def terrace_scene(ground: Ground) -> list[str]:
    """Outdoors, on a stone ledge."""
    stone = "#CFC7B6"
    return [
        *_outdoors(ground),
        rect(0, 810, SIZE, 290, stone),
        rect(0, 810, SIZE, 7, mix(stone, LIGHT, 0.6)),
        rect(0, 1085, SIZE, 115, mix(stone, DARK, 0.22)),
        rect(0, 1085, SIZE, 5, mix(stone, LIGHT, 0.5)),
        rect(398, 817, 3, 268, mix(stone, DARK, 0.25), 0.5),
        rect(872, 817, 3, 268, mix(stone, DARK, 0.25), 0.5),
        daylight(),
    ]


def hall_scene(ground: Ground) -> list[str]:
    """A plain wall with sun on it, for things that hang in use."""
    return [rect(0, 0, SIZE, SIZE, mix(ground.wall, LIGHT, 0.2)), window_light(150, 60), daylight()]

"""The palette: every surface is one base colour, lit by warm light and shaded towards a cool brown."""

from __future__ import annotations

from dataclasses import dataclass

LIGHT = "#FFF5E2"
DARK = "#33272E"


def mix(first: str, second: str, share: float) -> str:
    """`share` of the second colour stirred into the first."""
    parts = []
    for at in (1, 3, 5):
        a, b = int(first[at : at + 2], 16), int(second[at : at + 2], 16)
        parts.append(round(a + (b - a) * share))
    return "#{:02X}{:02X}{:02X}".format(*parts)


def brightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue


@dataclass(frozen=True, slots=True)
class Tone:
    """One material in the light of the upper left."""

    base: str

    @property
    def _gain(self) -> float:
        # Dark surfaces would look like plastic with the highlights that pale ones need.
        return 0.12 + 0.33 * brightness(self.base)

    @property
    def light(self) -> str:
        return mix(self.base, LIGHT, self._gain)

    @property
    def pale(self) -> str:
        return mix(self.base, LIGHT, min(0.9, self._gain * 1.9))

    @property
    def soft(self) -> str:
        return mix(self.base, DARK, 0.1)

    @property
    def shade(self) -> str:
        return mix(self.base, DARK, 0.21)

    @property
    def deep(self) -> str:
        return mix(self.base, DARK, 0.38)

    @property
    def line(self) -> str:
        return mix(self.base, DARK, 0.55)


OAK = Tone("#C9A272")
WALNUT = Tone("#80593D")
ASH = Tone("#DCC6A0")
CHERRY = Tone("#B37A52")
STEEL = Tone("#B9BCBA")
IRON = Tone("#4A4847")
BRASS = Tone("#C6A25C")
LEATHER = Tone("#A9683F")
PAPER = Tone("#F1EBDD")
LINEN = Tone("#E2D6C0")
CLAY = Tone("#BF6F4E")
RAW_CLAY = Tone("#C9AE93")
LEAF = Tone("#76875F")
SOIL = Tone("#5A473C")
STONE = Tone("#A29E97")
WILLOW = Tone("#BE9862")
WAX = Tone("#D9A94F")
CORK = Tone("#C69C6D")
LEMON = Tone("#E2B94E")
PORCELAIN = Tone("#EFEAE0")
TERRACOTTA = Tone("#C0694A")
INK = Tone("#34404F")
SLATE = Tone("#5B6770")
SAGE = Tone("#94A58A")
OLIVE = Tone("#75774A")
OCHRE = Tone("#CB9A4A")

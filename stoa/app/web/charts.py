"""Small charts drawn on the server: the places and sizes of bars; the template writes them as SVG."""

from collections.abc import Sequence
from datetime import date

import msgspec

WIDTH, HEIGHT, FOOT = 600, 180, 180


class Bar(msgspec.Struct, frozen=True):
    """A bar that stands on the axis, in the drawing's own units."""

    x: int
    y: int
    width: int
    height: int


def bars(values: Sequence[tuple[date, int]], width: int = WIDTH) -> list[Bar]:
    """Return a bar for each value, the highest as high as the chart; a day with little is still to be seen."""
    if not values:
        return []
    most = max(value for _, value in values) or 1
    step = width // len(values)
    found = []
    for number, (_, value) in enumerate(values):
        height = max(2, value * HEIGHT // most) if value > 0 else 0
        found.append(Bar(number * step, FOOT - height, max(2, step - 4), height))
    return found

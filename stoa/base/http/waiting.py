"""Waiting: how much waits for somebody of the shop at each of the staff's screens, counted by the room whose screen it is.

    waits("/desk/returns", OPEN)        # a room, in its `web`

The navigation shows it beside what the page is about, and does without it where a room fails or is late.
"""

import logging

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import HELP_TIMEOUT_MS, Panel
from stoa.base.refusals import Busy

log = logging.getLogger("stoa.waiting")

_counts: dict[str, Panel] = {}
_DECODER = msgspec.json.Decoder(dict[str, int])


def waits(href: str, count: Panel) -> None:
    """Say how many wait at a screen: a count that an index of what is open answers, without parameters."""
    _counts[href] = count


async def waiting(read: Reading) -> dict[str, int]:
    """Return how many wait, by the screens' addresses, in one statement; nothing, and a line in the log, when that fails or is late."""
    asked = ", ".join(f"'{href}', ({count.sql})" for href, count in _counts.items())
    try:
        return await read.within(HELP_TIMEOUT_MS, f"select json_build_object({asked})::text", decoder=_DECODER) or {}
    except (Busy, msgspec.MsgspecError) as error:
        log.warning("the desk does not say what waits: %r", error)
        return {}

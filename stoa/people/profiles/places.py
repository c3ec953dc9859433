"""The places of the account: each room above offers its own once, when it is imported, and says in one line how things stand there."""

import logging

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import HELP_TIMEOUT_MS, Panel, numbered
from stoa.base.refusals import Busy
from stoa.people.permissions.model import PersonId
from stoa.people.profiles.model import AccountEntry, Group, Line
from stoa.people.profiles.queries import ADDRESSES_LINE

log = logging.getLogger("stoa.account")

OVERVIEW = "/account"
_ORDER = list(Group)
_DECODER = msgspec.json.Decoder(dict[str, Line | None])

_entries: dict[str, AccountEntry] = {}
_lines: dict[str, Panel] = {}


def offer_entry(entry: AccountEntry, line: Panel | None = None) -> None:
    """Put a place into the account's list and onto its overview. `line` gives a `Line` of `:viewer` at `:now`."""
    _entries[entry.href] = entry
    _lines.pop(entry.href, None)
    if line is not None:
        _lines[entry.href] = line


def entries() -> list[AccountEntry]:
    """Return all places, in order: the overview, then group after group."""
    return sorted(_entries.values(), key=lambda one: (one.href != OVERVIEW, _ORDER.index(one.group), one.position, one.href))


async def lines(read: Reading, person: PersonId) -> dict[str, Line]:
    """Return how things stand at each place, by its path, in one statement; nothing, and a line in the log, when that fails or is late."""
    asked = ", ".join(f"'{href}', ({line.sql})" for href, line in _lines.items() if href in _entries)
    sql, names = numbered(f"select json_build_object({asked})::text")
    given = {"viewer": person, "now": read.now}
    try:
        found = await read.within(HELP_TIMEOUT_MS, sql, *[given[name] for name in names], decoder=_DECODER)
    except (Busy, msgspec.MsgspecError) as error:
        log.warning("the account says nothing of its places: %r", error)
        return {}
    return {href: line for href, line in (found or {}).items() if line is not None}


offer_entry(AccountEntry("profiles-overview", "account", OVERVIEW, position=0))
offer_entry(AccountEntry("profiles-addresses", "pin", "/account/addresses", position=65, group=Group.ORDERS), ADDRESSES_LINE)

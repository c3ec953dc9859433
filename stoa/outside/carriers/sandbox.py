"""The sandbox: a carrier that ships with the shop and moves parcels by the shop's clock.

It keeps nothing: the tracking number itself holds when the parcel was made and when it was promised, so the same number
and the same time always give the same scans.

    SX + five characters (minutes since 2020) + two (days until the promise) + four (of the key) [+ LATE or LOST]

A parcel is collected after three hours, travels at night, and is delivered on the promised day; one in fifty a working
day late. A number ending in LATE comes two working days late, one ending in LOST never (register with the service
"late" or "lost" to get one; the letters of the rest cannot form these words).
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec

from stoa.base.database import not_in_a_transaction
from stoa.outside.carriers.model import Address, Label, Parcel, Scan, ScanCode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_DEPOT = "Hamburg"
_HUBS = ("Hannover", "Kassel", "Leipzig", "Köln", "Nürnberg", "Mannheim", "Bremen", "Erfurt")
_FATES = ("LATE", "LOST")
COLLECTED_AFTER = timedelta(hours=3)
LATE_ONE_IN = 50


class _Journey(msgspec.Struct, frozen=True):
    made_at: datetime
    promised_on: date
    chance: int
    fate: str


class Sandbox:
    """See the module. `zone` is the time zone in which its vans drive."""

    name = "sandbox"

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)

    async def register(self, *, key: str, parcel: Parcel, address: Address, service: str) -> Label:  # noqa: ARG002 - it goes anywhere
        not_in_a_transaction()
        made_on = parcel.made_at.astimezone(self._zone).date()
        promised = parcel.promised_on or working_day_after(made_on, 2)
        minutes = int((parcel.made_at - _BEGIN).total_seconds() // 60)
        chance = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big")
        fate = service.upper() if service.upper() in _FATES else ""
        days = min(max((promised - made_on).days, 0), 32**2 - 1)
        return Label(f"SX{_written(minutes, 5)}{_written(days, 2)}{_written(chance % 32**4, 4)}{fate}")

    async def track(self, tracking: Iterable[str], now: datetime) -> dict[str, list[Scan]]:
        not_in_a_transaction()
        found = {}
        for number in tracking:
            journey = self._journey(number)
            if journey is not None:
                found[number] = [scan for scan in self._scans(journey) if scan.at <= now]
        return found

    def _journey(self, number: str) -> _Journey | None:
        """Read a tracking number; None when it is not one of ours."""
        fate = next((fate for fate in _FATES if number.endswith(fate)), "")
        body = number.removesuffix(fate).removeprefix("SX")
        if not number.startswith("SX") or len(body) != 11 or any(letter not in _ALPHABET for letter in body):
            return None
        made_at = _BEGIN + timedelta(minutes=_read(body[:5]))
        made_on = made_at.astimezone(self._zone).date()
        return _Journey(made_at, made_on + timedelta(days=_read(body[5:7])), _read(body[7:]), fate)

    def _scans(self, journey: _Journey) -> Iterator[Scan]:
        """Yield the whole journey, each scan at least half an hour after the one before."""
        last = journey.made_at
        yield Scan(last, ScanCode.MADE)
        for at, code, place in self._plan(journey):
            last = max(at, last + timedelta(minutes=30))
            yield Scan(last, code, place)

    def _plan(self, journey: _Journey) -> list[tuple[datetime, ScanCode, str]]:
        collected = journey.made_at + COLLECTED_AFTER
        hub = _HUBS[journey.chance % len(_HUBS)]
        begun = [(collected, ScanCode.COLLECTED, _DEPOT), (collected + timedelta(hours=5), ScanCode.IN_TRANSIT, _DEPOT)]
        if journey.fate == "LOST":
            return [*begun, (self._at(journey.promised_on + timedelta(days=5), time(12)), ScanCode.LOST, "")]
        late = 2 if journey.fate else int(journey.chance % LATE_ONE_IN == 0)
        day = working_day_after(journey.promised_on, late) if late else journey.promised_on
        rings = time(9 + journey.chance % 9, journey.chance % 60)
        return [
            *begun,
            (self._at(day, time(3, 40)), ScanCode.IN_TRANSIT, hub),
            (self._at(day, time(7, 30)), ScanCode.OUT_FOR_DELIVERY, hub),
            (self._at(day, rings), ScanCode.DELIVERED, ""),
        ]

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self._zone).astimezone(UTC)


def working_day_after(day: date, count: int) -> date:
    """Return the day so many working days (Monday to Friday) later."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def _written(number: int, length: int) -> str:
    return "".join(_ALPHABET[(number >> 5 * place) & 31] for place in reversed(range(length)))


def _read(text: str) -> int:
    number = 0
    for letter in text:
        number = number << 5 | _ALPHABET.index(letter)
    return number

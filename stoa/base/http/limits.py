"""Rate limits: a token bucket for each visitor and purpose, kept in the process that answers.

Who has an IPv6 address has 2^64 of them (RFC 6177), so its first 64 bits count; a mail address in other letters is the same one.
With several server processes a visitor may have up to that many times the limit; what must be exact (guesses at a
password) counts in the database instead.
"""

import ipaddress
import time
from collections import OrderedDict

import msgspec

from stoa.base.refusals import TooMany


class Rate(msgspec.Struct, frozen=True):
    """So many at once, refilled over so many seconds."""

    burst: int
    seconds: float


class SlowDown(TooMany):
    """More often than the shop allows."""


class Limits:
    """Buckets of the latest visitors; the longest unseen are forgotten first."""

    def __init__(self, *, enabled: bool = True, most: int = 50_000) -> None:
        self.enabled = enabled
        self._most = most
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def take(self, purpose: str, who: str, rate: Rate, now: float | None = None) -> int:
        """Take one token; return how many are left. Raises SlowDown, with the seconds until the next one."""
        if not self.enabled:
            return rate.burst
        at = time.monotonic() if now is None else now
        who = _one(who)
        tokens, seen = self._buckets.pop((purpose, who), (float(rate.burst), at))
        tokens = min(rate.burst, tokens + (at - seen) * rate.burst / rate.seconds)
        if tokens < 1:
            self._buckets[purpose, who] = (tokens, at)
            raise SlowDown(max(1, round((1 - tokens) * rate.seconds / rate.burst)))
        self._buckets[purpose, who] = (tokens - 1, at)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return int(tokens - 1)


def _one(who: str) -> str:
    """Return what is the same for all that one visitor can call themselves."""
    if ":" not in who:
        return who.lower()
    try:
        address = ipaddress.IPv6Address(who.partition("%")[0])
    except ValueError:
        return who
    return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))

"""Decisions about accounts."""

import re
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from stoa.people.accounts.model import Attempt, LastAdmin, PersonId, Purpose, Role, TooManyGuesses

LINK_PATHS = {
    Purpose.SIGN_IN: "/sign-in/link/",
    Purpose.SIGN_UP: "/sign-in/link/",
    Purpose.CHANGE_EMAIL: "/account/email/",
    Purpose.ERASE: "/account/erasure/",
}
CHALLENGE_LIFE = timedelta(minutes=5)
FORGOTTEN = timedelta(hours=24)
PASSWORD_LEAST = 10
PASSWORD_MOST = 200

# So many are free; each further one doubles the wait, from the first to the longest.
_PATIENCE: dict[str, tuple[int, timedelta, timedelta]] = {
    "password_email": (5, timedelta(seconds=2), timedelta(minutes=15)),
    "password_address": (30, timedelta(seconds=2), timedelta(minutes=15)),
    "link_email": (3, timedelta(minutes=1), timedelta(hours=1)),
    "link_address": (20, timedelta(seconds=10), timedelta(hours=1)),
}
_COMMON = re.compile(
    r"(pass(wor[dt])|qwert[yz]|asdf|letmein|welcome|iloveyou|admin|abc|passwort|hallo|0|1|2|3|4|5|6|7|8|9)+[!.?]*", re.IGNORECASE
)


def count_attempt(attempt: Attempt, now: datetime) -> Attempt:
    """Return the record with this guess counted as failed, to be forgiven if it proves right.

    Raises TooManyGuesses while the last one's wait is not over; then nothing is counted.
    """
    if attempt.until_at is not None and now < attempt.until_at:
        raise TooManyGuesses(max(1, int((attempt.until_at - now).total_seconds()) + 1))
    failures = 1 if now - attempt.last_at > FORGOTTEN else attempt.failures + 1
    return Attempt(attempt.kind, attempt.digest, failures, now, wait_until(attempt.kind, failures, now))


def wait_until(kind: str, failures: int, now: datetime) -> datetime | None:
    """Return when the next guess is looked at after so many failures; None for at once."""
    free, first, longest = _PATIENCE[kind]
    if failures <= free:
        return None
    doublings: int = 2 ** min(failures - free - 1, 20)
    return now + min(first * doublings, longest)


def place(address: str) -> str:
    """Return what guesses are counted by: an IPv4 address, or the network that a household has of IPv6 (RFC 6177)."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 6 and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found if found.version == 4 else found.ipv4_mapped)


def password_fault(password: str, email: str) -> str | None:
    """Return the code of what is wrong with a new password, or None.

    Length and the commonest words only, after NIST SP 800-63B: no rules about kinds of characters.
    """
    if len(password) < PASSWORD_LEAST:
        return "too_short"
    if len(password) > PASSWORD_MOST:
        return "too_long"
    local = email.partition("@")[0]
    if len(set(password)) < 5 or _COMMON.fullmatch(password) or password.lower() in {email, local}:
        return "too_common"
    return None


def new_roles(wanted: frozenset[Role], person: PersonId, admins: list[PersonId]) -> frozenset[Role]:
    """Return the roles to keep: everybody stays a shopper. Raises LastAdmin when nobody else is one."""
    if Role.ADMIN not in wanted and admins == [person]:
        raise LastAdmin
    return wanted | {Role.SHOPPER}

"""What cells of reviews say: stars, moments, addresses, lists. Pure; what could mean two things is refused."""

import json
import re
import unicodedata
from datetime import UTC, datetime, timedelta

from stoa.base.files.cells import Wrong, decimal
from stoa.base.http.forms import is_email

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_MARGIN = timedelta(days=1)
_ZONED = re.compile(r"(.*\d)\s*(UTC|GMT|Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2}")
_MAIL = re.compile(r"[^@\s<>\"(),:;]{1,64}@[^@\s.<>\"(),:;]+(\.[^@\s.<>\"(),:;]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*")
MOST = {"title": 300, "text": 20_000, "name": 120, "location": 120, "key": 200, "reply": 20_000}
MOST_PICTURES = 20


def stars(text: str, least: str = "1", most: str = "5") -> tuple[int, bool]:
    """Return the stars, 1 to 5, of a rating on that scale, and whether it had to be rounded. Raises Wrong."""
    low, high, value = decimal(least or "1"), decimal(most or "5"), decimal(text)
    if not low < high or not low <= value <= high:
        raise Wrong("not_a_rating", value=text[:40], least=f"{low:f}", most=f"{high:f}")
    place = (value - low) / (high - low) * 4 + 1
    whole = int(place + decimal("0.5"))
    return whole, place != whole


def moment(text: str, now: datetime) -> datetime:
    """Return the moment that a text says, in UTC where it names no zone. Raises Wrong: also for one that lies ahead."""
    said = text.strip()
    zoned = _ZONED.fullmatch(said)
    plain, zone = (zoned[1].strip(), zoned[2].upper()) if zoned and not _DAY.fullmatch(said) else (said, "")
    zone = "+00:00" if zone in {"", "UTC", "GMT", "Z"} else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    try:
        found = datetime.fromisoformat(f"{plain.replace('/', '-')}{zone if ':' in plain else ''}")
    except ValueError:
        raise Wrong("not_a_moment", value=text[:40]) from None
    found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC) if found.year > 1 else _EARLIEST - _MARGIN
    if found < _EARLIEST:
        raise Wrong("not_a_moment", value=text[:40])
    if found > now + _MARGIN:
        raise Wrong("ahead", value=text[:40])
    return found


def mail(text: str) -> str:
    """Return a mail address in small letters. Raises Wrong."""
    found = text.strip().lower()
    if not is_email(found):
        raise Wrong("not_a_mail_address", value=text[:80])
    return found


def shown_name(text: str) -> str:
    """Return what somebody is called in public; nothing where it is a mail address, which is nobody's to publish."""
    return "" if "@" in text and _MAIL.search(text) else text


def language(text: str) -> str:
    """Return the language of a BCP 47 tag. Raises Wrong."""
    found = text.strip()
    if not _LANGUAGE.fullmatch(found.lower() if len(found) < 4 else found):
        raise Wrong("not_a_language", value=text[:40])
    return re.split("[-_]", found)[0].lower()


def addresses(text: str) -> list[str]:
    """Return the addresses of pictures: as JSON, or one after the other with commas. Raises Wrong."""
    found = strings(text)
    for one in found:
        if not is_address(one):
            raise Wrong("not_an_address", value=one[:80])
    return list(dict.fromkeys(found))[:MOST_PICTURES]


def is_address(text: str) -> bool:
    """Return whether a text is an address in the web."""
    return len(text) <= 2_000 and _WEB.fullmatch(text) is not None


def strings(text: str) -> list[str]:
    """Return a list: JSON, the same with single quotes, or words with commas between."""
    said = text.strip()
    if said.startswith("["):
        for form in (said, said.replace("'", '"')):
            try:
                found = json.loads(form)
            except (ValueError, RecursionError):
                continue
            return [str(one).strip() for one in found if isinstance(one, str | int) and str(one).strip()]
        said = said.strip("[]")
    return [one.strip().strip("'\"") for one in re.split(r"[,\n]+(?=\s*https?://)|[,\n]\s", said) if one.strip().strip("'\"")]


def handle_of(address: str) -> str:
    """Return the handle that an address of a product page ends with; nothing where it has none."""
    found = re.search(r"/(?:p|products|product)/([^/?#]+)", address)
    return unicodedata.normalize("NFC", found[1]).lower() if found else ""


def utc(at: datetime) -> str:
    """Return a moment as feeds write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def spaced(at: datetime) -> str:
    """Return a moment as Judge.me and Shopify write it."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")

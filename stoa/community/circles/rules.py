"""Decisions about circles: who sees what. The SQL functions `circles.distance` and `circles.sees` say the same (a test compares them)."""

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta

from stoa.base.refusals import FieldError
from stoa.community.circles.model import Audience, Distance, NewMember, PersonId, Purchase, PurchaseState, Ties

MOST_FOLLOWS = 5_000
MOST_INVITATIONS = 20
INVITATION_LIFE = timedelta(days=14)
SUGGESTION_LIFE = timedelta(days=30)
NAME_LENGTH, ABOUT_LENGTH = 40, 600
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
HANDLE_LETTERS = 8

_DROPPED, _SPACES = {"Cf", "Cs", "Co"}, {"Cc", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
_ADDRESS = re.compile(r"@|://|\bwww\.|\.(com|net|org|shop|de|io)\b", re.IGNORECASE)


def distance(viewer: PersonId | None, owner: PersonId, ties: Ties) -> Distance:
    """Return how far a viewer stands from an owner. A guest (None) is a stranger to everybody."""
    if viewer == owner:
        return Distance.SELF
    if viewer is None:
        return Distance.STRANGER
    if ties.blocked:
        return Distance.BLOCKED
    if ties.follows and ties.followed:
        return Distance.FRIEND
    return Distance.CIRCLE if ties.follows and ties.welcome else Distance.STRANGER


def may_see(viewer: PersonId | None, owner: PersonId, setting: Audience, ties: Ties) -> bool:
    """Return whether what an owner shows to this audience is seen by the viewer. The owner sees what is theirs."""
    return setting.reach >= distance(viewer, owner, ties)


def may_see_purchase(viewer: PersonId | None, purchase: Purchase, setting: Audience, ties: Ties) -> bool:
    """Return whether a viewer sees that its owner bought something.

    `setting` is the owner's for purchases; one of the purchase's own stands above it. A gift is shown to nobody, and
    nothing is shown before it has arrived (so that there is time to say that it is a gift) or after it went back.
    """
    if viewer == purchase.person_id:
        return True
    if purchase.gift or purchase.state is not PurchaseState.DELIVERED:
        return False
    return may_see(viewer, purchase.person_id, effective(purchase, setting), ties)


def effective(purchase: Purchase, setting: Audience) -> Audience:
    """Return to whom a purchase is shown once nothing else hides it."""
    return setting if purchase.audience is None else purchase.audience


def shown_to(purchase: Purchase, setting: Audience) -> Audience:
    """Return to whom a purchase is shown as things stand."""
    return Audience.NOBODY if purchase.gift or purchase.state is not PurchaseState.DELIVERED else effective(purchase, setting)


def may_follow(viewer: PersonId, owner: PersonId, page: Audience, ties: Ties) -> bool:
    """Return whether one may begin to follow: whose page one sees, or who follows one already."""
    return viewer != owner and not ties.blocked and (ties.followed or may_see(viewer, owner, page, ties))


def may_accept(until_at: datetime, ended_at: datetime | None, uses: int, now: datetime) -> bool:
    """Return whether an invitation still brings somebody in."""
    return ended_at is None and uses > 0 and now < until_at


def state_of(order_state: str, quantity: int, cancelled: int, delivered: int, returned: int) -> PurchaseState | None:
    """Return what a line is to its buyer; None while nothing is agreed."""
    if order_state in {"pending", "held"}:
        return None
    if order_state == "cancelled" or quantity - cancelled <= 0:
        return PurchaseState.CANCELLED
    if returned > 0 and quantity - cancelled - returned <= 0:
        return PurchaseState.RETURNED
    return PurchaseState.DELIVERED if delivered > returned else PurchaseState.PLACED


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text as it may stand in public: composed (NFC), without what is not seen or turns the reading round."""
    seen = "".join(_seen(one, lines=lines) for one in unicodedata.normalize("NFC", text.replace("\r\n", "\n")))
    rows = [" ".join(row.split()) for row in seen.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


def _seen(one: str, *, lines: bool) -> str:
    kind = unicodedata.category(one)
    if kind in _SPACES:
        return "\n" if lines and one == "\n" else " "
    return "" if kind in _DROPPED and one not in _JOINERS else one


def check_member(new: NewMember) -> tuple[NewMember, list[FieldError]]:
    """Return what somebody would like to be called, tidied, and all that is wrong with it."""
    name, about = clean(new.byline), clean(new.about, lines=True)
    wrong = []
    if len(name) > NAME_LENGTH:
        wrong.append(FieldError("/byline", "too_long", {"most": NAME_LENGTH}))
    elif _ADDRESS.search(name):
        wrong.append(FieldError("/byline", "no_addresses"))
    elif name and not any(one.isalnum() for one in name):
        wrong.append(FieldError("/byline", "not_a_name"))
    if len(about) > ABOUT_LENGTH:
        wrong.append(FieldError("/about", "too_long", {"most": ABOUT_LENGTH}))
    return NewMember(byline=name, about=about, picture=new.picture, renew=new.renew), wrong


def initials(name: str) -> str:
    """Return the first letters of the first and the last word."""
    words = [word for word in re.split(r"[\s.-]+", name) if word and word[0].isalnum()]
    ends = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper()[:1] for word in ends)


def handle(name: str, random: bytes) -> str:
    """Return the end of a page's address: the name as far as it is plain letters, and 40 bits that nobody guesses.

    So two people of one name never meet, nobody learns that a name is taken, and trying names finds nobody.
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-") or "member"
    return f"{slug}-{''.join(ALPHABET[one % 32] for one in random[:HANDLE_LETTERS])}"


def digest_of(token: str) -> bytes:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).digest()

"""The demo shop's offers: some that have ended, some that run, one to come; each published at the moment it began."""

from datetime import datetime, timedelta
from uuid import UUID

from stoa.app.demo.shelves import Shelf
from stoa.base.database import Writing
from stoa.people.permissions.model import SYSTEM
from stoa.shop import pricing
from stoa.shop.pricing.model import MEMBERS, Kind, NewOffer, Scope


async def publish(tx: Writing, shelf: Shelf, until: datetime) -> None:
    """Publish them all, oldest first; `until` is now."""
    for from_, offer in sorted(_offers(shelf, until), key=lambda pair: pair[0]):
        tx.now = from_
        await pricing.publish_offer(tx, SYSTEM, offer)
    tx.now = until


def _offers(shelf: Shelf, until: datetime) -> list[tuple[datetime, NewOffer]]:
    def ago(days: int) -> datetime:
        return until - timedelta(days=days)

    def share(en: str, de: str, percent: int, scope: Scope, target: UUID | None, end: datetime | None, **more: object) -> NewOffer:
        return NewOffer(
            reason={"en": en, "de": de}, kind=Kind.PERCENT, value=percent * 10_000, scope=scope, target=target, until_at=end,
            published_by="merchant", **more,  # type: ignore[arg-type]
        )  # fmt: skip

    category, collection, product = shelf.categories, shelf.collections, shelf.products
    return [
        (ago(224), share("Spring cleaning", "Frühjahrsputz", 10, Scope.EVERYTHING, None, ago(214))),
        (ago(25), share("A week for the desk", "Die Woche für den Schreibtisch", 15, Scope.CATEGORY, category["desk"], ago(18))),
        (ago(6), share("Room for the new season", "Platz für Neues", 20, Scope.CATEGORY, category["desk"], until + timedelta(days=4))),
        (ago(3), share("Gifts, early", "Früh an Geschenke denken", 12, Scope.COLLECTION, collection["gifts-under-30"], until + timedelta(days=11))),
        (ago(2), share("Last of this glaze", "Letzte Stücke dieser Glasur", 25, Scope.PRODUCT, product["glazed-planter"], until + timedelta(days=12))),
        (ago(60), share("Welcome", "Willkommen", 10, Scope.EVERYTHING, None, None, code="WELCOME10")),
        (until, share("Members' weekend", "Wochenende für Mitglieder", 10, Scope.EVERYTHING, None, until + timedelta(days=8), audience=MEMBERS, from_at=until + timedelta(days=5))),
    ]  # fmt: skip

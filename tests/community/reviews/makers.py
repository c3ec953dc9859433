"""Reviews for tests."""

import itertools
from datetime import timedelta
from typing import Any

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.community import reviews
from stoa.community.reviews.model import New, PutReview, Review, ReviewId, Shot
from stoa.people.permissions.model import Role, granted
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop.catalog.model import Product
from stoa.shop.orders.model import Order
from tests.people.accounts.makers import make_person
from tests.shop.returns.makers import make_paid
from tests.shop.shipping.makers import a_line

_numbers = itertools.count(1)


def a_member(person: PersonId, *roles: Role) -> Visitor:
    held = frozenset({Role.SHOPPER, *roles})
    return Visitor(person=person, roles=held, permissions=granted(held))


async def make_owner(tx: Writing, product: Product, **overrides: Any) -> tuple[Visitor, Order]:
    """Make somebody who bought a product's first variant and has it."""
    person = await make_person(tx)
    return a_member(person), await make_delivered(tx, product, person_id=person, **overrides)


async def make_delivered(tx: Writing, product: Product, **overrides: Any) -> Order:
    variant = product.variants[0]
    if await tx.value("select exists (select from stock.component where variant_id = $1)", variant.id):
        await tx.run("delete from stock.component where variant_id = $1", variant.id)
    line = a_line(variant.id, 1, product_id=product.id, handle=product.handle)
    return await make_paid(tx, 1, lines=[line], **{"state": "delivered", **overrides})


async def make_review(tx: Writing, product: Product, rating: int = 5, text: str = "", *, by: Visitor = GUEST, **more: Any) -> ReviewId:
    """Write a review as a guest, unless by somebody."""
    given = {"email": "" if by.person else f"guest{next(_numbers)}@mail.example", "text": text, **more}
    return (await reviews.write(tx, by, New(product_id=product.id, rating=rating, **given))).id


def a_put(product: Product, rating: int = 5, text: str = "", *, days: float = 30, now: Any, **more: Any) -> PutReview:
    return PutReview(product_id=product.id, rating=rating, text=text, made_at=now - timedelta(days=days), **more)


async def put(tx: Writing, *wanted: PutReview) -> list[ReviewId]:
    return [one.id for one in await reviews.put_reviews(tx, SYSTEM, list(wanted)) if one.id is not None]


def a_shot(digest: str = "") -> Shot:
    return Shot(digest or ids.new().hex * 2, 800, 600, "#aabbcc")


async def all_of(db: Database) -> list[Review]:
    """Return every review that there is."""
    async with db.reading() as read:
        return await reviews.listed(read, None, 100)

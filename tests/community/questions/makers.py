"""Questions, and people who own things, for tests."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import questions
from stoa.community.questions.model import AnswerId, Asked, New, NewAnswer, QuestionId
from stoa.people.permissions.model import GUEST, PersonId, Role, Visitor, granted
from stoa.shop.catalog.model import Product, Specification, Text
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_mug

SPECIFICATIONS = [Specification("Weight", "460 g"), Specification("Care", "Dishwasher safe"), Specification("Material", "Stoneware")]


async def make_thing(tx: Writing, **overrides: Any) -> Product:
    """Make a mug of two glazes that says what it is made of."""
    texts = {
        "en": Text("Wide mug", specifications=SPECIFICATIONS),
        "de": Text("Weite Tasse", specifications=[Specification("Gewicht", "460 g"), Specification("Pflege", "Spülmaschinenfest")]),
    }
    return await make_mug(tx, **{"texts": texts, "handle": f"wide-mug-{ids.new().hex}", **overrides})


async def make_owner(
    tx: Writing, product: Product, *, variant: UUID | None = None, willing: bool = False, days: int = 30, **who: Any
) -> PersonId:
    """Make somebody to whom the product was delivered so many days ago."""
    person = await make_person(tx, **who)
    await own(tx, person, product, variant=variant, days=days)
    if willing:
        await questions.set_willing(tx, person, on=True)
    return person


async def own(tx: Writing, person: PersonId, product: Product, *, variant: UUID | None = None, days: int = 30) -> UUID:
    """Write a delivered order of one piece; return its line."""
    order, line = ids.new(), ids.new()
    at = tx.now - timedelta(days=days)
    await tx.run(
        """insert into orders.order (id, key, person_id, email, market, currency, language, state, tax_mode, taxes, subtotal, shipping_net,
            shipping_tax, tax, total, made_at, placed_at, ended_at)
        values ($1, 'key', $2, 'owner@example.com', 'eu', 'EUR', 'en', 'closed', 'inclusive', '[]', 2400, 0, 0, 383, 2400, $3, $3, $3)""",
        order,
        person,
        at,
    )
    await tx.run(
        """insert into orders.line (id, order_id, position, variant_id, product_id, handle, title, choices, tax_class, weight_grams, ships,
            quantity, shipped, delivered, unit, net, tax)
        values ($1, $2, 0, $3, $4, 'mug', 'Mug', '{}', 'standard', 400, false, 1, 0, 1, 2400, 2017, 383)""",
        line,
        order,
        variant or product.variants[0].id,
        product.id,
    )
    return line


async def member(tx: Writing, *roles: Role, **who: Any) -> Visitor:
    """Make somebody, as a visitor."""
    person = await make_person(tx, roles=frozenset(roles), **who)
    return as_visitor(person, *roles, email=await tx.value("select email from accounts.person where id = $1", person))


def as_visitor(person: PersonId, *roles: Role, email: str = "") -> Visitor:
    held = {Role.SHOPPER, *roles}
    return Visitor(person=person, email=email, roles=frozenset(held), permissions=granted(held))


async def make_asked(tx: Writing, product: Product, text: str = "Does the handle get hot?", visitor: Visitor = GUEST, **more: Any) -> Asked:
    """Ask, in the first language."""
    return await questions.ask(tx, visitor, New(**{"product_id": product.id, "text": text, "language": "en", **more}))


async def make_question(
    tx: Writing, product: Product, text: str = "Does the handle get hot?", visitor: Visitor = GUEST, **more: Any
) -> QuestionId:
    asked = await make_asked(tx, product, text, visitor, **more)
    assert asked.question_id is not None
    return asked.question_id


async def make_answer(
    tx: Writing, question: QuestionId, text: str = "No, it stays cool.", visitor: Visitor = GUEST, **more: Any
) -> AnswerId:
    return (await questions.answer(tx, visitor, question, NewAnswer(**{"text": text, "language": "en", **more})))[0]

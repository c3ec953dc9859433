"""A shop in which one product and one price are for a club alone, and everything that ever spoke of them; and who may ask."""

from datetime import timedelta

import httpx
import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.base.http.visits import PASS_COOKIE, SESSION_COOKIE
from stoa.base.money import Money
from stoa.community import moderation
from stoa.community.circles.model import Audience
from stoa.community.wish_lists import actions as lists
from stoa.people import permissions
from stoa.people.permissions.model import SYSTEM, Role
from stoa.shop import carts, catalog, pricing
from stoa.shop.catalog.model import (
    Group,
    NewGroup,
    NewProduct,
    NewVariant,
    Option,
    Product,
    ProductChange,
    Specification,
    State,
    Text,
    Value,
    VariantId,
)
from stoa.shop.pricing.model import Kind, NewCost, NewOffer, Scope
from tests.community.circles.makers import handle_of, make_member, make_purchase
from tests.community.discussions.makers import make_post, make_topic
from tests.community.questions.makers import make_answer, make_question
from tests.community.reviews.makers import a_member, make_review
from tests.community.wish_lists.makers import make_wishes
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.catalog.makers import make_priced

NORTH, SOUTH = "club:north", "club:south"
MARK = "zzquill"
"""It stands in every word that is said of the hidden product and nowhere else, and in nothing that is asked."""
PRICE, HIDDEN_PRICE = 1379, 9753
COST = 8642
"""What a piece of either costs the shop itself, which nobody but its staff is told, whatever club they are in."""


class Secrets(msgspec.Struct):
    """What must not be found; what is known of it, to be tried in addresses, `said` being what people said; everybody's cookies."""

    hidden: Product
    shown: Product
    known: list[str]
    said: list[str]
    cookies: dict[str, dict[str, str]]

    @property
    def needles(self) -> list[str]:
        """Return what must stand in no answer: words, ids as written and as kept, the prices in every spelling."""
        variant = self.hidden.variants[0].id
        found = [MARK, str(self.hidden.id), self.hidden.id.hex, ids.show("prd", self.hidden.id), str(variant), ids.show("var", variant)]
        for amount in (PRICE, HIDDEN_PRICE, COST):
            found += [f"{amount // 100}.{amount % 100}", f"{amount // 100},{amount % 100}", f":{amount},", f":{amount}}}", f": {amount}"]
        return found

    def enter(self, client: httpx.AsyncClient, who: str) -> None:
        client.cookies.clear()
        client.cookies.update(self.cookies[who])


async def make_secrets(db: Database) -> Secrets:
    """Let everybody speak of a product, then let only the club see it."""
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        shown = wishes.shop.product
        hidden, known, said = await _sold_openly(tx, shown)
        known += [wishes.secret, ids.show("lst", wishes.list.id), ids.show("ent", wishes.entry.id)]
        saved = await lists.save(tx, a_member(wishes.person), wishes.owner, hidden.variants[0].id, "eu", "en", list_id=wishes.list.id)
        known.append(ids.show("ent", saved.id))
    await jobs.drain(db)
    async with db.writing() as tx:
        await catalog.restrict(tx, SYSTEM, [hidden.id], NORTH)
        offer = NewOffer(
            reason={"en": f"For the {MARK}"},
            kind=Kind.FIXED,
            value=PRICE,
            scope=Scope.PRODUCT,
            target=shown.id,
            audience=NORTH,
            market="eu",
        )
        await pricing.publish_offer(tx, SYSTEM, offer)
        cookies, cart = await _people(tx, hidden.variants[0].id)
    await jobs.drain(db)
    return Secrets(hidden, shown, [*known, cart], said, cookies)


async def _sold_openly(tx: Writing, shown: Product) -> tuple[Product, list[str], list[str]]:
    """Make the product, where the other one stands too, and have people speak of it; return it, and the ids of what they said."""
    category = await catalog.make_category(tx, SYSTEM, NewGroup(texts={"en": Group(name="Cups")}, handle="cups"))
    glaze = Option("glaze", {"en": "Glaze"}, [Value(f"{MARK}-blue", {"en": f"{MARK} blue"}, "#001122")])
    text = Text(f"The {MARK} cup", f"A {MARK}", f"<p>So {MARK} it is.</p>", specifications=[Specification("Weight", f"1 {MARK}")])
    new = NewProduct(
        texts={"en": text},
        variants=[NewVariant(choices=[f"{MARK}-blue"], sku=f"{MARK}-1")],
        options=[glaze],
        handle="first-called",
        state=State.ACTIVE,
        category_id=category,
        vendor=f"{MARK} works",
        tags=[MARK],
    )
    hidden = await catalog.create_product(tx, SYSTEM, new)
    await make_priced(tx, hidden, HIDDEN_PRICE)
    costs = [NewCost(one.variants[0].id, Money(COST, "EUR")) for one in (hidden, shown)]
    await pricing.costing.set_costs(tx, SYSTEM, costs)
    await catalog.change_product(tx, SYSTEM, shown.id, ProductChange(category_id=category))
    hidden = await catalog.change_product(tx, SYSTEM, hidden.id, ProductChange(handle=f"{MARK}-cup"))
    collection = await catalog.make_collection(tx, SYSTEM, NewGroup(texts={"en": Group(name="New")}, handle="new-things"))
    await catalog.collect(tx, SYSTEM, collection, [hidden.id, shown.id])
    author = a_member(await make_person(tx))
    review = await make_review(tx, hidden, 5, "It is good.", by=author)
    question = await make_question(tx, hidden, "Does the handle get hot?", author)
    answer = await make_answer(tx, question)
    topic = await make_topic(tx, text="I like /p/first-called more than others.")
    post = await make_post(tx, topic, "So do I: http://localhost:8000/p/first-called")
    buyer = await make_member(tx, "Lena K.", **dict.fromkeys(("page", "purchases", "reviews", "questions", "lists"), Audience.EVERYONE))
    await make_purchase(tx, buyer, hidden.id)
    await make_purchase(tx, buyer, shown.id)
    known = [hidden.handle, "first-called", shown.handle, "cups", "new-things", topic.handle, await handle_of(tx, buyer)]
    known += [ids.show("prd", hidden.id), ids.show("var", hidden.variants[0].id), ids.show("col", collection), ids.show("cat", category)]
    said = [ids.show("rev", review), ids.show("que", question), ids.show("ans", answer), ids.show("pst", post), ids.show("top", topic.id)]
    said += [ids.show("pie", one) for one in (review, question, answer)]
    report = await moderation.report(tx, author, "question", question, "spam")
    return hidden, [*known, *said, ids.show("rpt", report.id)], said


async def _people(tx: Writing, variant: VariantId) -> tuple[dict[str, dict[str, str]], str]:
    """Return the cookies of everybody who asks, and the id of a cart that somebody filled who has left the club."""
    until = tx.now + timedelta(days=1)
    passes = {group: await permissions.pass_(tx, group, until) for group in (NORTH, SOUTH)}
    cookies: dict[str, dict[str, str]] = {
        "guest": {},
        "wrong pass": {PASS_COOKIE: "x" * 43},
        "pass to another": {PASS_COOKIE: passes[SOUTH]},
    }
    cookies["pass"] = {PASS_COOKIE: passes[NORTH]}
    for who, group in (("member", None), ("member of another", SOUTH), ("one who left", NORTH), ("of the club", NORTH)):
        person = await make_person(tx, name="Ada")
        cookies[who] = {SESSION_COOKIE: await make_session(tx, person)}
        if group is not None:
            await permissions.enter(tx, person, group)
        if who == "one who left":
            await carts.add(tx, await carts.make(tx, "eu", "en", person), variant, 1, {NORTH})
            await permissions.leave(tx, person, NORTH)
    staff = await make_person(tx, roles=frozenset({Role.MERCHANT}))
    cookies["staff"] = {SESSION_COOKIE: await make_session(tx, staff)}
    filled = await carts.make(tx, "eu", "en")
    await carts.add(tx, filled, variant, 1, {NORTH})
    return cookies, filled.shown_id

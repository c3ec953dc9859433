"""A large community to measure with: members who follow each other, what they said of things, what they asked. The same in every run."""

import random
from collections.abc import Callable
from datetime import timedelta

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.community import circles, questions, reviews
from stoa.community.circles.model import Audience, Kind, PutFollow, PutMember
from stoa.community.questions.model import PutAnswer, PutQuestion
from stoa.community.reviews.model import PutReview
from stoa.people.permissions.model import SYSTEM, PersonId
from stoa.shop.catalog.model import ProductId

PARTS = {
    "thing": ["The handle", "The lid", "The fabric", "The colour", "The finish", "The size", "The weight", "The packaging", "The seam", "The base"],
    "does": ["is better than I hoped", "is not what the picture shows", "held up for months", "came loose in a week", "feels solid", "feels thin",
        "is easy to clean", "stains quickly", "fits my small kitchen", "is too large for my shelf", "looks beautiful in daylight", "scratches easily"],
    "end": ["and I use it every day.", "but I got used to it.", "so I would buy it again.", "which I did not expect.", "and my sister wants one.", "after a winter outside."],
}  # fmt: skip
STARS = [5] * 56 + [4] * 22 + [3] * 9 + [2] * 5 + [1] * 8
ASKED = ["Does {0} {1}?", "Is it true that {0} {1}?", "How long did it take until {0} {1}?", "Has anyone seen that {0} {1} {2}"]


class Crowd:
    """So many members, follows, reviews, and questions with their answers."""

    def __init__(self, members: int, follows: int, reviews_: int, asked: int) -> None:
        self.members, self.follows, self.reviews, self.asked = members, follows, reviews_, asked


async def make(db: Database, crowd: Crowd, progress: Callable[[str, int, int], None]) -> list[PersonId]:
    """Write the crowd into a shop that has products, and return its members."""
    chance = random.Random(5)  # noqa: S311 - the same crowd in every run
    async with db.writing() as tx:
        products = [ProductId(row["id"]) for row in await tx.rows("select id from catalog.product order by id")]
        people = await _people(tx, crowd.members)
    await _bonds(db, chance, people, crowd.follows, progress)
    await _purchases(db, chance, people, products)
    for start in range(0, crowd.reviews, 5_000):
        async with db.writing() as tx:
            await reviews.put_reviews(tx, SYSTEM, [_review(chance, tx, people, products) for _ in range(min(5_000, crowd.reviews - start))])
        progress("reviews", min(start + 5_000, crowd.reviews), crowd.reviews)
    for start in range(0, crowd.asked, 5_000):
        async with db.writing() as tx:
            await questions.put_questions(
                tx, SYSTEM, [_question(chance, tx, people, products) for _ in range(min(5_000, crowd.asked - start) // 2)]
            )
        progress("questions and answers", min(start + 5_000, crowd.asked), crowd.asked)
    await _settle(db, products, progress)
    return people


async def _people(tx: Writing, members: int) -> list[PersonId]:
    people = [PersonId(ids.new()) for _ in range(members)]
    await tx.copy(
        "accounts.person",
        ["id", "email", "name", "language", "market", "roles", "verified_at", "made_at"],
        [(one, f"member{n}@example.com", f"Member {n}", "en", "eu", ["shopper"], tx.now, tx.now) for n, one in enumerate(people)],
    )
    shows = {Kind.REVIEWS: Audience.EVERYONE, Kind.PURCHASES: Audience.CIRCLE}
    await circles.put_members(tx, SYSTEM, [PutMember(person_id=one, byline=f"Member {n}", shows=shows) for n, one in enumerate(people)])
    return people


async def _bonds(
    db: Database, chance: random.Random, people: list[PersonId], follows: int, progress: Callable[[str, int, int], None]
) -> None:
    """Let everybody follow about as many; half of them are let into the circle."""
    for start in range(0, follows, 50_000):
        pairs = [chance.sample(people, 2) for _ in range(min(50_000, follows - start))]
        wanted = [PutFollow(one, other, welcome=chance.random() < 0.5) for one, other in pairs]
        async with db.writing() as tx:
            await circles.put_follows(tx, SYSTEM, wanted)
        progress("follows", min(start + 50_000, follows), follows)


async def _purchases(db: Database, chance: random.Random, people: list[PersonId], products: list[ProductId]) -> None:
    """Write for each member three things they have, as their orders would have told it."""
    async with db.writing() as tx:
        variants = {row["product_id"]: row["id"] for row in await tx.rows("select product_id, id from catalog.variant")}
        rows = [
            (ids.new(), ids.new(), person, product, variants[product], tx.now - timedelta(days=chance.randrange(300)), "delivered")
            for person in people
            for product in chance.sample(products, 3)
        ]
        await tx.copy("circles.purchase", ["line_id", "order_id", "person_id", "product_id", "variant_id", "at", "state"], rows)


def words(chance: random.Random, sentences: int) -> str:
    """Return what somebody may say of a thing."""
    said = [(chance.choice(PARTS["thing"]), chance.choice(PARTS["does"]), chance.choice(PARTS["end"])) for _ in range(sentences)]
    return " ".join(" ".join(one) for one in said)


def _review(chance: random.Random, tx: Writing, people: list[PersonId], products: list[ProductId]) -> PutReview:
    text = " ".join(
        f"{chance.choice(PARTS['thing'])} {chance.choice(PARTS['does'])} {chance.choice(PARTS['end'])}" for _ in range(chance.randint(1, 4))
    )
    return PutReview(
        product_id=_popular(chance, products),
        rating=chance.choice(STARS),
        made_at=tx.now - timedelta(minutes=chance.randrange(60, 525_000)),
        title=f"{chance.choice(PARTS['thing'])} {chance.choice(PARTS['does'])}",
        text=text,
        name="Member",
        author=chance.choice(people),
        helpful=chance.randrange(12),
        unhelpful=chance.randrange(4),
    )


def _question(chance: random.Random, tx: Writing, people: list[PersonId], products: list[ProductId]) -> PutQuestion:
    at = tx.now - timedelta(minutes=chance.randrange(60, 525_000))
    text = chance.choice(ASKED).format(
        chance.choice(PARTS["thing"]).lower(), chance.choice(PARTS["does"]), chance.choice(PARTS["end"]).rstrip(".") + "?"
    )
    reply = f"{chance.choice(PARTS['thing'])} {chance.choice(PARTS['does'])} {chance.choice(PARTS['end'])}"
    answer = PutAnswer(text=reply, language="en", made_at=at + timedelta(minutes=50), author=chance.choice(people))
    return PutQuestion(
        product_id=_popular(chance, products), text=text, language="en", made_at=at, author=chance.choice(people), answers=[answer]
    )


def _popular(chance: random.Random, products: list[ProductId]) -> ProductId:
    """Return a product; a few are spoken of far more than the rest."""
    return products[int(len(products) * chance.random() ** 2.2)]


async def _settle(db: Database, products: list[ProductId], progress: Callable[[str, int, int], None]) -> None:
    """Make what pages show of each product, as the jobs would, and let the planner know."""
    for start in range(0, len(products), 200):
        async with db.writing() as tx:
            await reviews.refresh(tx, products[start : start + 200])
        progress("standings", min(start + 200, len(products)), len(products))
    async with db.writing() as tx:
        await tx.run("delete from base.job")
        await tx.run("analyze")

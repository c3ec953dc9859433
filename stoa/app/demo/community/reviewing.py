"""What the demo's customers say of what they bought: who writes, when, with how many stars; who found it helpful; what the shop answered."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from stoa.app.demo.community import voices
from stoa.app.demo.community.crowd import Crowd, Soul
from stoa.app.demo.community.moments import awake
from stoa.app.demo.community.telling import Facts, Teller, Words
from stoa.app.demo.goods import Goods, snapshots
from stoa.base.database import Writing
from stoa.community import moderation, reviews
from stoa.community.moderation.model import vote_weight
from stoa.community.reviews import ledger, rules, settings, standing, submitting
from stoa.community.reviews.asked import Aspect, AspectKind
from stoa.community.reviews.model import Basis, Change, PutReview, ReviewId, Shot
from stoa.people.permissions.model import SYSTEM, PersonId
from stoa.shop.catalog import sizes
from stoa.shop.catalog.model import CategoryId, ProductId, VariantId
from stoa.shop.orders.model import LineId

WITHOUT_AN_ORDER = 55
HELPFUL = 0.87


class Bought(msgspec.Struct, frozen=True):
    """A line that arrived and was kept."""

    line_id: LineId
    product_id: ProductId
    variant_id: VariantId
    handle: str
    sku: str
    person_id: PersonId | None
    email: str
    placed_at: datetime
    at: datetime


async def bought(tx: Writing) -> list[Bought]:
    """Return all lines that arrived and were kept, oldest first."""
    return await tx.all(
        Bought,
        """select l.id as line_id, l.product_id, l.variant_id, l.handle, l.sku, o.person_id, o.email, o.placed_at, e.at
        from orders.line l join orders.order o on o.id = l.order_id
        join orders.entry e on e.order_id = o.id and e.kind = 'delivered'
        where l.delivered > l.returned order by e.at, o.number, l.position""",
    )


class Draft(msgspec.Struct, frozen=True):
    """A review as it will be written, and what it is made of."""

    put: PutReview
    handle: str
    colour: str
    words: Words


async def ask_beside(tx: Writing, categories: Mapping[str, CategoryId]) -> None:
    """Say what is asked beside the stars."""
    for one in voices.aspects():
        kept = {field: value for field, value in msgspec.structs.asdict(one).items() if field != "category"}
        await settings.put_aspect(tx, SYSTEM, categories[one.category], Aspect(**kept))


class Reviewing:
    """Writes the reviews of the year."""

    def __init__(self, goods: Goods, crowd: Crowd, dice: random.Random, until: datetime) -> None:
        self._crowd, self._dice, self._until = crowd, dice, until
        self._colours = {
            variant.sku: value
            for product in goods.products
            for variant in product.variants
            for value in product.colours
            if value.key in variant.choice
        }
        within = {product.handle: {product.category, goods.top_category(product.category).handle} for product in goods.products}
        self._asked = {handle: [one for one in voices.aspects() if one.category in path] for handle, path in within.items()}
        everywhere: Counter[str] = Counter()
        self._tellers = {product.handle: Teller(product.handle, everywhere, dice) for product in goods.products}
        self._drafts: list[Draft] = []

    async def write(self, tx: Writing, lines: Sequence[Bought]) -> list[ReviewId]:
        """Write what was said of these lines, and some by people who did not buy here; return the reviews, oldest first."""
        for line, soul, at in self._moments(lines):
            self._review(line.handle, line.product_id, soul, at, line)
        self._without_order(lines)
        drafts = sorted(self._photographed(), key=lambda draft: draft.put.made_at)
        put = await reviews.put_reviews(tx, SYSTEM, [self._answered(draft) for draft in drafts])
        return [one.id for one in put if one.id is not None and one.what == "made"]

    def teller(self, handle: str) -> Teller:
        """Return who knows what was said of a product already."""
        return self._tellers[handle]

    def _moments(self, lines: Sequence[Bought]) -> Iterator[tuple[Bought, Soul, datetime]]:
        """Return who reviews which line when: the eager more often, each a product once, Mara not what she bought lately."""
        seen: set[tuple[str, ProductId]] = set()
        for line in lines:
            soul = self._crowd.by_email[line.email]
            mara = soul is self._crowd.mara
            if (line.email, line.product_id) in seen or self._dice.random() > (0.3 if mara else 0.22 + 0.55 * soul.eager):
                continue
            at = self._afterwards(line.at)
            if at >= self._until or (mara and line.at > self._until - timedelta(days=90)):
                continue
            seen.add((line.email, line.product_id))
            yield line, soul, at

    def _afterwards(self, arrived: datetime) -> datetime:
        """Return when somebody writes: mostly in the first weeks, some after months, at an hour when people are awake."""
        low, high = self._dice.choices(((3, 21), (21, 75), (75, 270)), (50, 32, 18))[0]
        return awake(arrived + timedelta(days=self._dice.randint(low, high)), self._dice)

    def _review(self, handle: str, product: ProductId, soul: Soul, at: datetime, line: Bought | None) -> None:
        teller, colour = self._tellers[handle], self._colours.get(line.sku) if line else None
        facts = Facts(
            soul.language,
            max(3, teller.stars()) if soul is self._crowd.mara else teller.stars(),
            had=at - line.at if line else None,
            travelled=line.at - line.placed_at if line else None,
            choice=getattr(colour.name, soul.language) if colour else "",
            manner=soul.manner,
        )
        words = teller.tell(facts)
        said, context = self._beside(handle, facts.stars)
        put = PutReview(
            product_id=product, rating=facts.stars, made_at=at, title=words.title, text=words.text, language=soul.language,
            name="" if soul.id else soul.byline, email="" if soul.id else soul.email, author=soul.id,
            line_id=line.line_id if line else None, recommends=facts.stars >= 4 if self._dice.random() < 0.4 else None, aspects=said, context=context,
        )  # fmt: skip
        self._drafts.append(Draft(put, handle, colour.key if colour else "", words))

    def _beside(self, handle: str, stars: int) -> tuple[dict[str, int], dict[str, str]]:
        """Return what somebody answers beside the stars; two of three leave it."""
        said: dict[str, int] = {}
        context: dict[str, str] = {}
        for one in self._asked[handle] if self._dice.random() < 0.34 else ():
            if one.kind is AspectKind.CONTEXT:
                context[one.code] = self._dice.choice(one.choices).code
            elif one.kind is AspectKind.SCALE:
                said[one.code] = self._dice.choices((1, 2, 3, 4, 5), (1, 3, 12, 4, 1))[0]
            else:
                said[one.code] = max(1, min(5, stars + self._dice.choice((-1, 0, 0, 1))))
        return said, context

    def _without_order(self, lines: Sequence[Bought]) -> None:
        """Let some write of what they have from elsewhere; nothing says that they bought it."""
        products = {line.handle: line.product_id for line in lines}
        taken = {(draft.put.author, draft.put.product_id) for draft in self._drafts} | {(line.person_id, line.product_id) for line in lines}
        weights = Counter(line.handle for line in lines)
        for soul in self._dice.sample([one for one in self._crowd.members if one is not self._crowd.mara], WITHOUT_AN_ORDER):
            handle = self._dice.choices(list(weights), list(weights.values()))[0]
            at = soul.since + (self._until - soul.since) * self._dice.uniform(0.1, 0.9)
            if (soul.id, products[handle]) not in taken:
                self._review(handle, products[handle], soul, at, None)

    def _photographed(self) -> list[Draft]:
        """Return the drafts, some with a picture of the very colour that their author bought."""
        found = list(self._drafts)
        for one in snapshots.snapshots():
            # Whoever takes a picture has had it for some days and says more than a word.
            fit = [
                number
                for number, draft in enumerate(found)
                if draft.handle == one.handle and draft.colour == one.colour and draft.put.line_id and len(draft.put.text) > 60
            ]
            if fit:
                number = max(fit, key=lambda at: (not found[at].put.pictures, len(found[at].put.text)))
                shot = Shot(sizes.digest_of(snapshots.draw(one).encode()), *snapshots.SIZE, snapshots.ground(one).wall.lower())
                draft = found[number]
                found[number] = msgspec.structs.replace(draft, put=msgspec.structs.replace(draft.put, pictures=[*draft.put.pictures, shot]))
        return found

    def _answered(self, draft: Draft) -> PutReview:
        """Add what the shop answered: to the complaint where it knows what to say, else now and then to who is not pleased."""
        one, complaint = draft.put, draft.words.complaint
        if one.rating > 3 or not draft.words.text:
            return one
        said = voices.replies().get(draft.handle, {}).get(one.language, [])
        text = said[complaint] if complaint is not None and complaint < len(said) else ""
        if not text and self._dice.random() < 0.3:
            text = self._dice.choice(voices.replies()["anything"][one.language])
        at = one.made_at + timedelta(days=self._dice.randint(1, 3), hours=self._dice.randint(0, 3))
        return msgspec.structs.replace(one, reply=text, replied_at=at) if text and at < self._until else one


class _Written(msgspec.Struct, frozen=True):
    id: ReviewId
    author: PersonId | None
    basis: Basis
    length: int
    made_at: datetime
    pictures: int


async def vote(tx: Writing, crowd: Crowd, dice: random.Random, until: datetime) -> None:
    """Let members find reviews helpful, or not: what there is to read is found more often."""
    written = await tx.all(
        _Written,
        """select id, author, basis, length(text) as length, made_at, jsonb_array_length(pictures) as pictures from reviews.review
        where state = 'published' order by made_at""",
    )
    trust = await submitting.trust_of(tx, [one.visitor.member for one in crowd.members])
    earlier: Counter[tuple[PersonId, PersonId | None]] = Counter()
    credited: set[tuple[PersonId, PersonId | None]] = set()
    helped: Counter[PersonId] = Counter()
    rows, merits = [], []
    for one in written:
        up = down = 0.0
        count = min(40, int(dice.expovariate(1 / (0.3 + one.length / 55))))
        for soul in dice.sample(crowd.members, count):
            at = one.made_at + (until - one.made_at) * dice.random() ** 2
            if soul.id == one.author or soul.since >= at or soul is crowd.mara:
                continue
            person = soul.visitor.member
            weight = vote_weight(trust.get(person, 0.0), earlier[person, one.author] if one.author else 0)
            earlier[person, one.author] += 1
            helpful = dice.random() < HELPFUL
            mutual = one.author is not None and (one.author, person) in credited
            earns = rules.makes_trusted(helpful=helpful, by_member=one.author is not None, weight=weight, mutual=mutual, earned=False)
            if earns and one.author is not None:
                credited.add((person, one.author))
                helped[one.author] += 1
            rows.append((one.id, person, helpful, weight, at, earns))
            up, down = (up + weight, down) if helpful else (up, down + weight)
        merits.append(rules.merit(up, down, basis=one.basis, length=one.length, pictures=one.pictures, made_at=one.made_at))
    await tx.copy("reviews.vote", ["review_id", "person_id", "helpful", "weight", "at", "credited"], rows)
    await moderation.helped(tx, dict(sorted(helped.items())))
    await tx.run(
        """update reviews.review r set helpful = v.up, unhelpful = v.down, weight_up = v.weight_up, weight_down = v.weight_down from (
            select review_id, count(*) filter (where helpful) as up, count(*) filter (where not helpful) as down,
                coalesce(sum(weight) filter (where helpful), 0) as weight_up, coalesce(sum(weight) filter (where not helpful), 0) as weight_down
            from reviews.vote group by review_id) v where r.id = v.review_id"""
    )
    await tx.run(
        "update reviews.review r set merit = m.merit from unnest($1::uuid[], $2::real[]) m (id, merit) where r.id = m.id",
        [one.id for one in written],
        merits,
    )


async def change_minds(tx: Writing, crowd: Crowd, dice: random.Random, until: datetime) -> None:
    """Let some come back after weeks and add how it went on, with a star more or less; what they said before is kept."""
    rows = await tx.rows(
        """select id, author, rating, title, text, language, made_at from reviews.review
        where state = 'published' and author is not null and length(text) > 60 and rating between 2 and 5 and made_at < $1 order by made_at""",
        until - timedelta(days=70),
    )
    later = {language: list(texts) for language, texts in voices.anything().later.items()}
    for row in dice.sample(rows, min(18, len(rows))):
        soul, said = crowd.by_id[row["author"]], later[row["language"]]
        if not said or soul is crowd.mara:
            continue
        up = row["rating"] <= 3 or dice.random() < 0.3
        text = said.pop(0) if up == said[0].startswith("+") else said.pop()
        tx.now = row["made_at"] + timedelta(days=dice.randint(30, 60), hours=2)
        rating = max(1, min(5, row["rating"] + (1 if text[0] == "+" else -1)))
        change = Change(rating=rating, title=row["title"], text=f"{row['text']}\n\n{text[1:]}")
        await reviews.edit(tx, soul.visitor, row["id"], change)
    tx.now = until


async def weigh(tx: Writing) -> None:
    """Make every product's standing, as the shop's own jobs would have by now."""
    await standing.learn_priors(tx)
    await tx.run("delete from reviews.stale")
    await reviews.refresh(tx, [row["id"] for row in await tx.rows("select id from catalog.product")])
    while await ledger.seal(tx) == ledger.BATCH:
        pass

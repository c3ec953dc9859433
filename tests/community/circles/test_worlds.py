"""Random worlds: SQL says what the pure rules say, and no sequence of acts shows a purchase to whom its buyer did not allow it."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stoa.base import ids, invariants
from stoa.base.database import Writing
from stoa.base.http.panels import Query
from stoa.base.refusals import Refusal
from stoa.community import circles
from stoa.community.circles import actions, queries, rules, store
from stoa.community.circles.model import (
    AROUND,
    Audience,
    Chosen,
    Distance,
    Kind,
    OrderId,
    PersonId,
    ProductId,
    Purchase,
    PurchaseState,
    PutFollow,
    Source,
    Ties,
)
from tests.community.circles.makers import as_member, make_purchase
from tests.people.accounts.makers import make_person

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
PEOPLE = 4
who = st.integers(0, PEOPLE - 1)
pairs = st.tuples(who, who).filter(lambda pair: pair[0] != pair[1])
audiences = st.sampled_from(Audience)


class Bought(msgspec.Struct, frozen=True):
    by: int
    product: int
    state: PurchaseState
    gift: bool
    audience: Audience | None


class World(msgspec.Struct, frozen=True):
    """Everything that decides who sees what, between four people."""

    follows: dict[tuple[int, int], bool]
    blocks: set[tuple[int, int]]
    mutes: set[tuple[int, int]]
    shows: dict[tuple[int, Kind], Audience]
    bought: list[Bought]

    def ties(self, viewer: int, owner: int) -> Ties:
        return Ties(
            follows=(viewer, owner) in self.follows,
            followed=(owner, viewer) in self.follows,
            welcome=self.follows.get((viewer, owner), False),
            blocked=bool(self.blocks & {(viewer, owner), (owner, viewer)}),
        )


worlds = st.builds(
    World,
    follows=st.dictionaries(pairs, st.booleans()),
    blocks=st.sets(pairs, max_size=2),
    mutes=st.sets(pairs, max_size=2),
    shows=st.dictionaries(st.tuples(who, st.sampled_from(Kind)), audiences),
    bought=st.lists(
        st.builds(
            Bought,
            by=who,
            product=st.integers(0, 1),
            state=st.sampled_from(PurchaseState),
            gift=st.booleans(),
            audience=st.none() | audiences,
        ),
        max_size=6,
    ),
)
quietly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


class Undo(Exception):
    pass


@contextlib.asynccontextmanager
async def undone(tx: Writing) -> AsyncIterator[None]:
    """Take back what was made for one example, after all that must be true of it was."""
    with contextlib.suppress(Undo):
        async with tx.attempt():
            yield
            assert await invariants.check(tx) == []
            raise Undo


class Panels(msgspec.Struct):
    chosen: Chosen | None = None


async def build(tx: Writing, world: World, people: list[PersonId], products: list[ProductId]) -> list[Purchase]:
    kept = [pair for pair in world.follows if not world.blocks & {pair, pair[::-1]}]
    await store.put_follows(tx, [PutFollow(people[a], people[b], world.follows[a, b]) for a, b in kept])
    for a, b in world.blocks:
        await store.put_block(tx, people[a], people[b])
    for a, b in world.mutes:
        await store.put_mute(tx, people[a], people[b])
    for (person, kind), audience in world.shows.items():
        await store.set_showing(tx, people[person], {kind: audience})
    made = []
    for one in world.bought:
        line = await make_purchase(tx, people[one.by], products[one.product], one.state)
        await store.set_purchase(tx, people[one.by], line, one.audience, gift=one.gift)
        made.append(
            Purchase(
                line_id=line,
                order_id=OrderId(line),
                person_id=people[one.by],
                product_id=products[one.product],
                at=NOW,
                state=one.state,
                gift=one.gift,
                audience=one.audience,
            )
        )
    return made


@quietly
@given(world=worlds)
async def test_sql_says_what_the_rules_say(tx: Writing, world: World) -> None:
    people = [await make_person(tx) for _ in range(PEOPLE)]
    products = [ProductId(ids.new()) for _ in range(2)]
    async with undone(tx):
        await _compare(tx, world, people, products, await build(tx, world, people, products))


async def _compare(tx: Writing, world: World, people: list[PersonId], products: list[ProductId], purchases: list[Purchase]) -> None:
    cleared = World(
        {pair: welcome for pair, welcome in world.follows.items() if not world.blocks & {pair, pair[::-1]}},
        world.blocks, world.mutes, world.shows, world.bought,
    )  # fmt: skip
    viewers: list[int | None] = [None, *range(PEOPLE)]
    for viewer in viewers:
        me = None if viewer is None else people[viewer]
        for owner in range(PEOPLE):
            between = Ties() if viewer is None else cleared.ties(viewer, owner)
            expected = rules.distance(me, people[owner], between)
            assert await tx.value("select circles.distance($1, $2)", me, people[owner]) == expected
            for kind in Kind:
                setting = world.shows.get((owner, kind), Audience.NOBODY)
                assert await circles.visible(tx, me, people[owner], kind) == rules.may_see(me, people[owner], setting, between)
        if viewer is not None:
            await _compare_chosen(tx, cleared, viewer, people, products, purchases)
    for distance, nobody in AROUND.items():
        for owner in range(PEOPLE):
            assert await tx.value("select circles.distance($1, $2)", nobody, people[owner]) == distance


def seen(world: World, viewer: int, people: list[PersonId], purchase: Purchase) -> bool:
    owner = people.index(purchase.person_id)
    setting = world.shows.get((owner, Kind.PURCHASES), Audience.NOBODY)
    return rules.may_see_purchase(people[viewer], purchase, setting, world.ties(viewer, owner))


async def _compare_chosen(
    tx: Writing, world: World, viewer: int, people: list[PersonId], products: list[ProductId], purchases: list[Purchase]
) -> None:
    """Compare the panel beside the sale, the read for cards and the part of the page with the rule."""
    cards = await circles.chosen(tx, people[viewer], products)
    for product in products:
        expected = {
            one.person_id
            for one in purchases
            if one.product_id == product
            and (viewer, owner := people.index(one.person_id)) in world.follows
            and (viewer, owner) not in world.mutes
            and seen(world, viewer, people, one)
        }
        panel: Any = await Query(Panels, chosen=queries.CHOSEN).load(tx, product=product, viewer=people[viewer])
        assert (panel.chosen.count if panel.chosen else 0) == len(expected)
        assert (cards[product].count if product in cards else 0) == len(expected)


ACTS = ("follow", "unfollow", "welcome", "turn_away", "mute", "block", "unblock", "befriend", "suggest", "agree", "show", "buy", "say")
acts = st.lists(st.tuples(st.sampled_from(ACTS), pairs, audiences, st.booleans()), min_size=5, max_size=25)
GIVEN, TAKEN = {"follow", "welcome", "befriended"}, {"unfollow", "turn_away"}


class History:
    """What everybody did, and nothing else: who allowed what is read from it backwards."""

    def __init__(self) -> None:
        self.done: list[tuple[str, PersonId, PersonId]] = []

    def consents(self, owner: PersonId, viewer: PersonId) -> bool:
        """Return whether the owner's last word towards the viewer was a yes, and none of the two has blocked the other since."""
        for verb, by, other in reversed(self.done):
            if verb == "block" and {by, other} == {owner, viewer}:
                return False
            if verb == "befriended" and {by, other} == {owner, viewer}:
                return True
            if (by, other) == (owner, viewer) and verb in GIVEN | TAKEN:
                return verb in GIVEN
        return False


async def _act(tx: Writing, verb: str, me: PersonId, other: PersonId, history: History) -> None:
    """Do it through the room's own verbs; what is refused did not happen."""
    if verb == "befriend":
        path = await actions.invite(tx, as_member(me))
        await actions.accept(tx, as_member(other), path.rpartition("/")[2])
        history.done.append(("befriended", me, other))
    elif verb == "suggest":
        await actions.suggest(tx, me, other, Source.LIST)
    elif verb == "agree":
        if await actions.agree(tx, as_member(me), other):
            history.done.append(("befriended", me, other))
    else:
        await getattr(actions, verb)(tx, as_member(me), other)
        history.done.append((verb, me, other))


@settings(quietly, max_examples=80)
@given(acts=acts)
async def test_no_sequence_shows_a_purchase_to_whom_its_buyer_did_not_allow(
    tx: Writing, acts: list[tuple[str, tuple[int, int], Audience, bool]]
) -> None:
    async with undone(tx):
        await _live(tx, acts)


async def _live(tx: Writing, acts: list[tuple[str, tuple[int, int], Audience, bool]]) -> None:
    people = [await make_person(tx) for _ in range(PEOPLE)]
    product = ProductId(ids.new())
    history = History()
    setting: dict[PersonId, Audience] = {}
    bought: dict[PersonId, dict[Any, tuple[Audience | None, bool]]] = {person: {} for person in people}
    for person in people[:3]:  # the fourth never showed a page
        await circles.show(tx, as_member(person), Kind.PAGE, Audience.EVERYONE)
    for verb, (a, b), audience, flag in acts:
        me, other = people[a], people[b]
        try:
            async with tx.attempt():
                if verb == "show":
                    await circles.show(tx, as_member(me), Kind.PURCHASES, audience)
                    setting[me] = audience
                elif verb == "buy":
                    bought[me][await make_purchase(tx, me, product)] = (None, False)
                elif verb == "say" and bought[me]:
                    line = next(iter(bought[me]))
                    await circles.show_purchase(tx, as_member(me), line, audience, gift=flag)
                    bought[me][line] = (audience, flag)
                elif verb not in {"show", "buy", "say"}:
                    await _act(tx, verb, me, other, history)
        except Refusal:
            continue
    shown = {(viewer, line) for viewer in [None, *people] for line in await _lines_seen(tx, viewer)}
    for viewer, line in shown:
        owner = next(person for person in people if line in bought[person])
        own, gift = bought[owner][line]
        chosen = setting.get(owner, Audience.NOBODY) if own is None else own
        assert not gift
        assert chosen is not Audience.NOBODY
        assert chosen is Audience.EVERYONE or (viewer is not None and history.consents(owner, viewer))
    for viewer in people:
        found = await circles.chosen(tx, viewer, [product])
        assert (found[product].count if found else 0) <= len({one for at, one in shown if at == viewer})


async def _lines_seen(tx: Writing, viewer: PersonId | None) -> list[Any]:
    """Return the purchases of others that the page of their owner would show to a viewer."""
    rows = await tx.rows(
        """select c.line_id from circles.purchase c left join circles.showing s on s.person_id = c.person_id and s.kind = 'purchases'
        where c.person_id is distinct from $1 and c.state = 'delivered' and not c.gift
            and circles.reach(coalesce(c.audience, s.audience)) >= circles.distance($1, c.person_id)""",
        viewer,
    )
    return [row["line_id"] for row in rows]


async def test_distance_has_the_same_numbers_everywhere(tx: Writing) -> None:
    for audience in Audience:
        assert await tx.value("select circles.reach($1)", audience.value) == audience.reach
    assert await tx.value("select circles.reach(null)") == Audience.NOBODY.reach
    assert [one.value for one in Distance] == [0, 1, 2, 3, 4]


@given(
    state=st.sampled_from(["pending", "held", "open", "closed", "cancelled"]),
    counts=st.tuples(st.integers(1, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
)
@quietly
async def test_the_state_of_a_purchase_in_sql(tx: Writing, state: str, counts: tuple[int, int, int, int]) -> None:
    expected = rules.state_of(state, *counts)
    assert await tx.value("select circles.state_of($1, $2, $3, $4, $5)", state, *counts) == expected

"""Decisions about wish lists, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.community.wish_lists import rules
from stoa.community.wish_lists.model import (
    MOST_KEPT_NOTE,
    AlreadyTaken,
    Claim,
    ClaimId,
    Entry,
    EntryId,
    ListId,
    NotThatMuch,
    NotWished,
    Priority,
    Role,
    View,
    Watch,
    Who,
)
from stoa.community.wish_lists.pool_model import Pool, PoolId, PoolState, Share, ShareId, ShareState
from stoa.community.wish_lists.rules import Wanted
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import OrderId
from stoa.shop.payments.model import PaymentId

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ENTRY = EntryId(UUID(int=1))


def an_entry(**overrides: object) -> Entry:
    given = {
        "id": ENTRY, "list_id": ListId(UUID(int=2)), "variant_id": VariantId(UUID(int=3)), "product_id": ProductId(UUID(int=4)), "quantity": 3,
        "note": "", "priority": Priority.NORMAL, "had_at": None, "market": "eu", "currency": "EUR", "price": 2490, "made_at": NOON,
    }  # fmt: skip
    return Entry(**{**given, **overrides})


def a_claim(**overrides: object) -> Claim:
    given = {
        "id": ClaimId(UUID(int=5)), "entry_id": ENTRY, "name": "Ada", "person": None, "guest": b"ada", "quantity": 1, "made_at": NOON,
        "until": NOON + rules.CLAIM_HOLDS,
    }  # fmt: skip
    return Claim(**{**given, **overrides})


def a_pool(**overrides: object) -> Pool:
    given = {
        "id": PoolId(UUID(int=6)), "entry_id": ENTRY, "quantity": 1, "currency": "EUR", "goal": 10_000, "promised": 0, "paid": 0,
        "state": PoolState.OPEN, "until": NOON + timedelta(days=30), "order_id": None, "made_at": NOON,
    }  # fmt: skip
    return Pool(**{**given, **overrides})


def a_share(**overrides: object) -> Share:
    given = {
        "id": ShareId(UUID(int=7)), "pool_id": PoolId(UUID(int=6)), "payment_id": PaymentId(UUID(int=8)), "amount": 2_500, "name": "Ada",
        "email": "ada@example.com", "message": "", "person": None, "guest": b"ada", "language": "en", "state": ShareState.PAID, "made_at": NOON,
    }  # fmt: skip
    return Share(**{**given, **overrides})


claims = st.lists(
    st.builds(
        a_claim,
        name=st.text(min_size=1, max_size=5),
        quantity=st.integers(1, 4),
        guest=st.sampled_from([b"ada", b"eve", None]),
        until=st.sampled_from([NOON - timedelta(1), NOON + timedelta(1)]),
        order_id=st.sampled_from([None, OrderId(UUID(int=9))]),
        ended_at=st.sampled_from([None, NOON]),
        view=st.sampled_from(View),
    ),
    max_size=5,
)
pools = st.none() | st.builds(
    a_pool, quantity=st.integers(1, 2), state=st.sampled_from(PoolState), promised=st.integers(0, 10_000), goal=st.just(10_000)
)


def test_a_claim_holds_48_hours_to_the_second_and_frees_itself() -> None:
    one = a_claim(quantity=3)
    assert timedelta(hours=48) == rules.CLAIM_HOLDS
    assert rules.free(an_entry(), [one], None, NOON + timedelta(hours=48) - timedelta(microseconds=1)) == 0
    assert rules.free(an_entry(), [one], None, NOON + timedelta(hours=48)) == 3
    bought = msgspec.structs.replace(one, order_id=OrderId(UUID(int=9)), bought_at=NOON)
    assert rules.free(an_entry(), [bought], None, NOON + timedelta(days=900)) == 0
    assert rules.free(an_entry(), [msgspec.structs.replace(bought, ended_at=NOON)], None, NOON) == 3


def test_what_somebody_has_or_does_not_wish_for_any_more_is_not_promised() -> None:
    for entry in (an_entry(had_at=NOON), an_entry(removed_at=NOON)):
        with pytest.raises(NotWished):
            rules.check_claim(entry, [], None, 1, NOON)


@given(claims, pools, st.integers(1, 6))
def test_never_more_is_promised_than_is_wished_for(known: list[Claim], pool: Pool | None, wanted: int) -> None:
    entry, taken = an_entry(), rules.taken(known, pool, NOON)
    if taken + wanted <= entry.quantity:
        rules.check_claim(entry, known, pool, wanted, NOON)
    else:
        with pytest.raises(AlreadyTaken) as refused:
            rules.check_claim(entry, known, pool, wanted, NOON)
        assert refused.value.facts["left"] == max(entry.quantity - taken, 0)


@pytest.mark.parametrize(
    ("view", "role", "sees"),
    [
        (View.NOTHING, Role.OWNER, (False, False)),
        (View.TAKEN, Role.OWNER, (True, False)),
        (View.ALL, Role.OWNER, (True, True)),
        (View.NOTHING, Role.SURPRISED, (False, False)),
        (View.TAKEN, Role.SURPRISED, (True, False)),
        (View.ALL, Role.SURPRISED, (True, True)),
        *((view, Role.CO_OWNER, (True, True)) for view in View),
        *((view, Role.GIVER, (True, False)) for view in View),
    ],
)
def test_the_four_views(view: View, role: Role, sees: tuple[bool, bool]) -> None:
    found = rules.sees(view, role)
    assert (found.taken, found.names) == sees


shares = st.lists(
    st.builds(a_share, amount=st.integers(1, 5_000), state=st.sampled_from(ShareState), name=st.text(min_size=1, max_size=5)), max_size=4
)


@given(claims, claims, st.integers(0, 9_999), st.integers(0, 9_999), shares, shares, st.sampled_from([Role.OWNER, Role.SURPRISED]))
def test_who_is_to_be_surprised_is_told_the_same_whatever_others_do(
    one: list[Claim], other: list[Claim], little: int, much: int, few: list[Share], many: list[Share], role: Role
) -> None:
    """Nothing flows from what givers do to what such an owner is shown, a full pool included."""
    seen, me = rules.sees(View.NOTHING, role), Who(PersonId(UUID(int=1)), b"ada")
    assert rules.givings(one, seen, NOON) == rules.givings(other, seen, NOON) == []
    for now in (NOON, NOON + timedelta(days=31)):
        first = rules.shown_pool(a_pool(promised=little), few, seen, me, now)
        second = rules.shown_pool(a_pool(promised=10_000, paid=10_000, state=PoolState.FULL), many, seen, me, now)
        assert first == second
        assert first == rules.shown_pool(a_pool(promised=much), [], seen, me, now)


@given(claims, shares)
def test_givers_learn_no_names(known: list[Claim], given_: list[Share]) -> None:
    seen = rules.sees(View.ALL, Role.GIVER)
    assert rules.givings(known, seen, NOON) == []
    shown = rules.shown_pool(a_pool(promised=1), given_, seen, Who(None, b"eve"), NOON)
    assert shown is not None
    assert (shown.names, shown.mine) == ([], None)


variants = st.integers(0, 6).map(lambda number: VariantId(UUID(int=number)))
watches = st.none() | st.builds(
    lambda price, below: Watch(entry_id=ENTRY, price=price, stock=not price, below=below if price else None),
    st.booleans(),
    st.none() | st.integers(1, 99),
)
wanted = st.builds(
    Wanted,
    variant_id=variants,
    quantity=st.integers(1, 99),
    note=st.text("ab\n ", max_size=6).map(str.strip),
    priority=st.sampled_from(Priority),
    had_at=st.sampled_from([None, NOON]),
    made_at=st.integers(0, 9).map(lambda days: NOON - timedelta(days)),
    watch=watches,
)
lists = st.lists(wanted, max_size=6, unique_by=lambda one: one.variant_id)


@given(lists, lists)
def test_merging_loses_nothing_and_doubles_nothing(mine: list[Wanted], found: list[Wanted]) -> None:
    merged = rules.merge(mine, found)
    assert merged.keys() == {one.variant_id for one in (*mine, *found)}
    for one in (*mine, *found):
        now = merged[one.variant_id]
        assert now.quantity >= one.quantity
        assert set(filter(None, one.note.split("\n"))) <= set(now.note.split("\n"))
        assert now.priority >= one.priority
        assert now.had_at is not None or one.had_at is None
        assert now.made_at <= one.made_at
        if one.watch is not None:
            assert now.watch is not None
            assert (now.watch.price, now.watch.stock) >= (False, False)
            assert now.watch.price or not one.watch.price
            assert now.watch.stock or not one.watch.stock
            assert not one.watch.price or now.watch.below is None or (one.watch.below is not None and now.watch.below >= one.watch.below)
    alone = {one.variant_id for one in mine} ^ {one.variant_id for one in found}
    for one in (*mine, *found):
        if one.variant_id in alone:
            assert merged[one.variant_id] == one
    assert all(
        one.quantity == max(each.quantity for each in (*mine, *found) if each.variant_id == one.variant_id) for one in merged.values()
    )


@given(lists, lists)
def test_merging_the_same_again_changes_nothing(mine: list[Wanted], found: list[Wanted]) -> None:
    once = rules.merge(mine, found)
    assert rules.merge(once.values(), found) == once


def test_merged_notes_have_an_end() -> None:
    first = Wanted(variant_id=VariantId(ENTRY), quantity=1, note="a" * 3_000, priority=Priority.LOW, had_at=None, made_at=NOON)
    second = msgspec.structs.replace(first, note="b" * 3_000)
    assert len(rules.merge([first], [second])[first.variant_id].note) == MOST_KEPT_NOTE


@given(st.integers(1, 10**9), st.data())
def test_any_sequence_of_allowed_parts_comes_to_the_goal_to_the_cent(goal: int, data: st.DataObject) -> None:
    """Whatever is given, what is left is nothing, or something that may still be given."""
    pool = a_pool(goal=goal)
    for _ in range(60):
        if pool.left == 0:
            break
        low = min(rules.least(goal, "EUR"), pool.left)
        amount = data.draw(st.integers(low, pool.left) | st.just(pool.left) | st.just(low))
        if amount != pool.left and pool.left - amount < rules.least(goal, "EUR"):
            with pytest.raises(NotThatMuch):
                rules.check_share(pool, amount)
            amount = pool.left
        rules.check_share(pool, amount)
        pool = msgspec.structs.replace(pool, promised=pool.promised + amount)
        assert pool.left >= 0
        assert pool.left == 0 or pool.left >= rules.least(goal, "EUR")
    else:
        assert pool.left
    assert pool.promised + pool.left == goal


@pytest.mark.parametrize(
    ("promised", "amount", "code"),
    [
        (0, 10_001, "more_than_missing"),
        (0, 199, "too_little"),
        (0, 0, "too_little"),
        (0, -500, "too_little"),
        (0, 9_900, "leaves_too_little"),
        (10_000, 200, "more_than_missing"),
        (10_000, 0, "too_little"),
        (9_950, 49, "too_little"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(promised: int, amount: int, code: str) -> None:
    with pytest.raises(NotThatMuch) as refused:
        rules.check_share(a_pool(promised=promised), amount)
    assert refused.value.errors[0].code == code


@pytest.mark.parametrize(
    ("goal", "currency", "low"), [(2_880, "EUR", 100), (10_000, "EUR", 200), (10_001, "EUR", 300), (50, "EUR", 50), (9_000, "JPY", 180)]
)
def test_the_least_part(goal: int, currency: str, low: int) -> None:
    assert rules.least(goal, currency) == low


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_what_is_suggested_fits(goal: int, promised: int) -> None:
    pool = a_pool(goal=goal, promised=min(promised, goal))
    for amount in rules.suggested(pool):
        rules.check_share(pool, amount)
    assert (pool.left in rules.suggested(pool)) is (pool.left > 0)


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        (None, timedelta(days=30)),
        (timedelta(days=90), timedelta(days=60)),
        (timedelta(days=-1), timedelta(hours=1)),
        (timedelta(days=9), timedelta(days=9)),
    ],
)
def test_how_long_money_is_put_together(asked: timedelta | None, until: timedelta) -> None:
    assert rules.pool_until(NOON + asked if asked is not None else None, NOON) == NOON + until


@pytest.mark.parametrize(
    ("price", "low30", "below", "told", "news"),
    [
        (900, 1000, None, None, True),
        (1000, 1000, None, None, False),
        (900, None, None, None, False),
        (900, 1000, 900, None, True),
        (901, 1000, 900, None, False),
        (900, 1000, None, 900, False),
        (899, 1000, None, 900, True),
    ],
)
def test_what_is_worth_telling(price: int, low30: int | None, below: int | None, told: int | None, news: bool) -> None:
    assert rules.is_news(price, low30, below, told) is news

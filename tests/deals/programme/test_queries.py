"""What is on, what comes, what ended: against the true lowest price of the 30 days before."""

from datetime import timedelta

import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.money import Money
from stoa.base.paging import BadCursor
from stoa.deals import programme
from stoa.deals.programme.model import Kind, Occasion, View
from stoa.people.sessions.model import GUEST, SYSTEM, PersonId, Visitor
from stoa.shop.catalog.actions import archive
from stoa.shop.pricing.model import MEMBERS, Scope
from tests.deals.programme.makers import cost, make_pot, offered, see
from tests.shop.pricing.makers import make_offer

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)
MEMBER = Visitor(person=PersonId(ids.new()))


def euros(amount: int) -> Money:
    return Money(amount, "EUR")


def worth(one: Occasion) -> tuple[Money | None, Money | None, int]:
    return one.price, one.was, one.percent


async def test_offers_stand_where_the_clock_puts_them(tx: Writing) -> None:
    pot = await make_pot(tx)
    over = await offered(tx, pot, tx.now - 9 * DAY, tx.now - 3 * DAY)
    runs = await offered(tx, pot, tx.now - 2 * DAY, tx.now + DAY)
    comes = await offered(tx, pot, tx.now + 2 * DAY, tx.now + 5 * DAY)
    found = await see(tx)
    assert [[one.id for one in found.of(view)] for view in View] == [[runs], [comes], [over]]
    assert found.changes_at == tx.now + DAY
    assert {one.path for one in (*found.now, *found.coming, *found.ended)} == {f"/p/{pot.handle}"}


async def test_a_saving_is_against_the_lowest_price_of_the_thirty_days_before(tx: Writing) -> None:
    pot = await make_pot(tx, 5000)
    await cost(tx, pot, 4500, 20 * DAY)
    await cost(tx, pot, 5000, 10 * DAY)
    await offered(tx, pot, tx.now - DAY, tx.now + DAY)
    (one,) = (await see(tx)).now
    assert worth(one) == (euros(4000), euros(4500), 11)
    assert one.off == euros(500)


async def test_what_is_no_saving_has_no_former_price(tx: Writing) -> None:
    pot = await make_pot(tx, 4000)
    await cost(tx, pot, 5000, 10 * DAY)
    await offered(tx, pot, tx.now - DAY, tx.now + DAY)
    (one,) = (await see(tx)).now
    assert worth(one) == (euros(4000), None, 0)


async def test_a_new_thing_has_no_former_price(tx: Writing) -> None:
    pot = await make_pot(tx, since=timedelta())
    await offered(tx, pot, tx.now, tx.now + DAY)
    (one,) = (await see(tx)).now
    assert worth(one) == (euros(4000), None, 0)


async def test_what_ended_is_told_as_at_its_last_moment(tx: Writing) -> None:
    pot = await make_pot(tx, 5000)
    await offered(tx, pot, tx.now - 9 * DAY, tx.now - 3 * DAY)
    await cost(tx, pot, 3000, DAY)
    (one,) = (await see(tx)).ended
    assert worth(one) == (euros(4000), euros(5000), 20)


async def test_codes_and_other_peoples_prices_are_not_told(tx: Writing) -> None:
    pot = await make_pot(tx)
    await offered(tx, pot, tx.now, tx.now + DAY, code="SECRET10")
    await offered(tx, pot, tx.now, tx.now + DAY, audience="club:0123", value=300_000)
    assert (await see(tx, MEMBER)).now == []
    assert (await see(tx, MEMBER)).changes_at is None


async def test_offers_for_members_are_for_members(tx: Writing) -> None:
    pot = await make_pot(tx)
    await offered(tx, pot, tx.now, tx.now + DAY, audience=MEMBERS)
    assert (await see(tx, GUEST)).now == []
    (one,) = (await see(tx, MEMBER)).now
    assert one.members


async def test_what_is_not_shown_is_not_told_of(tx: Writing) -> None:
    pot = await make_pot(tx)
    await offered(tx, pot, tx.now, tx.now + DAY)
    await archive(tx, SYSTEM, pot.id)
    assert (await see(tx)).now == []


async def test_an_offer_on_everything_is_shown_by_what_it_saves_most_on(tx: Writing) -> None:
    await make_pot(tx, 5000)
    await make_offer(tx, scope=Scope.EVERYTHING, target=None, from_at=tx.now - DAY)
    (one,) = (await see(tx)).now
    assert (one.kind, one.title, one.on, one.path, one.ends) == (Kind.OFFER, "Sale", "", "/search?sort=new", None)


async def test_the_better_offer_of_two_is_told_as_worth_something(tx: Writing) -> None:
    pot = await make_pot(tx)
    await offered(tx, pot, tx.now - DAY, tx.now + DAY, value=100_000)
    better = await offered(tx, pot, tx.now - DAY, tx.now + DAY, value=300_000)
    assert [one.id for one in (await see(tx)).now] == [better]


async def test_of_two_alike_both_are_told(tx: Writing) -> None:
    pot = await make_pot(tx)
    both = {await offered(tx, pot, tx.now - days * DAY, tx.now + DAY) for days in (1, 2)}
    found = (await see(tx)).now
    assert {one.id for one in found} == both
    assert {worth(one) for one in found} == {(euros(4000), euros(5000), 20)}


@pytest.mark.parametrize("view", list(View))
async def test_a_view_is_turned_page_by_page(tx: Writing, view: View) -> None:
    pot = await make_pot(tx)
    begins = {View.NOW: (-2, 1), View.COMING: (10, 11), View.ENDED: (-20, -19)}[view]
    for number in range(5):
        shift = timedelta(hours=number)
        await offered(tx, pot, tx.now + begins[0] * DAY + shift, tx.now + begins[1] * DAY + shift, value=100_000 + 10_000 * number)
    whole = await programme.listed(tx, GUEST, view, market="eu", language="en", take=10)
    assert whole.next_cursor is None
    seen: list[Occasion] = []
    cursor = None
    for _ in range(5):
        part = await programme.listed(tx, GUEST, view, market="eu", language="en", cursor=cursor, take=2)
        seen += part.items
        cursor = part.next_cursor
        if cursor is None:
            break
    assert [one.id for one in seen] == [one.id for one in whole.items]
    assert cursor is None


async def test_a_made_up_cursor_is_refused(tx: Writing) -> None:
    await make_pot(tx)
    with pytest.raises(BadCursor):
        await programme.listed(tx, GUEST, View.NOW, market="eu", language="en", cursor="nonsense")

"""A person counts once in a team: by account, mail, address and card, as a guest and as a member."""

from typing import Any

import msgspec
import pytest

from stoa.base.database import Database
from stoa.deals.group_buys import actions, waiting
from stoa.deals.group_buys.model import AlreadyIn, PlaceState, Tier
from stoa.people import privacy
from stoa.people.sessions.model import GUEST, Visitor
from stoa.shop import orders
from stoa.shop.checkout.model import Placed
from stoa.shop.orders.model import State as OrderState
from tests.deals.group_buys.makers import Group, cancel, make_deal, make_tiers, member, money, order, places, standing
from tests.people.accounts.makers import make_person
from tests.shop.checkout.makers import HOME

pytestmark = pytest.mark.anyio
SHIPPING = 390


async def tiers(db: Database) -> Group:
    async with db.writing() as tx:
        return await make_tiers(tx)


async def come(db: Database, group: Group, number: int, token: str = "tok_ok", visitor: Visitor = GUEST, **overrides: Any) -> Placed:
    assert group.team is not None
    async with db.writing() as tx:
        cart = await actions.join(tx, visitor, group.team.handle, group.shop.variant, "en")
    return await order(db, cart, token, visitor, number, **overrides)


SAME = [
    {"email": "p1@example.com"},
    {"email": "P1+again@Example.com"},
    {"address": msgspec.structs.replace(HOME, line1="Hafenstr. 1", name="Bob Kahl")},
]


@pytest.mark.parametrize("same", SAME)
async def test_one_mail_box_and_one_door_are_one_person_before_money(db: Database, same: dict[str, Any]) -> None:
    group = await tiers(db)
    assert group.team is not None
    await come(db, group, 1)
    with pytest.raises(AlreadyIn) as refused:
        await come(db, group, 2, **same)
    assert refused.value.facts == {"team": group.team.path}
    async with db.reading() as read:
        assert await read.value("select count(*) from orders.order") == 1
        assert await read.value("select count(*) from payments.payment") == 1
    assert await standing(db, group.team) == ("open", 1, 1)


async def test_one_card_is_one_person_and_what_was_set_aside_is_let_go(db: Database) -> None:
    group = await tiers(db)
    assert group.team is not None
    await come(db, group, 1, "tok_card_a")
    second = await come(db, group, 2, "tok_card_a")
    assert await standing(db, group.team) == ("open", 1, 1)
    assert await money(db) == (9000 + SHIPPING, 0, 0)
    async with db.reading() as read:
        found = await orders.get(read, second.order.id)
    assert found.state is OrderState.CANCELLED
    assert [one.facts["reason"] for one in found.entries if one.kind == "cancelled"] == ["group_twice"]
    await come(db, group, 2, "tok_card_b")
    assert await standing(db, group.team) == ("tipped", 2, 2)


async def test_the_last_place_of_a_team_is_not_filled_by_who_is_in(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_deal(tx, minimum=2, tiers=(Tier(2, 20),))
        team, cart = await actions.start(tx, GUEST, group.deal, group.shop.variant, "en")
    await order(db, cart, "tok_card_a", GUEST, 1)
    group = msgspec.structs.replace(group, team=team)
    await come(db, group, 2, "tok_card_a")
    assert await standing(db, team) == ("open", 1, 1)
    assert (await money(db))[1] == 0
    await come(db, group, 2, "tok_card_b")
    assert await standing(db, team) == ("settled", 2, 2)


async def test_a_member_comes_again_as_nobody_else(db: Database) -> None:
    group = await tiers(db)
    assert group.team is not None
    ada = Visitor(person=member().person, name="Ada", email="ada@example.com")
    await come(db, group, 1, visitor=ada)
    for number, given in ((2, {"email": "ada@example.com"}), (3, {"email": "p1@example.com"})):
        with pytest.raises(AlreadyIn):
            await come(db, group, number, **given)
    with pytest.raises(AlreadyIn):
        await come(db, group, 1, visitor=member(2))
    async with db.writing() as tx:
        with pytest.raises(AlreadyIn):
            await actions.join(tx, ada, group.team.handle, group.shop.variant, "en")
    assert await standing(db, group.team) == ("open", 1, 1)


async def test_whoever_is_in_does_not_wait_for_another_place(db: Database) -> None:
    async with db.writing() as tx:
        group = await make_tiers(tx, maximum=4)
    assert group.team is not None
    for number in range(1, 5):
        await come(db, group, number, "tok_capture_fails")
    await standing(db, group.team)
    async with db.writing() as tx:
        with pytest.raises(AlreadyIn):
            await waiting.wait(tx, GUEST, group.team.handle, group.shop.variant, "en", "p1@example.com")


async def test_whoever_left_may_come_again(db: Database) -> None:
    group = await tiers(db)
    assert group.team is not None
    first = await come(db, group, 1, "tok_card_a")
    await cancel(db, first)
    await come(db, group, 1, "tok_card_a")
    assert [one.state for one in await places(db, group.team)] == [PlaceState.LEFT, PlaceState.AUTHORIZED]


async def test_an_erasure_leaves_the_books_and_the_marks_until_it_is_settled(db: Database) -> None:
    group = await tiers(db)
    assert group.team is not None
    async with db.writing() as tx:
        person = await make_person(tx)
    ada = Visitor(person=person, name="Ada", email="ada@example.com")
    await come(db, group, 1, visitor=ada)
    async with db.writing() as tx:
        await privacy.erase(tx, ada, person)
    with pytest.raises(AlreadyIn):
        await come(db, group, 2, email="p1@example.com")
    await come(db, group, 2)
    assert await standing(db, group.team) == ("tipped", 2, 2)
    async with db.writing() as tx:
        await actions.end_early(tx, GUEST, group.deal, "done")
    assert await standing(db, group.team) == ("settled", 2, 2)
    async with db.reading() as read:
        assert await read.value("select count(*) from group_buys.mark") == 0

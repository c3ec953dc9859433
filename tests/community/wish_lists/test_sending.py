"""The right to send to an address that is not shown: it is a promise's, for what was promised, and ends with it."""

from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Database, Writing
from stoa.community.circles import actions as blocking
from stoa.community.moderation.model import State
from stoa.community.wish_lists import actions, claiming, moving, store, submitting
from stoa.community.wish_lists.model import ClaimId, Role, Settings, Who
from stoa.people import privacy, profiles
from stoa.people.profiles.model import AddressId
from stoa.people.sessions.model import GUEST, SYSTEM, Visitor
from stoa.shop import carts, checkout, orders
from stoa.shop.carts.model import Cart, Stray
from stoa.shop.checkout.model import AddressIsGone, OnlyWhatWasPromised
from tests.community.wish_lists.makers import HERS, Wishes, make_wishes, member
from tests.people.accounts.makers import make_person
from tests.shop.catalog.makers import make_product
from tests.shop.checkout.makers import RETURN, a_buyer

pytestmark = pytest.mark.anyio


ELSEWHERE = msgspec.structs.replace(HERS, line1="Neue Gasse 1")


class Gift(msgspec.Struct):
    wishes: Wishes
    giver: Visitor
    cart: Cart
    claim: ClaimId


async def make_gift(tx: Writing, quantity: int = 1) -> Gift:
    """Have a member promise something and put it into their cart, on its way to the list's owner."""
    wishes = await make_wishes(tx, quantity=5)
    giver = member(await make_person(tx), "Bob")
    cart = await carts.make(tx, "eu", "en", giver.person)
    made = await claiming.buy(
        tx, wishes.list, Role.GIVER, wishes.entry.id, Who(giver.person), "Bob", quantity, cart, send=True, label="Edda"
    )
    return Gift(wishes, giver, await carts.opened(tx, cart.token, giver), made.id)


async def stray(tx: Writing, gift: Gift) -> Stray | None:
    return (await carts.see(tx, gift.cart, gift.giver)).stray


async def a_settings(tx: Writing, gift: Gift, **said: object) -> None:
    known = await store.find(tx, gift.wishes.list.id)
    assert known is not None
    settings = Settings(**{name: getattr(known, name) for name in Settings.__struct_fields__})
    await actions.set_up(tx, gift.wishes.owner, known.id, msgspec.structs.replace(settings, **said))


async def by_giving_up(tx: Writing, gift: Gift) -> None:
    await claiming.give_up(tx, gift.claim, Who(gift.giver.person))


async def by_time(tx: Writing, gift: Gift) -> None:
    await tx.run("update wish_lists.claim set made_at = made_at - interval '48 hours', until = until - interval '48 hours'")


async def by_no_wish(tx: Writing, gift: Gift) -> None:
    await actions.remove(tx, gift.wishes.owner, gift.wishes.list.id, gift.wishes.entry.id)


async def by_removal(tx: Writing, gift: Gift) -> None:
    await actions.take_down(tx, gift.wishes.owner, gift.wishes.list.id)


async def by_revocation(tx: Writing, gift: Gift) -> None:
    """A new link does not bring back what was given by the old one."""
    await actions.revoke(tx, gift.wishes.owner, gift.wishes.list.id)
    await actions.share(tx, gift.wishes.owner, gift.wishes.list.id)


async def by_no_address(tx: Writing, gift: Gift) -> None:
    await a_settings(tx, gift, address_id=None)


async def by_another_address(tx: Writing, gift: Gift) -> None:
    await a_settings(tx, gift, address_id=await profiles.add_address(tx, gift.wishes.person, ELSEWHERE))


async def by_a_forgotten_address(tx: Writing, gift: Gift) -> None:
    assert gift.wishes.list.address_id is not None
    await profiles.remove_address(tx, gift.wishes.person, AddressId(gift.wishes.list.address_id))


async def by_moderation(tx: Writing, gift: Gift) -> None:
    await submitting.set_state(tx, [gift.wishes.list.id], State.REMOVED)


async def by_their_block(tx: Writing, gift: Gift) -> None:
    await blocking.block(tx, member(gift.wishes.person), gift.giver.member)


async def by_ones_own_block(tx: Writing, gift: Gift) -> None:
    await blocking.block(tx, gift.giver, gift.wishes.person)


async def by_moving_to_a_private_list(tx: Writing, gift: Gift) -> None:
    other = await actions.make(tx, gift.wishes.person, Settings(title="Private", address_id=gift.wishes.list.address_id), "eu", "en")
    await moving.move(tx, gift.wishes.owner, gift.wishes.list.id, gift.wishes.entry.id, other.id)


async def by_erasure(tx: Writing, gift: Gift) -> None:
    await privacy.erase(tx, SYSTEM, gift.wishes.person)


ENDS = [
    by_giving_up, by_time, by_no_wish, by_removal, by_revocation, by_no_address, by_another_address, by_a_forgotten_address, by_moderation,
    by_their_block, by_ones_own_block, by_moving_to_a_private_list, by_erasure,
]  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
async def test_the_right_ends_with_what_gave_it(db: Database, end: Callable[[Writing, Gift], Awaitable[None]]) -> None:
    async with db.writing() as tx:
        gift = await make_gift(tx)
        draft = await checkout.begin(tx, gift.giver, gift.cart, "bob@example.com")
        assert await stray(tx, gift) is None
        await end(tx, gift)
        assert await stray(tx, gift) is Stray.GONE
        for step in (
            checkout.begin(tx, gift.giver, gift.cart, "bob@example.com"),
            checkout.say_who(tx, gift.giver, gift.cart, draft, "bob@example.com"),
            checkout.bill(tx, gift.giver, gift.cart, None, None, draft),
        ):
            with pytest.raises(AddressIsGone):
                await step
    with pytest.raises(AddressIsGone):
        await checkout.place(db, gift.giver, gift.cart, a_buyer(address=None), RETURN)
    async with db.writing() as tx:
        assert await tx.value("select count(*) from orders.order") == 0
        await carts.send_to(tx, gift.cart, None)
        own = await carts.opened(tx, gift.cart.token, gift.giver)
        assert (await carts.see(tx, own, gift.giver)).stray is None
    placed = await checkout.place(db, gift.giver, own, a_buyer(), RETURN)
    async with db.reading() as read:
        assert (await orders.get(read, placed.order.id)).recipient_id is None


async def test_it_holds_for_what_was_promised_and_nothing_else(db: Database) -> None:
    async with db.writing() as tx:
        gift = await make_gift(tx, quantity=2)
        other = (await make_product(tx)).variants[0].id
        for variant, quantity, expected in (
            (gift.wishes.shop.variant, 3, Stray.MORE),
            (gift.wishes.shop.variant, 1, None),
            (other, 1, Stray.MORE),
            (gift.wishes.shop.variant, 0, Stray.MORE),
        ):
            await carts.put(tx, gift.cart, variant, quantity)
            assert await stray(tx, gift) is expected
        with pytest.raises(OnlyWhatWasPromised) as refused:
            await checkout.begin(tx, gift.giver, gift.cart, "bob@example.com")
        assert refused.value.facts == {"who": "Edda"}
    with pytest.raises(OnlyWhatWasPromised):
        await checkout.place(db, gift.giver, gift.cart, a_buyer(address=None), RETURN)


async def test_what_is_for_oneself_does_not_go_along(tx: Writing) -> None:
    gift = await make_gift(tx)
    again = await claiming.claim(tx, gift.wishes.list, Role.GIVER, gift.wishes.entry.id, Who(gift.giver.person), "Bob", 2)
    assert again.id == gift.claim
    await carts.put(tx, gift.cart, gift.wishes.shop.variant, 2)
    assert await stray(tx, gift) is None
    stranger = await carts.make(tx, "eu", "en")
    await carts.add(tx, stranger, gift.wishes.shop.variant, 1)
    await carts.send_to(tx, stranger, gift.cart.ship_to)
    stolen = await carts.opened(tx, stranger.token, GUEST)
    assert (await carts.see(tx, stolen, GUEST)).stray is Stray.GONE


async def test_the_cart_says_so_on_its_page_and_by_api(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=2)
        extra = (await make_product(tx)).variants[0].id
    given = await client.post(
        f"/l/{wishes.secret}/entries/{ids.show('ent', wishes.entry.id)}", data={"name": "Ada", "quantity": "1", "how": "buy", "to": "them"}
    )
    assert given.headers["location"] == "/cart"
    at = f"/api/carts/{ids.show('crt', UUID(client.cookies['stoa_cart']))}"
    assert "This goes to Edda" in (await client.get("/cart")).text
    assert (await client.get(at)).json()["ship_to_refused"] is None
    await client.post("/cart/lines", data={"variant": ids.show("var", extra), "quantity": "1"})
    assert "Only what you promised can go to Edda" in (await client.get("/cart")).text
    refused = await client.post("/checkout")
    assert (refused.status_code, "Only what you promised can go to Edda" in refused.text) == (409, True)
    assert (await client.get(at)).json()["ship_to_refused"] == "more"
    async with db.writing() as tx:
        await privacy.erase(tx, SYSTEM, wishes.person)
    page = await client.get("/cart")
    assert "This can no longer go to Edda" in page.text
    assert "We know the address" not in page.text
    assert (await client.get(at)).json()["ship_to_refused"] == "gone"
    await client.post("/cart/destination")
    assert "Edda" not in (await client.get("/cart")).text

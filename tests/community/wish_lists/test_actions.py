"""Saving, sharing, editing together: what is written, and what is not."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community.moderation.model import State
from stoa.community.wish_lists import actions, claiming, joining, moving, queries, store, submitting, watch_store, watching
from stoa.community.wish_lists import model as m
from stoa.community.wish_lists.model import Change, Kind, ListId, Priority, Role, Settings, View, Who
from stoa.people.sessions.model import GUEST
from stoa.shop import carts
from stoa.shop.carts.model import NotSold
from stoa.shop.catalog.model import VariantId
from tests.community.wish_lists.makers import guest, make_wishes
from tests.people.accounts.makers import make_person
from tests.shop.checkout.makers import make_shop

pytestmark = pytest.mark.anyio


async def events(tx: Writing) -> list[str]:
    rows = await tx.rows("select kind from base.event where kind like 'wish_lists.%' order by id")
    return [row["kind"].partition(".")[2] for row in rows]


async def test_one_tap_saves_once_with_todays_price(tx: Writing) -> None:
    shop = await make_shop(tx)
    first = await actions.save(tx, GUEST, guest(), shop.variant, "eu", "en")
    again = await actions.save(tx, GUEST, guest(), shop.variant, "eu", "en")
    assert first == again
    assert (first.quantity, first.price, first.currency, first.note) == (1, 2490, "EUR", "")
    assert await events(tx) == ["EntrySaved"]
    found = await store.saved_of(tx, guest())
    assert found is not None
    assert (found.kind, found.owner, found.secret) == (Kind.SAVED, None, None)
    await actions.unsave(tx, guest(), shop.product.id)
    assert await store.entries(tx, found.id) == []
    assert await store.saved_of(tx, guest(2)) is None


async def test_what_is_not_in_the_catalogue_is_not_saved(tx: Writing) -> None:
    await make_shop(tx)
    with pytest.raises(NotSold):
        await actions.save(tx, GUEST, guest(), VariantId(ids.new()), "eu", "en")


async def test_a_list_is_private_until_it_is_shared_and_the_link_can_be_taken_back(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    assert len(wishes.secret) == 32  # 24 random bytes, 192 bits
    found, role = await queries.by_link(tx, wishes.secret, guest())
    assert (found.id, role) == (wishes.list.id, Role.GIVER)
    assert await actions.share(tx, wishes.owner, found.id) == f"/l/{wishes.secret}"
    await actions.revoke(tx, wishes.owner, found.id)
    for wrong in (wishes.secret, "", "x" * 32, wishes.secret[:-1]):
        with pytest.raises(m.NoSuchList):
            await queries.by_link(tx, wrong, guest())
    assert await actions.share(tx, wishes.owner, found.id) != f"/l/{wishes.secret}"
    assert await events(tx) == ["EntrySaved", "ListShared", "ListUnshared", "ListShared"]


@pytest.mark.parametrize("who", [guest(7), Who(), Who(m.PersonId(UUID(int=7)))])
async def test_nobody_else_does_anything_to_a_list(tx: Writing, who: Who) -> None:
    wishes = await make_wishes(tx)
    of, entry = wishes.list.id, wishes.entry.id
    for attempt in (
        actions.change(tx, who, of, entry, Change(note="mine now")),
        actions.remove(tx, who, of, entry),
        actions.share(tx, who, of),
        actions.revoke(tx, who, of),
        actions.take_down(tx, who, of),
        actions.set_up(tx, who, of, Settings(title="Mine")),
        actions.save(tx, GUEST, who, wishes.shop.variant, "eu", "en", list_id=of),
        joining.invite(tx, who, of, surprised=False),
        joining.leave(tx, who, of, wishes.person),
        watching.watch(tx, who, of, entry, price=True, stock_=True),
    ):
        with pytest.raises(m.NoSuchList):
            await attempt
    with pytest.raises(m.NoSuchList):
        await queries.on_page(tx, of, who)
    with pytest.raises(m.NoSuchList):
        await actions.opened(tx, ListId(ids.new()), wishes.owner)


async def test_an_entry_is_changed_and_words_are_cleaned(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    said = Change(quantity=3, note="  Caf\u0065\u0301 \u202eeulb\u0000  ", priority=Priority.HIGH, had=True)
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, said)
    entry = await store.entry(tx, wishes.list.id, wishes.entry.id)
    assert entry is not None
    assert (entry.quantity, entry.note, entry.priority) == (3, "Caf\u00e9 eulb", Priority.HIGH)
    assert entry.had_at == tx.now
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, Change(had=False))
    entry = await store.entry(tx, wishes.list.id, wishes.entry.id)
    assert entry is not None
    assert (entry.had_at, entry.quantity) == (None, 3)
    with pytest.raises(m.NoSuchEntry):
        await actions.change(tx, wishes.owner, wishes.list.id, m.EntryId(ids.new()), Change())


async def test_moving_to_another_list_keeps_what_was_said(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=2)
    await actions.change(tx, wishes.owner, wishes.list.id, wishes.entry.id, Change(note="In sage"))
    other = await actions.make(tx, wishes.person, Settings(title="Other"), "eu", "en")
    await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    moved = await store.entries(tx, other.id)
    assert [(one.id, one.note, one.quantity) for one in moved] == [(wishes.entry.id, "In sage", 2)]
    assert await store.entries(tx, wishes.list.id) == []
    back = await actions.save(tx, GUEST, wishes.owner, wishes.shop.variant, "eu", "en", list_id=wishes.list.id)
    await moving.move(tx, wishes.owner, other.id, moved[0].id, wishes.list.id)
    entries = await store.entries(tx, wishes.list.id)
    assert [(one.id, one.note, one.quantity) for one in entries] == [(back.id, "In sage", 3)]


async def test_into_the_cart_in_one_step(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=2)
    cart = await carts.make(tx, "eu", "en", wishes.person)
    assert await actions.move_to_cart(tx, wishes.owner, wishes.list.id, wishes.entry.id, cart) == 2
    seen = await carts.see(tx, cart, GUEST)
    assert [(line.variant.id, line.quantity) for line in seen.lines] == [(wishes.shop.variant, 2)]
    assert seen.cart.ship_to is None


async def test_a_list_with_a_foreign_address_has_none(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    other = await make_person(tx)
    made = await actions.make(tx, other, Settings(title="Thief", address_id=wishes.list.address_id), "eu", "en")
    assert made.address_id is None


async def test_what_is_saved_stays_private(tx: Writing) -> None:
    person = await make_person(tx)
    saved = await actions.saved(tx, Who(person), "eu", "en")
    for attempt in (
        actions.share(tx, Who(person), saved.id),
        actions.take_down(tx, Who(person), saved.id),
        joining.invite(tx, Who(person), saved.id, surprised=True),
        actions.set_up(tx, Who(person), saved.id, Settings(title="x")),
    ):
        with pytest.raises(m.SavedStays):
            await attempt


async def test_an_invitation_lets_others_edit_and_not_own(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    helper, partner = await make_person(tx), await make_person(tx)
    first = await joining.invite(tx, wishes.owner, wishes.list.id, surprised=False)
    second = await joining.invite(tx, wishes.owner, wishes.list.id, surprised=True)
    with pytest.raises(m.InvitationIsOver):
        await joining.join(tx, helper, first.secret)
    await joining.join(tx, partner, second.secret)
    await joining.join(tx, partner, second.secret)
    third = await joining.invite(tx, wishes.owner, wishes.list.id, surprised=False)
    await joining.join(tx, helper, third.secret)
    assert (await joining.join(tx, wishes.person, third.secret)).id == wishes.list.id
    assert [await actions.role_of(tx, wishes.list, Who(one)) for one in (wishes.person, partner, helper)] == [
        Role.OWNER,
        Role.SURPRISED,
        Role.CO_OWNER,
    ]
    await actions.change(tx, Who(helper), wishes.list.id, wishes.entry.id, Change(note="From the helper"))
    for attempt in (actions.share(tx, Who(helper), wishes.list.id), actions.take_down(tx, Who(partner), wishes.list.id)):
        with pytest.raises(m.NoSuchList):
            await attempt
    with pytest.raises(m.NoSuchList):
        await joining.leave(tx, Who(helper), wishes.list.id, partner)
    await joining.leave(tx, Who(helper), wishes.list.id, helper)
    await joining.leave(tx, wishes.owner, wishes.list.id, partner)
    assert await store.co_owners(tx, wishes.list.id) == []
    await tx.run("update wish_lists.invitation set until = $1", tx.now - timedelta(seconds=1))
    with pytest.raises(m.InvitationIsOver):
        await joining.see_invitation(tx, third.secret)


async def test_four_views_of_one_list(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=2, view=View.ALL)
    await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1)
    seen = {}
    for view in View:
        await actions.set_up(tx, wishes.owner, wishes.list.id, msgspec.structs.replace(_settings(wishes.list), view=view))
        found = await store.find(tx, wishes.list.id)
        assert found is not None
        for role, who in ((Role.OWNER, wishes.owner), (Role.CO_OWNER, Who()), (Role.GIVER, guest(2)), (Role.GIVER, guest())):
            one = (await queries.see(tx, found, role, who, GUEST, "eu", "en")).entries[0]
            seen[view, role, who == guest()] = (one.taken, one.free, [giving.name for giving in one.givings], one.mine is not None)
    assert seen[View.NOTHING, Role.OWNER, False] == (None, None, [], False)
    assert seen[View.TAKEN, Role.OWNER, False] == (1, 1, [], False)
    assert seen[View.ALL, Role.OWNER, False] == (1, 1, ["Ada"], False)
    for view in View:
        assert seen[view, Role.CO_OWNER, False] == (1, 1, ["Ada"], False)
        assert seen[view, Role.GIVER, False] == (1, 1, [], False)
        assert seen[view, Role.GIVER, True] == (1, 1, [], True)


def _settings(found: m.WishList) -> Settings:
    return Settings(**{name: getattr(found, name) for name in Settings.__struct_fields__})


async def test_a_list_is_read_by_moderation_once_others_see_it(tx: Writing) -> None:
    wishes = await make_wishes(tx, message="Come and see us")
    row = await tx.row("select id, kind, state, texts from moderation.piece")
    assert (row["id"], row["kind"], row["state"], row["texts"]["message"]) == (wishes.list.id, "list", "published", "Come and see us")
    await submitting.set_state(tx, [wishes.list.id], State.REMOVED)
    with pytest.raises(m.NoSuchList):
        await queries.by_link(tx, wishes.secret, guest())
    assert (await actions.opened(tx, wishes.list.id, wishes.owner))[0].state == "removed"
    shown = (await submitting.show(tx, [wishes.list.id]))[wishes.list.id]
    assert (shown.title, shown.paragraphs, shown.public) == ("Our day", ["Edda", "Come and see us"], False)
    private = await actions.make(tx, wishes.person, Settings(title="Private", message="secret"), "eu", "en")
    await actions.set_up(tx, wishes.owner, private.id, Settings(title="Still private"))
    assert await tx.value("select count(*) from moderation.piece") == 1


async def test_a_watch_is_part_of_its_entry(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await watching.watch(tx, wishes.owner, wishes.list.id, wishes.entry.id, price=True, stock_=False, below=2000)
    watches = await watch_store.watches(tx, wishes.list.id)
    assert watches[wishes.entry.id] == m.Watch(entry_id=wishes.entry.id, price=True, stock=False, below=2000)
    assert "WatchMade" in await events(tx)
    await watching.watch(tx, wishes.owner, wishes.list.id, wishes.entry.id, price=False, stock_=False)
    assert await watch_store.watches(tx, wishes.list.id) == {}

"""The verbs of circles, against the real database: rows, events, and what did not happen."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Reading, Writing
from stoa.community import circles
from stoa.community.circles import actions, queries, rules, store
from stoa.community.circles.model import (
    Audience,
    Byline,
    Kind,
    NewMember,
    NoSuchInvitation,
    NoSuchMember,
    PersonId,
    ProductId,
    PutFollow,
    PutMember,
    Source,
    TooManyInvitations,
    UnfitMember,
)
from stoa.people import accounts, privacy
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import VariantId
from tests.community.circles.makers import as_member, handle_of, make_friends, make_member, make_purchase
from tests.people.accounts.makers import make_person
from tests.shop.shipping.makers import a_line, make_order


async def events(tx: Writing, kind: str) -> list[dict[str, Any]]:
    return [row["body"] for row in await tx.rows("select body from base.event where kind = $1 order by id", f"circles.{kind}")]


async def test_nothing_is_shown_before_somebody_says_so(tx: Writing) -> None:
    owner, other = await make_person(tx), await make_person(tx)
    for kind in Kind:
        assert await circles.visible(tx, owner, owner, kind)
        assert not await circles.visible(tx, other, owner, kind)
        assert not await circles.visible(tx, None, owner, kind)
    assert await circles.bylines(tx, [owner]) == {owner: Byline()}


async def test_one_follows_whose_page_one_sees_or_who_follows_one(tx: Writing) -> None:
    me, seen, hidden = await make_person(tx), await make_member(tx, page=Audience.EVERYONE), await make_member(tx)
    await actions.follow(tx, as_member(me), seen)
    await actions.follow(tx, as_member(me), seen)
    for nobody in (hidden, me, PersonId(ids.new())):
        with pytest.raises(NoSuchMember):
            await actions.follow(tx, as_member(me), nobody)
    await actions.follow(tx, as_member(seen), me)
    assert await circles.circle(tx, me) == {seen}
    assert await events(tx, "Followed") == [{"about": str(seen), "by": str(me)}, {"about": str(me), "by": str(seen)}]


async def test_a_follower_comes_into_a_circle_by_consent_alone(tx: Writing) -> None:
    me, other = await make_member(tx, page=Audience.EVERYONE, lists=Audience.CIRCLE), await make_person(tx)
    with pytest.raises(NoSuchMember):
        await actions.welcome(tx, as_member(me), other)
    await actions.follow(tx, as_member(other), me)
    assert not await circles.visible(tx, other, me, Kind.LISTS)
    await actions.welcome(tx, as_member(me), other)
    assert await circles.visible(tx, other, me, Kind.LISTS)
    await actions.turn_away(tx, as_member(me), other)
    await actions.follow(tx, as_member(other), me)
    assert not await circles.visible(tx, other, me, Kind.LISTS)


async def test_who_follows_no_more_takes_back_what_friends_saw(tx: Writing) -> None:
    me, other = await make_member(tx, reviews=Audience.CIRCLE), await make_person(tx)
    await make_friends(tx, me, other)
    assert await circles.visible(tx, other, me, Kind.REVIEWS)
    await actions.unfollow(tx, as_member(me), other)
    assert not await circles.visible(tx, other, me, Kind.REVIEWS)
    assert await circles.circle(tx, other) == {me}


async def test_a_block_ends_everything_and_brings_nothing_back(tx: Writing) -> None:
    me, other = await make_member(tx, page=Audience.EVERYONE), await make_member(tx, page=Audience.EVERYONE)
    await make_friends(tx, me, other)
    await actions.suggest(tx, await make_person(tx), me, Source.LINK)
    await actions.block(tx, as_member(me), other)
    for one, two in ((me, other), (other, me)):
        assert not await circles.visible(tx, one, two, Kind.PAGE)
        with pytest.raises(NoSuchMember):
            await actions.follow(tx, as_member(one), two)
        with pytest.raises(NoSuchMember):
            await circles.person_page(tx, one, await handle_of(tx, two))
    assert await circles.visible(tx, None, me, Kind.PAGE)
    assert len(await queries.suggestions(tx, me)) == 1
    await actions.unblock(tx, as_member(other), me)  # it is not theirs to end
    assert not await circles.visible(tx, other, me, Kind.PAGE)
    await actions.unblock(tx, as_member(me), other)
    assert await circles.circle(tx, me) == await circles.circle(tx, other) == set()
    assert await events(tx, "Blocked") == [{"about": str(me), "other": str(other)}]


async def test_who_is_muted_is_not_heard_of_and_sees_what_they_saw(tx: Writing) -> None:
    me, other = await make_member(tx, lists=Audience.FRIENDS), await make_member(tx, purchases=Audience.FRIENDS)
    await make_friends(tx, me, other)
    product = ProductId(ids.new())
    await make_purchase(tx, other, product)
    assert (await circles.chosen(tx, me, [product]))[product].people == [Byline(name="Lena K.", initials="LK")]
    await actions.mute(tx, as_member(me), other)
    assert await circles.chosen(tx, me, [product]) == {}
    assert await circles.visible(tx, other, me, Kind.LISTS)
    await actions.unmute(tx, as_member(me), other)
    assert product in await circles.chosen(tx, me, [product])


async def test_those_who_chose_it_first_are_named_first(tx: Writing) -> None:
    me, product = await make_person(tx), ProductId(ids.new())
    for number in range(5):
        other = await make_member(tx, f"Friend {number}", purchases=Audience.CIRCLE)
        await make_friends(tx, me, other)
        await make_purchase(tx, other, product)
        await make_purchase(tx, other, product)
    await make_purchase(tx, me, product)
    found = (await circles.chosen(tx, me, [product, ProductId(ids.new())]))[product]
    assert found.count == 5
    assert len(found.people) == 3
    assert await circles.chosen(tx, None, [product]) == {}


async def test_an_invitation_is_for_as_many_as_it_says(tx: Writing) -> None:
    me = await make_member(tx)
    path = await actions.invite(tx, as_member(me), uses=2)
    token = path.removeprefix("/circle/invitation/")
    assert len(token) == 32  # 24 random bytes: 192 bits
    assert await tx.value("select count(*) from circles.invitation i where i::text like '%' || $1 || '%'", token) == 0
    first, second, third = [await make_person(tx) for _ in range(3)]
    assert await actions.accept(tx, as_member(first), token) == me
    assert await actions.accept(tx, as_member(first), token) == me  # friends already: nothing is used up
    await actions.accept(tx, as_member(second), token)
    with pytest.raises(NoSuchInvitation):
        await actions.accept(tx, as_member(third), token)
    assert await circles.circle(tx, me) == {first, second}


@pytest.mark.parametrize("why", ["ended", "late", "blocked", "erased"])
async def test_an_invitation_that_ended_never_was(tx: Writing, why: str) -> None:
    me, other = await make_person(tx), await make_person(tx)
    token = (await actions.invite(tx, as_member(me))).rpartition("/")[2]
    if why == "ended":
        await actions.end_invitation(tx, as_member(me), (await queries.invitations(tx, me))[0].id)
    elif why == "late":
        tx.now += rules.INVITATION_LIFE
    elif why == "blocked":
        await actions.block(tx, as_member(me), other)
    else:
        await privacy.erase(tx, SYSTEM, me)
    with pytest.raises(NoSuchInvitation):
        await queries.invitation(tx, other, token)
    with pytest.raises(NoSuchInvitation):
        await actions.accept(tx, as_member(other), token)


async def test_invitations_are_few_and_ones_own(tx: Writing) -> None:
    me, other = await make_person(tx), await make_person(tx)
    for _ in range(rules.MOST_INVITATIONS):
        await actions.invite(tx, as_member(me))
    with pytest.raises(TooManyInvitations):
        await actions.invite(tx, as_member(me))
    with pytest.raises(NoSuchInvitation):
        await actions.end_invitation(tx, as_member(other), (await queries.invitations(tx, me))[0].id)


async def test_a_suggestion_tells_nobody_who_came_before_they_agreed(tx: Writing) -> None:
    owner, guest = await make_member(tx, "Owner"), await make_member(tx, "Guest")
    await circles.suggest(tx, owner, guest, Source.LIST)
    await circles.suggest(tx, guest, owner, Source.LINK)
    assert await queries.suggestions(tx, owner) == []
    with pytest.raises(NoSuchMember):
        await actions.agree(tx, as_member(owner), guest)
    with pytest.raises(NoSuchMember):
        await actions.decline(tx, as_member(owner), guest)
    assert [(one.byline.name, one.came) for one in await queries.suggestions(tx, guest)] == [("Owner", False)]
    assert not await actions.agree(tx, as_member(guest), owner)
    assert [(one.byline.name, one.came) for one in await queries.suggestions(tx, owner)] == [("Guest", True)]
    assert await circles.circle(tx, guest) == set()
    assert await actions.agree(tx, as_member(owner), guest)
    assert await circles.circle(tx, guest) == {owner}
    assert await circles.circle(tx, owner) == {guest}
    await circles.suggest(tx, owner, guest, Source.LIST)
    assert await queries.suggestions(tx, guest) == []


async def test_who_said_no_is_not_asked_again(tx: Writing) -> None:
    owner, guest = await make_person(tx), await make_person(tx)
    await circles.suggest(tx, owner, guest, Source.LIST)
    await actions.decline(tx, as_member(guest), owner)
    await circles.suggest(tx, owner, guest, Source.LINK)
    assert await queries.suggestions(tx, guest) == []
    with pytest.raises(NoSuchMember):
        await actions.agree(tx, as_member(guest), owner)


async def test_what_nobody_answered_is_forgotten(tx: Writing) -> None:
    owner, guest = await make_person(tx), await make_person(tx)
    await circles.suggest(tx, owner, guest, Source.LIST)
    await actions.invite(tx, as_member(owner))
    tx.now += timedelta(days=29)
    await jobs.kinds()["circles.sweep"].handler(tx, {})
    assert len(await queries.suggestions(tx, guest)) == 1
    tx.now += timedelta(days=20)
    await jobs.kinds()["circles.sweep"].handler(tx, {})
    assert await queries.suggestions(tx, guest) == []
    assert await tx.value("select count(*) from circles.invitation") == 0


async def test_a_name_and_where_it_leads(tx: Writing) -> None:
    me = await make_person(tx, name="Ada Secretname")
    made = await circles.introduce(tx, as_member(me), NewMember(byline="Ada L.", about="Hello"))
    assert made.handle.startswith("ada-l-")
    assert await circles.bylines(tx, [me]) == {me: Byline(name="Ada L.", initials="AL")}
    await circles.show(tx, as_member(me), Kind.PAGE, Audience.CIRCLE)
    assert (await circles.bylines(tx, [me]))[me].href is None
    await circles.show(tx, as_member(me), Kind.PAGE, Audience.EVERYONE)
    assert (await circles.bylines(tx, [me]))[me].href == f"/people/{made.handle}"
    again = await circles.introduce(tx, as_member(me), NewMember(byline="Ada", picture="0a1b/640"))
    assert (again.handle, again.about, again.version) == (made.handle, "", 2)
    assert (await circles.bylines(tx, [me]))[me].picture == "/pictures/0a1b/160.webp"
    renewed = await circles.introduce(tx, as_member(me), NewMember(byline="Ada", renew=True))
    assert renewed.handle != made.handle
    assert renewed.picture == "0a1b/640"
    assert len(await events(tx, "BylineChanged")) == 5


async def test_what_is_hidden_by_moderation_has_no_name(tx: Writing) -> None:
    me = await make_member(tx, "Rude", page=Audience.EVERYONE)
    await circles.set_state(tx, [me], "removed")
    assert await circles.bylines(tx, [me]) == {me: Byline()}
    page = await circles.person_page(tx, None, await handle_of(tx, me))
    assert (page.byline, page.about) == (Byline(), "")
    await circles.set_state(tx, [me], "published")
    assert (await circles.bylines(tx, [me]))[me].name == "Rude"


async def test_many_are_written_at_once_and_twice_is_once(tx: Writing) -> None:
    people = [await make_person(tx) for _ in range(3)]
    gone = await make_person(tx)
    await accounts.erase(tx, gone)
    blocked = (people[0], people[1])
    await actions.block(tx, as_member(people[0]), people[1])
    members = [PutMember(person_id=one, byline=f"Name {n}", shows={Kind.PAGE: Audience.EVERYONE}) for n, one in enumerate([*people, gone])]
    follows = [PutFollow(a, b) for a in [*people, gone] for b in [*people, gone]]
    await circles.put_members(tx, SYSTEM, members)
    before = await circles.members(tx, people)
    await circles.put_members(tx, SYSTEM, [*members, *members])
    assert await circles.members(tx, [*people, gone]) == before
    assert len(before) == 3
    assert await circles.put_follows(tx, SYSTEM, [*follows, *follows]) == 4
    await circles.put_follows(tx, SYSTEM, follows)
    assert await tx.value("select count(*) from circles.follow") == 4
    assert not await tx.value("select count(*) from circles.follow where follower = any($1) and followed = any($1)", blocked)
    told = await circles.members_after(tx, None, 2)
    more = await circles.members_after(tx, told[-1].person_id, 2)
    assert [one.person_id for one in [*told, *more]] == sorted(people)
    assert len(await circles.follows_after(tx, None, 10)) == 4
    with pytest.raises(UnfitMember):
        await circles.put_members(tx, SYSTEM, [msgspec.structs.replace(members[0], byline="ada@example.com")])


async def test_an_erasure_takes_everything_and_an_export_tells_it(tx: Writing) -> None:
    me, other = await make_member(tx, "Ada", purchases=Audience.FRIENDS), await make_member(tx, "Jon")
    await make_friends(tx, me, other)
    line = await make_purchase(tx, me)
    await actions.invite(tx, as_member(me))
    told = msgspec.json.decode(await privacy.export(tx, me))["circles"]
    assert told["member"]["byline"] == "Ada"
    assert told["follows"][0]["whom"]["name"] == "Jon"
    assert told["purchases"][0]["line"] == str(line)
    assert str(other) not in msgspec.json.encode(told).decode()
    await privacy.erase(tx, SYSTEM, me)
    order = await tx.value("select order_id from orders.line where id = $1", line)
    await store.keep_orders(tx, [order])
    assert await circles.circle(tx, other) == set()
    assert await tx.value("select count(*) from circles.purchase") == 0
    assert await circles.bylines(tx, [me]) == {me: Byline()}


async def test_lists_of_people_are_read_page_by_page(tx: Writing) -> None:
    me = await make_person(tx)
    others = [await make_member(tx, f"Name {n}") for n in range(5)]
    await circles.put_follows(tx, SYSTEM, [PutFollow(me, other) for other in others] + [PutFollow(other, me) for other in others[:2]])

    async def every(list_: Any, read: Reading) -> list[PersonId]:
        found, cursor = [], None
        while True:
            page = await list_(read, me, cursor, 2)
            found += [one.id for one in page.items]
            cursor = page.next_cursor
            if cursor is None:
                return found

    assert sorted(await every(queries.follows, tx)) == sorted(others)
    assert await every(queries.followers, tx) == []
    await circles.put_follows(tx, SYSTEM, [PutFollow(other, me) for other in others])
    await tx.run("delete from circles.follow where follower = $1", me)
    assert sorted(await every(queries.followers, tx)) == sorted(others)


async def test_what_was_sent_to_somebody_else_is_a_gift_whatever_its_buyer_says(tx: Writing) -> None:
    me, friend = await make_member(tx), await make_member(tx)
    await make_friends(tx, me, friend)
    product = ProductId(ids.new())
    order = await make_order(tx, lines=[a_line(VariantId(ids.new()), product_id=product, ships=False)], person_id=me)
    await tx.run("update orders.order set recipient_id = $2, hidden_as = 'Bo' where id = $1", order.id, friend)
    await store.keep_orders(tx, [order.id])
    await circles.show(tx, as_member(me), Kind.PURCHASES, Audience.EVERYONE)
    await circles.show_purchase(tx, as_member(me), order.lines[0].id, Audience.EVERYONE, gift=False)
    assert await tx.value("select gift from circles.purchase where order_id = $1", order.id)
    assert await circles.chosen(tx, friend, [product]) == {}

"""What a giver was told holds: whatever the list's view becomes, wherever its entry goes, and until the list itself goes."""

import contextlib
import itertools
import random
from datetime import timedelta

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoa.base import ids, jobs
from stoa.base.database import Database, Writing
from stoa.community.wish_lists import actions, claim_store, claiming, moving, pool_store, pooling, queries, rules, store
from stoa.community.wish_lists import jobs as clock
from stoa.community.wish_lists import model as m
from stoa.community.wish_lists.model import Claim, ListId, Role, Settings, View, Who, WishList
from stoa.community.wish_lists.pool_model import PoolState
from stoa.community.wish_lists.shown import ShownEntry
from stoa.people import privacy
from stoa.people.sessions.model import GUEST, SYSTEM
from stoa.shop import carts, checkout
from tests.community.wish_lists.makers import Wishes, contribute, guest, make_pool, make_wishes
from tests.community.wish_lists.test_rules import NOON, a_pool, a_share, claims
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session
from tests.shop.checkout.makers import RETURN, a_buyer

pytestmark = pytest.mark.anyio


async def found(tx: Writing, wishes: Wishes, list_id: ListId | None = None) -> WishList:
    now = await store.find(tx, list_id or wishes.list.id)
    assert now is not None
    return now


async def show(tx: Writing, wishes: Wishes, view: View, list_id: ListId | None = None) -> None:
    """Let the owner choose another view."""
    known = await found(tx, wishes, list_id)
    said = Settings(**{name: getattr(known, name) for name in Settings.__struct_fields__})
    await actions.set_up(tx, wishes.owner, known.id, msgspec.structs.replace(said, view=view))


async def another(tx: Writing, wishes: Wishes, view: View = View.ALL, *, holds: int = 0) -> WishList:
    """Make the owner another list, which wishes for so many of the same."""
    made = await actions.make(tx, wishes.person, Settings(title="Other", view=view), "eu", "en")
    if holds:
        entry = await actions.save(tx, GUEST, wishes.owner, wishes.shop.variant, "eu", "en", list_id=made.id)
        await actions.change(tx, wishes.owner, made.id, entry.id, m.Change(quantity=holds))
    return made


async def promise(tx: Writing, wishes: Wishes, by: int = 1, name: str = "Aunt Ada", quantity: int = 1, **said: View) -> Claim:
    return await claiming.claim(tx, await found(tx, wishes), Role.GIVER, wishes.entry.id, guest(by), name, quantity, **said)


async def as_seen(tx: Writing, of: WishList, role: Role, who: Who) -> list[ShownEntry]:
    return (await queries.see(tx, of, role, who, GUEST, "eu", "en")).entries


async def owners_view(tx: Writing, wishes: Wishes, list_id: ListId | None = None) -> tuple[int | None, int | None, list[str]]:
    one = (await as_seen(tx, await found(tx, wishes, list_id), Role.OWNER, wishes.owner))[0]
    return one.taken, one.free, [giving.name for giving in one.givings]


VIEWS = list(View)
steps = st.lists(st.sampled_from(VIEWS), min_size=1, max_size=6)


@given(steps, claims, st.sampled_from([Role.OWNER, Role.SURPRISED]))
def test_no_view_of_a_list_shows_what_was_given_under_a_stricter_one(course: list[View], known: list[Claim], role: Role) -> None:
    """Whatever comes after another: of what was given under a stricter view nothing is known, of who gave under a middle one no name."""
    for view in course:
        seen = rules.sees(view, role)
        may = rules.known(known, seen) if seen.taken else []
        names = [giving.name for giving in rules.givings(known, seen, NOON)]
        open_ones = [one for one in known if one.view is View.ALL and one.counts(NOON)]
        assert all(one.view is not View.NOTHING for one in may)
        assert names == ([one.name if one.shown else "" for one in open_ones] if view is View.ALL else [])


@pytest.mark.parametrize("told", VIEWS)
@pytest.mark.parametrize("later", VIEWS)
async def test_a_promise_is_shown_by_the_stricter_of_then_and_now(tx: Writing, told: View, later: View) -> None:
    wishes = await make_wishes(tx, quantity=2, view=told)
    await promise(tx, wishes)
    for view in (View.ALL, View.NOTHING, later):
        await show(tx, wishes, view)
    shows = rules.stricter(told, later)
    expected = (
        (1, 1, ["Aunt Ada"] if shows is View.ALL else []) if shows is not View.NOTHING else (0, 2, []) if later is not shows else None
    )
    assert await owners_view(tx, wishes) == (expected or (None, None, []))
    assert [one.taken for one in await as_seen(tx, await found(tx, wishes), Role.GIVER, guest(2))] == [1]
    assert [one.givings[0].name for one in await as_seen(tx, await found(tx, wishes), Role.CO_OWNER, Who())] == ["Aunt Ada"]


async def test_a_switch_betrays_nobody_and_a_new_promise_is_as_open_as_was_said(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=3)
    await promise(tx, wishes)
    await show(tx, wishes, View.ALL)
    await promise(tx, wishes, by=2, name="Uncle Bob")
    await promise(tx, wishes, by=3, name="Quick Eve", told=View.NOTHING)  # her page was from before the switch
    assert await owners_view(tx, wishes) == (1, 2, ["Uncle Bob"])
    again = await promise(tx, wishes, name="Aunt Ada")
    assert again.view is View.NOTHING


async def test_what_was_moved_to_an_open_list_stays_a_surprise(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    await promise(tx, wishes)
    other = await another(tx, wishes)
    await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    assert await owners_view(tx, wishes, other.id) == (0, 1, [])
    assert [(one.taken, one.free) for one in await as_seen(tx, other, Role.GIVER, guest(2))] == [(1, 0)]


@pytest.mark.parametrize("seed", range(4))
async def test_no_sequence_of_settings_and_moves_tells_more_than_was_said(tx: Writing, seed: int) -> None:
    """Each promise is named after what its giver was told: no owner ever reads a name but of those who were told so."""
    chance = random.Random(seed)
    wishes = await make_wishes(tx, quantity=30)
    lists = [wishes.list.id, *[(await another(tx, wishes, view, holds=9)).id for view in (View.ALL, View.TAKEN)]]
    for list_id in lists[1:]:
        await actions.share(tx, wishes.owner, list_id)
    for number in range(40):
        entries = [(one, entry) for one in lists for entry in await store.entries(tx, one)]
        list_id, entry = chance.choice(entries)
        step = chance.choice(["view", "move", "promise", "promise"])
        if step == "view":
            await show(tx, wishes, chance.choice(VIEWS), list_id)
        elif step == "move":
            await moving.move(tx, wishes.owner, list_id, entry.id, chance.choice(lists))
        else:
            of = await found(tx, wishes, list_id)
            with contextlib.suppress(m.AlreadyTaken):
                await claiming.claim(tx, of, Role.GIVER, entry.id, guest(number), of.view.value, 1)
        for one in lists:
            of = await found(tx, wishes, one)
            for shown in await as_seen(tx, of, Role.OWNER, wishes.owner):
                names = [claim.name for claim in await claim_store.of_entry(tx, shown.entry.id)]
                told = names.count("all") + names.count("taken")
                assert {giving.name for giving in shown.givings} <= {"all"}
                assert shown.taken == (None if of.view is View.NOTHING else told)
    everywhere = [one for list_id in lists for one in await as_seen(tx, await found(tx, wishes, list_id), Role.GIVER, guest(99))]
    assert sum(one.taken or 0 for one in everywhere) == await tx.value("select count(*) from wish_lists.claim")
    assert sum(one.entry.quantity for one in everywhere) == 48


@given(shares=st.lists(st.sampled_from(VIEWS), min_size=1, max_size=3))
def test_money_given_as_a_surprise_is_one_under_every_view(shares: list[View]) -> None:
    given_ = [a_share(amount=100, name=f"Giver {number}", view=view) for number, view in enumerate(shares)]
    seen = rules.sees(View.ALL, Role.OWNER)
    for pool in (a_pool(promised=100), a_pool(promised=10_000, paid=10_000, state=PoolState.FULL)):
        shown = rules.shown_pool(pool, given_, seen, Who(), NOON)
        assert shown is not None
        secret = View.NOTHING in shares
        assert (shown.together is None, shown.full) == (secret, not secret and pool.state is PoolState.FULL)
        assert shown.names == ([] if secret else [one.name for one in given_ if one.view is View.ALL])
        after = pool.until + timedelta(seconds=1)
        assert rules.counted(pool, given_, seen, after) is (None if secret else pool)


async def test_money_is_as_secret_as_its_giver_was_told(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        pool = await make_pool(tx, wishes)
    await contribute(db, wishes, pool, 1000)
    async with db.writing() as tx:
        await show(tx, wishes, View.ALL)
        [one] = await as_seen(tx, await found(tx, wishes), Role.OWNER, wishes.owner)
        assert one.pool is not None
        assert (one.pool.together, one.pool.people, one.pool.names) == (None, None, [])


async def test_promises_go_along_to_another_list_and_nothing_is_given_twice(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    mine = await promise(tx, wishes)
    other = await another(tx, wishes, holds=1)
    await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    assert await store.entries(tx, wishes.list.id) == []
    [one] = await as_seen(tx, other, Role.GIVER, guest())
    assert (one.entry.quantity, one.taken, one.free) == (2, 1, 1)
    assert one.mine is not None
    assert one.mine.id == mine.id
    with pytest.raises(m.AlreadyTaken):
        await claiming.claim(tx, other, Role.GIVER, one.entry.id, guest(2), "Eve", 2)
    await claiming.give_up(tx, mine.id, guest())


@pytest.mark.parametrize("course", ["ab", "ba", "aba", "abab", "abcab"])
async def test_moving_conserves_what_is_wished_for_and_what_is_taken(tx: Writing, course: str) -> None:
    wishes = await make_wishes(tx, quantity=2)
    lists = {"a": wishes.list, "b": await another(tx, wishes, View.NOTHING, holds=3), "c": await another(tx, wishes)}
    await promise(tx, wishes, quantity=2)
    there = (await store.entries(tx, lists["b"].id))[0]
    await claiming.claim(tx, lists["b"], Role.GIVER, there.id, guest(2), "Eve", 1)
    for at, to in itertools.pairwise(course):
        for entry in await store.entries(tx, lists[at].id):
            await moving.move(tx, wishes.owner, lists[at].id, entry.id, lists[to].id)
        entries = {one.id: one for of in lists.values() for one in await store.entries(tx, of.id)}
        taken = {one: await claim_store.of_entry(tx, one) for one in entries}
        promised = itertools.chain.from_iterable(taken.values())
        assert sum(one.quantity for one in entries.values()) == 5
        assert sorted((one.name, one.quantity) for one in promised) == [("Aunt Ada", 2), ("Eve", 1)]
        assert all(rules.taken(taken[one.id], None, tx.now) <= one.quantity for one in entries.values())


async def test_two_become_one_up_to_what_a_list_wishes_for(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=60)
    other = await another(tx, wishes, holds=60)
    with pytest.raises(m.TooManyOfIt):
        await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    assert [one.quantity for one in await store.entries(tx, other.id)] == [60]


@pytest.mark.parametrize("view", VIEWS)
async def test_what_others_pay_together_for_stays_where_they_were_shown_it(db: Database, view: View) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, view=view)
        pool = await make_pool(tx, wishes)
        other = await another(tx, wishes)
    await contribute(db, wishes, pool, 1000)
    async with db.writing() as tx:
        with pytest.raises(m.PoolStays):
            await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
        with pytest.raises(m.PoolStays):
            second = await actions.save(tx, GUEST, wishes.owner, wishes.shop.variant, "eu", "en", list_id=other.id)
            await moving.move(tx, wishes.owner, other.id, second.id, wishes.list.id)
        await pooling.give_up(tx, pool)
        await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    await jobs.drain(db)
    async with db.reading() as read:
        assert await read.value("select state from wish_lists.share") == "returned"


@pytest.mark.parametrize("view", VIEWS)
async def test_a_pool_that_nobody_gave_to_is_in_nobodys_way_but_tells_no_surprise(tx: Writing, view: View) -> None:
    wishes = await make_wishes(tx, view=view)
    pool = await make_pool(tx, wishes)
    other = await another(tx, wishes)
    if view is View.NOTHING:  # or they would learn that nobody gave
        with pytest.raises(m.PoolStays):
            await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
        return
    await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
    ended = await pool_store.find(tx, pool)
    assert ended is not None
    assert ended.state is PoolState.CLOSED


async def test_a_gift_that_is_all_together_goes_along(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, view=View.TAKEN)
        pool = await make_pool(tx, wishes)
        other = await another(tx, wishes, View.TAKEN, holds=1)
    await contribute(db, wishes, pool, 2880)
    async with db.writing() as tx:
        await moving.move(tx, wishes.owner, wishes.list.id, wishes.entry.id, other.id)
        [one] = await as_seen(tx, other, Role.GIVER, guest(2))
        assert (one.entry.quantity, one.taken, one.free) == (2, 1, 1)


async def test_on_the_page_an_entry_stays_with_a_reason(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        await make_pool(tx, wishes)
        other = await another(tx, wishes)
        client.cookies.set("stoa_session", await make_session(tx, wishes.person))
    at = f"{wishes.list.path}/entries/{ids.show('ent', wishes.entry.id)}"
    refused = await client.post(at, data={"quantity": "3", "note": "In sage", "priority": "1", "to": other.shown_id})
    assert refused.status_code == 409
    assert "It can be moved when that is over" in refused.text
    assert "In sage" in refused.text


async def letters(tx: Writing) -> list[tuple[str, str]]:
    return [
        (row["template"], row["to"])
        for row in await tx.rows("""select template, "to" from mail.letter where template like 'wish_lists/%'""")
    ]


@pytest.mark.parametrize("how", ["take_down", "erase"])
async def test_whoever_promised_is_told_when_the_list_goes_and_sees_it(client: httpx.AsyncClient, db: Database, how: str) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=4)
        giver, late, gone = await make_person(tx, email="giver@example.com"), await make_person(tx), await make_person(tx)
        for person, name in ((giver, "Ada"), (late, "Late"), (gone, "Gone")):
            await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, Who(person), name, 1)
        await tx.run(
            "update wish_lists.claim set made_at = made_at - interval '9 days', until = until - interval '9 days' where name = 'Late'"
        )
        back = await tx.value("select id from wish_lists.claim where name = 'Gone'")
        await claiming.give_up(tx, back, Who(gone))
        await tx.run("update wish_lists.claim set ended_at = ended_at - interval '1 hour' where id = $1", back)
        await (actions.take_down(tx, wishes.owner, wishes.list.id) if how == "take_down" else privacy.erase(tx, SYSTEM, wishes.person))
        assert await letters(tx) == [("wish_lists/gone", "giver@example.com")]
        [mine] = await queries.promises_of(tx, Who(giver), "en")
        assert (mine.title, mine.gone, mine.bought, mine.path, mine.recipient) == ("Wide mug", True, False, None, "")
        with pytest.raises(m.NoSuchClaim):
            await claiming.give_up(tx, mine.id, Who(giver))
        assert await queries.promises_of(tx, Who(gone), "en") == await queries.promises_of(tx, Who(late), "en") == []
        client.cookies.set("stoa_session", await make_session(tx, giver))
    assert "nothing is to be given any more" in (await client.get("/account/lists")).text
    async with db.writing() as tx:
        await tx.run("update wish_lists.list set removed_at = removed_at - interval '181 days'")
        await clock.forget(tx, {})
        assert await tx.value("select count(*) from wish_lists.list where title = '' or owner = $1", wishes.person) == 0


async def test_what_was_bought_leaves_a_trace_and_a_letter_while_it_is_on_its_way(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx)
        giver = await make_person(tx)
        cart = await carts.make(tx, "eu", "en")
        await claiming.buy(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Ada", 1, cart, send=True, label="Edda")
        cart = await carts.opened(tx, cart.token, GUEST)
    await checkout.place(db, GUEST, cart, a_buyer(address=None), RETURN)
    await jobs.drain(db)
    async with db.writing() as tx:
        await tx.run("update wish_lists.claim set person = $1", giver)
        await actions.take_down(tx, wishes.owner, wishes.list.id)
        assert [one for one, _ in await letters(tx)] == ["wish_lists/gone"]
        [mine] = await queries.promises_of(tx, Who(giver), "en")
        assert (mine.bought, mine.gone) == (True, True)


async def test_a_member_sees_and_takes_back_what_they_promised(client: httpx.AsyncClient, db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, quantity=2)
        giver, other = await make_person(tx), await make_person(tx)
        made = await claiming.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, Who(giver), "Ada", 2)
        mine, theirs = await make_session(tx, giver), await make_session(tx, other)
    shown = ids.show("clm", made.id)
    assert (await client.get("/api/promises")).json() == {"items": []}
    assert (await client.delete(f"/api/promises/{shown}")).status_code == 404
    assert (await client.post(f"/promises/{shown}/end")).status_code == 404
    client.cookies.set("stoa_session", theirs)
    assert (await client.get("/api/promises")).json() == {"items": []}
    assert (await client.delete(f"/api/promises/{shown}")).status_code == 404
    assert (await client.post(f"/promises/{shown}/end")).status_code == 404
    client.cookies.set("stoa_session", mine)
    [item] = (await client.get("/api/promises")).json()["items"]
    assert {name: item[name] for name in ("id", "title", "quantity", "path", "bought", "gone")} == {
        "id": shown, "title": "Wide mug", "quantity": 2, "path": f"/l/{wishes.secret}", "bought": False, "gone": False,
    }  # fmt: skip
    assert "What you promised to others" in (await client.get("/account/lists")).text
    ended = await client.post(f"/promises/{shown}/end")
    assert ended.headers["location"] == "/account/lists#promises"
    assert "What you promised to others" not in (await client.get("/account/lists")).text

"""The names of givers are looked at like everything that people name: hidden from others while they wait, the promise holds."""

import httpx

from stoa.base.database import Database, Writing
from stoa.community import moderation, wish_lists
from stoa.community.moderation.model import State
from stoa.community.wish_lists import claiming, queries, submitting
from stoa.community.wish_lists.model import Role, View
from stoa.people.permissions.model import Role as Staff
from tests.community.wish_lists.makers import Wishes, contribute, guest, make_pool, make_wishes, member
from tests.people.sessions.makers import sign_in


async def pieces(tx: Writing) -> list[tuple[str, str, str]]:
    rows = await tx.rows("select kind, texts ->> 'name' as name, state from moderation.piece where kind in ('claim', 'share') order by id")
    return [tuple(row) for row in rows]


async def names(tx: Writing, wishes: Wishes) -> list[str]:
    """Return the names of givers as the list's owner reads them."""
    seen = await queries.see(tx, wishes.list, Role.OWNER, wishes.owner, member(wishes.person), "eu", "en")
    return [giving.name for entry in seen.entries for giving in entry.givings]


async def test_the_name_of_a_promise_enters_moderation_new_and_changed(tx: Writing) -> None:
    wishes = await make_wishes(tx, quantity=2, view=View.ALL)
    for name, quantity in (("Ada", 1), ("Ada K.", 2)):
        made = await wish_lists.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), name, quantity)
    assert await pieces(tx) == [("claim", "Ada K.", "published")]
    await claiming.give_up(tx, made.id, guest())
    assert await pieces(tx) == []


async def test_a_name_with_a_link_waits_unread_and_the_promise_holds(tx: Writing) -> None:
    wishes = await make_wishes(tx, view=View.ALL)
    made = await wish_lists.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "win at https://spam.example", 1)
    assert [state for _, _, state in await pieces(tx)] == ["waiting"]
    assert await names(tx, wishes) == [""]
    assert made.counts(tx.now)
    queued = await moderation.queue(tx, kind="claim")
    assert [one.piece_id for one in queued.items] == [made.id]
    await submitting.name_claims(tx, [made.id], State.PUBLISHED)
    assert await names(tx, wishes) == ["win at https://spam.example"]


async def test_whoever_looks_is_not_told_on_whose_list_it_is(tx: Writing) -> None:
    wishes = await make_wishes(tx)
    made = await wish_lists.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Granny", 1)
    shown = (await submitting.show_claims(tx, [made.id]))[made.id]
    assert (shown.paragraphs, shown.about, shown.public) == (["Granny"], "", False)


async def test_names_of_who_gives_money_too(db: Database) -> None:
    async with db.writing() as tx:
        wishes = await make_wishes(tx, view=View.ALL)
        pool = await make_pool(tx, wishes)
    await contribute(db, wishes, pool, 1000)
    async with db.writing() as tx:
        assert await pieces(tx) == [("share", "Ada", "published")]
        share = await tx.value("select id from wish_lists.share")
        await submitting.name_shares(tx, [share], State.REMOVED)
        seen = await queries.see(tx, wishes.list, Role.OWNER, wishes.owner, member(wishes.person), "eu", "en")
        assert seen.entries[0].pool is not None
        assert (seen.entries[0].pool.names, seen.entries[0].pool.people) == ([], 1)


async def test_a_hidden_name_is_somebody_on_the_page(client: httpx.AsyncClient, db: Database) -> None:
    person = await sign_in(client, db, Staff.SHOPPER)
    async with db.writing() as tx:
        wishes = await make_wishes(tx, view=View.ALL)
        await tx.run("update wish_lists.list set owner = $1, address_id = null", person)
        made = await wish_lists.claim(tx, wishes.list, Role.GIVER, wishes.entry.id, guest(), "Rude word", 1)
        await submitting.name_claims(tx, [made.id], State.REMOVED)
    page = (await client.get(wishes.list.path)).text
    assert "Rude word" not in page
    assert "Somebody" in page

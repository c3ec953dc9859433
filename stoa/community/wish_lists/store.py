"""The SQL of lists and their entries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.money import Money
from stoa.community.wish_lists.model import Change, CoOwner, Entry, EntryId, Invitation, Kind, ListId, Settings, Who, WishList
from stoa.community.wish_lists.shown import Summary
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId

_LIST = """l.id, l.owner, l.guest, l.kind, l.title, l.recipient, l.message, l.date, l.view, l.on_page, l.address_id, l.secret, l.state,
    l.market, l.language, l.made_at, l.changed_at"""
_ENTRY = """e.id, e.list_id, e.variant_id, e.product_id, e.quantity, e.note, e.priority, e.had_at, e.market, e.currency, e.price, e.made_at,
    e.removed_at, e.added_by"""


async def find(read: Reading, list_id: ListId) -> WishList | None:
    return await read.one(WishList, f"select {_LIST} from wish_lists.list l where id = $1 and removed_at is null", list_id)


async def shown(read: Reading, lists: Sequence[ListId]) -> list[WishList]:
    """Return those of these lists that others can see."""
    return await read.all(
        WishList,
        f"select {_LIST} from wish_lists.list l where id = any($1) and removed_at is null and (secret is not null or on_page) order by id",
        list(lists),
    )


async def by_secret(read: Reading, secret: str) -> WishList | None:
    """Return the list that this link opens; one that was taken down by a moderator is not there."""
    return await read.one(
        WishList, f"select {_LIST} from wish_lists.list l where secret = $1 and removed_at is null and state = 'published'", secret
    )


async def lock(tx: Writing, list_id: ListId) -> WishList | None:
    return await tx.one(WishList, f"select {_LIST} from wish_lists.list l where id = $1 and removed_at is null for update", list_id)


async def saved_of(read: Reading, who: Who) -> WishList | None:
    """Return what this one saves with one tap."""
    return await read.one(
        WishList,
        f"""select {_LIST} from wish_lists.list l where l.removed_at is null
        and case when $1::uuid is not null then l.owner = $1 and l.kind = 'saved' else l.guest = $2 end""",
        who.person,
        who.guest,
    )


async def insert(tx: Writing, who: Who, settings: Settings, market: str, language: str, *, at: datetime | None = None) -> WishList:
    """Make a list; where what is saved with one tap has one already, return that."""
    found = await tx.one(
        WishList,
        f"""with made as (insert into wish_lists.list as l (id, owner, guest, kind, title, recipient, message, date, view, on_page, address_id,
                market, language, made_at, changed_at)
            values ($1, $2, case when $2::uuid is null then $3::bytea end, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
            on conflict do nothing returning {_LIST})
        select * from made""",
        ids.new(),
        who.person,
        who.guest,
        settings.kind.value,
        settings.title,
        settings.recipient,
        settings.message,
        settings.date,
        settings.view.value,
        settings.on_page,
        settings.address_id,
        market,
        language,
        at or tx.now,
    )
    if found is None:  # another tap made it in the same moment
        found = await saved_of(tx, who)
    assert found is not None  # noqa: S101 - it was made here or there
    return found


async def count_lists(read: Reading, person: PersonId) -> int:
    return int(await read.value("select count(*) from wish_lists.list where owner = $1 and removed_at is null", person))


async def set_settings(tx: Writing, list_id: ListId, settings: Settings) -> None:
    await tx.run(
        """update wish_lists.list set title = $2, kind = $3, recipient = $4, message = $5, date = $6, view = $7, on_page = $8, address_id = $9,
            changed_at = $10 where id = $1""",
        list_id,
        settings.title,
        settings.kind.value,
        settings.recipient,
        settings.message,
        settings.date,
        settings.view.value,
        settings.on_page,
        settings.address_id,
        tx.now,
    )


async def set_secret(tx: Writing, list_id: ListId, secret: str | None) -> bool:
    """Set or take away the secret of the link; return whether that changed anything."""
    return (
        await tx.run(
            f"update wish_lists.list set secret = $2, {CLOSED}, changed_at = $3 where id = $1 and secret is distinct from $2",
            list_id,
            secret,
            tx.now,
        )
        == 1
    )


async def set_state(tx: Writing, lists: Sequence[UUID], state: str) -> None:
    await tx.run("update wish_lists.list set state = $2 where id = any($1)", list(lists), state)


CLOSED = "closed_link = coalesce(sha256(convert_to(secret, 'UTF8')), closed_link)"
"""Keeps of a link that is taken away what tells that it led here."""


async def give(tx: Writing, list_id: ListId, person: PersonId) -> None:
    """Make a guest's list a person's."""
    await tx.run("update wish_lists.list set owner = $2, guest = null, changed_at = $3 where id = $1", list_id, person, tx.now)


async def lists_of(read: Reading, person: PersonId) -> list[Summary]:
    """Return a person's own lists and those they edit with others, what was saved with one tap first, then the latest."""
    return await read.all(
        Summary,
        """select l.id, l.kind, l.title, l.date, l.secret is not null as shared, l.owner = $1 as own, l.changed_at,
            (select count(*)::int from wish_lists.entry e where e.list_id = l.id and e.removed_at is null) as entries
        from wish_lists.list l
        where l.removed_at is null and (l.owner = $1 or l.id in (select list_id from wish_lists.co_owner where person_id = $1))
        order by l.kind = 'saved' desc, l.owner = $1 desc, l.id desc""",
        person,
    )


async def co_owners(read: Reading, list_id: ListId) -> list[CoOwner]:
    return await read.all(
        CoOwner, "select person_id, surprised, made_at from wish_lists.co_owner where list_id = $1 order by made_at, person_id", list_id
    )


async def co_owner(read: Reading, list_id: ListId, person: PersonId) -> CoOwner | None:
    return await read.one(
        CoOwner, "select person_id, surprised, made_at from wish_lists.co_owner where list_id = $1 and person_id = $2", list_id, person
    )


async def add_co_owner(tx: Writing, list_id: ListId, person: PersonId, *, surprised: bool) -> None:
    await tx.run(
        "insert into wish_lists.co_owner (list_id, person_id, surprised, made_at) values ($1, $2, $3, $4) on conflict do nothing",
        list_id,
        person,
        surprised,
        tx.now,
    )


async def remove_co_owner(tx: Writing, list_id: ListId, person: PersonId) -> bool:
    return await tx.run("delete from wish_lists.co_owner where list_id = $1 and person_id = $2", list_id, person) == 1


async def set_invitation(tx: Writing, list_id: ListId, secret: str, until: datetime, *, surprised: bool) -> None:
    await tx.run(
        """insert into wish_lists.invitation (list_id, secret, surprised, until) values ($1, $2, $3, $4)
        on conflict (list_id) do update set secret = excluded.secret, surprised = excluded.surprised, until = excluded.until""",
        list_id,
        secret,
        surprised,
        until,
    )


async def invitation(read: Reading, list_id: ListId) -> Invitation | None:
    return await read.one(
        Invitation, "select secret, surprised, until from wish_lists.invitation where list_id = $1 and until > $2", list_id, read.now
    )


async def invited(read: Reading, secret: str) -> tuple[WishList, bool] | None:
    """Return the list an invitation leads to, while it holds, and whether who comes in is to be surprised."""
    row = await read.row(
        "select list_id, surprised from wish_lists.invitation where secret = $1 and until > $2",
        secret,
        read.now,
    )
    found = await find(read, row["list_id"]) if row is not None else None
    return (found, row["surprised"]) if found is not None else None


async def remove_invitation(tx: Writing, list_id: ListId) -> None:
    await tx.run("delete from wish_lists.invitation where list_id = $1", list_id)


async def entries(read: Reading, list_id: ListId) -> list[Entry]:
    """Return what is wished for, the most wished for first; below it what was taken off again though somebody had promised it."""
    return await read.all(
        Entry,
        f"""select {_ENTRY} from wish_lists.entry e where e.list_id = $1
        order by e.removed_at is not null, e.had_at is not null, e.priority desc, e.id desc""",
        list_id,
    )


async def entry(read: Reading, list_id: ListId, entry_id: EntryId) -> Entry | None:
    return await read.one(
        Entry, f"select {_ENTRY} from wish_lists.entry e where e.id = $2 and e.list_id = $1 and e.removed_at is null", list_id, entry_id
    )


async def lock_entry(tx: Writing, list_id: ListId, entry_id: EntryId) -> Entry | None:
    """Lock an entry: whoever promises, gives or puts money together for it does so one after another."""
    return await tx.one(Entry, f"select {_ENTRY} from wish_lists.entry e where e.id = $2 and e.list_id = $1 for update", list_id, entry_id)


async def lock_both(tx: Writing, entry_id: EntryId, from_list: ListId, variant: VariantId, to: ListId) -> tuple[Entry | None, Entry | None]:
    """Lock an entry, and that of the same variant on another list if there is one, in sorted order; return them."""
    found = await tx.all(
        Entry,
        f"""select {_ENTRY} from wish_lists.entry e where e.removed_at is null
            and ((e.id = $1 and e.list_id = $2) or (e.list_id = $4 and e.variant_id = $3)) order by e.id for update""",
        entry_id,
        from_list,
        variant,
        to,
    )
    return next((one for one in found if one.id == entry_id), None), next((one for one in found if one.id != entry_id), None)


async def entry_of(read: Reading, list_id: ListId, variant: VariantId) -> Entry | None:
    return await read.one(
        Entry,
        f"select {_ENTRY} from wish_lists.entry e where e.list_id = $1 and e.variant_id = $2 and e.removed_at is null",
        list_id,
        variant,
    )


async def first_variant(read: Reading, product: ProductId) -> VariantId | None:
    """Return the variant that a product is saved as from where nobody chooses one."""
    found: VariantId | None = await read.value(
        "select id from catalog.variant where product_id = $1 and ended_at is null order by position, id limit 1", product
    )
    return found


async def product_of(read: Reading, variant: VariantId) -> ProductId | None:
    found: ProductId | None = await read.value("select product_id from catalog.variant where id = $1", variant)
    return found


_TITLE = """coalesce((select t.title from catalog.product_text t where t.product_id = {product} order by t.language = {language} desc, t.language
    limit 1), '')"""


async def title_of(read: Reading, product: ProductId, language: str) -> str:
    return str(await read.value(f"select {_TITLE.format(product='$1', language='$2')}", product, language))


async def products_saved(read: Reading, who: Who, language: str, most: int) -> dict[ProductId, str]:
    """Return the products that this one has saved, and what they are called, the latest first."""
    rows = await read.rows(
        f"""select e.product_id, {_TITLE.format(product="e.product_id", language="$4")} as title, max(e.id::text) as last from wish_lists.entry e join wish_lists.list l on l.id = e.list_id
        where e.removed_at is null and l.removed_at is null
        and case when $1::uuid is not null then l.owner = $1 and l.kind = 'saved' else l.guest = $2 end
        group by e.product_id order by last desc limit $3""",
        who.person,
        who.guest,
        most,
        language,
    )
    return {row["product_id"]: row["title"] for row in rows}


async def count_entries(read: Reading, list_id: ListId) -> int:
    return int(await read.value("select count(*) from wish_lists.entry where list_id = $1 and removed_at is null", list_id))


async def add_entry(
    tx: Writing,
    list_id: ListId,
    variant: VariantId,
    product: ProductId,
    *,
    quantity: int,
    market: str,
    price: Money | None,
    by: PersonId | None,
) -> Entry | None:
    """Put something on a list; None where it is there already."""
    return await tx.one(
        Entry,
        f"""with made as (insert into wish_lists.entry as e (id, list_id, variant_id, product_id, quantity, market, currency, price, added_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning {_ENTRY}),
        touched as (update wish_lists.list set changed_at = $10 where id = $2)
        select * from made""",
        ids.new(),
        list_id,
        variant,
        product,
        quantity,
        market,
        price.currency if price else None,
        price.amount if price else None,
        by,
        tx.now,
    )


async def change_entry(tx: Writing, entry_id: EntryId, change: Change) -> None:
    await tx.run(
        """with changed as (update wish_lists.entry set quantity = coalesce($2, quantity), note = coalesce($3, note), priority = coalesce($4, priority),
            had_at = case when $5::boolean is null then had_at when $5 then coalesce(had_at, $6) end where id = $1 returning list_id)
        update wish_lists.list l set changed_at = $6 from changed c where l.id = c.list_id""",
        entry_id,
        change.quantity,
        change.note,
        int(change.priority) if change.priority is not None else None,
        change.had,
        tx.now,
    )


async def remove_entry(tx: Writing, entry_id: EntryId) -> None:
    """Take something off: wholly, or, where somebody had promised it, so that givers still see that it went."""
    gone = await tx.run(
        """delete from wish_lists.entry e where id = $1 and not exists (select from wish_lists.claim c where c.entry_id = e.id)
        and not exists (select from wish_lists.pool p where p.entry_id = e.id)""",
        entry_id,
    )
    if not gone:
        await tx.run("update wish_lists.entry set removed_at = $2 where id = $1", entry_id, tx.now)
        await tx.run("delete from wish_lists.watch where entry_id = $1", entry_id)


async def move_entry(tx: Writing, entry_id: EntryId, to: ListId) -> None:
    await tx.run("update wish_lists.entry set list_id = $2 where id = $1", entry_id, to)


async def set_entries(tx: Writing, list_id: ListId, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Write what several entries of a list are, those that are new too: two statements however many."""
    await tx.run(
        """insert into wish_lists.entry (id, list_id, variant_id, product_id, quantity, note, priority, had_at, market, currency, price, added_by, made_at)
        select w.id, $1, w.variant_id, w.product_id, w.quantity, w.note, w.priority, w.had_at, w.market, w.currency, w.price, w.added_by, w.made_at
        from jsonb_to_recordset($2) as w (id uuid, variant_id uuid, product_id uuid, quantity int, note text, priority int, had_at timestamptz,
            market text, currency text, price bigint, added_by uuid, made_at timestamptz)
        on conflict (list_id, variant_id) where removed_at is null do update set quantity = excluded.quantity, note = excluded.note,
            priority = excluded.priority, had_at = excluded.had_at, made_at = excluded.made_at""",
        list_id,
        [dict(one) for one in wanted],
    )
    await tx.run("update wish_lists.list set changed_at = $2 where id = $1", list_id, tx.now)


async def kinds_of(read: Reading, owner: PersonId) -> dict[tuple[Kind, str], ListId]:
    """Return a person's lists by kind and title, for files that say them again."""
    rows = await read.rows("select id, kind, title from wish_lists.list where owner = $1 and removed_at is null order by id desc", owner)
    return {(Kind(row["kind"]), row["title"]): row["id"] for row in rows}

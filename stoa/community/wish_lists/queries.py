"""What pages and other rooms read of wish lists."""

from collections.abc import Mapping
from typing import Any

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.money import Money
from stoa.community import circles
from stoa.community.circles.model import Kind as Shown
from stoa.community.wish_lists import actions, claim_store, gone_store, pool_store, rules, store, watch_store
from stoa.community.wish_lists.model import Claim, Entry, EntryId, ListId, NoSuchList, Role, Watch, Who, WishList
from stoa.community.wish_lists.pool_model import Pool, PoolId, Share
from stoa.community.wish_lists.shown import ListView, Promise, ShownEntry, Summary
from stoa.people import profiles
from stoa.people.profiles.model import Line
from stoa.people.sessions.model import PersonId, Visitor
from stoa.shop import catalog, pricing, stock
from stoa.shop.catalog.model import SoldVariant
from stoa.shop.pricing.model import Quote
from stoa.shop.stock.model import Availability

HEART = Panel(
    """select json_build_object('saved', exists (select from wish_lists.entry e where e.product_id = :product::uuid and e.removed_at is null
        and e.list_id = coalesce(
            (select l.id from wish_lists.list l where l.owner = :viewer::uuid and l.kind = 'saved' and l.removed_at is null),
            (select l.id from wish_lists.list l where l.guest = sha256(convert_to(:guest::text, 'UTF8')) and :viewer::uuid is null))))""",
    dict[str, bool],
)
"""Whether the visitor has saved the product `:product`: by two keys, and nothing at all for who never saved anything."""


async def see(read: Reading, found: WishList, role: Role, asks: Who, visitor: Visitor, market: str, language: str) -> ListView:
    """Return a list as this viewer sees it now, priced in their market: ten statements, however many entries."""
    entries = await store.entries(read, found.id)
    claims, pools, shares = await _given(read, found, entries)
    watches = await watch_store.watches(read, found.id) if role is not Role.GIVER else {}
    variants = [one.variant_id for one in entries]
    sold = await catalog.sold_variants(read, variants, language, catalog.seen_by(visitor))
    quotes = await pricing.quote(read, market, variants, pricing.audiences(visitor), read.now)
    there = await stock.availability(read, variants)
    now_seen = rules.sees(found.view, role)
    shown = []
    for entry in entries:
        variant = sold.get(entry.variant_id)
        mine = claims.get(entry.id, [])
        if variant is None or not _is_shown(entry, mine, role, asks):
            continue
        mine = rules.known(mine, now_seen)
        pool = pools.get(entry.id)
        if pool is not None and now_seen.taken and rules.is_idle(entry, mine, pool, read.now):
            pool = None
        given = shares.get(pool.id, []) if pool is not None else []
        counted = rules.counted(pool, given, now_seen, read.now)
        base = _entry(entry, variant, quotes.get(entry.variant_id), there.get(entry.variant_id), watches.get(entry.id))
        shown.append(
            msgspec.structs.replace(
                base,
                taken=rules.taken(mine, counted, read.now) if now_seen.taken else None,
                free=rules.free(entry, mine, counted, read.now) if now_seen.taken else None,
                givings=rules.givings(mine, now_seen, read.now),
                mine=next((one for one in mine if rules.is_of(one, asks) and one.counts(read.now)), None) if now_seen.taken else None,
                pool=rules.shown_pool(pool, given, now_seen, asks, read.now),
            )
        )
    return ListView(wish_list=found, role=role, entries=shown, sends=await sends(read, found))


async def _given(
    read: Reading, found: WishList, entries: list[Entry]
) -> tuple[Mapping[EntryId, list[Claim]], Mapping[EntryId, Pool], Mapping[PoolId, list[Share]]]:
    """Return what others promise and give; nothing is asked of what nobody else has ever seen."""
    if found.owner is None or not entries:
        return {}, {}, {}
    claims: dict[EntryId, list[Claim]] = {}
    for one in await claim_store.of_list(read, found.id):
        claims.setdefault(one.entry_id, []).append(one)
    return claims, await pool_store.of_list(read, found.id), await pool_store.shares_of_list(read, found.id)


def _is_shown(entry: Entry, claims: list[Claim], role: Role, asks: Who) -> bool:
    """Return whether an entry is there for this viewer: what was taken off again is, for who had promised it."""
    return entry.removed_at is None or (role is Role.GIVER and any(rules.is_of(one, asks) for one in claims))


def _entry(entry: Entry, variant: SoldVariant, quote: Quote | None, there: Availability | None, watch: Watch | None) -> ShownEntry:
    return ShownEntry(
        entry=entry,
        variant=variant,
        price=quote.price if quote else None,
        was=quote.was if quote else None,
        saved_price=Money(entry.price, entry.currency) if entry.price is not None and entry.currency else None,
        stock=0 if there is None else None if there.backorder else there.free,
        sold=variant.active and quote is not None,
        watch=watch,
    )


async def sends(read: Reading, found: WishList) -> bool:
    """Return whether the shop can send to the list's owner without showing the address."""
    if found.owner is None or found.address_id is None:
        return False
    return any(one.id == found.address_id for one in await profiles.addresses(read, found.owner))


async def by_link(read: Reading, secret: str, asks: Who) -> tuple[WishList, Role]:
    """Return the list that a link opens, and what this viewer is to it. Raises NoSuchList."""
    found = await store.by_secret(read, secret) if 32 <= len(secret) <= 64 else None
    if found is None:
        raise NoSuchList
    return found, await actions.role_of(read, found, asks)


async def promised_by(read: Reading, secret: str, asks: Who) -> bool:
    """Return whether somebody promised something by a link that opens nothing any more."""
    return 32 <= len(secret) <= 64 and (asks.person is not None or asks.guest is not None) and await gone_store.closed(read, secret, asks)


async def on_page(read: Reading, list_id: ListId, asks: Who) -> tuple[WishList, Role]:
    """Return a list that one may edit, or that its owner shows to this viewer on their page. Raises NoSuchList."""
    found = await store.find(read, list_id)
    if found is None:
        raise NoSuchList
    role = await actions.role_of(read, found, asks)
    if role is not Role.GIVER:
        return found, role
    shows = found.on_page and found.state == "published" and found.owner is not None
    if not shows or found.owner is None or not await circles.visible(read, asks.person, found.owner, Shown.LISTS):
        raise NoSuchList
    return found, role


async def lists_of(read: Reading, person: PersonId) -> list[Summary]:
    """Return a person's own lists and those they edit with others."""
    return await store.lists_of(read, person)


async def promises_of(read: Reading, who: Who, language: str) -> list[Promise]:
    """Return what a member, or a guest by their cookie, promised to others, on whatever lists, and bought for them."""
    return await claim_store.of_giver(read, who, language)


ACCOUNT_LINE = Panel(
    """select json_build_object('key', case when n.lists > 0 then 'wish-lists-line' when n.things > 0 then 'wish-lists-line-saved'
            else 'wish-lists-line-none' end, 'count', n.lists, 'more', n.things)
    from (select count(distinct l.id) filter (where l.kind <> 'saved') as lists, count(e.id) as things
        from (select l.id, l.kind from wish_lists.list l where l.owner = :viewer::uuid and l.removed_at is null
            union all select l.id, l.kind from wish_lists.co_owner c join wish_lists.list l on l.id = c.list_id and l.removed_at is null
            where c.person_id = :viewer::uuid) l
        left join wish_lists.entry e on e.list_id = l.id and e.removed_at is null) n""",
    Line,
)
"""How many lists somebody keeps, and how much is on them."""

ON_PAGE = Panel(
    """select case when circles.sees(:viewer, :owner, 'lists') then (select json_agg(json_build_object('id', l.id, 'kind', l.kind, 'title', l.title,
            'date', l.date, 'entries', (select count(*) from wish_lists.entry e where e.list_id = l.id and e.removed_at is null),
            'shared', true, 'own', false, 'changed_at', l.changed_at) order by l.id desc)
        from wish_lists.list l where l.owner = :owner and l.on_page and l.removed_at is null and l.state = 'published') end""",
    list[Summary],
)
"""The lists that a person shows on their page, to whom they show lists."""


async def exported(read: Reading, after: ListId | None, limit: int) -> list[dict[str, Any]]:
    """Return lists with their entries as plain values, in the order of their ids, for files.

    What others promise is not in it: that is in rows of its own. A variant is named by its article number, and by its product's
    handle and choices; a guest by the digest of their cookie.
    """
    rows = await read.rows(
        """select l.id, json_build_object('owner', coalesce(p.email, ''), 'guest', coalesce(encode(l.guest, 'hex'), ''), 'kind', l.kind,
            'title', l.title, 'recipient', l.recipient, 'message', l.message, 'date', l.date, 'view', l.view, 'on_page', l.on_page,
            'address', l.address_id, 'secret', l.secret, 'shared', l.secret is not null, 'state', l.state, 'market', l.market,
            'language', l.language, 'made_at', l.made_at, 'changed_at', l.changed_at, 'removed_at', l.removed_at,
            'entries', coalesce((select json_agg(json_build_object('id', e.id, 'sku', v.sku, 'product', c.handle, 'choices', v.choices,
                'quantity', e.quantity, 'note', e.note, 'priority', e.priority, 'had', e.had_at is not null, 'had_at', e.had_at,
                'added_by', coalesce(a.email, ''), 'market', e.market, 'currency', e.currency, 'price', e.price, 'made_at', e.made_at,
                'removed_at', e.removed_at) order by e.id)
                from wish_lists.entry e join catalog.variant v on v.id = e.variant_id join catalog.product c on c.id = e.product_id
                    left join accounts.person a on a.id = e.added_by
                where e.list_id = l.id), '[]')) as list
        from wish_lists.list l left join accounts.person p on p.id = l.owner
        where p.erased_at is null and ($1::uuid is null or l.id > $1) order by l.id limit $2""",
        after,
        limit,
    )
    return [{"id": row["id"], **row["list"]} for row in rows]

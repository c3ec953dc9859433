"""Lists from files: many at once, in a fixed number of statements; the same file twice changes nothing."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stoa.base import ids, legible
from stoa.base.database import Writing
from stoa.community.wish_lists import submitting
from stoa.community.wish_lists.model import Kind, ListId, PutEntry, PutList
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing.model import EVERYONE, Quote


async def put_lists(tx: Writing, actor: Visitor, wanted: Sequence[PutList]) -> list[ListId]:
    """Write lists as files hold them; return their ids in the same order.

    The same id is the same list; of what has none (and of what was saved with one tap) the same owner, kind and title is. The same
    variant on it is the same entry, and says anew what the file says. A list that was not shared before gets a link of its own
    where the file says `shared`. One that is here keeps its state, which is moderation's. Nobody is told of anything.
    """
    found = await _lists(tx, wanted)
    products = await _products(tx, {entry.variant_id for one in wanted for entry in one.entries})
    prices = await _prices(tx, wanted)
    rows = {
        (list_id, entry.variant_id, entry.removed_at): _entry(list_id, entry, number, one, products, prices, tx.now)
        for one, list_id in zip(wanted, found, strict=True)
        for number, entry in enumerate(one.entries)
        if entry.variant_id in products
    }
    await tx.run(
        """insert into wish_lists.entry (id, list_id, variant_id, product_id, quantity, note, priority, had_at, market, currency, price, added_by,
            made_at, removed_at)
        select w.id, w.list_id, w.variant_id, w.product_id, w.quantity, w.note, w.priority, w.had_at, w.market, w.currency, w.price, w.added_by,
            w.made_at, w.removed_at
        from jsonb_to_recordset($1) as w (id uuid, list_id uuid, variant_id uuid, product_id uuid, quantity int, note text, priority int,
            had_at timestamptz, market text, currency text, price bigint, added_by uuid, made_at timestamptz, removed_at timestamptz)
        where not exists (select from wish_lists.entry e where e.id = w.id and (e.removed_at is not null or w.removed_at is not null))
        on conflict (list_id, variant_id) where removed_at is null do update set quantity = excluded.quantity, note = excluded.note,
            priority = excluded.priority, had_at = coalesce(entry.had_at, excluded.had_at)""",
        list(rows.values()),
    )
    await submitting.put(
        tx,
        actor,
        {
            list_id: [entry.note for entry in one.entries if entry.note and entry.removed_at is None]
            for one, list_id in zip(wanted, found, strict=True)
        },
    )
    return found


async def _lists(tx: Writing, wanted: Sequence[PutList]) -> list[ListId]:
    """Make the lists that are not there yet, and say anew what the others are."""
    rows = await tx.rows(
        """select distinct on (owner, guest, kind, title) id, owner, guest, kind, title from wish_lists.list
        where (owner = any($1) or guest = any($2)) and removed_at is null order by owner, guest, kind, title, id""",
        list({one.owner for one in wanted if one.owner is not None}),
        list({one.guest for one in wanted if one.guest is not None}),
    )
    known: dict[tuple[Any, str, str], ListId] = {(row["owner"] or row["guest"], row["kind"], row["title"]): row["id"] for row in rows}
    said: dict[ListId, dict[str, Any]] = {}
    order = []
    for one in wanted:
        key = (one.owner or one.guest, one.settings.kind.value, legible.line(one.settings.title))
        loose = one.id is None or one.settings.kind is Kind.SAVED
        given = one.id or ListId(ids.at(one.made_at, len(known)) if one.made_at else ids.new())
        list_id = known.setdefault(key, given) if loose and one.removed_at is None else given
        said[list_id] = _list(list_id, one, tx.now)
        order.append(list_id)
    await tx.run(
        """insert into wish_lists.list as l (id, owner, guest, kind, title, recipient, message, date, view, on_page, address_id, secret, state,
            market, language, made_at, changed_at, removed_at)
        select w.id, w.owner, decode(w.guest, 'hex'), w.kind, w.title, w.recipient, w.message, w.date, w.view, w.on_page, w.address_id, w.secret,
            w.state, w.market, w.language, w.made_at, w.changed_at, w.removed_at
        from jsonb_to_recordset($1) as w (id uuid, owner uuid, guest text, kind text, title text, recipient text, message text, date date,
            view text, on_page boolean, address_id uuid, secret text, state text, market text, language text, made_at timestamptz,
            changed_at timestamptz, removed_at timestamptz)
        on conflict (id) do update set recipient = excluded.recipient, message = excluded.message, date = excluded.date, view = excluded.view,
            on_page = excluded.on_page, secret = coalesce(l.secret, excluded.secret)""",
        list(said.values()),
    )
    return order


def _list(list_id: ListId, one: PutList, now: datetime) -> dict[str, Any]:
    settings = one.settings
    return {
        "id": list_id,
        "owner": one.owner,
        "guest": one.guest.hex() if one.guest is not None else None,
        "kind": settings.kind.value,
        "title": legible.line(settings.title),
        "recipient": legible.line(settings.recipient),
        "message": legible.paragraphs(settings.message),
        "date": settings.date,
        "view": settings.view.value,
        "on_page": settings.on_page,
        "address_id": settings.address_id,
        "secret": one.secret or (secrets.token_urlsafe(24) if one.shared else None),
        "state": one.state,
        "market": one.market,
        "language": one.language,
        "made_at": one.made_at or now,
        "changed_at": one.changed_at or now,
        "removed_at": one.removed_at,
    }


def _entry(
    list_id: ListId,
    entry: PutEntry,
    number: int,
    one: PutList,
    products: dict[VariantId, Any],
    prices: dict[tuple[str, VariantId], Quote],
    now: datetime,
) -> dict[str, Any]:
    quote = prices.get((one.market, entry.variant_id)) if entry.price is None else None
    made_at = entry.made_at or one.made_at or now
    return {
        "id": entry.id or ids.at(made_at, number),
        "list_id": list_id,
        "variant_id": entry.variant_id,
        "product_id": products[entry.variant_id],
        "quantity": entry.quantity,
        "note": legible.paragraphs(entry.note),
        "priority": int(entry.priority),
        "had_at": entry.had_at or (made_at if entry.had else None),
        "market": entry.market or one.market,
        "currency": quote.price.currency if quote else entry.currency,
        "price": quote.price.amount if quote else entry.price,
        "added_by": entry.added_by or (one.owner if entry.id is None else None),
        "made_at": made_at,
        "removed_at": entry.removed_at,
    }


async def _products(tx: Writing, variants: set[VariantId]) -> dict[VariantId, Any]:
    rows = await tx.rows("select id, product_id from catalog.variant where id = any($1)", list(variants))
    return {row["id"]: row["product_id"] for row in rows}


async def _prices(tx: Writing, wanted: Sequence[PutList]) -> dict[tuple[str, VariantId], Quote]:
    """Return today's prices: one statement a market."""
    found = {}
    for market in {one.market for one in wanted}:
        variants = {entry.variant_id for one in wanted if one.market == market for entry in one.entries}
        for variant, quote in (await pricing.quote(tx, market, list(variants), [EVERYONE], tx.now)).items():
            found[market, variant] = quote
    return found

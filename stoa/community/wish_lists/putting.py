"""Lists from files: many at once, in a fixed number of statements; the same file twice changes nothing."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stoa.base import ids
from stoa.base.database import Writing
from stoa.community.wish_lists import rules, submitting
from stoa.community.wish_lists.model import ListId, PutEntry, PutList
from stoa.people.sessions.model import Visitor
from stoa.shop import pricing
from stoa.shop.catalog.model import VariantId
from stoa.shop.pricing.model import EVERYONE, Quote


async def put_lists(tx: Writing, actor: Visitor, wanted: Sequence[PutList]) -> list[ListId]:
    """Write members' lists as files hold them; return their ids in the same order.

    The same owner, kind and title is the same list; the same variant on it is the same entry, and says anew what the file says.
    A list that was not shared before gets a link of its own where the file says `shared`. Nobody is told of anything.
    """
    found = await _lists(tx, wanted)
    products = await _products(tx, {entry.variant_id for one in wanted for entry in one.entries})
    prices = await _prices(tx, wanted)
    rows = {
        (list_id, entry.variant_id): _entry(list_id, entry, number, one, products, prices, tx.now)
        for one, list_id in zip(wanted, found, strict=True)
        for number, entry in enumerate(one.entries)
        if entry.variant_id in products
    }
    await tx.run(
        """insert into wish_lists.entry (id, list_id, variant_id, product_id, quantity, note, priority, had_at, market, currency, price, added_by, made_at)
        select w.id, w.list_id, w.variant_id, w.product_id, w.quantity, w.note, w.priority, w.had_at, w.market, w.currency, w.price, w.added_by, w.made_at
        from jsonb_to_recordset($1) as w (id uuid, list_id uuid, variant_id uuid, product_id uuid, quantity int, note text, priority int,
            had_at timestamptz, market text, currency text, price bigint, added_by uuid, made_at timestamptz)
        on conflict (list_id, variant_id) where removed_at is null do update set quantity = excluded.quantity, note = excluded.note,
            priority = excluded.priority, had_at = coalesce(entry.had_at, excluded.had_at)""",
        list(rows.values()),
    )
    await submitting.put(
        tx, actor, {list_id: [entry.note for entry in one.entries if entry.note] for one, list_id in zip(wanted, found, strict=True)}
    )
    return found


async def _lists(tx: Writing, wanted: Sequence[PutList]) -> list[ListId]:
    """Make the lists that are not there yet, and say anew what the others are."""
    rows = await tx.rows(
        """select distinct on (owner, kind, title) id, owner, kind, title from wish_lists.list
        where owner = any($1) and removed_at is null order by owner, kind, title, id""",
        list({one.owner for one in wanted}),
    )
    known: dict[tuple[Any, str, str], ListId] = {(row["owner"], row["kind"], row["title"]): row["id"] for row in rows}
    said: dict[ListId, dict[str, Any]] = {}
    order = []
    for one in wanted:
        key = (one.owner, one.settings.kind.value, rules.cleaned(one.settings.title))
        list_id = known.setdefault(key, ListId(ids.at(one.made_at, len(known)) if one.made_at else ids.new()))
        said[list_id] = _list(list_id, one, tx.now)
        order.append(list_id)
    await tx.run(
        """insert into wish_lists.list as l (id, owner, kind, title, recipient, message, date, view, on_page, secret, market, language, made_at, changed_at)
        select w.id, w.owner, w.kind, w.title, w.recipient, w.message, w.date, w.view, w.on_page, w.secret, w.market, w.language, w.made_at, $2
        from jsonb_to_recordset($1) as w (id uuid, owner uuid, kind text, title text, recipient text, message text, date date, view text,
            on_page boolean, secret text, market text, language text, made_at timestamptz)
        on conflict (id) do update set recipient = excluded.recipient, message = excluded.message, date = excluded.date, view = excluded.view,
            on_page = excluded.on_page, secret = coalesce(l.secret, excluded.secret)""",
        list(said.values()),
        tx.now,
    )
    return order


def _list(list_id: ListId, one: PutList, now: datetime) -> dict[str, Any]:
    settings = one.settings
    return {
        "id": list_id,
        "owner": one.owner,
        "kind": settings.kind.value,
        "title": rules.cleaned(settings.title),
        "recipient": rules.cleaned(settings.recipient),
        "message": rules.cleaned(settings.message),
        "date": settings.date,
        "view": settings.view.value,
        "on_page": settings.on_page,
        "secret": secrets.token_urlsafe(24) if one.shared else None,
        "market": one.market,
        "language": one.language,
        "made_at": one.made_at or now,
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
    quote = prices.get((one.market, entry.variant_id))
    made_at = entry.made_at or one.made_at or now
    return {
        "id": ids.at(made_at, number),
        "list_id": list_id,
        "variant_id": entry.variant_id,
        "product_id": products[entry.variant_id],
        "quantity": entry.quantity,
        "note": rules.cleaned(entry.note),
        "priority": int(entry.priority),
        "had_at": made_at if entry.had else None,
        "market": one.market,
        "currency": quote.price.currency if quote else None,
        "price": quote.price.amount if quote else None,
        "added_by": one.owner,
        "made_at": made_at,
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

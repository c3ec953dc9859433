"""What exchange reads of the shop: products by what files call them, lines of orders that prove who bought, reviews that are there already."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from stoa.base.database import Reading
from stoa.community.exchange.model import Format, Known, Pointer, Said, Thing
from stoa.community.reviews.model import Review, ReviewId
from stoa.people.sessions.model import PersonId
from stoa.shop.catalog.model import ProductId, VariantId
from stoa.shop.orders.model import LineId


class _Found(msgspec.Struct):
    word: str
    id: ProductId
    variant_id: VariantId | None = None


_THINGS = msgspec.json.Decoder(list[Thing])


async def things(read: Reading, pointers: Sequence[Pointer]) -> list[Thing | None]:
    """Return the product that each pointer means: by its handle or one it had, by an article number, by a code; None for none."""
    handles = {handle for one in pointers for handle in one.handles}
    skus = {sku for one in pointers for sku in (*one.skus, *one.codes)}
    rows = await read.rows(
        """select 'handle' as by, handle as word, id, null::uuid as variant_id from catalog.product where handle = any($1)
        union all select 'handle', r.handle, r.target_id, null from catalog.redirect r join catalog.product p on p.id = r.target_id
            where r.kind = 'product' and r.handle = any($1)
        union all select 'sku', v.sku, v.product_id, v.id from catalog.variant v where v.sku = any($2) and v.ended_at is null""",
        sorted(handles),
        sorted(skus),
    )
    codes = {code for one in pointers for code in one.codes}
    if codes:
        rows += await read.rows(
            "select 'code' as by, barcode as word, product_id as id, id as variant_id from catalog.variant where barcode = any($1) and ended_at is null",
            sorted(codes),
        )
    named: dict[tuple[str, str], _Found] = {}
    for row in rows:
        named.setdefault((row["by"], row["word"]), _Found(row["word"], row["id"], row["variant_id"]))
    found = [_meant(one, named) for one in pointers]
    whole = {one.id: one for one in await whole_things(read, {one.id for one in found if one is not None})}
    return [None if one is None else msgspec.structs.replace(whole[one.id], variant_id=one.variant_id) for one in found]


def _meant(one: Pointer, named: dict[tuple[str, str], _Found]) -> _Found | None:
    words = [("handle", word) for word in one.handles] + [("sku", word) for word in one.skus] + [("code", word) for word in one.codes]
    found = [named[word] for word in words if word in named]
    if not found:
        return None
    first = found[0]
    # An article number beside a handle says which variant was meant.
    variants = {one.variant_id for one in found if one.id == first.id and one.variant_id is not None}
    return _Found(first.word, first.id, variants.pop() if len(variants) == 1 else None)


async def whole_things(read: Reading, products: Collection[ProductId], *, shown: bool = False) -> list[Thing]:
    """Return these products as files name them; with `shown` those alone that everybody sees."""
    text = await read.value(
        """select coalesce(json_agg(json_build_object('id', p.id, 'handle', p.handle, 'vendor', p.vendor,
            'title', coalesce((select t.title from catalog.product_text t where t.product_id = p.id order by t.language <> 'en', t.language limit 1), ''),
            'sorts', coalesce((select json_agg(json_build_object('id', v.id, 'sku', coalesce(v.sku, ''), 'code', v.barcode) order by v.position, v.id)
                from catalog.variant v where v.product_id = p.id and v.ended_at is null), '[]'))), '[]')::text
        from catalog.product p where p.id = any($1) and (p.state <> 'draft' or not $2)""",
        list(products),
        shown,
    )
    return _THINGS.decode(text)


async def bought(read: Reading, wanted: Sequence[tuple[str, ProductId, datetime]]) -> dict[tuple[str, ProductId, datetime], LineId]:
    """Return the line of an order that proves each (mail address, product, moment of the review).

    Delivered before the review was written, kept, and not reviewed by somebody yet; nothing else makes an owner.
    """
    if not wanted:
        return {}
    rows = await read.rows(
        """select distinct on (w.email, w.product, w.at) w.email, w.product, w.at, l.id from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as w (email, product, at)
        join orders.order o on o.email = w.email join orders.line l on l.order_id = o.id and l.product_id = w.product
        left join lateral (select max(s.delivered_at) as at from shipping.shipment_line k join shipping.shipment s on s.id = k.shipment_id
            where k.line_id = l.id) d on true
        where l.delivered > l.returned and coalesce(o.purpose, '') not like 'replacement:%' and coalesce(d.at, o.placed_at, o.made_at) <= w.at
            and not exists (select from reviews.review r where r.line_id = l.id and r.state <> 'withdrawn')
            and not exists (select from reviews.review r where r.author = o.person_id and r.product_id = l.product_id and r.state <> 'withdrawn')
        order by w.email, w.product, w.at, l.id""",
        [email for email, _, _ in wanted],
        [product for _, product, _ in wanted],
        [at for _, _, at in wanted],
    )
    return {(row["email"], row["product"], row["at"]): row["id"] for row in rows}


async def known(read: Reading, wanted: Format, said: Sequence[tuple[Said, Thing, str]], own: Sequence[UUID]) -> Known:
    """Return which of these reviews are here: as (what is said, of what, its key)."""
    ids = await read.rows("select id from reviews.review where id = any($1)", list(own))
    keys = await read.rows(
        "select source_id from reviews.review where source = $1 and source_id = any($2)", wanted.value, [key for _, _, key in said if key]
    )
    mine = {row["source_id"] for row in keys}
    loose = [(one, thing) for one, thing, key in said if key not in mine]
    rows = await read.rows(
        """select r.product_id, r.made_at, r.rating, r.title, r.text, r.source is null as own from unnest($1::uuid[], $2::timestamptz[]) as w (product, at)
        join reviews.review r on r.product_id = w.product and r.made_at >= w.at and r.made_at < w.at + interval '1 second'
        where r.state = 'published' and r.source is distinct from $3
        union all
        select r.product_id, r.made_at, r.rating, r.title, r.text, r.source is null from unnest($1::uuid[], $2::timestamptz[]) as w (product, at)
        join reviews.review r on r.product_id = w.product and r.made_at >= w.at and r.made_at < w.at + interval '1 second'
        where r.state <> 'published' and r.source is distinct from $3""",
        [thing.id for _, thing in loose],
        [one.made_at.replace(microsecond=0) for one, _ in loose],
        wanted.value,
    )
    alike = {_alike(row["product_id"], row["made_at"], row["rating"], row["title"], row["text"]) for row in rows}
    moments = {(row["product_id"], row["made_at"].replace(microsecond=0)) for row in rows if row["own"]}
    return Known({ReviewId(row["id"]) for row in ids}, mine, alike, moments)


def is_alike(one: Said, thing: Thing, there: Known) -> bool:
    """Return whether the shop has this very review, written here or come by another way."""
    return _alike(thing.id, one.made_at, one.rating, one.title, one.text) in there.alike


def is_own(one: Said, thing: Thing, there: Known) -> bool:
    """Return whether a row without a mail address means a review that was written here, of that product in that second, whatever the
    row says of it. (Those with an address are known by it, see `reviews.put_reviews`.)
    """
    return not one.email and (thing.id, one.made_at.replace(microsecond=0)) in there.moments


def _alike(product: UUID, at: datetime, rating: int, title: str, text: str) -> int:
    second = at - timedelta(microseconds=at.microsecond)
    said = f"{product}\0{second.timestamp():.0f}\0{rating}\0{title}\0{text}"
    return int.from_bytes(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:8])


async def people(read: Reading, addresses: Collection[str]) -> dict[str, PersonId]:
    """Return the members with these mail addresses."""
    rows = await read.rows(
        "select email, id from accounts.person where email = any($1) and erased_at is null",
        sorted({one.lower() for one in addresses if one}),
    )
    return {row["email"]: row["id"] for row in rows}


Word = tuple[str, ...]
"""What calls a variant: its article number alone, or its product's handle and choices."""


async def variants(read: Reading, wanted: Sequence[tuple[str | None, str]]) -> dict[Word, VariantId]:
    """Return the variants of these (article number, handle of the product), by every word that calls them; those of today go first."""
    rows = await read.rows(
        """select v.sku, null::text as handle, null::text[] as choices, v.id, v.ended_at is null as today from catalog.variant v where v.sku = any($1)
        union all select null, p.handle, v.choices, v.id, v.ended_at is null from catalog.product p join catalog.variant v on v.product_id = p.id
        where p.handle = any($2) order by 5, 4""",
        sorted({sku for sku, _ in wanted if sku}),
        sorted({handle for sku, handle in wanted if not sku}),
    )
    return {(row["sku"],) if row["sku"] else (row["handle"], *row["choices"]): row["id"] for row in rows}


async def homes(read: Reading, wanted: Collection[UUID]) -> dict[UUID, PersonId]:
    """Return whose these addresses are, where parcels go."""
    rows = await read.rows("select id, person_id from profiles.address where id = any($1)", list(set(wanted)))
    return {row["id"]: row["person_id"] for row in rows}


async def addresses(read: Reading, persons: Collection[PersonId]) -> dict[PersonId, str]:
    """Return the mail addresses of members."""
    rows = await read.rows("select id, email from accounts.person where id = any($1) and email is not null", list(set(persons)))
    return {row["id"]: row["email"] for row in rows}


def proof_of(review: Review) -> str:
    """Return a digest of the line that an owner's review rests on: the same for the same purchase, and telling nothing of it."""
    if review.line_id is None:
        return ""
    return hashlib.sha256(f"{review.id}{review.line_id}".encode()).hexdigest()[:32]


async def version(read: Reading) -> str:
    """Return a tag that changes whenever something happens to a review, and every hour, because names and addresses of products change too."""
    last = await read.value("select id from reviews.ledger order by id desc limit 1")
    return f'W/"{last or 0}-{read.now:%Y%m%d%H}"'

"""Taking the community out: every thing of a kind, in one moment of the shop, a few hundred at a time; and the feeds that others read."""

import contextlib
import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from stoa.base.database import Database, Reading
from stoa.base.files.cells import recalled
from stoa.base.files.layout import Layout, joined
from stoa.base.files.model import Cells, FileNotWritable, Progress, Told
from stoa.community import circles, reviews
from stoa.community.exchange import elements, kinds, queries
from stoa.community.exchange.formats import CODECS, Codec
from stoa.community.exchange.model import Format, Kind, Listed, NotInThisFormat, Shop, Thing
from stoa.community.reviews.model import Review, ReviewId, State
from stoa.people.sessions.model import PersonId
from stoa.shop import interchange

BATCH = 500
_ALL = {State.PUBLISHED, State.WAITING, State.REMOVED}
_STATES = {
    Format.JUDGEME: _ALL,
    Format.SHOPIFY: _ALL,
    Format.GOOGLE: {State.PUBLISHED, State.REMOVED},  # a review that nobody has looked at has no word there
    Format.META: {State.PUBLISHED},
}
"""Which reviews a format can hold without showing to everybody what is not shown here. Google's has none without `content`."""


async def export_text(
    read: Reading, kind: Kind, wanted: Format = Format.STOA, *, shop: Shop | None = None, decided: bool = False
) -> AsyncIterator[str]:
    """Yield the file of everything of a kind, in parts; of a moment when `read` is a snapshot.

    Reviews in the formats of others have the cells that they came with, but for what was changed since. `decided` leaves out
    those that somebody has to decide about: a file that the staff open would show them the stars. Raises NotInThisFormat.
    """
    if wanted is Format.STOA:
        async for part in kinds.written(read, kind, decided=decided):
            yield part
        return
    if kind is not Kind.REVIEWS:
        raise NotInThisFormat(kind=kind.value, format=wanted.value)
    async for part in _reviews(read, CODECS[wanted], shop or Shop(), feed=False, decided=decided):
        yield part


async def feed_text(read: Reading, wanted: Format, shop: Shop) -> AsyncIterator[str]:
    """Yield a feed for everybody: published reviews alone, as this shop vouches for them, with nobody's mail address."""
    async for part in _reviews(read, CODECS[wanted], shop, feed=True):
        yield part


async def export_community(
    db: Database, path: Path, kind: Kind, wanted: Format = Format.STOA, *, shop: Shop | None = None, told: Told | None = None
) -> int:
    """Write everything of a kind to a file, which is there whole or not at all; return how many bytes it has.

    Raises NotInThisFormat, FileNotWritable.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    size = 0
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            async with db.snapshot() as read:
                async for part in export_text(read, kind, wanted, shop=shop):
                    size += len(part.encode())
                    file.write(part)
                    if told is not None:
                        await told(Progress("writing", size, 0))
        unfinished.replace(path)
    except OSError as error:
        raise FileNotWritable(name=path.name, why=error.strerror or type(error).__name__) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return size


async def _reviews(read: Reading, codec: Codec, shop: Shop, *, feed: bool, decided: bool = False) -> AsyncIterator[str]:
    layout = Layout(codec.columns, codec.columns) if feed or codec.format is Format.GOOGLE else await _layout(read, codec)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    if codec.format is Format.GOOGLE:
        text.write(elements.head(shop))
    else:
        rows.writerow(layout.names)
    async for found in _listed(read, codec, shop, feed=feed, decided=decided):
        for one in found:
            if codec.format is Format.GOOGLE:
                text.write(elements.element(_cells(codec, one, shop, feed=feed)))
            else:
                rows.writerow(layout.cells(_cells(codec, one, shop, feed=feed)))
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    if codec.format is Format.GOOGLE:
        text.write(elements.TAIL)
    if text.tell():
        yield text.getvalue()


def _cells(codec: Codec, one: Listed, shop: Shop, *, feed: bool) -> Cells:
    ours = {field: cell for field, cell in codec.write(one, shop).items() if cell}
    return ours if feed else recalled(ours, one.kept)


async def _layout(read: Reading, codec: Codec) -> Layout:
    """Return the columns of the files that came in, in their order, then those that the format has besides."""
    came = [codec.layout(header) for header in await interchange.layouts(read, f"reviews/{codec.format}")]
    first, *more = [*came, Layout(codec.columns, codec.columns)]
    return joined(first, more)


async def _listed(read: Reading, codec: Codec, shop: Shop, *, feed: bool, decided: bool) -> AsyncIterator[list[Listed]]:
    """Yield reviews with what files say of them."""
    after: ReviewId | None = None
    while found := await reviews.listed(read, after, BATCH, decided=decided):
        after = found[-1].id
        shown = {State.PUBLISHED} if feed else _STATES[codec.format]
        found = [one for one in found if one.state in shown and (one.text or codec.format is not Format.GOOGLE)]
        things = {one.id: one for one in await queries.whole_things(read, {one.product_id for one in found}, shown=feed)}
        authors = sorted({one.author for one in found if one.author is not None})
        names = {person: one.name for person, one in (await circles.bylines(read, authors)).items()} if authors else {}
        people = {} if feed else await queries.addresses(read, authors)
        yield [_one(one, things[one.product_id], names, people, codec.format, shop, feed=feed) for one in found if one.product_id in things]


def _one(
    one: Review, thing: Thing, names: dict[PersonId, str], people: dict[PersonId, str], wanted: Format, shop: Shop, *, feed: bool
) -> Listed:
    came = one.source == wanted.value and not feed
    own = [f"{shop.url}/pictures/{shot.digest}/{shot.width}.webp" for shot in one.pictures]
    kept = one.extra.get(wanted.value, {}) if came else {}
    reply = one.reply if one.reply is not None and one.reply.state is State.PUBLISHED else None
    return Listed(
        key=one.source_id or "" if came and one.source_id else one.shown_id,
        thing=msgspec.structs.replace(thing, variant_id=one.variant_id),
        rating=one.rating,
        made_at=one.made_at,
        path="" if came else one.path,
        title=one.title,
        text=one.text,
        pros=one.pros,
        cons=one.cons,
        name=names.get(one.author, "") if one.author is not None else one.name,
        email="" if feed else one.email or (people.get(one.author, "") if one.author is not None else ""),
        location="" if feed else one.location,
        language=one.language,
        reply=reply.text if reply else "",
        replied_at=reply.at if reply else None,
        changed_at=one.changed_at if one.version > 1 else None,
        picture_urls=[*one.picture_urls, *own],
        incentivized=one.incentivized,
        collection=one.collection,
        state=one.state,
        proof=queries.proof_of(one),
        kept=kept,
    )

"""Taking in reviews in the formats of others: read, matched with products, orders and what is here, written set by set."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Writing
from stoa.base.files.cells import remembered
from stoa.base.files.layout import Layout
from stoa.base.files.model import Cells, Fault, Row
from stoa.base.files.reader import Reader
from stoa.community import reviews
from stoa.community.exchange import queries
from stoa.community.exchange.formats import Codec
from stoa.community.exchange.model import Format, Kind, Known, Listed, Said, Shop, Thing
from stoa.community.exchange.running import Outcome
from stoa.community.reviews.model import Put, PutReview
from stoa.people.sessions.model import SYSTEM
from stoa.shop.orders.model import LineId


class _Ready(msgspec.Struct):
    """A row on its way in."""

    row: Row
    said: Said
    notes: list[str]
    thing: Thing | None = None
    key: str = ""
    what: str = ""
    faults: list[Fault] = []


class Reviews:
    """Takes reviews of one format in. `language` is that of texts which do not say theirs."""

    kind = Kind.REVIEWS

    def __init__(self, codec: Codec, layout: Layout, shop: Shop, language: str) -> None:
        self._codec, self.layout, self._shop, self._language = codec, layout, shop, language
        self.format: Format = codec.format
        self._seen: dict[int, int] = {}

    async def take(self, tx: Writing, rows: Sequence[Row]) -> list[Outcome]:
        """Write what these rows say; return what became of each."""
        ready = [self._read(row, tx.now) for row in rows]
        good = [one for one in ready if not one.faults]
        for one, thing in zip(good, await queries.things(tx, [one.said.pointer for one in good]), strict=True):
            one.thing = thing
            if thing is None:
                named = [*one.said.pointer.handles, *one.said.pointer.skus, *one.said.pointer.codes]
                code = "no_such_product" if named else "required"
                one.faults.append(Fault(one.said.pointer.field, code, {"value": ", ".join(named)[:80]}))
        fresh: dict[int, int] = {}
        met = [(one, thing) for one in good if (thing := one.thing) is not None]
        for one, _ in met:
            one.key = one.said.key or _key(one.said, self._seen, fresh)
        await self._put(tx, met)
        self._seen |= fresh
        return [Outcome(one.row, "refused" if one.faults else one.what, one.faults, one.notes) for one in ready]

    def _read(self, row: Row, now: datetime) -> _Ready:
        rows = Reader([row], self.layout.known)
        said = self._codec.read(rows, now)
        return _Ready(row, said, rows.notes, faults=[fault for _, fault in rows.faults])

    async def _put(self, tx: Writing, met: Sequence[tuple[_Ready, Thing]]) -> None:
        there = await queries.known(tx, self.format, [(one.said, thing, one.key) for one, thing in met], list(_own_ids(met)))
        new, wanted = [], []
        used: set[object] = set()
        lines = await queries.bought(tx, [(one.said.email, thing.id, one.said.made_at) for one, thing in met if self._unknown(one, there)])
        for one, thing in met:
            if _written_here(one, thing, there):
                one.what = "unchanged"
                continue
            line = lines.get((one.said.email, thing.id, one.said.made_at)) if self._unknown(one, there) else None
            # One line makes one owner, one person one review of a product.
            proof = None if line is None or {line, (one.said.email, thing.id)} & used else line
            used |= {line, (one.said.email, thing.id)} if proof else set()
            new.append(one)
            wanted.append(self._wanted(one, thing, proof))
        for one, put in zip(new, await reviews.put_reviews(tx, SYSTEM, wanted), strict=True):
            _tell(one, put)

    def _unknown(self, one: _Ready, there: Known) -> bool:
        return bool(one.said.email) and one.key not in there.keys

    def _wanted(self, one: _Ready, thing: Thing, line: LineId | None) -> PutReview:
        said = one.said
        if line is not None:
            one.notes.append("owner")
        came, ours = one.row.cells, self._ours(one, thing)
        kept = remembered(came, ours, self.layout.fields if self.format is not Format.GOOGLE else came | ours)
        return PutReview(
            product_id=thing.id,
            variant_id=thing.variant_id,
            line_id=line,
            rating=said.rating,
            made_at=said.made_at,
            title=said.title,
            text=said.text,
            pros=said.pros,
            cons=said.cons,
            language=said.language or self._language,
            name=said.name,
            email=said.email,
            location=said.location,
            picture_urls=said.picture_urls,
            incentivized=said.incentivized,
            collection=said.collection,
            state=said.state,
            reply=said.reply,
            replied_at=said.replied_at,
            source=self.format.value,
            source_id=one.key,
            extra={self.format.value: kept} if kept else {},
        )

    def _ours(self, one: _Ready, thing: Thing) -> Cells:
        """Return the row as the shop would write it, so that what differs is kept for the way back."""
        said: dict[str, Any] = {name: getattr(one.said, name) for name in Listed.__struct_fields__ if name in Said.__struct_fields__}
        said |= {"key": one.key, "language": one.said.language or self._language}
        if one.said.reply and one.said.replied_at is None:
            said["replied_at"] = one.said.made_at
        return self._codec.write(Listed(thing=thing, path="", **said), self._shop)


def _own_ids(met: Sequence[tuple[_Ready, Thing]]) -> Iterator[UUID]:
    """Yield the ids of this shop that the file calls reviews by."""
    for one, _ in met:
        if one.said.key.startswith("rev_"):
            try:
                yield ids.parse("rev", one.said.key)
            except ids.UnknownId:
                continue


def _written_here(one: _Ready, thing: Thing, there: Known) -> bool:
    """Return whether the review is the shop's own, or came another way: no file changes those."""
    if one.key in there.keys:
        return False
    if one.said.key.startswith("rev_"):
        try:
            if ids.parse("rev", one.said.key) in there.ids:
                return True
        except ids.UnknownId:
            pass
    return queries.is_own(one.said, thing, there) or (not one.said.key and queries.is_alike(one.said, thing, there))


def _tell(one: _Ready, put: Put) -> None:
    if put.what == "refused":
        one.faults.append(Fault("", "not_taken"))
    one.what = {"kept": "unchanged"}.get(put.what, put.what)


def _key(said: Said, seen: Mapping[int, int], fresh: dict[int, int]) -> str:
    """Return what a review without a name of its own is known by: who said it of what, and when.

    Where a file has two of those that say different things, the second is told apart, the same way whenever the file comes again.
    """
    who = said.email or said.name
    named = "\0".join([said.pointer.handles[0] if said.pointer.handles else "".join(said.pointer.skus), who, said.made_at.isoformat()])
    words = _number(f"{said.rating}\0{said.title}\0{said.text}")
    key = named if who else f"{named}\0{words}"
    again = 1
    while True:
        digest = hashlib.sha256(f"{key}\0{again}".encode()).hexdigest()[:32]
        number = int(digest[:16], 16)
        if (seen[number] if number in seen else fresh.setdefault(number, words)) == words:
            return digest
        again += 1


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])

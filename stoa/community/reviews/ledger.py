"""The publication ledger: what happened to every review, added to and never changed, each entry chained to all before it.

Writers add entries without waiting for one another; a job gives them their numbers and hashes, one after another, under a
short lock. So the chain costs a shopper nothing, and nobody can take an entry out of it or change one.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community.reviews import rules, store
from stoa.community.reviews.method import Entry, Proof, Waiting
from stoa.community.reviews.model import Review, ReviewId

_LOCK = 0x5704_0005  # registry of advisory locks: docs/scarcity.md
BATCH = 5_000
_AT_ONCE = 1_000
_ENTRY = "id, v, seq, at, kind, review_id, reason, stars, digest, previous, hash"


async def add(tx: Writing, kind: str, review: Review, reason: str = "") -> None:
    await add_all(tx, [(kind, review, reason)])


async def add_all(tx: Writing, rows: Sequence[tuple[str, Review, str]]) -> None:
    """Write what happened to reviews, in this order: (kind, the review as it is now, the reason).

    Whoever is to decide cannot look up the stars: they are told with the decision, and bound by the digest until then.
    """
    await tx.run(
        """insert into reviews.ledger (id, v, at, kind, review_id, reason, stars, digest)
        select e.id, $8, $7, e.kind, e.review_id, e.reason, e.stars, e.digest
        from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::int[], $6::text[]) as e (id, kind, review_id, reason, stars, digest)""",
        [ids.new() for _ in rows],
        [kind for kind, _, _ in rows],
        [review.id for _, review, _ in rows],
        [reason for _, _, reason in rows],
        [rules.told(kind, review) for kind, review, _ in rows],
        [rules.digest(review) for _, review, _ in rows],
        tx.now,
        rules.VERSION,
    )


_LOOSE = f"""select {_ENTRY} from reviews.ledger l where seq is null
    and (v > 1 or not exists (select from reviews.review r where r.id = l.review_id and r.state = 'waiting')) order by id limit $1"""


async def seal(tx: Writing) -> int:
    """Chain the next entries that have no number yet; return how many there were.

    Those of version 1 tell stars: while their review waits for a decision, they wait with it.
    """
    await tx.run(f"select pg_advisory_xact_lock({_LOCK})")
    loose = await tx.all(Entry, _LOOSE, BATCH)
    if not loose:
        return 0
    last = await tx.row("select seq, hash from reviews.ledger where seq is not null order by seq desc limit 1")
    seq, previous = (last["seq"], last["hash"]) if last else (0, rules.GENESIS)
    links = []
    for entry in loose:
        seq += 1
        hashed = rules.chained(entry, seq, previous)
        links.append((entry.id, seq, previous, hashed))
        previous = hashed
    await tx.run(
        """update reviews.ledger l set seq = c.seq, previous = c.previous, hash = c.hash
        from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) as c (id, seq, previous, hash) where l.id = c.id""",
        [one[0] for one in links],
        [one[1] for one in links],
        [one[2] for one in links],
        [one[3] for one in links],
    )
    return len(links)


async def page(read: Reading, after: int, limit: int) -> list[Entry]:
    """Return the chained entries that follow that number."""
    return await read.all(Entry, f"select {_ENTRY} from reviews.ledger where seq > $1 order by seq limit $2", after, limit)


async def latest(read: Reading, limit: int) -> list[Entry]:
    """Return the last chained entries, the newest first."""
    return await read.all(Entry, f"select {_ENTRY} from reviews.ledger where seq is not null order by seq desc limit $1", limit)


async def entries(read: Reading) -> AsyncIterator[Entry]:
    """Yield every chained entry in order, without holding them all."""
    after = 0
    while found := await page(read, after, BATCH):
        for entry in found:
            yield entry
        after = found[-1].seq or 0


async def verify(read: Reading) -> Proof:
    """Go through the whole chain, and compare how every review stands with the last thing the ledger says of it."""
    seq, previous, broken = 0, rules.GENESIS, None
    async for entry in entries(read):
        seq += 1
        if broken is None and (entry.seq != seq or entry.previous != previous or entry.hash != rules.chained(entry, seq, previous)):
            broken = seq
        previous = entry.hash or ""
    loose = await read.value("select count(*) from reviews.ledger where seq is null")
    disagree = {row["id"] for row in await read.rows(DISAGREE)} | await _unlike(read)
    return Proof(entries=seq, loose=loose, head=previous, broken=broken, disagree=len(disagree))


class _Last(msgspec.Struct):
    review: Review
    v: int
    digest: str


_LASTS = msgspec.json.Decoder(list[_Last])


async def _unlike(read: Reading) -> set[ReviewId]:
    """Return the reviews that say something else than their last entry binds. What was taken back or forgotten says nothing."""
    found: set[ReviewId] = set()
    after: ReviewId | None = None
    while True:
        text = await read.value(
            f"""select coalesce(json_agg(json_build_object('review', {store.REVIEW}, 'v', l.v, 'digest', l.digest) order by r.id), '[]')::text
            from (select * from reviews.review where state <> 'withdrawn' and (state <> 'removed' or salt <> '')
                and ($1::uuid is null or id > $1) order by id limit $2) r
            cross join lateral (select e.v, e.digest from reviews.ledger e where e.review_id = r.id order by e.id desc limit 1) l""",
            after,
            _AT_ONCE,
        )
        lasts = _LASTS.decode(text)
        if not lasts:
            return found
        found |= {one.review.id for one in lasts if rules.digest(one.review, one.v) != one.digest}
        after = lasts[-1].review.id


_LAST = """select distinct on (l.review_id) l.review_id, l.kind, l.v from reviews.ledger l
    where l.kind <> 'edited' order by l.review_id, l.id desc"""

_CASES = " ".join(f"when '{kind}' then '{state.value}'" for kind, state in rules.STATES.items())

DISAGREE = f"""select r.id, r.state, l.kind from reviews.review r full join ({_LAST}) l on l.review_id = r.id
    where (case l.kind {_CASES} end) is distinct from r.state and not (r.state = 'waiting' and coalesce(l.v, 2) = 1 and l.kind <> 'withdrawn')
    or (select e.stars from reviews.ledger e where e.review_id = r.id order by e.id desc limit 1) <> r.rating"""
"""Reviews that stand otherwise than the ledger says, or have other stars than the last entry tells. Version 1 had no word for what is held."""


async def waiting(read: Reading) -> Waiting:
    """Return how many reviews wait for a decision and since when: since they were received, or taken off until somebody decides."""
    found = await read.one(
        Waiting,
        """select count(*) as count, min(l.at) as since from reviews.review r cross join lateral (
            select e.at from reviews.ledger e where e.review_id = r.id and e.kind <> 'edited' order by e.id desc limit 1) l
        where r.state = 'waiting'""",
    )
    return found or Waiting()


class Counted(msgspec.Struct, frozen=True):
    """How many reviews of so many stars (None: not told yet) met with this."""

    kind: str
    reason: str
    stars: int | None
    count: int


async def counts(read: Reading) -> list[Counted]:
    """Return how many chained entries there are of each kind, reason and number of stars."""
    return await read.all(
        Counted,
        "select kind, reason, stars, count(*) as count from reviews.ledger where seq is not null group by kind, reason, stars order by kind, reason, stars desc nulls last",
    )


def public(entry: Entry) -> dict[str, object]:
    """Return an entry as everybody may read and check it."""
    return {
        "v": entry.v,
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "kind": entry.kind,
        "review_id": str(entry.review_id),
        "reason": entry.reason,
        "stars": entry.stars,
        "digest": entry.digest,
        "previous": entry.previous,
        "hash": entry.hash,
    }

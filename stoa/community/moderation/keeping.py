"""What hosts keep in order: the rules, the links known as spam, and what they put forward.

Putting forward is done by the room that owns a piece, where it can; collections are kept here, for pieces of every kind.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.base.locale import LANGUAGES
from stoa.base.refusals import FieldError, Invalid
from stoa.community.moderation import host_store, keepers, store
from stoa.community.moderation.host_store import Ground
from stoa.community.moderation.model import CannotBeDone, CollectionId, NoSuchPiece, NoSuchRule, Spot, Standing, State, Verb
from stoa.community.moderation.texts import hosts
from stoa.people import audit
from stoa.people.sessions.model import PersonId, Visitor

NOBODY = UUID(int=0)


async def put_rule(
    tx: Writing, actor: Visitor, code: str, texts: dict[str, dict[str, str]], *, severity: int, position: int, in_force: bool = True
) -> None:
    """Write a rule or change it; decisions made before keep the words they were made by. Raises Invalid."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,39}", code):
        raise Invalid([FieldError("/code", "invalid")])
    before = {one.code: one for one in await host_store.grounds(tx)}.get(code)
    after = Ground(code, texts, severity, position, None if in_force else tx.now)
    await host_store.put_rule(tx, after)
    facts = {"code": code, "before": before and before.texts, "after": texts, "in_force": in_force}
    await audit.note(tx, actor, "community.change_rule", NOBODY, facts)


async def find_rule(read: Reading, code: str) -> Ground:
    """Return a rule, in force or not. Raises NoSuchRule."""
    found = {one.code: one for one in await host_store.grounds(read)}.get(code)
    if found is None:
        raise NoSuchRule
    return found


def domain_of(text: str) -> str | None:
    """Return the domain that somebody typed, alone or in an address; None where there is none."""
    found = sorted(hosts(text.strip()))
    return found[0].removeprefix("www.") if len(found) == 1 else None


async def mark_link(tx: Writing, actor: Visitor, domain: str, note: str = "") -> None:
    """Mark a domain as known spam: whatever is written with it from now on is taken away at once. Raises Invalid."""
    known = domain_of(domain)
    if known is None:
        raise Invalid([FieldError("/domain", "invalid")])
    if await host_store.add_link(tx, known, note, actor.person):
        await audit.note(tx, actor, "community.mark_link", NOBODY, {"domain": known})


async def unmark_link(tx: Writing, actor: Visitor, domain: str) -> None:
    """Take the mark away; what it took away stays until somebody appeals."""
    if await host_store.remove_link(tx, domain.lower()):
        await audit.note(tx, actor, "community.unmark_link", NOBODY, {"domain": domain.lower()})


async def helped(tx: Writing, people: dict[PersonId, int]) -> None:
    """Say how often others found each of these people helpful just now (a vote, an accepted answer; less when taken back)."""
    if people:
        await host_store.helped(tx, people)


def possible(kind: str) -> list[Verb]:
    """Return what a host can do with pieces of a kind. What says who somebody is stands in no collection."""
    keeper = keepers.keeper(kind)
    if keeper is None:
        return []
    able: list[Verb] = [verb for verb in Verb if verb is not Verb.COLLECT and getattr(keeper, verb.value) is not None]
    return able if keeper.personal else [*able, Verb.COLLECT]


async def standing(read: Reading, kind: str, piece: UUID) -> Standing:
    """Return what holds of a piece now, as its room says it."""
    keeper = keepers.keeper(kind)
    found = await keeper.stands(read, [piece]) if keeper is not None and keeper.stands is not None else {}
    return found.get(piece, Standing())


async def spots(read: Reading, kind: str, language: str) -> list[Spot]:
    """Return where pieces of a kind can be moved to."""
    keeper = keepers.keeper(kind)
    return list(await keeper.spots(read, language)) if keeper is not None and keeper.spots is not None else []


async def named(read: Reading, kind: str, text: str) -> UUID | None:
    """Return the piece of a kind that is published at an address (with or without site and language); None where there is none."""
    path = urlsplit(text.strip()).path.rstrip("/")
    prefix = next((one.prefix for one in LANGUAGES if one.prefix and path.startswith(f"{one.prefix}/")), "")
    found: UUID | None = await read.value(
        "select id from moderation.piece where kind = $1 and path = $2 and state = 'published'", kind, path.removeprefix(prefix)
    )
    return found


async def curate(
    tx: Writing,
    actor: Visitor,
    verb: Verb,
    kind: str,
    pieces: Sequence[UUID],
    *,
    on: bool = True,
    to: UUID | str | None = None,
    until: datetime | None = None,
) -> None:
    """Put pieces forward: feature (perhaps `until` a moment) or pin them (or not, `on`), merge them into one, move or collect them (`to`).

    Raises NoSuchPiece for what is not published, CannotBeDone where their room cannot do it.
    """
    known = await store.lock_pieces(tx, kind, pieces)
    if len(known) < len(set(pieces)) or any(one.state is not State.PUBLISHED for one in known.values()):
        raise NoSuchPiece
    if verb not in possible(kind):
        raise CannotBeDone
    if verb is Verb.COLLECT:
        shown = await keepers.excerpts(tx, [(kind, one) for one in pieces])
        if on and not all(one.public for one in shown.values()):
            raise CannotBeDone
        await host_store.collect(tx, str(to or ""), kind, list(pieces), on=on)
    else:
        keeper = keepers.keeper(kind)
        do = getattr(keeper, verb.value)
        if verb is Verb.FEATURE:
            await do(tx, actor, list(pieces), on, until)
        elif verb is Verb.PIN:
            await do(tx, actor, list(pieces), on)
        else:
            await do(tx, actor, list(pieces), to)
    for piece in pieces:
        await audit.note(tx, actor, f"community.{verb.value}", piece, {"kind": kind, "on": on, "to": str(to or until or "")})


class Collection(msgspec.Struct, frozen=True, kw_only=True):
    """What hosts have gathered under a title."""

    id: CollectionId
    handle: str
    texts: dict[str, dict[str, str]]
    count: int = 0


async def make_collection(tx: Writing, actor: Visitor, handle: str, texts: dict[str, dict[str, str]]) -> CollectionId:
    """Begin a collection. Raises Invalid, AlreadyThere."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", handle):
        raise Invalid([FieldError("/handle", "invalid")])
    made = CollectionId(ids.new())
    await tx.run(
        """insert into moderation.collection (id, handle, texts, made_at) values ($1, $2, $3, $4)
        on conflict (handle) do update set texts = excluded.texts""",
        made,
        handle,
        texts,
        tx.now,
    )
    await audit.note(tx, actor, "community.make_collection", made, {"handle": handle})
    return made


async def collections_with(read: Reading, kind: str, piece: UUID) -> set[CollectionId]:
    """Return the collections that hold a piece."""
    rows = await read.rows("select collection_id from moderation.collected where kind = $1 and piece_id = $2", kind, piece)
    return {row["collection_id"] for row in rows}


async def collections(read: Reading) -> list[Collection]:
    return await read.all(
        Collection,
        """select c.id, c.handle, c.texts, (select count(*)::int from moderation.collected m where m.collection_id = c.id) as count
        from moderation.collection c order by c.id limit 200""",
    )


async def collected(read: Reading, handle: str) -> tuple[Collection, list[tuple[str, UUID]]]:
    """Return a collection and what of it is published, in its order. Raises NoSuchPiece."""
    found = await read.one(Collection, "select id, handle, texts from moderation.collection where handle = $1", handle)
    if found is None:
        raise NoSuchPiece
    rows = await read.rows(
        """select m.kind, m.piece_id from moderation.collected m join moderation.piece p on p.kind = m.kind and p.id = m.piece_id
        where m.collection_id = $1 and p.state = 'published' order by m.position limit 200""",
        found.id,
    )
    return found, [(row["kind"], row["piece_id"]) for row in rows]

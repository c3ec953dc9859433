"""What is written on lists enters moderation once others can see it, in the transaction that shows it, and comes back from it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Keeper, Piece, PutPiece, State
from stoa.community.wish_lists import claim_store, pool_store, store
from stoa.community.wish_lists.model import Claim, ListId, Who, WishList
from stoa.people.sessions.model import SYSTEM, PersonId, Visitor

KIND, CLAIM, SHARE = "list", "claim", "share"


async def named(tx: Writing, asks: Who, found: WishList, claim: Claim) -> None:
    """Submit the name under which somebody promises a gift."""
    state = await moderation.submit(tx, Visitor(person=asks.person), _claim(claim.id, claim.name, found.language, found.id))
    await name_claims(tx, [claim.id], state)


async def gave(tx: Writing, asks: Who, found: WishList, share: Mapping[str, Any]) -> None:
    """Submit the name under which somebody gives money, and what they say with it."""
    state = await moderation.submit(tx, Visitor(person=asks.person), _share(share, found.id))
    await name_shares(tx, [share["id"]], state)


def _claim(claim: UUID, name: str, language: str, on: UUID) -> Piece:
    return Piece(kind=CLAIM, id=claim, texts={"name": name}, language=language, path=_path(on))


def _share(share: Mapping[str, Any], on: UUID) -> Piece:
    texts = {"name": share["name"], "message": share["message"]}
    return Piece(kind=SHARE, id=share["id"], texts=texts, language=share["language"], path=_path(on), email=share["email"])


def _path(list_id: UUID) -> str:
    return f"/lists/{ids.show('lst', list_id)}"


async def put_names(tx: Writing, claims: Sequence[UUID], shares: Sequence[UUID]) -> None:
    """Take in the names of givers that came by a file, each in the state that the file says."""
    rows = await tx.rows(
        """select c.id, c.name, '' as message, '' as email, l.language, c.person, c.made_at, c.name_state, l.id as list_id, 'claim' as kind
        from wish_lists.claim c join wish_lists.entry e on e.id = c.entry_id join wish_lists.list l on l.id = e.list_id where c.id = any($1::uuid[])
        union all
        select s.id, s.name, s.message, s.email, s.language, s.person, s.made_at, s.name_state, l.id, 'share'
        from wish_lists.share s join wish_lists.pool p on p.id = s.pool_id join wish_lists.entry e on e.id = p.entry_id
            join wish_lists.list l on l.id = e.list_id where s.id = any($2::uuid[])""",
        list(claims),
        list(shares),
    )
    pieces = [
        PutPiece(
            piece=_share(row, row["list_id"]) if row["kind"] == SHARE else _claim(row["id"], row["name"], row["language"], row["list_id"]),
            author=row["person"],
            made_at=row["made_at"],
            state=State(row["name_state"]),
        )
        for row in rows
    ]
    states = await moderation.put_pieces(tx, SYSTEM, pieces)
    for put, state in zip(pieces, states, strict=True):
        if state is not put.state:
            await (name_claims if put.piece.kind == CLAIM else name_shares)(tx, [put.piece.id], state)


async def unnamed(tx: Writing, claim: UUID) -> None:
    """Say that a promise was taken back: nobody reads its name any more."""
    await moderation.withdraw(tx, CLAIM, [claim])


async def name_claims(tx: Writing, claims: Sequence[UUID], state: State) -> None:
    """Show or hide the names of promises, as moderation decides: the promises hold."""
    await claim_store.set_name_state(tx, claims, state.value)


async def name_shares(tx: Writing, shares: Sequence[UUID], state: State) -> None:
    """Show or hide the names of who gave money, likewise."""
    await pool_store.set_name_state(tx, shares, state.value)


async def show_claims(read: Reading, claims: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return names of promises as whoever looks at them sees them: not on whose list, which would spoil a surprise."""
    rows = await read.rows("select id, name from wish_lists.claim where id = any($1)", list(claims))
    return {row["id"]: Excerpt(paragraphs=[row["name"]], by=row["name"], path="", public=False) for row in rows}


async def show_shares(read: Reading, shares: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return what givers of money said, likewise."""
    rows = await read.rows("select id, name, message from wish_lists.share where id = any($1)", list(shares))
    return {
        row["id"]: Excerpt(paragraphs=[row["name"], *row["message"].split("\n")], by=row["name"], path="", public=False) for row in rows
    }


async def list_said(tx: Writing, asks: Who, list_id: ListId) -> None:
    """Submit what a list says, where anybody but its owners may see it."""
    found = await store.find(tx, list_id)
    if found is None or (found.secret is None and not found.on_page):
        return
    notes = [one.note for one in await store.entries(tx, list_id) if one.note and one.removed_at is None]
    state = await moderation.submit(tx, Visitor(person=asks.person), _piece(found, notes))
    if state.value != found.state:
        await store.set_state(tx, [found.id], state.value)


def _piece(found: WishList, notes: Sequence[str]) -> Piece:
    """Return what others read of a list."""
    texts = {"title": found.title, "recipient": found.recipient, "message": found.message, "notes": "\n".join(notes)[:20_000]}
    return Piece(kind=KIND, id=found.id, texts=texts, language=found.language, path=found.path)


async def put(tx: Writing, actor: Visitor, lists: Mapping[ListId, Sequence[str]]) -> None:
    """Take in lists from a file that others can see, with their notes, each in the state that it has."""
    found = await store.shown(tx, list(lists))
    pieces = [PutPiece(piece=_piece(one, lists[one.id]), author=one.owner, made_at=one.made_at, state=State(one.state)) for one in found]
    states = await moderation.put_pieces(tx, actor, pieces)
    for one, state in zip(found, states, strict=True):
        if state.value != one.state:
            await store.set_state(tx, [one.id], state.value)


async def list_hidden(tx: Writing, list_id: ListId) -> None:
    """Say that nobody but its owners sees a list any more."""
    await moderation.withdraw(tx, KIND, [list_id])


async def forget(tx: Writing, person: PersonId) -> None:
    """Have moderation forget a person's lists, also what was written by who edits them too, and their names on what they gave."""
    for kind, sql in (
        (KIND, "select id from wish_lists.list where owner = $1"),
        (CLAIM, "select id from wish_lists.claim where person = $1"),
        (SHARE, "select id from wish_lists.share where person = $1"),
    ):
        await moderation.withdraw(tx, kind, [row["id"] for row in await tx.rows(sql, person)], erased=True)


async def set_state(tx: Writing, lists: Sequence[UUID], state: State) -> None:
    """Show or hide lists, as moderation decides."""
    await store.set_state(tx, lists, state.value)


async def show(read: Reading, lists: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    """Return lists as whoever looks at them for the shop sees them; nobody else finds them by this."""
    rows = await read.rows(
        """select l.id, l.title, l.recipient, l.message, circles.byline(l.owner) ->> 'name' as byline,
            (select array_agg(e.note order by e.id) from wish_lists.entry e where e.list_id = l.id and e.note <> '' and e.removed_at is null) as notes
        from wish_lists.list l where l.id = any($1) and l.owner is not null""",
        list(lists),
    )
    return {
        row["id"]: Excerpt(
            title=row["title"],
            paragraphs=[text for text in (row["recipient"], *row["message"].split("\n"), *(row["notes"] or [])) if text],
            by=row["byline"] or "",
            path=f"/lists/{ids.show('lst', row['id'])}",
            public=False,
        )
        for row in rows
    }


moderation.governs(KIND, Keeper(set_state=set_state, show=show))
moderation.governs(CLAIM, Keeper(set_state=name_claims, show=show_claims, personal=True))
moderation.governs(SHARE, Keeper(set_state=name_shares, show=show_shares, personal=True))

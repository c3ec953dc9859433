"""What is written on lists enters moderation once others can see it, in the transaction that shows it, and comes back from it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Keeper, Piece, PutPiece, State
from stoa.community.wish_lists import store
from stoa.community.wish_lists.model import ListId, Who, WishList
from stoa.people.sessions.model import Visitor

KIND = "list"


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
    """Take in lists from a file that others can see, with their notes, as published as their checks allow."""
    found = await store.shown(tx, list(lists))
    pieces = [PutPiece(piece=_piece(one, lists[one.id]), author=one.owner, made_at=one.made_at, state=State.PUBLISHED) for one in found]
    states = await moderation.put_pieces(tx, actor, pieces)
    hidden = [one.id for one, state in zip(found, states, strict=True) if state is not State.PUBLISHED]
    if hidden:
        await store.set_state(tx, hidden, State.REMOVED.value)


async def list_hidden(tx: Writing, list_id: ListId) -> None:
    """Say that nobody but its owners sees a list any more."""
    await moderation.withdraw(tx, KIND, [list_id])


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

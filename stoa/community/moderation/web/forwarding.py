"""Where a host puts a good piece forward: what holds of it now, and the one tap that changes it."""

from typing import Any

from litestar import Response

from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community.moderation import keeping, store
from stoa.community.moderation.keeping import Collection
from stoa.community.moderation.model import CannotBeDone, NoSuchPiece, Seen, Spot, Standing, State, Verb
from stoa.community.moderation.web.opened import Asking, Shown, piece_id_of, piece_path, shown
from stoa.people.sessions.model import Visitor


class ForwardPage(Page, template="moderation/forward.html"):
    """What a host can do with a good piece. `inside` are the collections that hold it, `outside` those that do not."""

    where: str
    shown: Shown
    able: list[str]
    stands: Standing
    spots: list[Spot]
    inside: list[Collection]
    outside: list[Collection]
    errors: dict[str, str]
    typed: dict[str, str]


@page("/desk/community/forward/{kind:str}/{piece_id:str}", may="community.moderate")
async def forward(request: Asking, read: Reading, visit: Visit, kind: str, piece_id: str) -> Response[str]:
    return await _screen(request, read, visit, await _published(read, kind, piece_id))


async def _published(read: Reading, kind: str, piece_id: str) -> Seen:
    """Return a piece that others see. Raises NoSuchPiece."""
    seen = await store.piece(read, kind[:40], piece_id_of(piece_id))
    if seen.state is not State.PUBLISHED:
        raise NoSuchPiece
    return seen


async def _screen(request: Asking, read: Reading, visit: Visit, seen: Seen, form: Form | None = None) -> Response[str]:
    found, stands = await shown(request, read, seen), await keeping.standing(read, seen.kind, seen.id)
    able = [] if stands.merged_path else [verb for verb in keeping.possible(seen.kind) if verb is not Verb.COLLECT or found.excerpt.public]
    inside, every = await keeping.collections_with(read, seen.kind, seen.id), await keeping.collections(read)
    content = ForwardPage(
        where=piece_path(seen.kind, seen.id),
        shown=found,
        able=[verb.value for verb in able],
        stands=stands,
        spots=await keeping.spots(read, seen.kind, visit.language.code),
        inside=[one for one in every if one.id in inside],
        outside=[one for one in every if one.id not in inside],
        errors=faults(request, form.errors.values()) if form else {},
        typed=form.typed if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "moderation-forward"), robots="noindex")


@act("/desk/community/forward/{kind:str}/{piece_id:str}", may="community.moderate")
async def put_forward(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kind: str, piece_id: str) -> Response[Any]:
    """Feature, pin, merge, move or collect it, or undo that."""
    seen = await _published(tx, kind, piece_id)
    form = await Form.of(request)
    verb = form.choice("verb", [one.value for one in Verb])
    to = form.text("to", required=verb in {Verb.MERGE.value, Verb.COLLECT.value}, most=300)
    target: Any = to or None
    if verb == Verb.MERGE.value and to:
        target = await keeping.named(tx, seen.kind, to)
        if target is None or target == seen.id:
            form.refuse("to", "not_a_choice")
    if verb == Verb.MOVE.value and to and to not in {one.to for one in await keeping.spots(tx, seen.kind, visit.language.code)}:
        form.refuse("to", "not_a_choice")
    on = not form.ticked("off")
    until = form.moment("until", kit(request).settings.time_zone, required=False) if verb == Verb.FEATURE.value and on else None
    if until is not None and until <= tx.now:
        form.refuse("until", "in_the_past")
    if form.errors:
        raise Retype(await _screen(request, tx, visit, seen, form))
    if (await keeping.standing(tx, seen.kind, seen.id)).merged_path:
        raise CannotBeDone
    await keeping.curate(tx, visitor, Verb(verb), seen.kind, [seen.id], on=on, to=target, until=until)
    return go(request, f"/desk/community/forward/{piece_path(seen.kind, seen.id)}#{verb}")


HANDLERS = [forward, put_forward]

"""How what people write comes in: the checks, the state it begins in, and the case when somebody has to look.

In the transaction that writes it, set-wise however many there are: pieces of one kind in seven statements at most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from stoa.base import events, ids
from stoa.base.database import Writing
from stoa.community.moderation import checks, decision_store, keepers, queries, recording, report_store, rules, store
from stoa.community.moderation.model import Check, FoundBy, Level, Outcome, Piece, PutPiece, ReportAnswered, Seen, State, Verdict, Weighed
from stoa.community.moderation.store import Entered
from stoa.outside import mail
from stoa.people.sessions.model import Visitor

SPAM = "spam"
FROM_FILE = "file"
"""Why somebody looks at what came in as waiting."""
_SETTLED = {State.PUBLISHED, State.REMOVED}


async def submit(tx: Writing, visitor: Visitor, piece: Piece) -> State:
    """Take in what somebody wrote or changed; return whether others see it now.

    Never raises for what is written: its author is told. Only a known spam link takes it away at once (`removed`), with a
    decision that can be appealed; whatever else speaks against it, a person looks. The room keeps the state it is given.
    """
    level = Level.TRUSTED if visitor.staff else None
    return (await _enter(tx, [PutPiece(piece=piece, author=visitor.person)], level))[0]


async def put_pieces(tx: Writing, actor: Visitor, pieces: Sequence[PutPiece]) -> list[State]:
    """Take in pieces from a file, the same ones once; return their states in the same order.

    A piece whose state is given keeps it, unless a known spam link is in it; the others are looked at as if written now.
    One that is given as waiting is looked at by a person. A file moves nothing that a person decided, or has to look at anyway.
    """
    del actor
    states: list[State] = []
    for start in range(0, len(pieces), 500):
        states += await _enter(tx, pieces[start : start + 500], None)
    return states


async def withdraw(tx: Writing, kind: str, pieces: Collection[UUID], *, erased: bool = False) -> None:
    """Forget pieces that their authors have taken away: nobody has to look any more, or again, and whoever reported them is told.

    What was removed before, and the evidence, stays for its year. Of who is `erased` the decisions stay, but no words of theirs.
    """
    known = await store.lock_pieces(tx, kind, pieces)
    await store.close_cases(tx, list((await store.open_case_of(tx, kind, known)).values()), "withdrawn")
    for piece_id in sorted(known):
        for report in await report_store.answer_reports(tx, kind, piece_id, Outcome.GONE, None):
            await events.record(tx, ReportAnswered(about=report, outcome=Outcome.GONE))
    await decision_store.gone(tx, kind, known)
    await events.record_all(tx, recording.gone(await report_store.end_appeals(tx, kind, known, authors=True, reporters=True)))
    await store.forget_pieces(tx, kind, list(known))
    if erased:
        await store.forget_words(tx, kind, pieces)


class _Looked(msgspec.Struct):
    """A piece on its way in."""

    put: PutPiece
    read: checks.Read
    before: Seen | None
    level: Level
    found: list[Check] = []
    state: State = State.PUBLISHED
    open_case: bool = False


async def _enter(tx: Writing, pieces: Sequence[PutPiece], level: Level | None) -> list[State]:
    """Take in pieces that are new or changed; what stands there already word for word stays as it is."""
    before = await _before(tx, pieces)
    pieces = await _settled(tx, pieces, before)
    states = {key: known.state for key, known in before.items()}
    wanted = {(put.piece.kind, put.piece.id): put for put in pieces}
    new = [(put, before.get(key)) for key, put in wanted.items() if not _same(put, before.get(key))]
    if new:
        looked = await _look(tx, new, level)
        await _write(tx, looked)
        states |= {(one.put.piece.kind, one.put.piece.id): one.state for one in looked}
    return [states[put.piece.kind, put.piece.id] for put in pieces]


def _same(put: PutPiece, known: Seen | None) -> bool:
    if known is None or put.state not in {None, known.state}:
        return False
    return known.texts == dict(put.piece.texts) and known.pictures == list(put.piece.pictures)


async def _settled(tx: Writing, pieces: Sequence[PutPiece], before: Mapping[tuple[str, UUID], Seen]) -> list[PutPiece]:
    """Return the pieces, those in the state they have here that no file may move."""
    moved: dict[str, list[UUID]] = defaultdict(list)
    for put in pieces:
        known = before.get((put.piece.kind, put.piece.id))
        if known is not None and put.state not in {None, known.state}:
            moved[put.piece.kind].append(put.piece.id)
    held = {(kind, one) for kind, wanted in sorted(moved.items()) for one in await store.held(tx, kind, wanted)}
    return [
        msgspec.structs.replace(put, state=before[key].state) if (key := (put.piece.kind, put.piece.id)) in held else put for put in pieces
    ]


async def _before(tx: Writing, pieces: Sequence[PutPiece]) -> dict[tuple[str, UUID], Seen]:
    """Lock what is there of these pieces."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for put in pieces:
        by_kind[put.piece.kind].append(put.piece.id)
    found: dict[tuple[str, UUID], Seen] = {}
    for kind, wanted in sorted(by_kind.items()):
        found |= {(kind, one.id): one for one in (await store.lock_pieces(tx, kind, wanted)).values()}
    return found


async def _look(tx: Writing, pieces: Sequence[tuple[PutPiece, Seen | None]], level: Level | None) -> list[_Looked]:
    """Run the checks of each, asking the database once for all."""
    authors = {put.author for put, _ in pieces if put.author is not None}
    trust = await queries.trust_of(tx, sorted(authors)) if authors and level is None else {}
    looked = [
        _Looked(put, checks.read(put.piece), known, level or (trust[put.author].level if put.author in trust else Level.NEW))
        for put, known in pieces
    ]
    known_links = await store.known_links(tx, {host for one in looked for host in one.read.hosts})
    copied = await store.earlier(
        tx,
        [
            (number, one.put.piece.kind, one.put.piece.id, _made(tx, one), one.read.bands)
            for number, one in enumerate(looked)
            if one.read.bands is not None and one.put.state is None
        ],
        tx.now - rules.COPIES_WITHIN,
    )
    open_cases = await _open_cases(tx, [one for one in looked if one.before is not None])
    own = urlsplit(mail.current().url).hostname or ""
    for number, one in enumerate(looked):
        marked = sorted(known_links & one.read.hosts)
        if one.put.state is None:
            others, same, removed = checks.copies(one.read, one.put.author, copied.get(number, []))
            one.found = checks.look(
                one.put.piece,
                one.read,
                level=one.level,
                known_links=marked,
                copies=(others, same),
                removed=removed,
                own_host=own,
            )
        else:
            one.found = checks.known_link(marked)
        one.open_case = one.before is not None and one.before.id in open_cases
        one.state = rules.state_after(one.before.state if one.before else None, one.found, open_case=one.open_case)
        if one.put.state is not None and one.state is not State.REMOVED:
            one.state = one.put.state
    return looked


async def _open_cases(tx: Writing, changed: Iterable[_Looked]) -> set[UUID]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for one in changed:
        by_kind[one.put.piece.kind].append(one.put.piece.id)
    found: set[UUID] = set()
    for kind, wanted in sorted(by_kind.items()):
        found |= set(await store.open_case_of(tx, kind, wanted))
    return found


def _made(tx: Writing, one: _Looked) -> datetime:
    """Return when it was first written: whoever wrote a text first copied nobody, however often they change it."""
    return one.before.made_at if one.before else one.put.made_at or tx.now


async def _write(tx: Writing, looked: Sequence[_Looked]) -> None:
    await store.put(tx, [_entered(tx, one) for one in looked])
    await store.open_cases(tx, [case for one in looked if (case := _case(one)) is not None])
    await store.close_file_cases(
        tx, [(one.put.piece.kind, one.put.piece.id) for one in looked if one.open_case and one.put.state in _SETTLED]
    )
    for one in looked:
        if one.state is State.REMOVED and one.put.state is not State.REMOVED:
            await _remove_known_link(tx, one)


def _entered(tx: Writing, one: _Looked) -> Entered:
    piece = one.put.piece
    return Entered(
        kind=piece.kind,
        id=piece.id,
        author=one.put.author,
        email=piece.email,
        product_id=piece.product,
        texts=dict(piece.texts),
        pictures=list(piece.pictures),
        language=piece.language,
        path=piece.path,
        state=one.state,
        checks=[msgspec.to_builtins(check) for check in one.found if check.verdict is not Weighed.PASS or check.value],
        sketch=one.read.sketch,
        bands=one.read.bands,
        imported=one.put.state is not None,
        made_at=one.put.made_at or tx.now,
    )


def _case(one: _Looked) -> tuple[UUID, str, UUID, list[str], int] | None:
    """Return the case that follows: somebody looks at what a check found, at what was removed and changed, at what waited in a file."""
    if one.state is State.REMOVED or one.put.state is State.PUBLISHED:
        return None
    reasons = [FROM_FILE] if one.put.state is State.WAITING else checks.reasons(one.found)
    if one.put.state is None and one.before is not None and one.before.state is State.REMOVED:
        reasons = [*reasons, "changed"]
    if not reasons:
        return None
    harm = rules.harm(checks.severities(one.found), visible=one.state is State.PUBLISHED)
    return ids.new(), one.put.piece.kind, one.put.piece.id, reasons, harm


async def _remove_known_link(tx: Writing, one: _Looked) -> None:
    """Write down the one decision that a machine may make: a link that hosts have marked as spam."""
    piece = one.put.piece
    link = next(check.seen for check in one.found if check.name == "known_link")
    case = (await store.open_case_of(tx, piece.kind, [piece.id])).get(piece.id)
    seen = await store.piece(tx, piece.kind, piece.id)
    await recording.decision(
        tx,
        seen,
        verdict=Verdict.REMOVED,
        rule=SPAM,
        fact=link,
        found_by=FoundBy.KNOWN_LINK,
        by=None,
        case_id=case,
        blind=keepers.blind(piece.kind),
    )

"""Pieces for tests, and a room that keeps them."""

import itertools
import random
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.community import moderation
from stoa.community.moderation.model import Excerpt, Keeper, Piece, State
from stoa.people.permissions.model import PersonId, Role, granted
from stoa.people.sessions.model import Visitor
from tests.people.accounts.makers import make_person

_numbers = itertools.count(1)
KIND = "test_note"
SHOWN: dict[UUID, State] = {}
"""What the room that keeps the tests' pieces was told of each."""
STARS: dict[UUID, int] = {}


async def _set_state(_tx: Writing, pieces: Sequence[UUID], state: State) -> None:
    SHOWN.update(dict.fromkeys(pieces, state))


async def _show(read: Reading, pieces: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    rows = await read.rows("select id, texts from moderation.piece where kind = $1 and id = any($2)", KIND, list(pieces))
    return {row["id"]: Excerpt(title="A note", paragraphs=list(row["texts"].values()), by="A member", path="/") for row in rows}


async def _stars(_read: Reading, pieces: Sequence[UUID]) -> Mapping[UUID, int]:
    return {one: STARS[one] for one in pieces if one in STARS}


async def _hide(_read: Reading, pieces: Sequence[UUID]) -> Mapping[UUID, Excerpt]:
    return {one: Excerpt(paragraphs=["Between two people"], public=False) for one in pieces}


HIDDEN, PERSONAL = "test_hidden", "test_personal"
moderation.governs(KIND, Keeper(set_state=_set_state, show=_show, stars=_stars))
moderation.governs(HIDDEN, Keeper(set_state=_set_state, show=_hide))
moderation.governs(PERSONAL, Keeper(set_state=_set_state, show=_hide, personal=True))


WORDS = [
    "kettle",
    "handle",
    "lid",
    "cool",
    "warm",
    "heavy",
    "light",
    "months",
    "kitchen",
    "morning",
    "garden",
    "colour",
    "glaze",
    "enamel",
    "edge",
    "bottom",
    "stove",
    "gas",
    "induction",
    "pours",
    "drips",
    "quiet",
    "loud",
    "cotton",
    "linen",
    "soft",
    "rough",
    "sewn",
    "seam",
    "pocket",
    "strap",
    "bag",
    "week",
    "winter",
    "parcel",
    "box",
    "shelf",
    "door",
    "lamp",
    "bulb",
    "paper",
    "oak",
    "pine",
    "oil",
    "stain",
    "scratch",
    "wash",
    "dry",
    "towel",
    "spoon",
    "ladle",
    "bread",
    "dough",
    "flour",
    "tea",
    "coffee",
    "filter",
    "cup",
    "saucer",
    "plate",
    "bowl",
]


def _words(number: int) -> str:
    """Return a sentence about nothing that no other number gives."""
    dice = random.Random(number)
    return " ".join(dice.sample(WORDS, 14)).capitalize() + "."


def a_piece(text: str = "", **overrides: Any) -> Piece:
    """Return a piece whose text is like no other, in a language that the models have not learned: they say nothing of it."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "kind": KIND,
        "id": ids.new(),
        "texts": {"text": text or _words(number)},
        "language": "de",
        "path": "/",
    }
    return Piece(**{**given, **overrides})


def as_member(person: PersonId, *roles: Role) -> Visitor:
    held = frozenset({Role.SHOPPER, *roles})
    return Visitor(person=person, name="Ada", email="ada@example.com", roles=held, permissions=granted(held))


async def make_member(tx: Writing, *roles: Role, **overrides: Any) -> Visitor:
    return as_member(await make_person(tx, roles=frozenset(roles), **overrides), *roles)


async def make_host(tx: Writing) -> Visitor:
    return await make_member(tx, Role.HOST, name="Hana")


async def case_of(read: Reading, piece: Piece) -> Any:
    """Return the open case of a piece, or None."""
    return await read.row("select * from moderation.case_ where kind = $1 and piece_id = $2 and decided_at is null", piece.kind, piece.id)


async def state_of(read: Reading, piece: Piece) -> State:
    return State(await read.value("select state from moderation.piece where kind = $1 and id = $2", piece.kind, piece.id))

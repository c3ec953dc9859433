"""Who keeps which pieces: rooms above say so once, when they are imported."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community.moderation.model import Excerpt, Keeper, State

_keepers: dict[str, Keeper] = {}


def governs(kind: str, keeper: Keeper) -> None:
    """Say who shows and hides pieces of a kind. Raises ValueError where somebody else has said so."""
    if kind in _keepers and _keepers[kind] != keeper:
        raise ValueError(f"{kind} is kept already")
    _keepers[kind] = keeper


def keeper(kind: str) -> Keeper | None:
    """Return the keeper of that kind; pieces of a room that is switched off have none."""
    return _keepers.get(kind)


def kinds() -> list[str]:
    return sorted(_keepers)


def personal() -> list[str]:
    """Return the kinds of pieces that an erasure takes away with their author."""
    return sorted(kind for kind, found in _keepers.items() if found.personal)


def blind(kind: str) -> bool:
    """Return whether pieces of that kind have stars that nobody who decides may see."""
    found = _keepers.get(kind)
    return found is not None and found.stars is not None


async def set_state(tx: Writing, kind: str, ids: list[UUID], state: State) -> None:
    """Have the room show or hide them, in this transaction."""
    found = _keepers.get(kind)
    if found is not None and ids:
        await found.set_state(tx, ids, state)


async def excerpts(read: Reading, pieces: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], Excerpt]:
    """Return how each is shown, asking each room once."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for kind, piece in pieces:
        wanted[kind].append(piece)
    found: dict[tuple[str, UUID], Excerpt] = {}
    for kind, ids in sorted(wanted.items()):
        if kind in _keepers:
            found |= {(kind, piece): excerpt for piece, excerpt in (await _keepers[kind].show(read, ids)).items()}
    return found

"""The automatic checks of one text: what each found. What follows from them is decided in `rules`."""

from collections.abc import Sequence

import msgspec

from stoa.community import judging
from stoa.community.moderation import lexicon, rules, texts
from stoa.community.moderation.model import NAMES, Check, Level, Piece, Weighed


class Read(msgspec.Struct, frozen=True):
    """A piece as the checks read it, before anything is asked of the database. `prose` is its text without names."""

    text: str
    prose: str
    hosts: frozenset[str]
    sketch: list[int] | None
    bands: list[int] | None


def read(piece: Piece) -> Read:
    text = texts.joined(piece.texts)
    sketch = texts.sketch(text)
    prose = texts.joined({name: said for name, said in piece.texts.items() if name not in NAMES})
    return Read(text, prose, frozenset(texts.domains(texts.hosts(text))), sketch, texts.bands(sketch) if sketch else None)


def look(
    piece: Piece,
    seen: Read,
    *,
    level: Level,
    known_links: Sequence[str],
    copies: tuple[int, int] = (0, 0),
    removed: bool = False,
    own_host: str = "",
) -> list[Check]:
    """Return what each check found; `copies` counts the same text by others and by the same person, `removed` says that one
    of them had to go, `own_host` is the shop's.
    """
    found = [
        *known_link(known_links),
        rules.by_links(texts.links(seen.text, own_host), level),
        rules.by_copies(*copies),
        *([Check("removed_before", 1.0, Weighed.HOLD)] if removed else []),
        *[Check(f"lexicon:{one.name}", float(one.severity), one.verdict, one.seen) for one in lexicon.find(seen.text)],
        *_judged(piece.language, seen.prose),
    ]
    if private := texts.private(seen.text):
        found.append(Check("private", float(len(private)), Weighed.LOOK, private[0]))
    return rules.together(found)


def known_link(found: Sequence[str]) -> list[Check]:
    """Return the one check that takes something away: links that hosts have marked."""
    return [Check("known_link", 1.0, Weighed.REMOVE, min(found))] if found else []


def _judged(language: str, text: str) -> list[Check]:
    """Ask the models that have learned this language, and prose of this length: a name has no language."""
    asked = [(name, judging.judge(name)) for name in rules.judges(len(text.split()))]
    return [rules.by_judge(name, judge.sure(text)) for name, judge in asked if language in judge.card.languages]


def copies(seen: Read, author: object, others: Sequence[tuple[object, Sequence[int], bool]]) -> tuple[int, int, bool]:
    """Return how many of these earlier texts are near copies: by others (each guest is another), by the author; and whether
    one of them was removed.
    """
    if seen.sketch is None:
        return 0, 0, False
    alike = [(by, removed) for by, sketch, removed in others if texts.alike(seen.sketch, sketch) >= rules.NEAR_COPY]
    own = sum(by is not None and by == author for by, _ in alike)
    guests = sum(by is None for by, _ in alike)
    return len({by for by, _ in alike if by is not None and by != author}) + guests, own, any(removed for _, removed in alike)


def reasons(checks: Sequence[Check]) -> list[str]:
    """Return why somebody should look, as the case keeps it."""
    return [f"check:{one.name}" for one in checks if one.verdict in {Weighed.LOOK, Weighed.HOLD}]


def severities(checks: Sequence[Check]) -> list[int]:
    return [rules.severity_of(one) for one in checks if one.verdict is not Weighed.PASS]

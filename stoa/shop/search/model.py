"""The nouns of search."""

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A word of a query, or several that belong together (a phrase, a hyphenated word); `minus` excludes it."""

    pieces: tuple[str, ...]
    phrase: bool = False
    minus: bool = False


class Asked(msgspec.Struct, frozen=True):
    """A query as it was understood: its text as shown to people, and its terms, folded."""

    text: str
    terms: tuple[Term, ...] = ()


class Candidate(msgspec.Struct, frozen=True):
    """A word of the vocabulary that may have been meant, and in how many products it stands."""

    word: str
    products: int = 1


class Written(msgspec.Struct, frozen=True):
    """A product's texts in one language, folded: title, names, lead and body, by falling weight."""

    title: str
    names: str
    lead: str
    body: str
    vocabulary: list[str] = []


class Wanted(msgspec.Struct, frozen=True):
    """A query in the database's own words: PostgreSQL's tsquery syntax made of folded words only.

    `must`: all but the last term; `last`: the last one; `prefix`: the last word as a beginning; `some`: any of the terms;
    `none`: what is excluded; `terms`: how many are wanted.
    """

    must: str
    last: str
    prefix: str
    some: str
    none: str
    terms: int

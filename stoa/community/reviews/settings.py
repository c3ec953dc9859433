"""What the merchant sets: when owners of a category's products are asked, and what is asked beside the stars."""

import re
from collections.abc import Callable, Mapping
from uuid import UUID

import msgspec

from stoa.base import ids, jobs
from stoa.base.database import Reading, Writing
from stoa.community.reviews import store
from stoa.community.reviews.asked import Aspect, AspectKind, Choice
from stoa.people import audit
from stoa.people.sessions.model import Visitor
from stoa.shop.catalog.model import CategoryId, Words

_CODE = re.compile(r"[^a-z0-9]+")
MOST_CHOICES = 12
ALL = UUID(int=0)
"""What the audit calls that which holds for all categories."""


class Group(msgspec.Struct, frozen=True):
    """A category (none: all others) and when its owners are asked; `own` says that it does not follow the one above."""

    id: CategoryId | None
    name: str
    depth: int
    own: bool
    enabled: bool
    wait_days: int
    again_days: int


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is asked about the products of a category."""

    category_id: CategoryId | None
    category: str
    code: str
    kind: AspectKind
    texts: Words
    low: Words
    high: Words
    choices: list[Choice]


async def groups(read: Reading, language: str) -> list[Group]:
    """Return every category in the order of the tree, after what holds for all others; each with what holds for it."""
    return await read.all(
        Group,
        """select null::uuid as id, '' as name, 0 as depth, true as own, enabled, wait_days, again_days from reviews.terms where category_id is null
        union all (select c.id, coalesce((select name from catalog.category_text t where t.category_id = c.id
                order by t.language = $1 desc, t.language = 'en' desc, t.language limit 1), c.handle), cardinality(c.path), own.category_id is not null,
            near.enabled, near.wait_days, near.again_days
        from catalog.category c left join reviews.terms own on own.category_id = c.id
        cross join lateral (select * from reviews.terms t where t.category_id is null or t.category_id = any(c.path)
            order by array_position(c.path, t.category_id) desc nulls last limit 1) near
        order by c.path)""",
        language,
    )


async def set_terms(tx: Writing, actor: Visitor, category: CategoryId | None, *, enabled: bool, wait_days: int, again_days: int) -> None:
    """Say when owners are asked; what was delivered before keeps its day."""
    await tx.run(
        """insert into reviews.terms (category_id, enabled, wait_days, again_days) values ($1, $2, $3, $4)
        on conflict (category_id) do update set enabled = excluded.enabled, wait_days = excluded.wait_days, again_days = excluded.again_days""",
        category,
        enabled,
        wait_days,
        again_days,
    )
    facts = {"enabled": enabled, "wait_days": wait_days, "again_days": again_days}
    await audit.note(tx, actor, "reviews.set_terms", category or ALL, facts)


async def follow(tx: Writing, actor: Visitor, category: CategoryId) -> None:
    """Let a category follow the one above it again."""
    await tx.run("delete from reviews.terms where category_id = $1", category)
    await audit.note(tx, actor, "reviews.set_terms", category, {"follows": True})


async def asked(read: Reading, language: str) -> list[Asked]:
    """Return all that is asked beside the stars, by category."""
    return await read.all(
        Asked,
        """select a.category_id, coalesce((select name from catalog.category_text t where t.category_id = a.category_id
            order by t.language = $1 desc, t.language = 'en' desc, t.language limit 1), '') as category,
            a.code, a.kind, a.texts, a.low, a.high, a.choices
        from reviews.aspect a left join catalog.category c on c.id = a.category_id order by c.path nulls first, a.kind, a.position, a.code""",
        language,
    )


async def put_aspect(tx: Writing, actor: Visitor, category: CategoryId | None, aspect: Aspect) -> None:
    """Ask for something beside the stars; one of the same code in the same category is replaced."""
    await tx.run(
        """insert into reviews.aspect (id, category_id, code, kind, texts, low, high, choices, position) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (category_id, code) do update set kind = excluded.kind, texts = excluded.texts, low = excluded.low, high = excluded.high,
            choices = excluded.choices, position = excluded.position""",
        ids.new(),
        category,
        aspect.code,
        aspect.kind.value,
        aspect.texts,
        aspect.low,
        aspect.high,
        aspect.choices,
        aspect.position,
    )
    await _show_again(tx, category)
    await audit.note(tx, actor, "reviews.put_aspect", category or ALL, {"code": aspect.code, "kind": aspect.kind.value})


async def remove_aspect(tx: Writing, actor: Visitor, category: CategoryId | None, code: str) -> None:
    """Ask for it no longer; what was answered stays, and is not shown while nobody asks."""
    await tx.run("delete from reviews.aspect where category_id is not distinct from $1 and code = $2", category, code)
    await _show_again(tx, category)
    await audit.note(tx, actor, "reviews.remove_aspect", category or ALL, {"code": code})


async def _show_again(tx: Writing, category: CategoryId | None) -> None:
    await store.mark_all_stale(tx, category)
    await jobs.enqueue(tx, "reviews.refresh")


def aspect_of(typed: Mapping[str, str], refuse: Callable[..., None]) -> Aspect | None:
    """Read what a merchant typed: a name in each language, what the ends mean, and the choices, a line each ("Small | Klein")."""
    name = {code: typed.get(f"name_{code}", "").strip()[:80] for code in ("en", "de")}
    if not name["en"]:
        refuse("name_en", "required")
        return None
    kind = typed.get("kind", "")
    if kind not in set(AspectKind):
        refuse("kind", "not_a_choice")
        return None
    code = _code(typed.get("code", "") or name["en"])
    choices = [_choice(line) for line in typed.get("choices", "").splitlines() if line.strip()][:MOST_CHOICES]
    if kind == AspectKind.CONTEXT and len(choices) < 2:
        refuse("choices", "required")
        return None
    ends = {end: {lang: typed.get(f"{end}_{lang}", "").strip()[:60] for lang in ("en", "de")} for end in ("low", "high")}
    return Aspect(
        code=code,
        kind=AspectKind(kind),
        texts=_said(name),
        low=_said(ends["low"]),
        high=_said(ends["high"]),
        choices=choices if kind == AspectKind.CONTEXT else [],
    )


def _said(words: Words) -> Words:
    return {code: text for code, text in words.items() if text}


def _choice(line: str) -> Choice:
    english, _, german = (part.strip()[:60] for part in line.partition("|"))
    return Choice(_code(english), _said({"en": english, "de": german}))


def _code(text: str) -> str:
    found = _CODE.sub("_", text.lower()).strip("_")[:40]
    return found if found[:1].isalpha() else f"a_{found}"[:40]

"""What moderation shows: the rules, the queue, decisions, appeals, people."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.community.moderation import report_store, rules
from stoa.community.moderation.model import Rule, Trust
from stoa.people.permissions.model import PersonId


async def rules_of(read: Reading, language: str) -> list[Rule]:
    """Return the rules in force, in that language, in order."""
    return await read.all(
        Rule,
        """select code, coalesce(texts -> $1, texts -> 'en') ->> 'title' as title, coalesce(texts -> $1, texts -> 'en') ->> 'text' as text, severity
        from moderation.rule where ended_at is null order by position, code""",
        language,
    )


class _Conduct(msgspec.Struct, frozen=True):
    person: PersonId
    kept: int
    removed: int
    helpful: int
    right_reports: int
    wrong_reports: int
    since: datetime | None
    active: int


async def trust_of(read: Reading, people: Sequence[PersonId]) -> dict[PersonId, Trust]:
    """Return how each of these people has conducted themselves (one statement)."""
    rows = await read.all(
        _Conduct,
        f"""select w.id as person, coalesce(p.kept, 0) as kept, coalesce(p.removed, 0) as removed, coalesce(c.helpful, 0) as helpful,
            coalesce(r.right_reports, 0) as right_reports, coalesce(r.wrong_reports, 0) as wrong_reports, p.since,
            coalesce((select (body ->> 'active')::int from moderation.figure), 0) as active
        from unnest($1::uuid[]) w (id)
        left join lateral (select count(*) filter (where state = 'published')::int as kept, count(*) filter (where state = 'removed')::int as removed,
            min(made_at) as since from moderation.piece where author = w.id) p on true
        left join lateral (select count(*) filter (where outcome = 'right')::int as right_reports,
            count(*) filter (where outcome = 'wrong')::int as wrong_reports from moderation.report r
            where r.by = w.id and {report_store.BY_ANOTHER.format("r")}) r on true
        left join moderation.conduct c on c.person_id = w.id""",
        list(people),
    )
    return {one.person: _trust(one, read.now) for one in rows}


def _trust(one: _Conduct, now: datetime) -> Trust:
    found = Trust(
        kept=one.kept,
        removed=one.removed,
        helpful=one.helpful,
        right_reports=one.right_reports,
        wrong_reports=one.wrong_reports,
        since=one.since,
    )
    found = msgspec.structs.replace(found, score=rules.score(found))
    return msgspec.structs.replace(found, level=rules.level(found, one.active, now))

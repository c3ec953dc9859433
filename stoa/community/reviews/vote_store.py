"""The SQL of votes: who found what helpful, what it weighs, and whom it makes more trusted."""

from collections.abc import Mapping, Sequence

from stoa.base.database import Reading, Writing
from stoa.community.reviews.model import ReviewId
from stoa.people.sessions.model import PersonId


async def vote(tx: Writing, review_id: ReviewId, person: PersonId, weight: float, *, helpful: bool, credited: bool) -> None:
    await tx.run(
        """insert into reviews.vote (review_id, person_id, helpful, weight, credited, at) values ($1, $2, $3, $4, $5, $6)
        on conflict (review_id, person_id) do update set helpful = excluded.helpful, weight = excluded.weight, credited = excluded.credited,
            at = excluded.at""",
        review_id,
        person,
        helpful,
        weight,
        credited,
        tx.now,
    )


async def credited(read: Reading, review_id: ReviewId, person: PersonId) -> bool:
    """Return whether this person's vote on a review counts towards its author's trust."""
    return bool(await read.value("select credited from reviews.vote where review_id = $1 and person_id = $2", review_id, person))


async def made_trusted(read: Reading, voter: PersonId, author: PersonId) -> bool:
    """Return whether any vote of theirs counts towards that author's trust."""
    found: bool = await read.value(
        """select exists (select from reviews.vote v join reviews.review r on r.id = v.review_id
        where v.person_id = $1 and v.credited and r.author = $2)""",
        voter,
        author,
    )
    return found


async def unvote(tx: Writing, review_id: ReviewId, person: PersonId) -> None:
    await tx.run("delete from reviews.vote where review_id = $1 and person_id = $2", review_id, person)


async def unvote_all(tx: Writing, person: PersonId) -> dict[ReviewId, bool]:
    """Delete every vote of a person; return the reviews, and whether the vote counted towards the author's trust."""
    rows = await tx.rows("delete from reviews.vote where person_id = $1 returning review_id, credited", person)
    return {ReviewId(row["review_id"]): row["credited"] for row in rows}


async def earlier_votes(read: Reading, person: PersonId, author: PersonId, besides: ReviewId) -> int:
    """Return how many other reviews of this author the person voted on."""
    found: int = await read.value(
        "select count(*) from reviews.vote v join reviews.review r on r.id = v.review_id where v.person_id = $1 and r.author = $2 and r.id <> $3",
        person,
        author,
        besides,
    )
    return found


async def count_votes(tx: Writing, ids: Sequence[ReviewId]) -> dict[ReviewId, tuple[float, float]]:
    """Count the votes of reviews anew; return what those for and against each weigh."""
    rows = await tx.rows(
        """update reviews.review r set helpful = v.up, unhelpful = v.down, weight_up = v.weight_up, weight_down = v.weight_down from (
            select w.id, count(*) filter (where helpful) as up, count(*) filter (where not helpful) as down,
                coalesce(sum(weight) filter (where helpful), 0) as weight_up, coalesce(sum(weight) filter (where not helpful), 0) as weight_down
            from unnest($1::uuid[]) as w (id) left join reviews.vote o on o.review_id = w.id group by w.id) v
        where r.id = v.id returning r.id, r.weight_up, r.weight_down""",
        list(ids),
    )
    return {row["id"]: (float(row["weight_up"]), float(row["weight_down"])) for row in rows}


async def set_merits(tx: Writing, merits: Mapping[ReviewId, float]) -> None:
    await tx.run(
        "update reviews.review r set merit = m.merit from unnest($1::uuid[], $2::float8[]) as m (id, merit) where r.id = m.id",
        list(merits),
        list(merits.values()),
    )

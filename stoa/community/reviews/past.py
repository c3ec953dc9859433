"""What reviews went through: read for files, and written again where a file brings it back."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from stoa.base import legible
from stoa.base.database import Reading, Writing
from stoa.community.reviews import rules, vote_store
from stoa.community.reviews.model import Past, PutReview, PutVote, Review, ReviewId, State

NOTHING = Past()
MOST_REASON, MOST_SALT = 80, 64


class _Went(msgspec.Struct):
    id: ReviewId
    past: Past


_DECODER = msgspec.json.Decoder(list[_Went])


async def histories(read: Reading, found: Sequence[ReviewId]) -> dict[ReviewId, Past]:
    """Return what each of these reviews went through: its changes, the votes, by which rule it was removed (one statement)."""
    text = await read.value(
        """select coalesce(json_agg(json_build_object('id', r.id, 'past', json_build_object('version', r.version, 'changed_at', r.changed_at,
            'published_at', r.published_at, 'removed_at', r.removed_at, 'salt', r.salt, 'key_digest', r.key_digest, 'incentive', r.incentive,
            'reason', case when r.state = 'removed' then coalesce((select l.reason from reviews.ledger l
                where l.review_id = r.id and l.kind = 'rejected' order by l.id desc limit 1), '') else '' end,
            'edits', coalesce((select json_agg(json_build_object('version', e.version, 'before', e.before, 'at', e.at) order by e.version)
                from reviews.edit e where e.review_id = r.id), '[]'),
            'votes', coalesce((select json_agg(json_build_object('person', v.person_id, 'helpful', v.helpful, 'weight', v.weight, 'credited', v.credited, 'at', v.at)
                order by v.at, v.person_id) from reviews.vote v where v.review_id = r.id), '[]'),
            'reply_by', p.by, 'reply_changed_at', p.changed_at, 'reply_state', coalesce(p.state, 'published')))), '[]')::text
        from reviews.review r left join reviews.reply p on p.review_id = r.id where r.id = any($1)""",
        list(found),
    )
    return {one.id: one.past for one in _DECODER.decode(text)}


def votes_of(put: PutReview, review: Review) -> list[PutVote]:
    """Return the votes that count: one of each person, none of the author."""
    return list({one.person: one for one in (put.past or NOTHING).votes if one.person != review.author}.values())


def fields(put: PutReview, tx: Writing, salt: str) -> Mapping[str, Any]:
    """Return what of a new review's row comes from its past; what nobody says is that of a review which was written once."""
    past, made = put.past or NOTHING, min(put.made_at, tx.now)
    return {
        "salt": past.salt[:MOST_SALT] or salt,
        "incentive": past.incentive,
        "made_at": made,
        "changed_at": max(made, min(past.changed_at or made, tx.now)),
        "published_at": past.published_at or (made if put.state is State.PUBLISHED else None),
        "version": max(1, past.version),
    }


def reason(put: PutReview) -> str:
    """Return the rule by which a review was removed where it was; nothing where nobody says."""
    return (put.past or NOTHING).reason[:MOST_REASON] if put.state is State.REMOVED else ""


async def write(tx: Writing, made: Sequence[tuple[PutReview, Review]]) -> None:
    """Write the changes and the votes of new reviews."""
    edits = {
        (review.id, edit.version): (review.id, edit.version, edit.before, edit.at)
        for put, review in made
        for edit in (put.past or NOTHING).edits
        if 1 <= edit.version < review.version
    }
    votes = [
        (review.id, vote.person, vote.helpful, min(1.0, max(0.0, vote.weight)), vote.credited and vote.helpful, min(vote.at, tx.now))
        for put, review in made
        for vote in votes_of(put, review)
    ]
    if edits:
        await tx.copy("reviews.edit", ["review_id", "version", "before", "at"], list(edits.values()))
    if votes:
        await tx.copy("reviews.vote", ["review_id", "person_id", "helpful", "weight", "credited", "at"], votes)
        reviews = {review.id: review for _, review in made}
        counted = await vote_store.count_votes(tx, sorted({one[0] for one in votes}))
        await vote_store.set_merits(tx, {one: rules.merit_of(reviews[one], up, down) for one, (up, down) in counted.items()})


async def write_replies(tx: Writing, made: Sequence[tuple[PutReview, Review]]) -> list[tuple[Review, str, State]]:
    """Write what the shop answered to new reviews; return it, with its state."""
    found = [(put, one, put.past or NOTHING, legible.paragraphs(put.reply)) for put, one in made if put.reply]
    rows = [
        (
            one.id,
            text,
            past.reply_by,
            past.reply_state.value,
            put.replied_at or one.made_at,
            past.reply_changed_at or put.replied_at or one.made_at,
        )
        for put, one, past, text in found
    ]
    if rows:
        await tx.copy("reviews.reply", ["review_id", "text", "by", "state", "at", "changed_at"], rows)
    return [(one, text, past.reply_state) for _, one, past, text in found]

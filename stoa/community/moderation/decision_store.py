"""Decisions and their evidence: the SQL that writes, and reads for decisions."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from stoa.base.database import Reading, Writing
from stoa.community.moderation.model import (
    Decision,
    DecisionId,
    NoSuchDecision,
)

DECISION = "id, kind, piece_id, version, author, case_id, verdict, rule, ground, fact, found_by, automated, blind, by, at, key, overturned_by, fact_language, gone_at"


async def insert_decision(tx: Writing, one: Decision) -> None:
    await tx.run(
        f"insert into moderation.decision ({DECISION}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        *[getattr(one, name.strip()) for name in DECISION.split(",")],
    )


async def decision(read: Reading, decision_id: DecisionId, *, lock: bool = False) -> Decision:
    """Return it. Raises NoSuchDecision."""
    found = await read.one(
        Decision, f"select {DECISION} from moderation.decision where id = $1{' for update' if lock else ''}", decision_id
    )
    if found is None:
        raise NoSuchDecision
    return found


async def overturn(tx: Writing, decision_id: DecisionId, by: DecisionId) -> None:
    await tx.run("update moderation.decision set overturned_by = $2 where id = $1", decision_id, by)


async def gone(tx: Writing, kind: str, pieces: Collection[UUID]) -> None:
    """Note of every decision about these pieces that its words were taken back."""
    await tx.run(
        "update moderation.decision set gone_at = $3 where kind = $1 and piece_id = any($2) and gone_at is null",
        kind,
        sorted(pieces),
        tx.now,
    )


async def keep_evidence(tx: Writing, decision_id: DecisionId) -> None:
    """Keep what was taken away as it is now, and the checks that spoke against it."""
    await tx.run(
        """insert into moderation.evidence (decision_id, texts, pictures, checks, at)
        select d.id, p.texts, p.pictures, p.checks, $2 from moderation.decision d
        join moderation.piece p on p.kind = d.kind and p.id = d.piece_id where d.id = $1""",
        decision_id,
        tx.now,
    )


async def forget_evidence(tx: Writing, before: datetime) -> None:
    """Forget what was taken away before then, and the names and addresses of those whose reports were answered before then."""
    await tx.run(
        """update moderation.piece p set texts = '{}', pictures = '{}', checks = '[]', sketch = null, bands = null
        from moderation.evidence e join moderation.decision d on d.id = e.decision_id
        where e.at < $1 and p.kind = d.kind and p.id = d.piece_id and p.state = 'removed' and p.version = d.version""",
        before,
    )
    await tx.run("delete from moderation.evidence where at < $1", before)
    await tx.run("update moderation.report set name = '', email = '' where answered_at < $1 and (name <> '' or email <> '')", before)

"""What is always true of moderation."""

from stoa.base.invariants import hold

hold(
    "moderation.nothing_waits_unseen",
    "Whatever waits has a case in the queue, so that somebody looks at it.",
    """select p.kind, p.id from moderation.piece p where p.state = 'waiting' and p.texts <> '{}'
    and not exists (select from moderation.case_ c where c.kind = p.kind and c.piece_id = p.id and c.decided_at is null)""",
)
hold(
    "moderation.only_known_links_by_machine",
    "What a machine has taken away held a link that people had marked.",
    """select d.id from moderation.decision d where d.automated and (d.rule is distinct from 'spam' or d.fact = '' or d.by is not null)""",
)
hold(
    "moderation.people_decide_the_rest",
    "Whatever a machine did not decide, a person did.",
    "select id from moderation.decision where not automated and by is null",
)
hold(
    "moderation.evidence_of_removals",
    "Evidence is kept of what was taken away, and of nothing else.",
    "select e.decision_id from moderation.evidence e join moderation.decision d on d.id = e.decision_id where d.verdict <> 'removed'",
)
hold(
    "moderation.decided_reports_are_answered",
    "A report that was open when its piece was decided has an answer.",
    """select r.id from moderation.report r where r.outcome is null
    and not exists (select from moderation.case_ c where c.kind = r.kind and c.piece_id = r.piece_id and c.decided_at is null)""",
)
hold(
    "moderation.state_is_the_last_decision",
    "A piece that a decision took away is not shown while that decision stands and nobody changed the piece.",
    """select p.kind, p.id, p.state from moderation.piece p
    join lateral (select verdict, at, version from moderation.decision d where d.kind = p.kind and d.piece_id = p.id order by id desc limit 1) d on true
    where d.verdict = 'removed' and p.state = 'published' and d.version = p.version""",
)

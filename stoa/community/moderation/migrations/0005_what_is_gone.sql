-- When the words that a decision is about were taken back by whoever wrote them: nobody looks at it again. A second look that was
-- asked for by then ends as gone, and so does one about what was decided anew meanwhile.
alter table moderation.decision add column gone_at timestamptz;
alter table moderation.appeal drop constraint appeal_outcome_check, drop constraint appeal_check1,
    add constraint appeal_outcome check (outcome in ('upheld', 'reversed', 'gone')),
    add constraint appeal_why check (outcome is null or outcome = 'gone' or why <> '');
update moderation.decision d set gone_at = p.changed_at from moderation.piece p
where p.kind = d.kind and p.id = d.piece_id and p.state = 'waiting' and p.texts = '{}' and p.pictures = '{}'
    and not exists (select from moderation.case_ c where c.kind = p.kind and c.piece_id = p.id and c.decided_at is null);
update moderation.appeal a set outcome = 'gone', decided_at = d.gone_at from moderation.decision d
where d.id = a.decision_id and d.gone_at is not null and a.outcome is null;

-- What came in from a file as waiting is looked at like everything else that waits.
insert into moderation.case_ (id, kind, piece_id, reasons, harm, opened_at)
select gen_random_uuid(), p.kind, p.id, '{file}', 1, p.changed_at from moderation.piece p
where p.state = 'waiting' and p.imported and p.texts <> '{}'
    and not exists (select from moderation.case_ c where c.kind = p.kind and c.piece_id = p.id and c.decided_at is null);

-- What is received is chained at once; its stars are told with the decision. `v` says how an entry and its digest are written (docs/reviews.md).
alter table reviews.ledger add column v smallint not null default 1 check (v in (1, 2));
alter table reviews.ledger alter column stars drop not null;
alter table reviews.ledger drop constraint ledger_kind_check;
alter table reviews.ledger add constraint ledger_kind_check
    check (kind in ('received', 'held', 'published', 'rejected', 'restored', 'edited', 'withdrawn'));
alter table reviews.ledger add constraint ledger_stars_are_told_with_the_decision check (
    case when v = 1 then stars is not null when kind in ('received', 'held') then stars is null else stars is not null or kind = 'edited' end);

create index review_waiting on reviews.review (id) where state = 'waiting';

create or replace function reviews.ledger_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
        and (new.id, new.v, new.at, new.kind, new.review_id, new.reason, new.stars, new.digest)
            is not distinct from (old.id, old.v, old.at, old.kind, old.review_id, old.reason, old.stars, old.digest) then
        return new;
    end if;
    raise exception 'the ledger is added to, never changed' using errcode = 'restrict_violation';
end $$;

create schema audit;

create table audit.entry (
    id uuid primary key,
    at timestamptz not null,
    actor uuid,
    key text,
    verb text not null check (verb ~ '^[a-z_]+\.[a-z_]+$'),
    about uuid not null,
    facts jsonb not null
);
create index entry_about on audit.entry (about, id);
create index entry_actor on audit.entry (actor, id);
create index entry_verb on audit.entry (verb, id);

-- What was done stays written.
create function audit.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to' using errcode = 'restrict_violation';
end
$$;
create trigger entry_stays before update or delete on audit.entry for each row execute function audit.refuse();
create trigger entry_all_stay before truncate on audit.entry for each statement execute function audit.refuse();

-- Windows may be long: how one pays is saved then, and charged at the end.
alter table group_buys.deal drop constraint deal_window_hours_check,
    add constraint deal_window_hours_check check (window_hours between 1 and 1440);

-- Who waits for a place of a full team. `offered` places are kept for those who were asked; nobody else can have them.
alter table group_buys.team add column waiting int not null default 0 check (waiting >= 0),
    add column offered int not null default 0 check (offered >= 0),
    add constraint team_kept check (most is null or taken + offered <= most);

create table group_buys.waiting (
    id uuid primary key,
    team_id uuid not null references group_buys.team,
    variant_id uuid not null,
    person_id uuid,
    email text,                                   -- forgotten once they wait no more
    language text not null,
    key text collate "C" not null unique,         -- 128 random bits: who has the letter may take the place, or not
    state text not null check (state in ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'over')),
    since timestamptz not null,
    offered_until timestamptz,
    check (state <> 'offered' or offered_until is not null)
);
create index waiting_next on group_buys.waiting (team_id, id) where state in ('waiting', 'offered');
create unique index waiting_once on group_buys.waiting (team_id, email) where state in ('waiting', 'offered');
create index waiting_due on group_buys.waiting (offered_until) where state = 'offered';
create index waiting_person on group_buys.waiting (person_id, id) where person_id is not null;

-- Refilling: reserved after the end, by somebody who waited, at the price that was reached.
alter table group_buys.place drop constraint place_state_check,
    add constraint place_state_check
        check (state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling', 'left', 'declined', 'released')),
    add column waiting_id uuid references group_buys.waiting;
drop index group_buys.place_once;
create unique index place_once on group_buys.place (team_id, person_id)
    where person_id is not null and state in ('reserved', 'authorized', 'capturing', 'grace', 'captured', 'refilling');
drop index group_buys.place_waits;
create index place_waits on group_buys.place (joined_at) where state in ('reserved', 'refilling');

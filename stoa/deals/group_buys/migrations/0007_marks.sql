-- By what a person counts once in a team: mail, address, card, as digests with a salt of the team's own, for as long as the place lives
-- and the team has not settled.
alter table group_buys.team add column salt bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());

create table group_buys.mark (
    team_id uuid not null references group_buys.team,
    digest bytea not null check (length(digest) = 32),
    place_id uuid not null references group_buys.place,
    primary key (team_id, digest)
);
create index mark_place on group_buys.mark (place_id);

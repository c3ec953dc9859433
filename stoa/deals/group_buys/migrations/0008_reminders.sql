-- Who is in a team that misses few is reminded once, shortly before its end.
alter table group_buys.place add column reminded_at timestamptz;
create index place_unreminded on group_buys.place (team_id) where state = 'authorized' and reminded_at is null;
-- Addresses, as digests, that want no such reminder.
create table group_buys.quiet (digest bytea primary key, since timestamptz not null);

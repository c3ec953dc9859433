-- To whom a member shows that they are in a team; null: to nobody but those who have its link.
alter table group_buys.place add column shown_to text check (shown_to in ('friends', 'circle'));
create index place_shown on group_buys.place (person_id) where shown_to is not null;

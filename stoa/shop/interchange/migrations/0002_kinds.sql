-- Other rooms bring in files of their own by the same road: what they are, and what the room that reads them was told.
alter table interchange.run add column kind text not null default 'products';
alter table interchange.run add column told jsonb not null default '{}';
drop index interchange.run_asked;
create index run_asked on interchange.run (kind, asked_at desc, id);

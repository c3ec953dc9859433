-- Whether others read the name under which somebody gives: hosts may have taken it away, or have to look first.
alter table wish_lists.claim add column name_state text not null default 'published' check (name_state in ('published', 'waiting', 'removed'));
alter table wish_lists.share add column name_state text not null default 'published' check (name_state in ('published', 'waiting', 'removed'));

-- Keys of letters that somebody has for questions which became part of this one: each still stops all of it, and does what only askers may.
alter table questions.follower add column also text[] not null default '{}';
create index follower_also on questions.follower using gin (also) where also <> '{}';

-- What stands beside the sale, as it was last shown to somebody of whom nothing is known: rendered once for all processes.
-- It is made anew from the rooms' own tables at any time, so it is neither logged nor backed up.
create unlogged table base.beside (
    topic text not null,
    language text not null,
    market text not null,
    release text not null,
    day date not null,
    version bigint not null,
    parts json not null,
    primary key (topic, language, market, release)
);

create index beside_day on base.beside (day);

-- What changed is no longer told as it was: nothing that somebody took back waits here for the next visitor.
create or replace function base.touch(topic text) returns void language sql as $$
    delete from base.beside b where b.topic = touch.topic;
    insert into base.version (topic, number) values (topic, 1)
    on conflict (topic) do update set number = base.version.number + 1
$$;

-- A vote weighs as much as its voter was trusted when they gave it; those from before were all alike.
alter table questions.vote add column weight numeric(5, 4) not null default 1 check (weight between 0 and 1);
alter table questions.vote alter column weight drop default;

-- What the votes for and against an answer weigh. `helpful` and `unhelpful` are how many there are, as people see them.
alter table questions.answer add column up numeric(12, 4) not null default 0 check (up >= 0);
alter table questions.answer add column down numeric(12, 4) not null default 0 check (down >= 0);
update questions.answer set up = helpful, down = unhelpful where helpful + unhelpful > 0;

drop function questions.score(int, int);
drop function questions.least(int, int);

-- How surely readers found it helpful, -1 to 1: the lower bound of the share of those who did (Wilson 1927, 95 %), less that of
-- those who did not; both count by their weight. The same as stoa.community.questions.rules.score; a test holds the two against each other.
create function questions.least(part numeric, votes numeric) returns double precision language sql immutable parallel safe as $$
    select case when part = 0 then 0.0 else
        (part::float8 / votes::float8 + 1.9208 / votes::float8
            - 1.96 * sqrt((part::float8 / votes::float8 * (1 - part::float8 / votes::float8) + 0.9604 / votes::float8) / votes::float8))
        / (1 + 3.8416 / votes::float8) end
$$;
create function questions.score(up numeric, down numeric) returns double precision language sql immutable parallel safe as $$
    select questions.least(up, up + down) - questions.least(down, up + down)
$$;

-- How much off the first step was when somebody joined: it may be more since, never less.
alter table group_buys.place add column first_percent int check (first_percent between 1 and 99);
update group_buys.place p set first_percent = (d.tiers -> 0 ->> 1)::int
    from group_buys.team t join group_buys.deal d on d.id = t.deal_id where t.id = p.team_id;
alter table group_buys.place alter column first_percent set not null;

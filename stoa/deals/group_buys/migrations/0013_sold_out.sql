-- Teams that somebody waits for: where the product was sold out they are asked as soon as there is some again.
create index team_waited_for on group_buys.team (id) where waiting > 0 and percent is null;

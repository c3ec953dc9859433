-- The percent that was reached since the team tipped. Whoever withdraws afterwards does not take it from the others.
alter table group_buys.team add column reached int not null default 0;

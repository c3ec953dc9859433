-- Who waited in vain is written to a last time; then their address is forgotten.
create index waiting_over on group_buys.waiting (team_id, id) where state = 'over' and email is not null;

-- A way to pay may be saved with nothing set aside; a saved one remembers the token that it was made of, and misbehaves like it.
alter table outside_payments.charge drop constraint charge_state_check,
    add constraint charge_state_check check (state in ('challenge', 'authorized', 'saved', 'captured', 'voided', 'declined', 'failed')),
    add column saves boolean not null default false;
alter table outside_payments.method add column made_of text not null default '';

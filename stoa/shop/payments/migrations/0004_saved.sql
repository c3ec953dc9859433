-- How one pays may be saved for one order, with nothing set aside; when its holder asks for the money it is charged by a payment of its
-- own, which replaces the first, without the shopper being there (`absent`).
alter table payments.payment drop constraint payment_state_check,
    add constraint payment_state_check check (state in ('intended', 'unknown', 'challenge', 'awaiting', 'saved', 'authorized', 'capturing',
        'captured', 'voiding', 'voided', 'declined', 'failed')),
    add column later boolean not null default false,      -- saved first, charged later
    add column absent boolean not null default false,     -- charged by the shop itself
    add column retried boolean not null default false,    -- and that a second time
    add column customer text,                             -- whom the provider knows by the token
    add column method jsonb;                              -- what was saved with this order

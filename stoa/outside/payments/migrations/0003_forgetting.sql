-- A saved method may be forgotten; each call that wanted it is known by its key.
alter table outside_payments.method add column forgotten_at timestamptz,
    add column forget_keys text[] not null default '{}';

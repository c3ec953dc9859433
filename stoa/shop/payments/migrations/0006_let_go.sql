-- What was set aside and could not be taken is let go: written before the provider is asked, and again when it has answered.
create table payments.letting_go (
    payment_id uuid primary key references payments.payment,
    state text not null default 'asked' check (state in ('asked', 'made', 'failed')),
    attempts int not null default 0,
    code text not null default '',
    asked_at timestamptz not null,
    ended_at timestamptz,
    check ((state = 'asked') = (ended_at is null))
);

-- What the sandbox provider knows: it plays the network, so nothing of the shop refers to it and it refers to nothing.
create schema outside_payments;

create table outside_payments.charge (
    reference text primary key,
    key text not null unique,
    token text not null,
    state text not null check (state in ('challenge', 'authorized', 'captured', 'voided', 'declined', 'failed')),
    code text not null default '',
    amount bigint not null check (amount > 0),
    currency text not null check (length(currency) = 3),
    captured bigint not null default 0,
    refunded bigint not null default 0,
    "order" text not null,
    return_url text not null,
    customer text,
    method text,
    made_at timestamptz not null,
    appears_at timestamptz not null,
    expires_at timestamptz not null,
    check (0 <= refunded and refunded <= captured and captured <= amount),
    check ((state = 'captured') = (captured > 0))
);
create index charge_made on outside_payments.charge (made_at);
create index charge_order on outside_payments.charge ("order");

-- Every capture, void and refund, under its key: sent again, it gets the answer of the first time.
create table outside_payments.call (
    key text primary key,
    verb text not null check (verb in ('capture', 'void', 'refund')),
    reference text not null references outside_payments.charge,
    amount bigint,
    outcome text not null,
    code text not null default '',
    at timestamptz not null
);
create index call_reference on outside_payments.call (reference);

create table outside_payments.method (
    token text primary key,
    customer text not null,
    brand text not null,
    last4 text not null,
    expires_month int not null,
    expires_year int not null,
    made_at timestamptz not null
);

create table outside_payments.delivery (
    id uuid primary key,
    body jsonb not null,
    times int not null default 1 check (times > 0),
    attempts int not null default 0,
    sent_at timestamptz,
    error text,
    made_at timestamptz not null
);

create schema payments;

create table payments.payment (
    id uuid primary key,
    order_id uuid not null unique,
    person_id uuid,
    provider text not null,
    token text not null,
    save boolean not null default false,
    reference text,
    state text not null check (state in ('intended', 'unknown', 'challenge', 'awaiting', 'authorized', 'capturing', 'captured',
        'voiding', 'voided', 'declined', 'failed')),
    hold_reason text,
    currency char(3) not null,
    amount bigint not null check (amount >= 0),
    due bigint not null check (due >= 0 and due <= amount),
    captured bigint not null default 0 check (captured >= 0 and captured <= amount),
    refunding bigint not null default 0 check (refunding >= 0),
    refunded bigint not null default 0 check (refunded >= 0),
    code text not null default '',
    challenge_url text,
    instructions jsonb,
    expires_at timestamptz,
    ask_at timestamptz,
    asked int not null default 0,
    made_at timestamptz not null,
    changed_at timestamptz not null,
    check (refunded + refunding <= amount),
    check (refunded <= captured)
);
create unique index payment_reference on payments.payment (provider, reference) where reference is not null;
create index payment_open on payments.payment (ask_at) where state in ('intended', 'unknown', 'challenge');

-- Every call to a provider: written before it is made, and again when it has answered.
create table payments.step (
    id uuid primary key,
    payment_id uuid not null references payments.payment,
    verb text not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    code text
);
create index step_payment on payments.step (payment_id, id);

create table payments.refund (
    id uuid primary key,
    payment_id uuid not null references payments.payment,
    order_id uuid not null,
    amount bigint not null check (amount > 0),
    reason text not null,
    state text not null default 'asked' check (state in ('asked', 'made', 'failed')),
    attempts int not null default 0,
    code text not null default '',
    actor text not null,
    made_at timestamptz not null,
    ended_at timestamptz
);
create index refund_order on payments.refund (order_id, id);
create index refund_asked on payments.refund (made_at) where state = 'asked';

create table payments.method (
    id uuid primary key,
    person_id uuid not null,
    provider text not null,
    token text not null,
    customer text,
    brand text not null,
    last4 text not null,
    expires_month int,
    expires_year int,
    made_at timestamptz not null,
    unique (person_id, provider, token)
);

-- Each delivery of a provider's message counts once.
create table payments.webhook (
    provider text not null,
    event_id text not null,
    kind text not null,
    payment_id uuid,
    received_at timestamptz not null,
    primary key (provider, event_id)
);

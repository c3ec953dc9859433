create schema returns;

-- How long what may be done, and where things are sent back to: one row. The law's fourteen days are the least.
create table returns.policy (
    one boolean primary key default true check (one),
    withdrawal_days int not null default 14 check (withdrawal_days between 14 and 365),
    return_days int not null default 30 check (return_days between 14 and 365),
    claim_days int not null default 730 check (claim_days between 0 and 3650),
    address jsonb
);
insert into returns.policy default values;

create sequence returns.number start 1001;

create table returns.return_ (
    id uuid primary key,
    number bigint not null unique default nextval('returns.number'),
    order_id uuid not null,
    kind text not null check (kind in ('cancellation', 'address_change', 'choice_change', 'withdrawal', 'return', 'claim')),
    state text not null check (state in ('asked', 'approved', 'on_the_way', 'arrived', 'refunded', 'refused', 'taken_back', 'done')),
    note text not null default '',
    photos text[] not null default '{}',
    label text,
    tracking text,
    currency char(3) not null,
    refund bigint check (refund >= 0),
    asked_at timestamptz not null,
    ended_at timestamptz,
    -- What was changed at once never waits for goods, and what waits for goods is not merely done.
    check ((kind in ('cancellation', 'address_change', 'choice_change')) = (state = 'done') or state = 'asked'),
    check ((state = 'refunded') = (refund is not null)),
    check ((state in ('refunded', 'refused', 'taken_back', 'done')) = (ended_at is not null))
);
create index return_order on returns.return_ (order_id, id);
create index return_state on returns.return_ (state, id) where ended_at is null;
create index return_listed on returns.return_ (kind, id desc);

create table returns.line (
    return_id uuid not null references returns.return_ on delete cascade,
    line_id uuid not null,
    quantity int not null check (quantity > 0),
    reason text not null default 'not_said',
    received int not null default 0,
    restocked int not null default 0,
    primary key (return_id, line_id, reason),
    check (received between 0 and quantity),
    check (restocked between 0 and received)
);
create index line_line on returns.line (line_id);

-- Who moved it where: appended, never changed.
create table returns.trail (
    id bigint generated always as identity primary key,
    return_id uuid not null references returns.return_ on delete cascade,
    at timestamptz not null,
    action text not null,
    state text not null,
    actor text not null,
    note text not null default ''
);
create index trail_return on returns.trail (return_id, id);

-- What somebody declared through the withdrawal function, word for word, also where it fits no order.
create table returns.statement (
    id uuid primary key,
    name text not null,
    order_number text not null,
    email text not null,
    note text not null,
    language text not null,
    at timestamptz not null,
    state text not null default 'received' check (state in ('received', 'matched', 'unmatched', 'settled')),
    return_id uuid references returns.return_
);
create index statement_open on returns.statement (at) where state in ('received', 'unmatched');

-- What a provider keeps of how somebody pays, and is told to forget: written before it is asked, and again when it has answered.
create table payments.forgetting (
    id uuid primary key,
    provider text not null,
    token text,                                   -- null once the provider has forgotten it
    state text not null default 'asked' check (state in ('asked', 'made', 'kept', 'failed')),  -- kept: somebody saved it meanwhile
    attempts int not null default 0,
    code text not null default '',
    asked_at timestamptz not null,
    ended_at timestamptz,
    check ((state = 'asked') = (ended_at is null))
);
create unique index forgetting_once on payments.forgetting (provider, token) where state = 'asked';
create index payment_method on payments.payment ((method ->> 'token')) where method is not null;
create index payment_token on payments.payment (token) where customer is not null;
create index method_token on payments.method (provider, token);

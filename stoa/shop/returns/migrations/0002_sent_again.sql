-- A claim may be answered by sending the pieces again: what its shopper would like, and the order that was made for it.
alter table returns.return_
    add column wish text not null default 'refund' check (wish in ('refund', 'replacement')),
    add column replacement uuid unique,
    drop constraint return__state_check,
    drop constraint return__check2,
    add constraint return_state_known check
        (state in ('asked', 'approved', 'on_the_way', 'arrived', 'refunded', 'refused', 'taken_back', 'done', 'replaced')),
    add constraint return_ended check ((state in ('refunded', 'refused', 'taken_back', 'done', 'replaced')) = (ended_at is not null)),
    add constraint return_replaced check ((state = 'replaced') = (replacement is not null)),
    add constraint return_replaces_claims check (kind = 'claim' or (wish = 'refund' and replacement is null));

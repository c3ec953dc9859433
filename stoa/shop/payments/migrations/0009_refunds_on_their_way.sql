-- A provider may take a refund on and say later what came of it (`sent`); what was made may come back, and is owed again.
alter table payments.refund drop constraint refund_state_check,
    add constraint refund_state_check check (state in ('asked', 'sent', 'made', 'failed')),
    add column asked_at timestamptz;     -- when the provider was first asked, under the key of this attempt
update payments.refund set asked_at = made_at where state = 'asked';
create index refund_failed on payments.refund (order_id) where state = 'failed';

-- To whom a team is shown at first: to its starter's circle, and to strangers from the middle of its time on; or to everybody at once.
alter table group_buys.team add column shown_first text not null default 'everybody' check (shown_first in ('circle', 'everybody'));

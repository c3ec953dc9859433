-- Whoever starts a team may have it shown to nobody: then it is for those alone who have its link.
alter table group_buys.team drop constraint team_shown_first_check,
    add constraint team_shown_first_check check (shown_first in ('link', 'circle', 'everybody'));

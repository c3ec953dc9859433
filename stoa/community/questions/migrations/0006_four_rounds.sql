-- Few are asked at first, others after six and after twelve hours of silence, and once more after two days.
alter table questions.course drop constraint course_rounds_check, add constraint course_rounds_check check (rounds between 0 and 4);
alter table questions.asked drop constraint asked_round_check, add constraint asked_round_check check (round between 1 and 4);

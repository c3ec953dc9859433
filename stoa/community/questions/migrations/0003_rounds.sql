-- How far a question has come in finding somebody who answers: so many rounds of owners were asked, when the next step is due
-- (null: none is), and since when the shop has it. A question has a row since owners were looked for first.
create table questions.course (
    question_id uuid primary key references questions.question,
    rounds int not null default 0 check (rounds between 0 and 2),
    next_at timestamptz,
    handed_at timestamptz
);
create index course_next on questions.course (next_at) where next_at is not null;
create index course_handed on questions.course (handed_at desc) where handed_at is not null;
insert into questions.course (question_id, rounds, next_at)
select q.id, case when exists (select from questions.asked k where k.question_id = q.id) then 1 else 0 end, q.routed_at + interval '48 hours'
from questions.question q where q.routed_at is not null;

-- In which round somebody was asked.
alter table questions.asked add column round int not null default 1 check (round between 1 and 2);

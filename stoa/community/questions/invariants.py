"""What is always true of questions: what was made of the rows is what the rows say."""

from stoa.base.invariants import hold
from stoa.community.questions.deriving import BODY, COUNTED, SEEN, STANDS
from stoa.community.questions.store import VOTES

hold(
    "questions.counts_are_their_rows",
    "A question's counts are those of its answers that can be seen, its votes and its followers.",
    f"""select q.id, q.answers, q.weight, c.answers as counted, c.weight as weighed from questions.question q
    join ({COUNTED} group by q.id) c on c.id = q.id
    where (q.answers, q.answered_at, q.weight) is distinct from (c.answers, c.answered_at, c.weight)""",
)
hold(
    "questions.votes_are_counted",
    "An answer's votes are the votes that were given, and count by what they weigh.",
    f"""select a.id, a.helpful, a.unhelpful, a.up, a.down from questions.answer a join ({VOTES} group by a.id) v on v.id = a.id
    where (a.helpful, a.unhelpful, a.up, a.down) is distinct from (v.helpful, v.unhelpful, v.up, v.down)""",
)
hold(
    "questions.pages_show_what_is_there",
    "What a product's page shows of questions is made of the questions.",
    f"""select i.product_id, i.language from questions.shown i cross join lateral ({BODY}) b (body) where i.body <> b.body
    union all
    select distinct q.product_id, 'none' from questions.question q where {STANDS}
        and not exists (select from questions.shown s where s.product_id = q.product_id)""",
)
hold(
    "questions.found_is_what_can_be_seen",
    "Every answer that can be seen is found while somebody types, and nothing else of answers is.",
    f"""select a.id from questions.answer a join questions.question q on q.id = a.question_id where {STANDS} and {SEEN}
        and not exists (select from questions.passage p where p.kind = 'answer' and p.source_id = a.id and p.text = a.text)
    union all
    select p.source_id from questions.passage p where p.kind = 'answer' and not exists (
        select from questions.answer a join questions.question q on q.id = a.question_id where a.id = p.source_id and {STANDS} and {SEEN})
    union all
    select p.source_id from questions.passage p where p.kind = 'question' and not exists (
        select from questions.question q where q.id = p.source_id and {STANDS} and q.answers = 0)""",
)
hold(
    "questions.accepted_is_an_answer_that_can_be_seen",
    "What solved a question is one of its answers, and can be seen.",
    f"""select q.id from questions.question q where q.accepted is not null
        and not exists (select from questions.answer a where a.id = q.accepted and a.question_id = q.id and {SEEN})""",
)
hold(
    "questions.nobody_is_asked_twice_a_week",
    "Between two questions to one owner lies a week.",
    """select k.person_id, k.at from (select person_id, at, lag(at) over (partition by person_id order by at) as before from questions.asked) k
    where k.at - k.before < interval '7 days'""",
)
hold(
    "questions.five_owners_at_most",
    "Five owners at most are asked one question in a round.",
    "select question_id, round, count(*) from questions.asked group by question_id, round having count(*) > 5",
)

"""What is always true of discussions: what was made of the rows is what the rows say."""

from stoa.base.invariants import hold
from stoa.community.discussions.deriving import BODY, LAST, NAMED

hold(
    "discussions.mentions_are_named",
    "A topic names the products that can be read in it, in their order.",
    f"""select * from (select topic_id, product_id, number from discussions.mention except {NAMED} group by n.topic_id, n.product_id) more
    union all
    select * from ({NAMED} group by n.topic_id, n.product_id except select topic_id, product_id, number from discussions.mention) less""",
)
hold(
    "discussions.last_is_the_last",
    "A topic was last written in when the last of it was written that can be read.",
    f"select t.id from discussions.topic t join ({LAST} group by t.id) l on l.id = t.id where t.last_at <> l.last_at",
)
hold(
    "discussions.pages_show_what_is_there",
    "What a product's page shows of topics is made of the topics; where one is put forward for a time, the hour says which order is right.",
    f"""select i.product_id, i.language from (select *, '-infinity'::timestamptz as now from discussions.shown) i
        cross join lateral ({BODY}) b (body) where i.body <> b.body and not exists (select from discussions.mention m
            join discussions.topic t on t.id = m.topic_id where m.product_id = i.product_id and t.featured_until is not null)
    union all
    select distinct m.product_id, 'none' from discussions.mention m
        where not exists (select from discussions.shown s where s.product_id = m.product_id)""",
)
hold(
    "discussions.replies_stay_in_their_topic",
    "A reply stands in the topic of what it answers.",
    "select r.id from discussions.post r join discussions.post p on p.id = r.reply_to where r.topic_id <> p.topic_id",
)
hold(
    "discussions.what_came_of_it_can_be_traced",
    "What came of a topic is as many orders as lines of orders say, each of that product, and what was brought from elsewhere.",
    """select o.topic_id, o.product_id, o.orders, o.brought from discussions.came_of o full join (
            select topic_id, product_id, count(*) as lines from discussions.came group by 1, 2) c using (topic_id, product_id)
        where o.orders is distinct from o.brought + coalesce(c.lines, 0)
    union all
    select c.topic_id, c.product_id, 0, 0 from discussions.came c where not exists (
        select from orders.line n where n.id = c.line_id and n.product_id = c.product_id)""",
)
hold(
    "discussions.merged_topics_are_empty",
    "What was written in a topic that was merged is in the other.",
    "select o.id from discussions.post o join discussions.topic t on t.id = o.topic_id where t.merged_into is not null",
)

"""What is always true of reviews."""

from stoa.base.invariants import hold
from stoa.community.reviews import ledger

hold(
    "reviews.standing_is_what_the_reviews_say",
    "A product whose standing is not being made anew stands as its published reviews say: how many, how many by owners, of which stars, which answers beside them.",
    """select s.product_id, s.count, c.count as counted from reviews.standing s
    left join (select product_id, count(*) as count, count(*) filter (where basis = 'order') as verified,
            array[count(*) filter (where rating = 1), count(*) filter (where rating = 2), count(*) filter (where rating = 3),
                count(*) filter (where rating = 4), count(*) filter (where rating = 5)]::int[] as stars
        from reviews.review where state = 'published' group by 1) c using (product_id)
    left join (select product_id, jsonb_object_agg(code, places) as aspects from (
            select r.product_id, a.key as code, jsonb_build_array(count(*) filter (where a.value = '1'), count(*) filter (where a.value = '2'),
                count(*) filter (where a.value = '3'), count(*) filter (where a.value = '4'), count(*) filter (where a.value = '5')) as places
            from reviews.review r cross join lateral jsonb_each(r.aspects) a
            where r.state = 'published' and a.value in ('1', '2', '3', '4', '5') group by 1, 2) x group by 1) x using (product_id)
    where not exists (select from reviews.stale t where t.product_id = s.product_id)
    and (s.count, s.verified, s.stars, s.aspects)
        is distinct from (coalesce(c.count, 0), coalesce(c.verified, 0), coalesce(c.stars, '{0,0,0,0,0}'), coalesce(x.aspects, '{}'))""",
)
hold(
    "reviews.published_has_a_standing",
    "What was published counts, or is about to.",
    """select r.product_id from reviews.review r where r.state = 'published'
    and not exists (select from reviews.standing s where s.product_id = r.product_id)
    and not exists (select from reviews.stale t where t.product_id = r.product_id)""",
)
hold(
    "reviews.panel_shows_the_standing",
    "The panel of a product says in every language how many reviews there are.",
    """select s.product_id, p.language, s.count, p.body ->> 'count' as shown from reviews.standing s join reviews.panel p using (product_id)
    where s.made_at is not null and (p.body ->> 'count')::int <> s.count""",
)
hold("reviews.ledger_tells_how_they_stand", "Every review stands as the ledger last said, with the stars it last said.", ledger.DISAGREE)
hold(
    "reviews.ledger_has_no_gap",
    "The ledger's numbers begin with one and none is missing.",
    "select count(*) as entries, max(seq) as last from reviews.ledger where seq is not null having count(*) <> coalesce(max(seq), 0)",
)
hold(
    "reviews.votes_are_counted",
    "How many found a review helpful is how many said so.",
    """select r.id, r.helpful, v.up from reviews.review r
    left join (select review_id, count(*) filter (where helpful) as up, count(*) filter (where not helpful) as down from reviews.vote group by 1) v
        on v.review_id = r.id
    where (r.helpful, r.unhelpful) is distinct from (coalesce(v.up, 0)::int, coalesce(v.down, 0)::int)""",
)
hold(
    "reviews.owners_have_an_order",
    "Who reviews as an owner has the delivered line of an order of that product.",
    """select r.id from reviews.review r left join orders.line l on l.id = r.line_id
    where r.basis = 'order' and (l.id is null or l.product_id <> r.product_id or l.delivered = 0)""",
)
hold(
    "reviews.nobody_is_asked_while_something_is_wrong",
    "No letter asked for a review while a return or claim of the order was open.",
    """select q.order_id from reviews.request q join returns.return_ r on r.order_id = q.order_id
    where q.sent_at is not null and r.asked_at < q.sent_at and (r.ended_at is null or r.ended_at > q.sent_at)""",
)
hold(
    "reviews.highlights_are_said",
    "Each sentence of a highlight stands in a published review.",
    """select h.product_id, h.aspect, s ->> 'review_id' as review from reviews.highlight h cross join lateral jsonb_array_elements(h.sentences) s
    where not exists (select from reviews.stale t where t.product_id = h.product_id)
    and not exists (select from reviews.review r where r.id = (s ->> 'review_id')::uuid and r.state = 'published'
        and position(s ->> 'text' in r.title || E'\\n' || r.text) > 0)""",
)

"""What must be true of search at any moment; what lags behind the catalogue for moments is no breach."""

from stoa.base.invariants import hold

FOUND_STANDS = hold(
    "search.found_stands_somewhere",
    "What can be found by its words has its place among what is sold.",
    "select d.product_id from search.document d where not exists (select from search.shelf s where s.product_id = d.product_id)",
)

IN_EVERY_LANGUAGE = hold(
    "search.in_every_language",
    "A product that is found in one language is found in each.",
    """select product_id from search.document group by product_id
    having count(*) <> (select count(distinct language) from search.document)""",
)

MERITS_STAND = hold(
    "search.merits_stand_on_the_shelf",
    "What people say of a product is what its place among what is sold says.",
    """select s.product_id, s.stars, s.voices, m.stars as said, m.count from search.shelf s left join search.merit m using (product_id)
    where (s.score, s.stars, s.voices) is distinct from (coalesce(m.score, 0), coalesce(m.stars, 0::real), coalesce(m.count, 0))""",
)

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

"""Search: finding what is sold.

It owns the words under which products are found, in every language, and where they stand (category, collection, choices,
price, in stock), so that a listing can be filtered, counted and sorted at once. It promises that a slip of the finger is
mended and said, that counts are exact, that no query is an error, and that the price and stock beside a product are those of
this moment. It keeps nothing about who searched.
"""

from stoa.shop.search.actions import add_synonym, rebuild, reindex, weigh
from stoa.shop.search.queries import find
from stoa.shop.search.suggesting import suggest

__all__ = ["add_synonym", "find", "rebuild", "reindex", "suggest", "weigh"]

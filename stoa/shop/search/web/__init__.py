"""Search on the web: the pages that list products, and the merchant's screen about finding."""

from stoa.shop.search.web import desk, pages

HANDLERS = [pages.home, pages.category, pages.collection, pages.search, pages.suggest, *desk.HANDLERS]

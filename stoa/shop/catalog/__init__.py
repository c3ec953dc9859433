"""The catalogue: what is sold.

It owns products with their options and variants, texts in every language, pictures in the shop's own sizes, the tree
of categories and the collections. It promises that an active product can be shown and chosen: it has a title in the
first language and at least one variant, and no two of its variants have the same choices. An address that was ever
given out keeps leading to its product. It refuses to overwrite what somebody else has changed meanwhile.
"""

from stoa.shop.catalog.actions import (
    arrange,
    change_product,
    create_product,
    create_products,
    find_product,
    sold_variants,
)
from stoa.shop.catalog.grouping import collect, make_category, make_collection
from stoa.shop.catalog.picturing import keep_picture
from stoa.shop.catalog.putting import as_kept, put_products
from stoa.shop.catalog.queries import NAV
from stoa.shop.catalog.restricting import restrict, seen_by

__all__ = [
    "NAV",
    "arrange",
    "as_kept",
    "change_product",
    "collect",
    "create_product",
    "create_products",
    "find_product",
    "keep_picture",
    "make_category",
    "make_collection",
    "put_products",
    "restrict",
    "seen_by",
    "sold_variants",
]

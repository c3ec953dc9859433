"""Interchange: the catalogue in and out of the files of others.

It reads and writes Shopify's product CSV (both header generations), WooCommerce's, and a format of our own. It promises that what comes
in goes out again as it came, but for what was changed meanwhile; that a product goes in whole or not at all; that each row that cannot go in is
named with its line, its column and the reason, in a file that can be mended; and that the same file twice changes nothing. It refuses to guess:
a price that could mean two amounts is a bad price. Rooms above bring in files of their own by the same desk (`brings`). See docs/interchange.md.
"""

from stoa.shop.interchange.exporting import export_products, export_text
from stoa.shop.interchange.importing import import_products
from stoa.shop.interchange.runs import ask, brings, find, keep, latest, new_run, rejected_parts
from stoa.shop.interchange.sources import keep_layout, layouts
from stoa.shop.interchange.wording import explain, notes_of

__all__ = [
    "ask",
    "brings",
    "explain",
    "export_products",
    "export_text",
    "find",
    "import_products",
    "keep",
    "keep_layout",
    "latest",
    "layouts",
    "new_run",
    "notes_of",
    "rejected_parts",
]

"""Interchange: the catalogue in and out of the files of others.

It reads and writes Shopify's product CSV (both header generations), WooCommerce's, and a format of our own. It promises that what comes
in goes out again as it came, but for what was changed meanwhile; that a product goes in whole or not at all; that each row that cannot go in is
named with its line, its column and the reason, in a file that can be mended; and that the same file twice changes nothing. It refuses to guess:
a price that could mean two amounts is a bad price. See docs/interchange.md.
"""

from stoa.shop.interchange.exporting import export_products, export_text
from stoa.shop.interchange.importing import import_products
from stoa.shop.interchange.wording import explain, notes_of

__all__ = ["explain", "export_products", "export_text", "import_products", "notes_of"]

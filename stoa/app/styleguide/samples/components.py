"""Every component on one page, in every state."""

from stoa.app.styleguide.samples.catalogue import CARDS, PRODUCT
from stoa.app.styleguide.samples.frame import AYA, JON, LENA, SHOP, at, euro, page

ICONS = (
    "search cart account people menu close check chevron-down chevron-up chevron-left chevron-right arrow-right star star-half heart "
    "truck box return shield lock mail phone chat question info warning filter sort plus minus trash pencil copy link download upload "
    "clock calendar pin globe sun moon key print list tag chart settings gift bell eye flag share"
).split()
COLOURS = "ground surface wash line line-strong ink ink-soft ink-faint accent accent-strong good good-tint wait wait-tint bad bad-tint star".split()
PRICES = [{"now": euro(24)}, {"now": euro(24), "was": euro(30), "lowest": euro(22)}, {"now": euro(3.6), "unit": {"price": euro(1.2), "per": "100 g"}}, {"now": euro(19), "from": True}]
STOCKS = [{"state": "in"}, {"state": "few", "left": 2}, {"state": "later", "at": at("2026-12-01T00:00")}, {"state": "out"}]
PAGES = {
    "components": ("components.html", {"page": page("Components"), "icons": ICONS, "colours": COLOURS, "prices": PRICES, "stocks": STOCKS, "people": [LENA, SHOP, JON, AYA], "options": PRODUCT["product"]["options"], "cards": CARDS[2:7]}),
}

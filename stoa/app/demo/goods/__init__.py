"""The demo shop's goods: what it sells, what that looks like, who bought it.

Everything here is invented and drawn for Stoa, needs no database and no network, and comes out the same on
every machine: `load()` reads the catalogue, `views()` and `draw()` give the pictures, `people()` and
`orders()` tell a year of trade as plain values for others to write down.
"""

from __future__ import annotations

from stoa.app.demo.goods.goods import load
from stoa.app.demo.goods.model import Goods, GoodsError, Product, Text

__all__ = ["Goods", "GoodsError", "Product", "Text", "load"]

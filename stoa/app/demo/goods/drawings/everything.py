"""All drawings by the handle of their product, and the props by name."""

from __future__ import annotations

from stoa.app.demo.goods.drawings.bags import BAGS
from stoa.app.demo.goods.drawings.desk import DESK
from stoa.app.demo.goods.drawings.drawing import Drawing
from stoa.app.demo.goods.drawings.garden import GARDEN
from stoa.app.demo.goods.drawings.home import HOME
from stoa.app.demo.goods.drawings.kitchen import KITCHEN
from stoa.app.demo.goods.drawings.props import Companion, sheet_props
from stoa.app.demo.goods.drawings.table import TABLE

DRAWINGS: dict[str, Drawing] = {**KITCHEN, **TABLE, **DESK, **BAGS, **GARDEN, **HOME}
PROPS: dict[str, Companion] = sheet_props()

__all__ = ["DRAWINGS", "PROPS", "Companion"]

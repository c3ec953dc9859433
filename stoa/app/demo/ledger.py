"""The rows of the demo's past, gathered by table and loaded by COPY."""

from collections import defaultdict
from typing import Any

from stoa.base.database import Writing

COLUMNS: dict[str, tuple[str, ...]] = {
    "orders.order": ("id", "number", "key", "person_id", "email", "market", "currency", "language", "state", "shipping_address", "delivery",
                     "tax_mode", "taxes", "subtotal", "shipping_net", "shipping_tax", "tax", "total", "made_at", "placed_at", "picking_at", "ended_at"),
    "orders.line": ("id", "order_id", "position", "variant_id", "product_id", "handle", "title", "choices", "sku", "picture", "tax_class",
                    "weight_grams", "ships", "quantity", "cancelled", "shipped", "delivered", "returned", "unit", "net", "tax"),
    "orders.entry": ("order_id", "kind", "facts", "actor", "visible", "at"),
    "payments.payment": ("id", "order_id", "person_id", "provider", "token", "reference", "state", "currency", "amount", "due", "captured",
                         "refunded", "made_at", "changed_at"),
    "payments.refund": ("id", "payment_id", "order_id", "amount", "reason", "state", "actor", "made_at", "ended_at"),
    "outside_payments.charge": ("reference", "key", "token", "state", "amount", "currency", "captured", "refunded", "order", "return_url",
                                "made_at", "appears_at", "expires_at"),
    "shipping.shipment": ("id", "order_id", "carrier", "tracking", "state", "made_at", "registered_at", "seen_at", "look_at", "delivered_at"),
    "shipping.shipment_line": ("shipment_id", "line_id", "quantity"),
    "shipping.scan": ("shipment_id", "at", "kind", "place"),
    "returns.return_": ("id", "number", "order_id", "kind", "state", "note", "currency", "refund", "asked_at", "ended_at"),
    "returns.line": ("return_id", "line_id", "quantity", "reason", "received", "restocked"),
    "returns.trail": ("return_id", "at", "action", "state", "actor", "note"),
    "stock.allocation": ("order_id", "item_id", "quantity"),
    "stock.movement": ("item_id", "on_hand", "allocated", "reason", "about", "actor", "at"),
}  # fmt: skip
"""In the order in which they are loaded: what is referred to comes first."""


class Ledger:
    """Rows that wait to be loaded."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def write(self, table: str, **values: Any) -> None:
        """Add a row; every column of the table must be given."""
        columns = COLUMNS[table]
        if values.keys() != set(columns):
            raise KeyError(f"{table}: {sorted(values.keys() ^ set(columns))}")
        self._rows[table].append(tuple(values[name] for name in columns))

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        return self._rows[table]

    async def load(self, tx: Writing) -> None:
        """Load everything, movements in the order of time, and set the sums and sequences that follow from it."""
        at = COLUMNS["stock.movement"].index("at")
        self._rows["stock.movement"].sort(key=lambda row: row[at])
        for table, columns in COLUMNS.items():
            if self._rows[table]:
                await tx.copy(table, list(columns), self._rows[table])
        await tx.run(
            """update stock.item i set on_hand = i.on_hand + m.on_hand, allocated = i.allocated + m.allocated from (
                select item_id, sum(on_hand) as on_hand, sum(allocated) as allocated from stock.movement
                where reason <> 'first count' group by item_id) m where m.item_id = i.id"""
        )
        for sequence, table in (("orders.number", "orders.order"), ("returns.number", "returns.return_")):
            await tx.value(f"select setval('{sequence}', (select max(number) from {table})) where exists (select from {table})")

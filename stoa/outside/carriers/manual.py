"""Any carrier the shop has no line to: the merchant enters the tracking number and says when it has arrived."""

from collections.abc import Iterable
from datetime import datetime

from stoa.outside.carriers.model import Address, Label, Parcel, Scan


class Manual:
    """Registers nothing and knows nothing."""

    name = "manual"

    async def register(self, *, key: str, parcel: Parcel, address: Address, service: str) -> Label:  # noqa: ARG002 - of the protocol
        """Return an empty number: the merchant fills it in."""
        return Label("")

    async def track(self, tracking: Iterable[str], now: datetime) -> dict[str, list[Scan]]:  # noqa: ARG002 - of the protocol
        return {}

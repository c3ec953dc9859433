"""The nouns of pricing."""

from typing import NewType
from uuid import UUID

MarketId = NewType("MarketId", UUID)
OfferId = NewType("OfferId", UUID)

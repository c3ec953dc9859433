"""The nouns of stock."""

from typing import NewType
from uuid import UUID

ItemId = NewType("ItemId", UUID)
HoldId = NewType("HoldId", UUID)

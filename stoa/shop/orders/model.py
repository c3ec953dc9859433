"""The nouns of orders."""

from typing import NewType
from uuid import UUID

OrderId = NewType("OrderId", UUID)
LineId = NewType("LineId", UUID)

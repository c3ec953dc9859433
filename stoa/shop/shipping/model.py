"""The nouns of shipping."""

from typing import NewType
from uuid import UUID

ZoneId = NewType("ZoneId", UUID)
ShipmentId = NewType("ShipmentId", UUID)

"""The nouns of carts."""

from typing import NewType
from uuid import UUID

CartId = NewType("CartId", UUID)

"""The nouns of returns."""

from typing import NewType
from uuid import UUID

ReturnId = NewType("ReturnId", UUID)

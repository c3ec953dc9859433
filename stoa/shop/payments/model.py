"""The nouns of payments."""

from typing import NewType
from uuid import UUID

PaymentId = NewType("PaymentId", UUID)
RefundId = NewType("RefundId", UUID)

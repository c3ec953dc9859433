"""The providers this process has, by name."""

from stoa.base.wired import Wired
from stoa.outside.payments.model import PaymentProvider

providers: Wired[dict[str, PaymentProvider]] = Wired("outside.payments")

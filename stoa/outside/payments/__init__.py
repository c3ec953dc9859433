"""Payment providers: who sets money aside, takes it and gives it back for the shop.

Each speaks the one protocol of `model`. The sandbox ships with the shop and moves no money, so it is there in demo and
test mode only; Stripe when a key is set; bank transfer when an account is. What a payment means to an order is the
business of `shop.payments`.
"""

from stoa.outside.payments.choosing import services
from stoa.outside.payments.model import PaymentProvider
from stoa.outside.payments.rules import Charge
from stoa.outside.payments.store import charges
from stoa.outside.payments.wired import providers

wire = providers.give
current = providers.current

__all__ = ["Charge", "PaymentProvider", "charges", "current", "services", "wire"]

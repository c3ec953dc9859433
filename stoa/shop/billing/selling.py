"""Who sells, for what is issued without a request."""

from stoa.base.wired import Wired
from stoa.shop.billing.model import Seller

seller: Wired[Seller] = Wired("the seller")

"""Billing: what the books say. The invoice of an order as it was issued, and every correction of it.

An order is invoiced in the moment it is agreed for good and its money can be taken; from then on its invoice never changes. What
is given back of it later is a correction: numbered without a gap, with the taxes as they were invoiced, and frozen too. All
corrections together never exceed the invoice, not by a line and not by a rate.
"""

from stoa.shop.billing.actions import correct
from stoa.shop.billing.queries import correction, corrections, invoice, provisional, seller_on
from stoa.shop.billing.selling import seller

wire = seller.give

__all__ = ["correct", "correction", "corrections", "invoice", "provisional", "seller_on", "wire"]

"""Where payment providers report by themselves, and where a member sees the ways to pay that they have saved."""

from stoa.shop.payments.web import pages, webhooks

HANDLERS = [*pages.HANDLERS, *webhooks.HANDLERS]

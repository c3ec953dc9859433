"""Which providers a shop has, by its settings."""

import importlib

from stoa.base.database import Database
from stoa.outside.payments.bank_transfer import BankTransfer, account
from stoa.outside.payments.model import PaymentProvider
from stoa.outside.payments.sandbox import Sandbox, Send, to_address


def services(
    db: Database,
    *,
    url: str,
    sandbox: bool,
    webhooks: str | Send,
    stripe_key: str = "",
    stripe_webhook_secret: str = "",
    stripe_url: str = "",
    bank_account: str = "",
) -> dict[str, PaymentProvider]:
    """Return the providers by name, the preferred one first.

    `webhooks` is where the sandbox delivers: an address, or what takes them. Raises BadAccount.
    """
    found: dict[str, PaymentProvider] = {}
    if stripe_key:
        # The SDK takes a tenth of a second and 30 MB to import: only shops that use it pay that.
        stripe = importlib.import_module("stoa.outside.payments.stripe")
        found["stripe"] = stripe.Stripe(stripe_key, webhook_secret=stripe_webhook_secret, url=stripe_url)
    if sandbox:
        found["sandbox"] = Sandbox(db, url=url, send=to_address(webhooks) if isinstance(webhooks, str) else webhooks)
    if bank_account:
        found["bank_transfer"] = BankTransfer(account(bank_account))
    return found

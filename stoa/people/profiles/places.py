"""The places of the account: each room above offers its own once, when it is imported."""

from stoa.people.profiles.model import AccountEntry

_entries: dict[str, AccountEntry] = {}


def offer_entry(entry: AccountEntry) -> None:
    """Put a place into the account's list and, if it has a card, onto its overview."""
    _entries[entry.href] = entry


def entries() -> list[AccountEntry]:
    """Return all places, in order."""
    return sorted(_entries.values(), key=lambda entry: (entry.position, entry.href))


for _own in (
    AccountEntry("profiles-overview", "account", "/account", position=0),
    AccountEntry("profiles-details", "pencil", "/account/details", position=60),
    AccountEntry("profiles-addresses", "pin", "/account/addresses", position=65),
    AccountEntry("profiles-security", "key", "/account/security", position=70),
    AccountEntry("profiles-privacy", "eye", "/account/privacy", position=75),
):
    offer_entry(_own)

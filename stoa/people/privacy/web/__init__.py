"""The account's privacy: export and erasure."""

from stoa.people.privacy.web import pages

HANDLERS = pages.HANDLERS

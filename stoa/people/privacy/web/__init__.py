"""The account's privacy: export and erasure."""

from stoa.people.privacy.web import desk, pages

HANDLERS = [*pages.HANDLERS, *desk.HANDLERS]

"""The account's details and security, and the desk's lists of people."""

from stoa.people.accounts.web import desk, details, security

HANDLERS = [*details.HANDLERS, *security.HANDLERS, *desk.HANDLERS]

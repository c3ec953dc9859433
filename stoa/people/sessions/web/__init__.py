"""The pages of signing in, up and out."""

from stoa.people.sessions.web import pages, proofs

HANDLERS = [*pages.HANDLERS, *proofs.HANDLERS]

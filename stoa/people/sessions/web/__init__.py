"""The pages of signing in, up and out, the desk's keys, and the API of one's sessions."""

from stoa.people.sessions.web import api, desk, pages, proofs

HANDLERS = [*pages.HANDLERS, *proofs.HANDLERS, *desk.HANDLERS, *api.HANDLERS]

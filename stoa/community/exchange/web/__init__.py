"""Exchange on the desk, and the feeds by address."""

from stoa.community.exchange.web import desk, feeds

HANDLERS = [*desk.HANDLERS, *feeds.HANDLERS]

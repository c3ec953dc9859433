"""Letters on the screen: the demo's outbox, and the desk's list."""

from stoa.outside.mail.web import demo, desk

HANDLERS = [*demo.HANDLERS, *desk.HANDLERS]

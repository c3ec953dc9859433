"""Letters on the screen: the demo's outbox, and the desk's list."""

from stoa.app.web.mails import desk, outbox

HANDLERS = [*outbox.HANDLERS, *desk.HANDLERS]

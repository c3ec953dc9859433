"""The pages, the desk and the API of moderation."""

from stoa.community.moderation.web import admin, api, desk, forwarding, gathered, judged, keeping, mine, not_me, public, queue

HANDLERS = [
    *public.HANDLERS,
    *mine.HANDLERS,
    *not_me.HANDLERS,
    *desk.HANDLERS,
    *queue.HANDLERS,
    *judged.HANDLERS,
    *keeping.HANDLERS,
    *forwarding.HANDLERS,
    *gathered.HANDLERS,
    *api.HANDLERS,
    *admin.HANDLERS,
]

"""The programme as a page, as feeds and as a calendar, and by API."""

from stoa.deals.programme.web import api, feeds, pages

HANDLERS = [*pages.HANDLERS, *feeds.HANDLERS, *api.HANDLERS]

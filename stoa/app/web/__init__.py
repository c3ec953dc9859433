"""The screens of the shop as a whole: its health, its pages of words, the desk's first page, its jobs, letters and settings, the demo's clock."""

from stoa.app import pages
from stoa.app.web import demo, finding, health, jobs, mails, settings, today

HANDLERS = [
    *health.HANDLERS,
    *today.HANDLERS,
    *finding.HANDLERS,
    *jobs.HANDLERS,
    *mails.HANDLERS,
    *settings.HANDLERS,
    *demo.HANDLERS,
    *pages.HANDLERS,
]

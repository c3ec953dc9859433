"""Moments that can be reckoned with: far enough from both ends of the calendar for every time zone and every span added to them."""

from datetime import datetime, timedelta

FIRST_YEAR, LAST_YEAR = 2, 9998
_OFF = timedelta(hours=16)
"""PostgreSQL reads no offset so far from UTC; no place on earth has more than fourteen hours."""


def is_reckonable(moment: datetime) -> bool:
    """Return whether it can be shown in any time zone, and a span of days be added; the first and the last year of the calendar cannot."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR and abs(moment.utcoffset() or timedelta()) < _OFF

"""Sessions: who asks, proved by a cookie's token or an API key; each can be ended, each ends by itself.

A session ends after 30 days without use (12 hours for the staff) and at the latest after 180 days. Only digests of
tokens and keys are kept. Rooms above take part in a sign-in by `sessions.at_sign_in(hook)`.
"""

from stoa.people.sessions.actions import at_sign_in, end, end_all, end_here, end_key, list_of, make_key, resolve, seen, start
from stoa.people.sessions.devices import device_name
from stoa.people.sessions.rules import fresh, local_path, prove_fresh

__all__ = [
    "at_sign_in",
    "device_name",
    "end",
    "end_all",
    "end_here",
    "end_key",
    "fresh",
    "list_of",
    "local_path",
    "make_key",
    "prove_fresh",
    "resolve",
    "seen",
    "start",
]

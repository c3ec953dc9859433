"""Sessions: who asks, proved by a cookie's token or an API key; each can be ended, each ends by itself."""

from stoa.people.sessions.actions import resolve

__all__ = ["resolve"]

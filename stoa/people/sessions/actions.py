"""The verbs of sessions."""

from stoa.base.database import Reading
from stoa.people.sessions.model import GUEST, Visitor


async def resolve(read: Reading, *, session: str | None, api_key: str | None) -> Visitor:
    """Return who holds the session's token or the API key; a guest when neither is known."""
    return GUEST

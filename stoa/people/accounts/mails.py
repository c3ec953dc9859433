"""The mails of accounts."""

from typing import Any

from stoa.base.database import Writing


async def post(tx: Writing, to: str, name: str, language: str, facts: dict[str, Any]) -> None:
    """Have a mail sent."""

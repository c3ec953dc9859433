"""The pages of accounts."""

from typing import Any

HANDLERS: list[Any] = []

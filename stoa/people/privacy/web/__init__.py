"""The pages of privacy."""

from typing import Any

HANDLERS: list[Any] = []

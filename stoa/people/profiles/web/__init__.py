"""The pages of profiles."""

from typing import Any

HANDLERS: list[Any] = []

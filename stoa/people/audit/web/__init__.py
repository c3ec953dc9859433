"""The pages of audit."""

from typing import Any

HANDLERS: list[Any] = []

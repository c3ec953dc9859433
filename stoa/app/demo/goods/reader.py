"""Reads TOML tables strictly: every key is taken exactly once, and what is left over is refused."""

from __future__ import annotations

from typing import cast

from stoa.app.demo.goods.model import GoodsError, Text


class Table:
    """One TOML table and the place it came from, so that a mistake is found in seconds."""

    def __init__(self, values: object, where: str) -> None:
        self.where = where
        if not isinstance(values, dict):
            raise self.error("should be a table")
        self._left = dict(cast("dict[str, object]", values))

    def error(self, message: str) -> GoodsError:
        return GoodsError(f"{self.where}: {message}")

    def take(self, key: str) -> object:
        if key not in self._left:
            raise self.error(f"'{key}' is missing")
        return self._left.pop(key)

    def has(self, key: str) -> bool:
        return key in self._left

    def word(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"'{key}' should be a text")
        return value.strip()

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a missing list is an empty one."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"'{key}' should be a list of texts")
        return tuple(value)

    def rows(self, key: str) -> list[list[object]]:
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(item, list) for item in value):
            raise self.error(f"'{key}' should be a list of lists")
        return cast("list[list[object]]", value)

    def table(self, key: str) -> Table:
        return Table(self.take(key), f"{self.where}, {key}")

    def tables(self, key: str) -> list[Table]:
        value = self.take(key)
        if not isinstance(value, list):
            raise self.error(f"'{key}' should be a list of tables")
        return [Table(item, f"{self.where}, {key} {number}") for number, item in enumerate(value, 1)]

    def named(self, key: str) -> list[tuple[str, Table]]:
        """The sub-tables of a table, by name and in written order."""
        value = self.take(key)
        if not isinstance(value, dict):
            raise self.error(f"'{key}' should be a table of tables")
        return [(name, Table(item, f"{self.where}, {key}.{name}")) for name, item in value.items()]

    def both(self, key: str) -> Text:
        inner = self.table(key)
        text = Text(inner.word("en"), inner.word("de"))
        inner.done()
        return text

    def own_text(self) -> Text:
        """This very table as a text: for tables that hold nothing but `en` and `de`."""
        text = Text(self.word("en"), self.word("de"))
        self.done()
        return text

    def done(self) -> None:
        if self._left:
            unknown = ", ".join(sorted(self._left))
            raise self.error(f"unknown key: {unknown}")

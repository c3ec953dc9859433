"""Columns: which field a column of a file is, and what a file's columns are called. A column we have no field for keeps its name."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from stoa.base.files.model import Cells, ColumnTwice, Fault, Row

ERROR = "Error"
"""The column that a file of rejected rows has more than the file it came from; it is never read."""


class Layout(msgspec.Struct, frozen=True):
    """A file's columns: their fields (each once) and their names, in order.

    `rivals` are the places (from 0) of two columns that would both be one field of ours: which of them is true, nobody can know.
    """

    fields: list[str]
    names: list[str]
    rivals: list[tuple[int, int]] = []

    @property
    def known(self) -> set[str]:
        return set(self.fields)

    def name_of(self, field: str) -> str:
        """Return what the file calls a field; the field itself when it has no such column."""
        return self.names[self.fields.index(field)] if field in self.fields else field

    def row(self, line: int, raw: list[str], fault: Fault | None = None) -> Row:
        """Return a row by fields: the cells that say anything."""
        cells = {field: cell for field, cell in zip(self.fields, raw, strict=False) if cell}
        cells.pop(ERROR, None)
        return Row(line, cells, raw, fault)

    def cells(self, row: Cells) -> list[str]:
        """Return a row's cells in the order of the columns."""
        return [row.get(field, "") for field in self.fields]


def laid_out(header: Sequence[str], known: Mapping[str, str]) -> Layout:
    """Return the layout of a header; `known` gives fields by lower-case names. A name that comes twice is told apart."""
    fields: list[str] = []
    rivals: list[tuple[int, int]] = []
    for place, name in enumerate(header):
        field = known.get(name.lower(), name) or f"column {place + 1}"
        if field in fields and name.lower() in known:
            rivals.append((fields.index(field), place))
        fields.append(field if field not in fields else f"{name} ({place + 1})")
    return Layout(fields, list(header), rivals)


def unrivalled(found: Layout, name: str) -> Layout:
    """Return the columns of the file of that name. Raises ColumnTwice for two that mean the same."""
    if found.rivals:
        pairs = [" = ".join(f"{found.names[place]} ({place + 1})" for place in pair) for pair in found.rivals]
        raise ColumnTwice(name=name, columns="; ".join(pairs))
    return found


def joined(first: Layout, more: Iterable[Layout]) -> Layout:
    """Return a layout with the columns of the first, then those of the others that it lacks."""
    fields, names = list(first.fields), list(first.names)
    for layout in more:
        for field, name in zip(layout.fields, layout.names, strict=True):
            if field not in fields and field != ERROR:
                fields.append(field)
                names.append(name)
    return Layout(fields, names)

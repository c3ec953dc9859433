"""A page as a browser without scripts reads it: its forms, what they ask for, and what they send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
UNASKED = frozenset({"hidden", "radio", "checkbox", "submit", "button"})


class Node(dict[str, str]):
    """An element: its attributes by name, what is in it, and what it is in."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        super().__init__(attributes)
        self.tag = tag
        self.parent = parent
        self.children: list[Node] = []
        self.text = ""

    def all_inside(self) -> Iterator[Node]:
        for one in self.children:
            yield one
            yield from one.all_inside()

    def above(self) -> Iterator[Node]:
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    def inside(self, name: str) -> bool:
        """Return whether it is in an element of this class."""
        return any(name in one.get("class", "").split() for one in self.above())


class Page:
    """All elements of a page, in their order."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def all(self, wanted: Callable[[Node], bool]) -> list[Node]:
        """Return the elements that are wanted, but for those within something hidden."""
        return [one for one in self._root.all_inside() if wanted(one) and not any("hidden" in above for above in one.above())]

    def form_of(self, control: Node) -> Node:
        if name := control.get("form"):
            return next(one for one in self._root.all_inside() if one.get("id") == name)
        return next(one for one in control.above() if one.tag == "form")

    def _controls(self, form: Node) -> list[Node]:
        kinds = {"input", "select", "textarea"}
        return [one for one in self._root.all_inside() if one.tag in kinds and one.get("name") and self._is_of(one, form)]

    def _is_of(self, control: Node, form: Node) -> bool:
        return control["form"] == form.get("id") if "form" in control else any(one is form for one in control.above())

    def asked(self, form: Node) -> list[str]:
        """Return the names of fields that must be typed into: the same as `test_buying.asked_for` counts, and empty."""
        return [
            one["name"]
            for one in self._controls(form)
            if one.get("type", "text") not in UNASKED and one["name"] != "country" and not _value(one) and not _optional(one)
        ]

    def insisted(self, form: Node) -> list[str]:
        """Return the names of boxes that must be ticked."""
        return [one["name"] for one in self._controls(form) if one.get("type") == "checkbox" and "required" in one and "checked" not in one]

    def values(self, form: Node) -> dict[str, str]:
        """Return what the form sends as it stands."""
        sent = {}
        for one in self._controls(form):
            kind = one.get("type", "text")
            if kind in {"submit", "button"} or "disabled" in one or (kind in {"radio", "checkbox"} and "checked" not in one):
                continue
            sent[one["name"]] = _value(one) or ("on" if kind in {"radio", "checkbox"} else "")
        return sent | dict.fromkeys(self.insisted(form), "on")


def _value(control: Node) -> str:
    if control.tag == "textarea":
        return control.text
    if control.tag == "select":
        options = [one for one in control.all_inside() if one.tag == "option"]
        chosen = next((one for one in options if "selected" in one), options[0] if options else None)
        return chosen.get("value", chosen.text) if chosen is not None else ""
    return control.get("value", "")


def _optional(control: Node) -> bool:
    field = next((one for one in control.above() if "field" in one.get("class", "").split()), None)
    return field is not None and any("field-optional" in one.get("class", "").split() for one in field.all_inside())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self._here = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Node(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.children.append(made)
        if tag not in VOID:
            self._here = made

    def handle_endtag(self, tag: str) -> None:
        there = next((one for one in [self._here, *self._here.above()] if one.tag == tag), None)
        if there is not None and there.parent is not None:
            self._here = there.parent

    def handle_data(self, data: str) -> None:
        self._here.text += data


def read(text: str) -> Page:
    """Return a page's elements. Like a browser, it makes something of whatever it is given."""
    reader = _Reader()
    reader.feed(text)
    return Page(reader.root)

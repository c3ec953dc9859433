"""Who imports whom, where the contracts in pyproject.toml do not reach (docs/house.md)."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted((ROOT / "stoa").rglob("*.py"))
MOST_AT_A_DOOR = 15

BESIDE_THE_HOUSE = ("stoa.app.demo", "stoa.app.bench", "stoa.app.styleguide")
"""What fills shops for shows and measurements works below the doors."""


@functools.cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("stoa")


def room_of(module: str) -> str:
    """Return the room that a module belongs to; app and base are one each."""
    parts = module.split(".")
    if len(parts) == 1:
        return module
    return ".".join(parts[:2]) if parts[1] in {"base", "app", "__main__"} else ".".join(parts[:3])


def rooms() -> list[str]:
    return sorted({room_of(module) for module in graph().modules if module.count(".") >= 2} - {"stoa.base", "stoa.app"})


def is_web(module: str) -> bool:
    return ".web." in f"{module}."


def imports() -> Iterator[tuple[str, str]]:
    for module in sorted(graph().modules):
        if module.startswith(BESIDE_THE_HOUSE):
            continue
        for other in sorted(graph().find_modules_directly_imported_by(module)):
            yield module, other


def test_no_import_inside_a_function() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found += [
                    f"{path.relative_to(ROOT)}:{inner.lineno}" for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
    assert found == []


@pytest.mark.parametrize("room", rooms())
def test_a_door_is_small_and_explained(room: str) -> None:
    tree = ast.parse((ROOT / room.replace(".", "/") / "__init__.py").read_text())
    assert ast.get_docstring(tree), f"{room} does not say what it is"
    names = next(
        (ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"),
        [],
    )
    assert len(names) <= MOST_AT_A_DOOR


def test_from_outside_a_room_only_its_door_and_model_are_imported() -> None:
    doors = set(rooms())
    wrong = [
        f"{module} imports {other}"
        for module, other in imports()
        if room_of(other) in doors
        and room_of(module) != room_of(other)
        and other != room_of(other)
        and not f"{other}.".startswith(f"{room_of(other)}.model.")
        and not (is_web(module) and is_web(other))
    ]
    assert wrong == []


def test_pages_are_imported_by_their_own_room_and_by_the_app_alone() -> None:
    wrong = [
        f"{module} imports {other}" for module, other in imports() if is_web(other) and not is_web(module) and room_of(module) != "stoa.app"
    ]
    assert wrong == []


def test_nobody_imports_the_app() -> None:
    inside = {"stoa.app", "stoa.__main__"}
    assert [
        f"{module} imports {other}" for module, other in imports() if room_of(other) == "stoa.app" and room_of(module) not in inside
    ] == []

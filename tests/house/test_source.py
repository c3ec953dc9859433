"""What the source never does."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
WINGS = [ROOT / "stoa" / wing for wing in ("people", "outside", "shop")]
ROOMS = [path for wing in WINGS for path in sorted(wing.rglob("*.py"))]
MONEY = [
    ROOT / "stoa" / "base" / "money.py",
    *(
        path
        for room in ("pricing", "payments", "orders", "checkout", "carts", "returns")
        for path in sorted((ROOT / "stoa" / "shop" / room).rglob("*.py"))
    ),
]
_NOW = re.compile(r"\b(now\(\)|current_timestamp|current_date|localtimestamp|transaction_timestamp\(\))", re.IGNORECASE)


def texts(path: Path) -> list[tuple[int, str]]:
    """Return the strings of a file that look like SQL, without docstrings."""
    tree = ast.parse(path.read_text())
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@pytest.mark.parametrize("path", ROOMS, ids=lambda path: str(path.relative_to(ROOT / "stoa")))
def test_sql_never_asks_the_database_what_time_it_is(path: Path) -> None:
    assert [(line, text) for line, text in texts(path) if _NOW.search(text) and "select" in text.lower()] == []


@pytest.mark.parametrize("path", MONEY, ids=lambda path: str(path.relative_to(ROOT / "stoa")))
def test_money_is_never_a_float(path: Path) -> None:
    tree = ast.parse(path.read_text())
    floats = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    names = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "float"]
    divisions = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and not (isinstance(node.right, ast.Constant) and isinstance(node.right.value, str))  # a path
        and not any("Decimal" in ast.unparse(side) for side in (node.left, node.right))
    ]
    assert (floats, names, divisions) == ([], [], [])


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode != 0:
        pytest.skip("this is no checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_tracked_names_a_registry_or_a_place_on_somebodys_machine() -> None:
    own = Path(__file__)
    unwanted = re.compile(
        r"https?://[^\s\"']*(pypi|pythonhosted|registry\.npmjs)|--index-url|(?<![\w.:/-])/(work|root|home)/\w", re.IGNORECASE
    )
    found = []
    for path in tracked():
        if path == own or path.suffix in {".webp", ".png", ".woff2"}:
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
            if unwanted.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    assert found == []

"""What the documents say of the house is so: links lead somewhere, commands and settings exist, decisions are whole."""

import re
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from stoa.app.commands import COMMANDS, main
from stoa.app.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
each_page = pytest.mark.parametrize("page", PAGES, ids=NAMES)

LINK = re.compile(r"\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"(https?|mailto):")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"\bbin/([a-z_]+)\b")
COMMAND = re.compile(r"(?:\bbin/stoa|`stoa) ([a-z]+)")
SETTING = re.compile(rf"\b{PREFIX}[A-Z0-9_]+\b")
PATH = re.compile(r"`((?:stoa|tests|docs|assets|bin)/[\w./-]+)`")
LAW = re.compile(r"^\d\. (\*\*.+?\n)(?=\d\. |\n)", re.MULTILINE | re.DOTALL)
# Words that tell of the making and not of the product, and places that exist on one machine only.
FORBIDDEN = re.compile(
    r"\b(assistant|session of|issue #\d|pypi\.org|registry\.npmjs|crates\.io|ghcr\.io|docker\.io)|(?<!emit)-index-url|(?<![\w.])/(work|root|home|tmp)/",
    re.IGNORECASE,
)
HEADINGS = ["Context", "Decision", "Consequences", "Alternatives"]
LONGEST_DECISION = 450
"""Words; about a page."""
LARGEST_PICTURE = 250_000


def slug(heading: str) -> str:
    """Return the anchor that readers of Markdown give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.findall(FENCED.sub("", page.read_text())):
        if ADDRESS.match(link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in {slug(one) for one in HEADING.findall(target.read_text())}):
            lost.append(link)
    assert lost == []


@each_page
def test_every_path_is_there(page: Path) -> None:
    named = [path for path in PATH.findall(page.read_text()) if "…" not in path and not path.endswith(".")]
    assert [path for path in named if not (ROOT / path).exists()] == []


@each_page
def test_every_command_exists(page: Path) -> None:
    text = page.read_text()
    assert sorted({name for name in SCRIPT.findall(text) if not (ROOT / "bin" / name).exists()}) == []
    assert sorted(set(COMMAND.findall(text)) - set(COMMANDS)) == []


@each_page
def test_every_setting_exists(page: Path) -> None:
    known = {f"{PREFIX}{field.name.upper()}" for field in msgspec.structs.fields(Settings)}
    assert sorted(set(SETTING.findall(page.read_text())) - known) == []


@each_page
def test_it_tells_of_the_product_alone(page: Path) -> None:
    assert [found.group() for found in FORBIDDEN.finditer(page.read_text())] == []


def test_the_overview_lists_every_command_it_has() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    assert [name for name in COMMANDS if not re.search(rf"^  {name} ", shown, re.MULTILINE)] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_whole(page: Path) -> None:
    text = page.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS
    assert re.match(rf"# {page.stem[:4]} \S", text)
    assert len(text.split()) < LONGEST_DECISION


def test_decisions_are_numbered_and_listed() -> None:
    assert [page.stem[:4] for page in DECISIONS] == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
    assert re.findall(r"\((\d{4}-[a-z-]+\.md)\)", (DOCS / "decisions" / "README.md").read_text()) == [page.name for page in DECISIONS]


def test_decisions_named_in_the_code_exist() -> None:
    named = {number for path in (ROOT / "stoa").rglob("*.py") for number in re.findall(r"decisions/(\d{4})", path.read_text())}
    assert sorted(named - {page.stem[:4] for page in DECISIONS}) == []


def test_the_laws_are_the_same_seven() -> None:
    full, short = ([" ".join(law.split()) for law in LAW.findall(page.read_text())] for page in (DOCS / "product.md", ROOT / "README.md"))
    assert len(full) == len(short) == 7
    assert [one for one, whole in zip(short, full, strict=True) if not (whole.startswith(one) and one.endswith("."))] == []


def test_pictures_are_light() -> None:
    assert [path.name for path in (DOCS / "pictures").iterdir() if path.stat().st_size > LARGEST_PICTURE] == []

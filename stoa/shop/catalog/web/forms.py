"""What the staff's forms say of products, categories and collections: words in every language."""

from collections.abc import Iterable
from datetime import datetime

from stoa.base import ids
from stoa.base.http.forms import Form
from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import (
    CategoryId,
    CollectionId,
    Group,
    ProductChange,
    Specification,
    State,
    Text,
)

CODES = [one.code for one in LANGUAGES]


def seen(form: Form) -> datetime | None:
    """Return the moment of the last change that the editor had seen."""
    try:
        return datetime.fromisoformat(form.typed.get("seen", ""))
    except ValueError:
        return None


def words(form: Form) -> dict[str, Text | None]:
    """Return a product's texts in every language; None for one that was left empty."""
    found: dict[str, Text | None] = {}
    for code in CODES:
        parts = {
            name: form.typed.get(f"{name}-{code}", "").strip()
            for name in ("title", "subtitle", "description", "specifications", "seo_title", "seo_description")
        }
        if not parts["title"] and code != CODES[0] and not any(parts.values()):
            found[code] = None
            continue
        found[code] = Text(
            title=form.text(f"title-{code}", most=255),
            subtitle=form.text(f"subtitle-{code}", required=False, most=500),
            description=form.typed.get(f"description-{code}", "").replace("\r\n", "\n").strip(),
            specifications=_specifications(parts["specifications"]),
            seo_title=form.text(f"seo_title-{code}", required=False, most=255),
            seo_description=form.text(f"seo_description-{code}", required=False, most=1_000),
        )
    return found


def _specifications(text: str) -> list[Specification]:
    """Read "Name: value" lines."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return [Specification(name.strip(), value.strip()) for name, _, value in pairs]


def written_specifications(rows: Iterable[Specification]) -> str:
    return "\n".join(f"{row.name}: {row.value}" for row in rows)


def product_change(form: Form) -> ProductChange:
    """Return what the product's own form asks for."""
    category = form.typed.get("category", "")
    return ProductChange(
        texts=words(form),
        handle=form.text("handle", most=120).lower(),
        state=State(form.choice("state", [one.value for one in State], default=State.DRAFT) or State.DRAFT),
        category_id=CategoryId(ids.parse("cat", category)) if category else None,
        vendor=form.text("vendor", required=False),
        kind=form.text("kind", required=False),
        tags=form.text("tags", required=False, most=5_000).split(","),
        tax_class=form.text("tax_class", required=False, most=40) or "standard",
    )


def collections(form: Form) -> list[CollectionId]:
    return [CollectionId(ids.parse("col", one)) for one in form.several("collection")]


def group_texts(form: Form) -> dict[str, Group]:
    """Return the texts of a category or collection; a language without a name has none."""
    found = {}
    for code in CODES:
        name = form.text(f"name-{code}", required=code == CODES[0])
        if name or code == CODES[0]:
            found[code] = Group(
                name=name,
                description=form.typed.get(f"description-{code}", "").strip(),
                seo_title=form.text(f"seo_title-{code}", required=False, most=255),
                seo_description=form.text(f"seo_description-{code}", required=False, most=1_000),
            )
    return found

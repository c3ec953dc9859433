"""The rules of the catalogue: what a handle looks like, what a product must have, which choices are possible."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from stoa.base.refusals import FieldError
from stoa.shop.catalog.model import Group, NewProduct, NewVariant, NotReadyToSell, Option, State, Text, UnfitGroup, UnfitProduct, Value

MOST_OPTIONS = 8
MOST_VALUES = 250
MOST_VARIANTS = 2_048
MOST_TAGS = 100
HANDLE_LENGTH = 120
DESCRIPTION_LENGTH = 200_000
"""Shopify's limits where it has one, rounded up; a description of a megabyte is a mistake."""

_FOLDED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l", "đ": "d", "þ": "th", "œ": "oe"}
)
_NO_HANDLE = re.compile(r"[\s/?#%&\x00-\x1f\x7f\\]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOUR = re.compile(r"(#[0-9a-f]{6})?")


def slug(text: str) -> str:
    """Return a handle made of a title: "Schüssel, groß" is "schuessel-gross"; "product" when nothing is left of it."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    return words[:80].strip("-") or "product"


def handle_error(handle: str) -> str:
    """Return why a text cannot be a handle, as the code of a field error; nothing when it can."""
    if not handle:
        return "required"
    if len(handle) > HANDLE_LENGTH:
        return "too_long"
    if _NO_HANDLE.search(handle) or handle != handle.lower() or not any(one.isalnum() for one in handle):
        return "not_a_handle"
    return ""


def label(names: dict[str, str], key: str, language: str, first: str) -> str:
    """Return the name in that language, or in the first one, or the key."""
    return names.get(language) or names.get(first) or key


class Errors:
    """What is wrong with a request, gathered so that all of it is said at once."""

    def __init__(self) -> None:
        self.found: list[FieldError] = []

    def note(self, pointer: str, code: str, **facts: str | int) -> None:
        self.found.append(FieldError(pointer, code, dict(facts)))

    def refuse(self) -> None:
        """Raise UnfitProduct if anything was noted."""
        if self.found:
            raise UnfitProduct(self.found)

    def length(self, pointer: str, text: str, most: int, *, required: bool = False) -> None:
        if required and not text.strip():
            self.note(pointer, "required")
        elif len(text) > most:
            self.note(pointer, "too_long", most=most)

    def once(self, pointer: str, keys: Iterable[str]) -> None:
        for key, times in Counter(keys).items():
            if times > 1:
                self.note(pointer, "twice", value=key[:100])


def check_product(new: NewProduct, first: str, *, called: bool = False) -> None:
    """Raise UnfitProduct with everything that is wrong, NotReadyToSell for an active one that cannot be sold.

    One that is `called` by its handle already cannot lose it; a new one's is made of its title.
    """
    errors = Errors()
    if (new.handle or called) and (code := handle_error(new.handle)):
        errors.note("/handle", code, most=HANDLE_LENGTH)
    if not new.texts:
        errors.note("/texts", "required")
    for language, text in new.texts.items():
        if not _LANGUAGE.fullmatch(language):
            errors.note("/texts", "not_a_language", value=language[:20])
        check_text(errors, f"/texts/{language}", text)
    for name in ("vendor", "kind", "tax_class"):
        errors.length(f"/{name}", getattr(new, name), 200, required=name == "tax_class")
    if len(new.tags) > MOST_TAGS:
        errors.note("/tags", "too_many", most=MOST_TAGS)
    check_options(errors, new.options)
    check_variants(errors, new.options, new.variants)
    errors.refuse()
    check_ready(new.state, new.texts, len(new.variants), first)


def check_text(errors: Errors, at: str, text: Text) -> None:
    """Note what is wrong with a product's texts in one language."""
    errors.length(f"{at}/title", text.title, 255, required=True)
    errors.length(f"{at}/subtitle", text.subtitle, 500)
    errors.length(f"{at}/description", text.description, DESCRIPTION_LENGTH)
    errors.length(f"{at}/seo_title", text.seo_title, 255)
    errors.length(f"{at}/seo_description", text.seo_description, 1_000)
    if len(text.specifications) > 100:
        errors.note(f"{at}/specifications", "too_many", most=100)


def check_options(errors: Errors, options: Sequence[Option]) -> None:
    """Note what is wrong with a product's options."""
    if len(options) > MOST_OPTIONS:
        errors.note("/options", "too_many", most=MOST_OPTIONS)
    errors.once("/options", [option.key for option in options])
    for number, option in enumerate(options):
        at = f"/options/{number}"
        errors.length(f"{at}/key", option.key, 100, required=True)
        if not option.values:
            errors.note(f"{at}/values", "required")
        if len(option.values) > MOST_VALUES:
            errors.note(f"{at}/values", "too_many", most=MOST_VALUES)
        errors.once(f"{at}/values", [value.key for value in option.values])
        _once_by_name(errors, at, option)
        for place, value in enumerate(option.values):
            errors.length(f"{at}/values/{place}/key", value.key, 255, required=True)
            if not _COLOUR.fullmatch(value.colour):
                errors.note(f"{at}/values/{place}/colour", "not_a_colour", value=value.colour[:20])


def _once_by_name(errors: Errors, at: str, option: Option) -> None:
    """Note values that a reader could not tell apart, because they are called alike in one language."""
    called: set[tuple[str, str]] = set()
    for place, value in enumerate(option.values):
        for language, name in value.names.items():
            read = language, name.strip().casefold()
            if read[1] and read in called:
                errors.note(f"{at}/values/{place}/names/{language}", "twice", value=name[:100])
            called.add(read)


def check_variants(errors: Errors, options: Sequence[Option], variants: Sequence[NewVariant]) -> None:
    """Note variants whose choices do not fit the options, or are another's."""
    if len(variants) > MOST_VARIANTS:
        errors.note("/variants", "too_many", most=MOST_VARIANTS)
    possible = [{value.key for value in option.values} for option in options]
    seen: set[tuple[str, ...]] = set()
    skus: set[str] = set()
    for number, variant in enumerate(variants):
        at = f"/variants/{number}"
        choices = tuple(variant.choices)
        if len(choices) != len(options) or any(choice not in values for choice, values in zip(choices, possible, strict=False)):
            errors.note(f"{at}/choices", "not_a_choice")
        elif choices in seen:
            errors.note(f"{at}/choices", "twice", value=", ".join(choices) or "–")
        seen.add(choices)
        errors.length(f"{at}/sku", variant.sku, 255)
        if variant.sku and variant.sku in skus:
            errors.note(f"{at}/sku", "twice", value=variant.sku)
        skus.add(variant.sku)
        errors.length(f"{at}/barcode", variant.barcode, 255)
        if not 0 <= variant.weight_grams < 2**31:
            errors.note(f"{at}/weight_grams", "out_of_range", least=0, most=2**31 - 1)


def check_ready(state: State, texts: Iterable[str], variants: int, first: str) -> None:
    """Raise NotReadyToSell for an active product without a variant or without a title in the first language."""
    if state is State.ACTIVE and (variants == 0 or first not in set(texts)):
        raise NotReadyToSell


def check_group(handle: str, texts: dict[str, Group], first: str) -> None:
    """Raise UnfitGroup with everything that is wrong with a category or collection."""
    errors = Errors()
    if code := handle_error(handle):
        errors.note("/handle", code, most=HANDLE_LENGTH)
    if first not in texts:
        errors.note(f"/texts/{first}/name", "required")
    for language, text in texts.items():
        errors.length(f"/texts/{language}/name", text.name, 200, required=True)
        errors.length(f"/texts/{language}/description", text.description, 20_000)
        errors.length(f"/texts/{language}/seo_title", text.seo_title, 255)
        errors.length(f"/texts/{language}/seo_description", text.seo_description, 1_000)
    if errors.found:
        raise UnfitGroup(errors.found)


def tidy_tags(tags: Iterable[str]) -> list[str]:
    """Return the tags trimmed, each once, in the order given."""
    return list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))


def tidy_options(options: Sequence[Option]) -> list[Option]:
    """Return the options with keys trimmed and colours in lower case."""
    return [
        msgspec.structs.replace(
            option,
            key=option.key.strip(),
            values=[Value(value.key.strip(), value.names, value.colour.strip().lower()) for value in option.values],
        )
        for option in options
    ]


def titles(options: Sequence[Option], choices: Sequence[str], language: str, first: str) -> list[str]:
    """Return the labels of a variant's choices, for a reader of that language."""
    found = []
    for option, choice in zip(options, choices, strict=False):
        names = next((value.names for value in option.values if value.key == choice), {})
        found.append(label(names, choice, language, first))
    return found

"""What is written for searching, made from what the catalogue says. Pure functions."""

from collections.abc import Iterable

from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import Option, Picture, Value, Words
from stoa.shop.search import rules
from stoa.shop.search.model import Card, Choice, Document, Shelf, Source, SourceText, Swatch

CODES = [one.code for one in LANGUAGES]
_MOST_SWATCHES = 6


def documents(source: Source) -> list[Document]:
    """Return the product's documents, one for each language of the shop."""
    return [_document(source, language) for language in CODES]


def _document(source: Source, language: str) -> Document:
    text = _text(source, language)
    chosen = {choice for variant in source.variants for choice in variant.choices}
    values = [_label(value.names, value.key, language) for option in source.options for value in option.values if value.key in chosen]
    names = [source.vendor, source.kind, *source.tags, *values, *source.words.get(language, [])]
    names += [code for variant in source.variants for code in (variant.sku or "", variant.barcode)]
    specifications = [f"{one.name} {one.value}" for one in text.specifications]
    groups = [group.name for group in source.groups if group.language == language]
    return Document(
        product_id=source.id,
        language=language,
        title=text.title,
        written=rules.prepare(text.title, names, [text.subtitle, *specifications, *groups], text.description, language),
        brevity=rules.brevity(text.title),
        card=_card(source, text, language, chosen),
    )


def _text(source: Source, language: str) -> SourceText:
    """Return the texts of that language; what it lacks is taken from the first one, or from any."""
    first = source.texts.get(CODES[0]) or next(iter(source.texts.values()))
    own = source.texts.get(language, first)
    return SourceText(
        title=own.title or first.title,
        subtitle=own.subtitle or first.subtitle,
        description=own.description or first.description,
        specifications=own.specifications or first.specifications,
    )


def _label(names: Words, key: str, language: str) -> str:
    return names.get(language) or names.get(CODES[0]) or next(iter(names.values()), key)


def _card(source: Source, text: SourceText, language: str, chosen: set[str]) -> Card:
    found = source.picture
    picture = None
    if found is not None:
        alt = found.alts.get(language) or found.alts.get(CODES[0], "")
        picture = Picture(found.digest, found.width, found.height, found.tint, id=found.id, alt=alt)
    swatches = [
        Swatch(_label(value.names, value.key, language), value.colour)
        for option in source.options
        if option.swatch
        for value in option.values
        if value.colour and value.key in chosen
    ]
    return Card(
        handle=source.handle,
        title=text.title,
        vendor=source.vendor,
        picture=picture,
        swatches=swatches[:_MOST_SWATCHES] if len(swatches) > 1 else [],
    )


def shelf(source: Source) -> Shelf:
    """Return where the product stands. Of an option with one value for all there is nothing to filter."""
    keys = {
        f"{option.key}:{choice}" for variant in source.variants for option, choice in zip(source.options, variant.choices, strict=False)
    }
    return Shelf(source.id, source.categories, source.collections, sorted(keys), source.made_at)


def choices(sources: Iterable[Source]) -> list[Choice]:
    """Return the labels of the products' choices in every language; of two for the same choice, the first product's."""
    found: dict[tuple[str, str], list[Choice]] = {}
    for option in (option for source in sources for option in source.options):
        for position, value in enumerate(option.values):
            if (option.key, value.key) not in found:
                found[option.key, value.key] = [_choice(option, value, position, language) for language in CODES]
    return [choice for labels in found.values() for choice in labels]


def _choice(option: Option, value: Value, position: int, language: str) -> Choice:
    return Choice(
        key=f"{option.key}:{value.key}",
        language=language,
        option=_label(option.names, option.key, language),
        value=_label(value.names, value.key, language),
        colour=value.colour if option.swatch else "",
        position=position,
    )


def place_words(name: str, language: str) -> str:
    """Return the words under which a category or collection is suggested."""
    return " ".join(rules.write(name, language))

"""What files call options and choices."""

from stoa.shop.catalog.model import Option
from stoa.shop.interchange.columns import Context


def label(names: dict[str, str], key: str, context: Context) -> str:
    """Return what a file calls an option or a value: its name in the first language, or its key."""
    return names.get(context.language) or key


def chosen(option: Option, key: str, context: Context) -> str:
    """Return what a file calls a variant's choice."""
    return next((label(value.names, value.key, context) for value in option.values if value.key == key), key)

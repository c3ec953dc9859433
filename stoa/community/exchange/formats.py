"""The formats of reviews: what each can do, under one name, so that a run need not know whose file it reads."""

from collections.abc import Callable
from datetime import datetime
from types import ModuleType

import msgspec

from stoa.base.files.layout import Layout, laid_out
from stoa.base.files.model import Cells
from stoa.base.files.reader import Reader
from stoa.community.exchange import google, judgeme, meta, shopify
from stoa.community.exchange.model import Format, Listed, Said, Shop


class Codec(msgspec.Struct, frozen=True):
    """One format."""

    format: Format
    columns: list[str]
    known: dict[str, str]
    read: Callable[[Reader, datetime], Said]
    write: Callable[[Listed, Shop], Cells]

    def layout(self, header: list[str]) -> Layout:
        """Return the columns of a file."""
        return laid_out(header, self.known)


def _codec(wanted: Format, module: ModuleType) -> Codec:
    known = getattr(module, "KNOWN", {})
    return Codec(wanted, module.COLUMNS, known, module.read, module.write)


CODECS = {
    Format.JUDGEME: _codec(Format.JUDGEME, judgeme),
    Format.SHOPIFY: _codec(Format.SHOPIFY, shopify),
    Format.GOOGLE: _codec(Format.GOOGLE, google),
    Format.META: _codec(Format.META, meta),
}


def of_header(header: list[str]) -> Format | None:
    """Return whose file begins with this header; None for nobody's that we know."""
    names = {name.lower() for name in header}
    for wanted, module in ((Format.JUDGEME, judgeme), (Format.SHOPIFY, shopify), (Format.META, meta)):
        if module.recognise(names):
            return wanted
    return None

"""The nouns of interchange: a product as files know it, what is wrong with a row, and what became of a file."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base.refusals import Conflict, Invalid, Missing, TooLarge
from stoa.shop.catalog.model import Option, PictureId, ProductId, State, Text, VariantId, Words

RunId = NewType("RunId", UUID)

Cells = dict[str, str]
"""The cells of one row that say anything, by field (or by the column's own name where we have no field for it)."""

ROW_BYTES = 1_000_000
"""A row with more is a mistake."""
FILE_BYTES = 50_000_000
"""What the desk takes at once; the command line takes any."""


class Format(StrEnum):
    """Whose file it is: Shopify's product CSV, WooCommerce's, or our own JSON lines that lose nothing."""

    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"
    STOA = "stoa"


class Sale(msgspec.Struct, frozen=True):
    """A lower price for a while, as WooCommerce knows it."""

    amount: int
    from_at: datetime | None = None
    until_at: datetime | None = None


class Stock(msgspec.Struct, frozen=True):
    """What files call inventory: how many are free to sell, whether they are counted, whether more may be sold than there are."""

    free: int = 0
    tracked: bool = False
    backorder: bool = False
    bundle: bool = False


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A variant with everything a file may say of it. `prices` are minor units by the code of the market."""

    id: VariantId | None = None
    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight_grams: int = 0
    ships: bool = True
    prices: dict[str, int] = {}
    stock: Stock | None = None
    sale: Sale | None = None
    image: str = ""
    picture_id: PictureId | None = None
    extra: dict[str, Any] = {}


class Image(msgspec.Struct, frozen=True):
    """A picture by its address, with its descriptions by language."""

    src: str
    alts: Words = {}


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """A product with everything a file may say of it. `category` leads from the root to its place, by names."""

    id: ProductId | None = None
    changed_at: datetime | None = None
    handle: str = ""
    state: State = State.ACTIVE
    category: list[str] = []
    vendor: str = ""
    kind: str = ""
    tags: list[str] = []
    options: list[Option] = []
    tax_class: str = "standard"
    texts: dict[str, Text] = {}
    pieces: list[Piece] = []
    images: list[Image] = []
    collections: list[str] = []
    extra: dict[str, Any] = {}


class Fault(msgspec.Struct, frozen=True):
    """Why a row cannot go in: the field, a stable code, and the facts of the sentence (`interchange-fault-<code>`)."""

    field: str
    code: str
    facts: dict[str, str | int] = {}


class Row(msgspec.Struct, frozen=True):
    """A row of a file: the line it begins at (from 1, as an editor counts), its cells by field, all its cells as they were."""

    line: int
    cells: Cells
    raw: list[str]
    fault: Fault | None = None


class RowError(msgspec.Struct, frozen=True):
    """A fault with its place in the file, for people: `column` as the file writes it."""

    line: int
    column: str
    code: str
    reason: str


class Unfit(Exception):
    """A product's rows cannot become a product. Holds (place of the row among the product's rows, fault) of each."""

    def __init__(self, faults: list[tuple[int, Fault]]) -> None:
        super().__init__(str(faults[:3]))
        self.faults = faults


class Report(msgspec.Struct, kw_only=True):
    """What became of a file. Rows are counted without the header; `errors` are the first few hundred, `rejected` names the file with all."""

    format: str = ""
    generation: int = 0
    encoding: str = ""
    separator: str = ""
    rows: int = 0
    made: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    rejected_rows: int = 0
    rejected: str | None = None
    pictures: int = 0
    trouble: str = ""
    errors: list[RowError] = []
    notes: dict[str, int] = {}
    seconds: float = 0.0

    @property
    def products(self) -> int:
        """Return how many products the file held."""
        return self.made + self.changed + self.unchanged + self.refused


class Progress(msgspec.Struct, frozen=True):
    """How far it is; `stage` is `reading` (bytes) or `writing` (rows)."""

    stage: str
    done: int
    total: int


class NoSuchFile(Invalid):
    """There is no such file, or it is a folder. Facts: name."""


class FileNotReadable(Invalid):
    """The file may not be read, or the disk failed. Facts: name, why."""


class FileIsEmpty(Invalid):
    """There is nothing in the file, or nothing but a header. Facts: name."""


class NotAProductFile(Invalid):
    """It is no list of products that we know. Facts: name, begins."""

    code = "not_a_product_file"


class FileNotWritable(Conflict):
    """The file could not be written: no permission, or the disk is full. What went into the shop stays. Facts: name, why."""


class FileTooLarge(TooLarge):
    """Larger than what is taken at once. Facts: most."""


class NoSuchRun(Missing):
    """There is no such import, or nothing of it was rejected."""


class NoMarket(Conflict):
    """There is no market yet, so no price could have a currency."""

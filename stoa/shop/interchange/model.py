"""The nouns of interchange: a product as files know it, what is wrong with a row, and what became of a file."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

import msgspec

from stoa.base.files.model import Progress, Report
from stoa.base.refusals import Conflict, Invalid, Missing
from stoa.shop.catalog.model import Option, PictureId, ProductId, State, Text, VariantId, Words

RunId = NewType("RunId", UUID)

FILE_BYTES = 50_000_000
"""What the desk takes at once; the command line takes any."""


LINES = {".jsonl", ".ndjson"}
"""How files of JSON lines are called."""


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
    """A variant with everything a file may say of it. `prices` are minor units by the code of the market, `cost` those of the first one."""

    id: VariantId | None = None
    choices: list[str] = []
    sku: str = ""
    barcode: str = ""
    weight_grams: int = 0
    ships: bool = True
    prices: dict[str, int] = {}
    cost: int | None = None
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
    """A product with everything a file may say of it. `category` leads from the root to its place, by names.

    `audience` is the group of people that alone sees it; a file that names none leaves it as it is, so that none opens it by silence.
    """

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
    audience: str = ""
    extra: dict[str, Any] = {}


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One file that the desk was given. `kind` is what is in it, `told` what was said with it; `refusal` is why nothing of it went in."""

    id: RunId
    kind: str = "products"
    told: dict[str, str] = {}
    file: str
    bytes: int
    language: str
    asked_at: datetime
    ended_at: datetime | None = None
    progress: Progress | None = None
    report: Report | None = None
    refusal: str | None = None
    rejected_bytes: int | None = None


class PartIsGone(Conflict):
    """A part of a file that lay in storage is not there any more. Facts: name."""


class NotAProductFile(Invalid):
    """It is no list of products that we know. Facts: name, begins."""

    code = "not_a_product_file"


class NoSuchRun(Missing):
    """There is no such import, or nothing of it was rejected."""


class NoMarket(Conflict):
    """There is no market yet, so no price could have a currency."""

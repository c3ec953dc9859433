"""The plan of a batch: what each product's rows mean beside what the shop has. Nothing is written here."""

from collections.abc import Collection, Sequence

import msgspec

from stoa.base.files import cells
from stoa.base.files.layout import Layout
from stoa.base.files.model import Fault, Row, Unfit
from stoa.base.refusals import FieldError
from stoa.shop import catalog
from stoa.shop.catalog.model import NewProduct, NewVariant, NotReadyToSell, ProductId, Text, UnfitProduct
from stoa.shop.interchange.columns import Context
from stoa.shop.interchange.formats import Codec
from stoa.shop.interchange.model import Format, Goods
from stoa.shop.interchange.queries import FIRST

_POINTERS = {"kind": "kind", "vendor": "vendor", "tags": "tags", "handle": "handle", "tax_class": "taxable"}
MOST_NAME = 200


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One product of a file: its rows, what the shop had, what it shall have (None: it is as it says already), or why not."""

    rows: list[Row]
    before: Goods | None
    after: Goods | None = None
    faults: list[tuple[int, Fault]] = []
    notes: list[str] = []


def handle_of(codec: Codec, rows: Sequence[Row]) -> str:
    """Return the handle that a product of these rows has or would get; nothing where they name none."""
    if codec.format is Format.STOA:
        return next(iter(codec.names(rows)), "")
    own = next((row.cells["handle"].strip().lower() for row in rows if row.cells.get("handle", "").strip()), "")
    title = next((found for row in rows if (found := row.cells.get("title", "").strip())), "")
    if own or not title:
        return own
    return catalog.as_kept(NewProduct(texts={FIRST: Text(title[:255])})).handle


def plan(codec: Codec, layout: Layout, rows: list[Row], before: Goods | None, context: Context, handle: str) -> Planned:
    """Return what these rows mean for a product; `before` is what the shop has of it, `handle` what it is called if it is new."""
    faults = [(number, row.fault) for number, row in enumerate(rows) if row.fault]
    if not faults and before is not None and _same(codec, layout, rows, before, context):
        return Planned(rows=rows, before=before)
    if faults:
        return Planned(rows=rows, before=before, faults=faults)
    try:
        goods, notes = codec.read(rows, layout, before, context)
        kept = _kept(codec, goods if goods.handle else msgspec.structs.replace(goods, handle=handle), rows)
        after = codec.remember(rows, layout, kept, context)
        after = msgspec.structs.replace(after, audience=after.audience or (before.audience if before is not None else ""))
    except Unfit as unfit:
        return Planned(rows=rows, before=before, faults=unfit.faults)
    return Planned(rows=rows, before=before, after=None if after == before else after, notes=notes)


def _same(codec: Codec, layout: Layout, rows: Sequence[Row], before: Goods, context: Context) -> bool:
    """Return whether the shop would write these very rows."""
    ours = codec.write(before, context)
    if len(ours) != len(rows):
        return False
    return all(
        {field: cell for field, cell in our.items() if field in layout.known} == row.cells for our, row in zip(ours, rows, strict=True)
    )


def as_product(goods: Goods) -> NewProduct:
    """Return what the catalogue is to keep of a product; its category is found when it is written."""
    return NewProduct(
        handle=goods.handle,
        texts=goods.texts,
        variants=[
            NewVariant(choices=one.choices, sku=one.sku, barcode=one.barcode, weight_grams=one.weight_grams, ships=one.ships)
            for one in goods.pieces
        ],
        state=goods.state,
        vendor=goods.vendor,
        kind=goods.kind,
        tags=goods.tags,
        options=goods.options,
        tax_class=goods.tax_class,
    )


def _kept(codec: Codec, goods: Goods, rows: Sequence[Row]) -> Goods:
    """Return a product as the catalogue will keep it. Raises Unfit."""
    try:
        new = catalog.as_kept(as_product(goods))
    except UnfitProduct as unfit:
        raise Unfit([_fault(codec, error, rows, goods) for error in unfit.errors]) from None
    except NotReadyToSell:
        raise Unfit([(0, Fault("status", "not_ready_to_sell"))]) from None
    if any(len(name) > MOST_NAME for name in goods.category):
        raise Unfit([(0, Fault("category", "too_long", {"most": MOST_NAME}))])
    if any(amount >= 10**13 for piece in goods.pieces for amount in piece.prices.values()):
        raise Unfit([(0, Fault("price", "not_an_amount", {"value": ""}))])
    if any(piece.cost is not None and piece.cost > cells.MOST_UNITS for piece in goods.pieces):
        raise Unfit([(0, Fault("cost", "not_an_amount", {"value": ""}))])
    return msgspec.structs.replace(goods, handle=new.handle, texts=new.texts, tags=new.tags, options=new.options)


def _fault(codec: Codec, error: FieldError, rows: Sequence[Row], goods: Goods) -> tuple[int, Fault]:
    """Return what the catalogue says is wrong as a fault of a row and a field."""
    if codec.format is Format.STOA:
        return 0, Fault(error.pointer, error.code, error.facts)
    parts = error.pointer.strip("/").split("/")
    number, field = 0, _POINTERS.get(parts[0], parts[-1])
    if parts[0] == "variants" and len(parts) > 2:
        numbers = codec.pieces(rows)
        number = numbers[int(parts[1])] if int(parts[1]) < len(numbers) else 0
        field = {"choices": "option1_value", "weight_grams": "grams"}.get(parts[2], parts[2])
        if parts[2] == "choices" and error.code == "twice":
            code, facts = _again(rows, numbers, goods, int(parts[1]))
            return number, Fault(_theirs(field, codec) if code == "same_variant" else "", code, facts)
    elif parts[0] == "options":
        field = f"option{int(parts[1]) + 1}_value" if len(parts) > 1 and parts[1].isdigit() else "option1_name"
    return number, Fault(_theirs(field, codec), error.code, error.facts)


def _theirs(field: str, codec: Codec) -> str:
    """Return the field that a format has for one of Shopify's."""
    if codec.format is not Format.WOOCOMMERCE:
        return field
    return field.replace("option", "attribute").replace("_value", "_values").replace("grams", "weight:kg")


def _again(rows: Sequence[Row], numbers: Sequence[int], goods: Goods, place: int) -> tuple[str, dict[str, str | int]]:
    """Return that a row says a variant once more: which line says it already, and by which choices they are the same."""
    choices = goods.pieces[place].choices
    first = next(number for number, one in enumerate(goods.pieces) if one.choices == choices)
    facts: dict[str, str | int] = {"line": rows[numbers[first]].line if first < len(numbers) else 0, "value": ", ".join(choices)[:80]}
    return "same_variant" if choices else "same_product", facts


def free_handles(products: Sequence[Sequence[Row]], handles: Sequence[str], known: Collection[int], taken: Collection[str]) -> list[str]:
    """Return a handle for each product of a file without handles: made of its name; where another has that, of its article number too."""
    seen = set(taken)
    found = []
    for number, (rows, handle) in enumerate(zip(products, handles, strict=True)):
        own = rows[0].cells
        if handle and number not in known and handle in seen:
            title = f"{own.get('title', '')[:60]} {own.get('sku') or own.get('id') or ''}"
            handle = catalog.as_kept(NewProduct(texts={FIRST: Text(title)})).handle  # noqa: PLW2901
        seen.add(handle)
        found.append(handle)
    return found


def refuse_twins(planned: list[Planned]) -> list[Planned]:
    """Return the plan with new products refused whose handle an earlier one of the file takes (two titles can make one handle)."""
    seen: set[str] = set()
    found = []
    for one in planned:
        if one.after is not None and one.before is None:
            if one.after.handle in seen:
                fault = Fault("title", "handle_taken", {"handle": one.after.handle})
                found.append(msgspec.structs.replace(one, after=None, faults=[(0, fault)]))
                continue
            seen.add(one.after.handle)
        found.append(one)
    return found


def refuse_taken_skus(planned: list[Planned], owners: dict[str, tuple[ProductId, str]]) -> list[Planned]:
    """Return the plan with products refused whose article numbers are another's: in the shop, or earlier in the file."""
    renewed = {one.before.id for one in planned if one.after is not None and one.before is not None}
    claimed = {sku: handle for sku, (owner, handle) in owners.items() if owner not in renewed}
    owns = {sku: owner for sku, (owner, _) in owners.items()}
    found = []
    for one in planned:
        if one.after is None:
            found.append(one)
            continue
        own = {piece.sku for piece in one.after.pieces if piece.sku}
        mine = one.before.id if one.before is not None else None
        taken = sorted(sku for sku in own if sku in claimed and owns.get(sku) != mine)
        if taken:
            found.append(_refused(one, taken[0], claimed[taken[0]]))
            continue
        claimed |= dict.fromkeys(own, one.after.handle)
        found.append(one)
    return found


def _refused(one: Planned, sku: str, handle: str) -> Planned:
    number = next((number for number, row in enumerate(one.rows) if row.cells.get("sku", "").strip() == sku), 0)
    return msgspec.structs.replace(one, after=None, faults=[(number, Fault("sku", "sku_taken", {"value": sku[:80], "handle": handle}))])


def wanted_skus(planned: Collection[Planned]) -> list[str]:
    """Return every article number that products of this plan shall have."""
    return sorted({piece.sku for one in planned if one.after is not None for piece in one.after.pieces if piece.sku})

"""What pages see of the catalogue: panels, each one SQL expression with the parameters a page gives."""

from datetime import datetime

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import CategoryId, Option, Picture, ProductId, Specification, State, VariantId

_FIRST = f"'{LANGUAGES[0].code}'"


class Link(msgspec.Struct, frozen=True):
    """The name of a category or product and the handle it answers at."""

    handle: str
    name: str


class NavItem(msgspec.Struct, frozen=True):
    """A top category with the ones right below it."""

    handle: str
    name: str
    children: list[Link] = []


class ShownVariant(msgspec.Struct, frozen=True):
    """What a product page needs of a variant."""

    id: VariantId
    choices: list[str]
    sku: str | None = None
    picture: int | None = None


class ShownProduct(msgspec.Struct, frozen=True):
    """What a product page needs of a product. `trail` leads from the top category down; texts are in the page's language."""

    id: ProductId
    handle: str
    state: State
    changed_at: datetime
    vendor: str
    title: str
    subtitle: str
    description: str
    specifications: list[Specification]
    seo_title: str
    seo_description: str
    options: list[Option]
    variants: list[ShownVariant]
    pictures: list[Picture]
    trail: list[Link]
    category_id: CategoryId | None = None


class ShelfProduct(msgspec.Struct, frozen=True):
    """One of a few of a category."""

    id: ProductId
    handle: str
    title: str
    vendor: str
    picture: Picture | None = None


PICTURE = """json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint,
    'alt', coalesce(i.alts ->> :language, i.alts ->> """ + _FIRST + ", ''))"  # fmt: skip
"""A picture `i` as JSON."""

FIRST_PICTURE = f"select {PICTURE} from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1"


def _category_name(alias: str) -> str:
    return f"""(select t.name from catalog.category_text t where t.category_id = {alias}.id
        order by t.language = :language desc, t.language = {_FIRST} desc limit 1)"""


def _text(name: str) -> str:
    return f"coalesce(nullif(t.{name}, ''), f.{name}, '')"


SEEN = """(p.state <> 'draft' or p.own_state <> 'draft' and (:groups::text[] is null or p.audience = any(:groups::text[])))"""
"""That somebody in the `:groups` (see `catalog.seen_by`) sees the product `p`."""

PRODUCT = Panel(
    f"""select json_build_object('id', p.id, 'handle', p.handle, 'state', p.own_state, 'changed_at', p.changed_at, 'vendor', p.vendor,
        'category_id', p.category_id, 'title', {_text("title")}, 'subtitle', {_text("subtitle")}, 'description', {_text("description")},
        'specifications', case when t.specifications is null or t.specifications = '[]' then coalesce(f.specifications, '[]') else t.specifications end,
        'seo_title', {_text("seo_title")}, 'seo_description', {_text("seo_description")}, 'options', p.options,
        'variants', coalesce((select json_agg(json_build_object('id', v.id, 'choices', v.choices, 'sku', v.sku,
            'picture', case when v.picture_id is not null then (select count(*) from catalog.picture i where i.product_id = p.id
                and (i.position, i.id) < (select w.position, w.id from catalog.picture w where w.id = v.picture_id)) end) order by v.position, v.id)
            from catalog.variant v where v.product_id = p.id and v.ended_at is null), '[]'::json),
        'pictures', coalesce((select json_agg({PICTURE} order by i.position, i.id) from catalog.picture i where i.product_id = p.id), '[]'::json),
        'trail', coalesce((select json_agg(json_build_object('handle', c.handle, 'name', {_category_name("c")}) order by cardinality(c.path))
            from catalog.category own join catalog.category c on c.id = any(own.path) where own.id = p.category_id), '[]'::json))
    from catalog.product p
    left join catalog.product_text t on t.product_id = p.id and t.language = :language
    left join catalog.product_text f on f.product_id = p.id and f.language = {_FIRST}
    where p.handle = :handle and {SEEN}""",
    ShownProduct | None,
)
"""The product that answers at `:handle`, unless it is a draft or for others than the `:groups`."""

_SHELF = "catalog.product p where p.state = 'active' and p.category_id = :category order by p.id desc limit 5"

SHELF_IDS = f"select p.id from {_SHELF}"
"""The products of `SHELF`, for what other rooms say of them."""

SHELF = f"""coalesce((select json_agg(r.shown) from (
    select json_build_object('id', p.id, 'handle', p.handle, 'vendor', p.vendor, 'picture', ({FIRST_PICTURE}),
        'title', (select t.title from catalog.product_text t where t.product_id = p.id
            order by t.language = :language desc, t.language = {_FIRST} desc limit 1)) as shown
    from {_SHELF}) r), '[]'::json)"""
"""The newest active products of the `:category`: one more than a page shows beside one of them."""

NAV = Panel(
    f"""select coalesce(json_agg(json_build_object('handle', c.handle, 'name', {_category_name("c")},
        'children', coalesce((select json_agg(json_build_object('handle', d.handle, 'name', {_category_name("d")}) order by d.position, d.id)
            from catalog.category d where d.parent_id = c.id), '[]'::json)) order by c.position, c.id), '[]'::json)
    from catalog.category c where c.parent_id is null""",
    list[NavItem],
)
"""The top categories with the ones right below them, in a language."""


async def with_choices(read: Reading, variant: VariantId, choices: list[str]) -> VariantId:
    """Return the variant of the same product that has these choices (value keys, in the order of its options), or this one."""
    found: VariantId | None = await read.value(
        """select o.id from catalog.variant v join catalog.variant o on o.product_id = v.product_id
        where v.id = $1 and o.choices = $2::text[] and o.ended_at is null""",
        variant,
        choices,
    )
    return found or variant

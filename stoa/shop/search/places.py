"""Where products stand, as pages show it: a category, a collection, the front page. Panels with the parameters a page gives."""

import msgspec

from stoa.base.database import Reading
from stoa.base.http.panels import Panel
from stoa.base.locale import LANGUAGES
from stoa.shop.catalog.model import Picture
from stoa.shop.search import listing
from stoa.shop.search.queries import Listed

_FIRST = f"'{LANGUAGES[0].code}'"


class Link(msgspec.Struct):
    """A category or collection: its name, the handle it answers at, its own picture, those of its best sellers, and the one shown."""

    handle: str
    name: str
    own: Picture | None = None
    of_goods: list[Picture] = []
    picture: Picture | None = None


class Place(msgspec.Struct, frozen=True):
    """A category or collection with its texts in the page's language. `trail` leads to it from the top."""

    handle: str
    name: str
    description: str
    seo_title: str
    seo_description: str
    trail: list[Link] = []
    below: list[Link] = []


def _texts(kind: str, alias: str) -> str:
    """Return SQL that joins the group's texts as `t`, in the page's language or the first one."""
    return f"""cross join lateral (select * from catalog.{kind}_text x where x.{kind}_id = {alias}.id
        order by x.language = :language desc, x.language = {_FIRST} desc limit 1) t"""


_OWN = "'handle', c.handle, 'name', t.name, 'description', t.description, 'seo_title', t.seo_title, 'seo_description', t.seo_description"
_PICTURE = f"""json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint,
    'alt', coalesce(i.alts ->> :language, i.alts ->> {_FIRST}, ''))"""


def _link(standing: str) -> str:
    """Return SQL for a link to the group `c`, with its own picture and those of its best sellers."""
    return f"""json_build_object('handle', c.handle, 'name', t.name,
        'own', (select {_PICTURE} from catalog.picture i where i.id = c.picture_id),
        'of_goods', (select coalesce(json_agg(x.picture), '[]') from (
            select (select {_PICTURE} from catalog.picture i where i.product_id = s.product_id order by i.position, i.id limit 1) as picture
            from search.shelf s where s.{standing} @> array[c.id]
                and exists (select from catalog.picture p where p.product_id = s.product_id)
            order by s.in_stock desc, s.sold desc, s.product_id limit 4) x))"""


def choose_pictures(links: list["Link"]) -> None:
    """Give each link a picture: its own, or else that of a best seller which none before it shows, if there is one."""
    shown = set()
    for link in links:
        fresh = [picture for picture in link.of_goods if picture.digest not in shown]
        link.picture = link.own or next(iter([*fresh, *link.of_goods]), None)
        if link.picture is not None:
            shown.add(link.picture.digest)


CATEGORY = Panel(
    f"""select json_build_object({_OWN},
        'trail', (select coalesce(json_agg(json_build_object('handle', u.handle, 'name', t.name) order by cardinality(u.path)), '[]')
            from catalog.category u {_texts("category", "u")} where u.id = any(c.path) and u.id <> c.id),
        'below', (select coalesce(json_agg(json_build_object('handle', d.handle, 'name', t.name) order by d.position, d.id), '[]')
            from catalog.category d {_texts("category", "d")} where d.parent_id = c.id))
    from catalog.category c {_texts("category", "c")} where c.handle = :category""",
    Place | None,
)
"""The category at `:category`, with the way to it and what stands below it."""

COLLECTION = Panel(
    f"select json_build_object({_OWN}) from catalog.collection c {_texts('collection', 'c')} where c.handle = :collection", Place | None
)
"""The collection at `:collection`."""

DEPARTMENTS = Panel(
    f"""select coalesce(json_agg({_link("categories")} order by c.position, c.id), '[]')
    from catalog.category c {_texts("category", "c")} where c.parent_id is null""",
    list[Link],
)
"""The top categories, each with a picture."""

COLLECTIONS = Panel(
    f"""select coalesce(json_agg({_link("collections")} order by c.position, c.id), '[]')
    from catalog.collection c {_texts("collection", "c")} where exists (select from search.shelf s where s.collections @> array[c.id])""",
    list[Link],
)
"""The collections that have something in them, each with a picture."""


async def renamed(read: Reading, kind: str, handle: str) -> str | None:
    """Return the handle at which the category or collection once called so answers now."""
    found: str | None = await read.value(
        f"select t.handle from catalog.redirect r join catalog.{kind} t on t.id = r.target_id where r.kind = $1 and r.handle = $2",
        kind,
        handle,
    )
    return found


HOME_TOPICS = f"""array{list(listing.TOPICS)} || array(select 'product:' || x.product_id from (
    ({listing.first_few(listing.NEWEST)}) union ({listing.first_few(listing.BEST)})) x)"""
"""On what the front page depends."""


def newest(language: str) -> Panel:
    """Return the panel of the newest products that are there."""
    return Panel(listing.few(language, listing.NEWEST), Listed)


def best_sellers(language: str) -> Panel:
    """Return the panel of the products that were sold most in ninety days, of those that are there."""
    return Panel(listing.few(language, listing.BEST), Listed)

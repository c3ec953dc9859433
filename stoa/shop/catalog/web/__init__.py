"""The catalogue on the web."""

from stoa.people.audit import give_names
from stoa.people.audit.model import Names
from stoa.shop.catalog.web import admin_api, api, desk, desk_groups, desk_pictures, files, pages

_TITLE = "coalesce((select title from catalog.product_text t where t.product_id = p.id order by t.language = $2 desc, t.language limit 1), p.handle)"
_NAME = "coalesce((select name from catalog.{kind}_text t where t.{kind}_id = g.id order by t.language = $2 desc, t.language limit 1), g.handle)"

give_names(
    product=Names(
        f"select p.id, {_TITLE} as name, p.id as seen_as from catalog.product p where p.id = any($1)",
        "prd",
        "/desk/products/{}",
        "catalog.edit",
    ),
    variant=Names(
        f"select v.id, {_TITLE} as name, p.id as seen_as from catalog.variant v join catalog.product p on p.id = v.product_id where v.id = any($1)",
        "prd",
        "/desk/products/{}",
        "catalog.edit",
    ),
    **{
        kind: Names(
            f"select g.id, {_NAME.format(kind=kind)} as name, g.id as seen_as from catalog.{kind} g where g.id = any($1)",
            prefix,
            f"/desk/{many}",
            "catalog.edit",
        )
        for kind, prefix, many in (("category", "cat", "categories"), ("collection", "col", "collections"))
    },
)

HANDLERS = [
    pages.product,
    files.picture,
    *api.HANDLERS,
    *admin_api.HANDLERS,
    *desk.HANDLERS,
    *desk_pictures.HANDLERS,
    *desk_groups.HANDLERS,
]

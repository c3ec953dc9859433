"""The product that something is about: what the screens of other rooms show of it, one tap away."""

from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.panels import Panel, Query
from stoa.base.http.visits import Visit
from stoa.shop.catalog.model import NoSuchProduct, Picture, ProductId, VariantId
from stoa.shop.catalog.queries import FIRST_PICTURE
from stoa.shop.catalog.web.views import picture_view, quoted

__all__ = ["FIRST_PICTURE", "About", "about"]


class About(msgspec.Struct, frozen=True):
    """A product with its first picture and what it is sold as."""

    id: ProductId
    handle: str
    title: str
    picture: Picture | None = None
    variants: list[VariantId] = []

    @property
    def path(self) -> str:
        return f"/p/{quoted(self.handle)}"

    def view(self, prefix: str) -> dict[str, Any]:
        """Return it as one value for a template."""
        return {
            "id": ids.show("prd", self.id),
            "href": f"{prefix}{self.path}",
            "title": self.title,
            "picture": picture_view(self.picture) if self.picture else None,
        }

    @property
    def context(self) -> dict[str, Any]:
        """Return it as several."""
        return {
            "product": ids.show("prd", self.id),
            "handle": self.handle,
            "product_title": self.title,
            "product_picture": picture_view(self.picture) if self.picture else None,
        }


class _Abouts(msgspec.Struct):
    about: About | None


_ABOUT = Query(
    _Abouts,
    about=Panel(
        f"""select json_build_object('id', p.id, 'handle', p.handle, 'picture', ({FIRST_PICTURE}),
            'title', (select t.title from catalog.product_text t where t.product_id = p.id
                order by t.language = :language desc, t.language = 'en' desc, t.language limit 1),
            'variants', coalesce((select json_agg(v.id order by v.position, v.id) from catalog.variant v
                where v.product_id = p.id and v.ended_at is null), '[]'))
        from catalog.product p where (p.handle = :handle or p.id = :product::uuid) and p.state <> 'draft' limit 1""",
        About | None,
    ),
)


async def about(read: Reading, visit: Visit, *, handle: str | None = None, product: UUID | None = None) -> About:
    """Return a product by its handle or id. Raises NoSuchProduct."""
    found = await _ABOUT.load(read, language=visit.language.code, handle=handle, product=product)
    if found.about is None:
        raise NoSuchProduct
    return found.about

"""What the screens of questions share: ids from addresses, the product they are about, how often somebody may write."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request

from stoa.base import ids
from stoa.base.database import Reading
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.panels import Panel, Query
from stoa.base.http.visits import Visit
from stoa.community.questions.model import AnswerId, NoSuchAnswer, NoSuchQuestion, NoSuchShopRequest, QuestionId, RequestId
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, Picture, ProductId, VariantId
from stoa.shop.catalog.web.views import picture_view

Asking = Request[Any, Any, Any]

TO_ASK = Rate(burst=12, seconds=3600)
TO_ANSWER = Rate(burst=30, seconds=3600)
TO_TYPE = Rate(burst=120, seconds=60)
PER_MAILBOX = Rate(burst=6, seconds=3600)
"""So that nobody has somebody else's mailbox filled with answers."""


class About(msgspec.Struct, frozen=True):
    """The product that something is about."""

    id: ProductId
    handle: str
    title: str
    picture: Picture | None = None
    variants: list[VariantId] = []

    @property
    def context(self) -> dict[str, Any]:
        """Return it as templates take it."""
        return {
            "product": ids.show("prd", self.id),
            "handle": self.handle,
            "product_title": self.title,
            "product_picture": picture_view(self.picture) if self.picture else None,
        }


class _Abouts(msgspec.Struct):
    about: About | None


FIRST_PICTURE = """select json_build_object('id', i.id, 'digest', i.digest, 'width', i.width, 'height', i.height, 'tint', i.tint,
    'alt', coalesce(i.alts ->> :language, i.alts ->> 'en', ''))
    from catalog.picture i where i.product_id = p.id order by i.position, i.id limit 1"""
"""The first picture of product `p`."""

_ABOUT = Query(
    _Abouts,
    about=Panel(
        f"""select json_build_object('id', p.id, 'handle', p.handle, 'picture', ({FIRST_PICTURE}),
            'title', (select t.title from catalog.product_text t where t.product_id = p.id order by t.language = :language desc, t.language limit 1),
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


def question_id_of(text: str) -> QuestionId:
    """Return the id. Raises NoSuchQuestion, as for one that is hidden."""
    try:
        return QuestionId(ids.parse("que", text))
    except ids.UnknownId:
        raise NoSuchQuestion from None


def answer_id_of(text: str) -> AnswerId:
    """Return the id. Raises NoSuchAnswer."""
    try:
        return AnswerId(ids.parse("ans", text))
    except ids.UnknownId:
        raise NoSuchAnswer from None


def request_id_of(text: str) -> RequestId:
    """Return the id. Raises NoSuchShopRequest."""
    try:
        return RequestId(ids.parse("ask", text))
    except ids.UnknownId:
        raise NoSuchShopRequest from None


def product_id_of(text: str) -> ProductId:
    """Return the id. Raises NoSuchProduct."""
    try:
        return ProductId(ids.parse("prd", text))
    except ids.UnknownId:
        raise NoSuchProduct from None


def key_of(request: Asking) -> str:
    """Return the key of a letter's link."""
    return str(request.query_params.get("key") or "")


def slow_down(kit: Kit, visit: Visit, visitor: Visitor, purpose: str, rate: Rate, email: str = "") -> None:
    """Raise SlowDown for whoever writes more often than people do."""
    limits: Limits = kit.services["limits"]
    limits.take(f"questions-{purpose}", str(visitor.person or visit.address), rate)
    if email:
        limits.take("questions-mail", email, PER_MAILBOX)

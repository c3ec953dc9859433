"""What the screens of questions share: ids from addresses, the product they are about, how often somebody may write."""

from typing import Any

from litestar import Request

from stoa.base import ids
from stoa.base.http.forms import Form
from stoa.base.http.limits import Limits, Rate
from stoa.base.http.pages import Kit
from stoa.base.http.visits import Visit
from stoa.community.questions.model import AnswerId, NoSuchAnswer, NoSuchQuestion, NoSuchShopRequest, QuestionId, RequestId
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import NoSuchProduct, ProductId

Asking = Request[Any, Any, Any]

TO_ASK = Rate(burst=12, seconds=3600)
TO_ANSWER = Rate(burst=30, seconds=3600)
TO_TYPE = Rate(burst=120, seconds=60)
PER_MAILBOX = Rate(burst=6, seconds=3600)
"""So that nobody has somebody else's mailbox filled with answers."""


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


def one_click(form: Form) -> bool:
    """Return whether a mail program sent this, for somebody who wants no more of such letters (RFC 8058)."""
    return form.typed.get("List-Unsubscribe") == "One-Click"


def slow_down(kit: Kit, visit: Visit, visitor: Visitor, purpose: str, rate: Rate, email: str = "") -> None:
    """Raise SlowDown for whoever writes more often than people do."""
    limits: Limits = kit.services["limits"]
    limits.take(f"questions-{purpose}", str(visitor.person or visit.address), rate)
    if email:
        limits.take("questions-mail", email, PER_MAILBOX)

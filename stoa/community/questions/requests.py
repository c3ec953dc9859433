"""What only the shop can answer: it is never published, and the shop owes an answer."""

import secrets
from uuid import UUID

from stoa.base import events, ids, legible
from stoa.base.database import Reading, Writing
from stoa.base.refusals import FieldError
from stoa.community.questions.model import NoSuchShopRequest, QuestionId, Request, RequestId, ShopAsked, UnfitAnswer, Why
from stoa.outside import mail
from stoa.people import audit
from stoa.people.permissions.model import Visitor
from stoa.shop.catalog.model import ProductId, VariantId

REQUEST = """r.id, r.product_id, r.person_id, r.name, r.email, r.text, r.language, r.why, r.key, r.state, r.reply, r.made_at, r.done_at,
    r.question_id"""


async def open_request(
    tx: Writing,
    visitor: Visitor,
    *,
    product_id: ProductId,
    variant_id: VariantId | None,
    name: str,
    email: str,
    text: str,
    language: str,
    why: Why,
) -> tuple[RequestId, str]:
    """Keep it for the shop; return its id and the key that opens it for whoever asked."""
    request_id, key = RequestId(ids.new()), secrets.token_urlsafe(24)
    await tx.run(
        """insert into questions.request (id, product_id, variant_id, person_id, name, email, text, language, why, key, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
        request_id,
        product_id,
        variant_id,
        visitor.person,
        "" if visitor.person else name,
        email,
        text,
        language,
        why.value,
        key,
        tx.now,
    )
    await events.record(tx, ShopAsked(about=request_id))
    return request_id, key


async def find(read: Reading, request_id: UUID, visitor: Visitor, key: str) -> Request:
    """Return a request to whoever asked, by account or key. Raises NoSuchShopRequest in every other case alike."""
    found = await read.one(
        Request,
        f"select {REQUEST} from questions.request r where id = $1 and (person_id = $2 or (key = $3 and $3 <> ''))",
        request_id,
        visitor.person,
        key,
    )
    if found is None:
        raise NoSuchShopRequest
    return found


async def lock(tx: Writing, request_id: UUID) -> Request:
    """Lock a request. Raises NoSuchShopRequest."""
    found = await tx.one(Request, f"select {REQUEST} from questions.request r where id = $1 for update", request_id)
    if found is None:
        raise NoSuchShopRequest
    return found


async def give_to_owners(tx: Writing, request_id: RequestId, question_id: QuestionId) -> None:
    """Note that whoever asked had it asked of owners after all."""
    await tx.run(
        "update questions.request set state = 'asked_owners', done_at = $3, question_id = $2 where id = $1", request_id, question_id, tx.now
    )


async def reply(tx: Writing, actor: Visitor, request_id: RequestId, text: str) -> None:
    """Answer for the shop, by mail; once. Raises NoSuchShopRequest, UnfitAnswer."""
    words = legible.paragraphs(text)
    if not words:
        raise UnfitAnswer([FieldError("/text", "required")])
    found = await lock(tx, request_id)
    if found.state != "open":
        raise NoSuchShopRequest
    await tx.run(
        "update questions.request set state = 'answered', reply = $2, done_at = $3, done_by = $4 where id = $1",
        request_id,
        words,
        tx.now,
        actor.person,
    )
    await audit.note(tx, actor, "questions.reply", request_id, {})
    await mail.post(
        tx,
        found.email,
        "questions/replied",
        found.language,
        {"question": found.text, "paragraphs": words.split("\n\n")},
        key=f"questions-replied:{request_id}",
    )


async def tell_shop(tx: Writing, request_id: UUID) -> None:
    """Write to the shop that somebody waits for an answer; once."""
    found = await lock(tx, request_id)
    product = await tx.row(
        """select p.handle, t.title from catalog.product p left join catalog.product_text t on t.product_id = p.id
        where p.id = $1 order by t.language = $2 desc, t.language limit 1""",
        found.product_id,
        found.language,
    )
    if found.state != "open":
        return
    await mail.post(
        tx,
        mail.current().mailbox,
        "questions/for_the_shop",
        found.language,
        {"question": found.text, "email": found.email, "name": found.name, "title": product["title"] if product else ""},
        key=f"questions-shop:{request_id}",
        action=f"/desk/questions?view=shop#{ids.show('ask', request_id)}",
    )

"""Paying for one thing together: how much, from whom, by which way; and what became of it."""

from typing import Any

import msgspec
from litestar import Request, Response

from stoa.base import ids, locale
from stoa.base.database import Database, Reading
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, faults, framed, go, kit, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.money import Money
from stoa.base.refusals import Invalid, Refusal
from stoa.community.wish_lists import pool_store, pooling, queries, rules, watch_store
from stoa.community.wish_lists.model import NoSuchPool, Role, View, WishList
from stoa.community.wish_lists.pool_model import Contribution, Pool, PoolState, Share, ShareId, ShareState
from stoa.community.wish_lists.shown import ShownEntry
from stoa.community.wish_lists.web import asking, giving
from stoa.people.sessions.model import Visitor
from stoa.shop import payments
from stoa.shop.checkout.web import choices
from stoa.shop.payments.model import PaymentDeclinedNow
from stoa.shop.payments.model import State as PaymentState


class Suggested(msgspec.Struct, frozen=True):
    """An amount worth offering, as it is typed and as it is written."""

    value: str
    amount: Money


class PoolPage(Page, kw_only=True, template="wish_lists/pool.html"):
    """What is put together for one thing, and the form to give a part."""

    one: ShownEntry
    heading: str
    recipient: str
    at: str
    least: Money
    suggested: list[Suggested]
    methods: list[choices.Choice]
    typed: dict[str, str]
    errors: dict[str, str]
    watched: bool
    view: View
    problem: str = ""


class ThanksPage(Page, kw_only=True, template="wish_lists/thanks.html"):
    """What became of one's part: `state` is that of the share, or "checking" while the bank has not answered."""

    one: ShownEntry
    recipient: str
    at: str
    amount: Money
    state: str


async def _open(read: Reading, visit: Visit, visitor: Visitor, secret: str, pool_id: str) -> tuple[WishList, Role, Pool, ShownEntry] | None:
    """Return a pool with its entry as this giver sees it; None for the list's owners. Raises NoSuchPool."""
    asks = asking.asks(visit, visitor)
    found, role = await queries.by_link(read, secret, asks)
    if role in {Role.OWNER, Role.SURPRISED}:
        return None
    pool = await pool_store.find(read, asking.pool_of(pool_id))
    seen = await queries.see(read, found, role, asks, visitor, visit.market, visit.language.code)
    one = next((entry for entry in seen.entries if pool is not None and entry.entry.id == pool.entry_id), None)
    if pool is None or one is None:
        raise NoSuchPool
    return found, role, pool, one


@page("/l/{secret:str}/pools/{pool_id:str}", may="anyone")
async def see(request: Request[Any, Any, Any], read: Reading, visit: Visit, visitor: Visitor, secret: str, pool_id: str) -> Response[Any]:
    return await _page(request, read, visit, visitor, secret, pool_id)


async def _page(
    request: Request[Any, Any, Any],
    read: Reading,
    visit: Visit,
    visitor: Visitor,
    secret: str,
    pool_id: str,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    opened = await _open(read, visit, visitor, secret, pool_id)
    if opened is None:
        return go(request, (await queries.by_link(read, secret, asking.asks(visit, visitor)))[0].path)
    found, _, pool, one = opened
    saved = await payments.methods(read, visitor.person) if visitor.person is not None else []
    low = min(rules.least(pool.goal, pool.currency), max(pool.left, 1))
    content = PoolPage(
        one=one,
        heading=found.title or say(request, f"wish-lists-kind-{found.kind.value}"),
        recipient=giving.recipient(request, found),
        at=f"/l/{secret}",
        least=pool.money(low),
        suggested=[Suggested(str(money.decimal()), money) for money in map(pool.money, rules.suggested(pool))],
        methods=[one for one in choices.offered(request, saved) if not one.value.startswith("bank_transfer:")],
        typed=form.typed if form is not None else {"name": one.mine.name if one.mine else visitor.name, "email": visitor.email},
        errors=faults(request, form.errors.values()) if form is not None else {},
        watched=await watch_store.watched(read, asking.asks(visit, visitor), one.entry.variant_id),
        view=found.view,
        problem=problem,
        frame=await framed(read, visit),
    )
    page_ = show(request, content, title=say(request, "wish-lists-together"), status=status, robots="noindex, nofollow")
    page_.headers["x-robots-tag"] = "noindex, nofollow"
    return page_


@act("/l/{secret:str}/pools/{pool_id:str}", may="anyone")
async def give(request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, secret: str, pool_id: str) -> Response[Any]:
    """Give a part. It runs in steps of its own: the provider is never asked inside a transaction."""
    asking.slow_down(request, "money", asking.MONEY)
    form = await Form.of(request)
    asks, token = asking.asks_or_new(visit, visitor)
    async with db.reading() as read:
        opened = await _open(read, visit, visitor, secret, pool_id)
        if opened is None:
            return go(request, f"/l/{secret}")
        found, _, pool, _ = opened
        given = _read(form, pool)
        if given is None:
            return await _page(request, read, visit, visitor, secret, pool_id, form, status=422)
    back = f"{kit(request).url}{visit.prefix}/l/{secret}/shares"
    try:
        done = await pooling.contribute(db, found, pool.id, asks, given, visit.language.code, back)
    except Refusal as refusal:
        if isinstance(refusal, Invalid):
            for error in refusal.errors:
                form.refuse(error.pointer.removeprefix("/"), error.code, **_amounts(visit, refusal.facts, pool.currency))
        sentence = "" if form.errors else say(request, f"refusal-{refusal.code.replace('_', '-')}", **refusal.facts)
        async with db.reading() as read:
            answer = await _page(request, read, visit, visitor, secret, pool_id, form, sentence, refusal.status)
        return asking.remember(request, answer, token)
    if done.payment.challenge_url is not None and done.payment.state == PaymentState.CHALLENGE:
        return asking.remember(request, Response(None, status_code=303, headers={"location": done.payment.challenge_url}), token)
    if done.payment.state in {PaymentState.DECLINED, PaymentState.FAILED}:
        async with db.reading() as read:
            sentence = say(request, f"refusal-{PaymentDeclinedNow.code.replace('_', '-')}")
            answer = await _page(request, read, visit, visitor, secret, pool_id, form, sentence, 402)
        return asking.remember(request, answer, token)
    return asking.remember(request, go(request, f"/l/{secret}/shares/{ids.show('shr', done.share)}"), token)


def _read(form: Form, pool: Pool) -> Contribution | None:
    """Return what was typed; None where something is wrong, noted in the form."""
    amount = form.amount("amount", pool.currency)
    provider, _, token = form.text("payment", most=200).partition(":")
    name, email = form.text("name", most=80), form.email("email")
    message = form.text("message", required=False, most=500)
    if form.errors or amount is None:
        return None
    return Contribution(amount=amount, name=name, email=email, provider=provider, token=token, message=message, told=giving.told(form))


def _amounts(visit: Visit, facts: dict[str, Any], currency: str) -> dict[str, str]:
    """Return amounts in minor units as the reader writes money."""
    return {name: locale.money(Money(int(value), currency), visit.language.code) for name, value in facts.items()}


@page("/l/{secret:str}/shares/{share_id:str}", may="anyone")
async def thanks(
    request: Request[Any, Any, Any], db: Database, visit: Visit, visitor: Visitor, secret: str, share_id: str
) -> Response[Any]:
    """Say what became of one's part, also to who comes back from their bank."""
    asks = asking.asks(visit, visitor)
    try:
        wanted = ShareId(ids.parse("shr", share_id))
    except ids.UnknownId:
        raise NoSuchPool from None
    async with db.reading() as read:
        found, _ = await queries.by_link(read, secret, asks)
        share = await pool_store.share(read, wanted)
    if share is None or not _is_theirs(share, asks):
        raise NoSuchPool
    payment = await payments.look_up(db, share.payment_id)
    async with db.reading() as read:
        opened = await _open(read, visit, visitor, secret, ids.show("pol", share.pool_id))
        if opened is None:
            return go(request, found.path)
        _, _, pool, one = opened
        content = ThanksPage(
            one=one,
            recipient=giving.recipient(request, found),
            at=f"/l/{secret}",
            amount=pool.money(share.amount),
            state=_state(share, payment.state, pool),
            frame=await framed(read, visit),
        )
    page_ = show(request, content, title=say(request, "wish-lists-thanks"), robots="noindex, nofollow")
    page_.headers["x-robots-tag"] = "noindex, nofollow"
    return page_


def _is_theirs(share: Share, asks: Any) -> bool:
    """Return whether it is this one's own part; others learn nothing of it."""
    return (share.person is not None and share.person == asks.person) or (share.guest is not None and share.guest == asks.guest)


def _state(share: Share, payment: PaymentState, pool: Pool) -> str:
    """Return how a part stands for whoever gave it: the bank may know more than has been counted yet."""
    if share.state is ShareState.PROMISED:
        if payment in {PaymentState.DECLINED, PaymentState.FAILED, PaymentState.VOIDED, PaymentState.VOIDING}:
            return "lost"
        return "paid" if payment in {PaymentState.AUTHORIZED, PaymentState.CAPTURING, PaymentState.CAPTURED} else "checking"
    return "full" if share.state is ShareState.PAID and pool.state is PoolState.FULL else share.state.value


HANDLERS = [see, give, thanks]

"""Topics, one topic with what was written in it, and what members do there."""

from typing import Any
from uuid import UUID

from litestar import Response

from stoa.base import ids, legible
from stoa.base.database import Database, Reading, Writing
from stoa.base.http.forms import Form, Retype
from stoa.base.http.pages import Kit, Page, faults, fragment, framed, go, say, show
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.community import discussions, moderation
from stoa.community.discussions import actions, queries, store, submitting
from stoa.community.discussions.model import (
    MOST_PICTURES,
    Kind,
    NewPost,
    NewTopic,
    Outcome,
    State,
    Thread,
    UnfitPost,
    UnfitTopic,
    Wish,
)
from stoa.community.discussions.queries import Place
from stoa.community.discussions.web import views
from stoa.community.discussions.web.opened import TO_PROPOSE, TO_WRITE, Asking, names_of, post_id_of, slow_down, things
from stoa.people import profiles
from stoa.people.permissions.model import Visitor
from stoa.people.profiles.model import AccountEntry
from stoa.shop import carts
from stoa.shop.carts.web.pages import mine_or_new, remember
from stoa.shop.catalog.model import VariantId
from stoa.shop.catalog.web import sent

NOTICES = ("written", "waiting", "accepted", "hosted")


class TalkPage(Page, template="discussions/talk.html"):
    rows: list[dict[str, Any]]
    places: list[Place]
    here: Place | None
    kind: str
    kinds: list[str]
    gathered: list[Any]
    next_cursor: str | None


class TopicPage(Page, template="discussions/topic.html"):
    """A topic. `may` is what this visitor may do; `reply` the post that is answered."""

    topic: dict[str, Any]
    posts: list[dict[str, Any]]
    next_cursor: str | None
    mentions: list[dict[str, Any]]
    outcome: Outcome
    may: dict[str, bool]
    places: list[Place]
    reply: dict[str, str] | None
    facts: list[dict[str, Any]]
    gathered: list[Any]
    notice: str
    typed: dict[str, str]
    errors: dict[str, str]


class ProposePage(Page, template="discussions/propose.html"):
    kinds: list[dict[str, str]]
    places: list[dict[str, str]]
    done: bool
    typed: dict[str, str]
    errors: dict[str, str]


class AccountPage(Page, template="discussions/account.html"):
    entries: list[AccountEntry]
    rows: list[dict[str, Any]]
    next_cursor: str | None
    posts: list[dict[str, Any]]


@page("/talk", may="anyone")
async def talk(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    """Every topic, those last written in first."""
    return await _list(request, read, visit, None)


@page("/talk/{category:str}", may="anyone")
async def talk_of(request: Asking, read: Reading, visit: Visit, category: str) -> Response[str]:
    """The topics of a category and of what is below it."""
    return await _list(request, read, visit, await queries.place(read, category, visit.language.code))


async def _list(request: Asking, read: Reading, visit: Visit, here: Place | None) -> Response[str]:
    asked = request.query_params.get("kind", "")
    kind = Kind(asked) if asked in list(Kind) else None
    cursor = request.query_params.get("cursor")
    found = await discussions.topics(read, Wish(category_id=here.id if here else None, kind=kind, cursor=cursor))
    content = TalkPage(
        rows=[views.row(one, visit) for one in (*found.pinned, *found.items.items)],
        places=[] if here else await queries.places(read, visit.language.code),
        here=here,
        kind=kind.value if kind else "",
        kinds=[one.value for one in Kind],
        gathered=[] if here or kind or cursor else await moderation.gathered(read, visit.language.code, limit=3),
        next_cursor=found.items.next_cursor,
        frame=await framed(read, visit),
    )
    title = say(request, "discussions-of", category=here.name) if here else say(request, "discussions-title")
    path = "/talk" + (f"/{here.handle}" if here else "")
    return show(request, content, title=title, description=say(request, "discussions-lead"), canonical=path)


@page("/talk/t/{handle:str}", may="anyone")
async def see(request: Asking, db: Database, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """A topic; one that was merged leads to the other. Who follows it has seen now what is new."""
    async with db.reading() as read:
        thread = await discussions.find(read, handle, request.query_params.get("cursor"))
        if thread.topic.handle != handle:
            answer = go(request, views.path_of(thread.topic.handle))
            answer.status_code = 301
            return answer
        shown = await screen(request, read, visit, visitor, thread)
        follows = visitor.person is not None and await queries.follows(read, visitor.person, thread.topic.id)
    if follows:
        async with db.writing() as tx:
            await actions.seen(tx, visitor.member, thread.topic.id)
    return shown


async def screen(request: Asking, read: Reading, visit: Visit, visitor: Visitor, thread: Thread, form: Form | None = None) -> Response[str]:
    topic = thread.topic
    made = await things(read, visit, visitor, thread.mentions, thread.outcome)
    names, titles = names_of(made, visit), {one["id"]: str(one["name"]) for one in made}
    host = visitor.may(actions.HOST)
    places = await queries.places(read, visit.language.code) if host or topic.category_id else []
    notice = request.query_params.get("done", "")
    content = TopicPage(
        topic={
            **views.topic_view(thread, names, visit, read.now),
            "place": next((one for one in places if one.id == topic.category_id), None),
        },
        posts=[views.post_view(one, thread, names, titles, visit, visitor.person) for one in thread.posts.items],
        next_cursor=thread.posts.next_cursor,
        mentions=made,
        outcome=thread.outcome,
        may={
            "member": visitor.person is not None,
            "post": visitor.person is not None and topic.closed_at is None,
            "host": host,
            "accept": bool(topic.question) and (host or (topic.author is not None and topic.author == visitor.person)),
            "follows": visitor.person is not None and await queries.follows(read, visitor.person, topic.id),
        },
        places=places,
        reply=await _replied(request, read, thread, form),
        facts=views.page_facts(thread, visit, lambda key, **facts: say(request, key, **facts)),
        gathered=await moderation.gathered(read, visit.language.code, pieces_of(thread), limit=3),
        notice=notice if notice in NOTICES else "",
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=topic.title, description=topic.question or legible.shortened(topic.text, 200))


def pieces_of(thread: Thread) -> list[tuple[str, UUID]]:
    """Return what is read of a topic as pieces: itself, its posts, their replies."""
    posts = [*thread.posts.items, *(one for replies in thread.replies.values() for one in replies)]
    return [(submitting.TOPIC, thread.topic.id), *((submitting.POST, one.id) for one in posts)]


async def _replied(request: Asking, read: Reading, thread: Thread, form: Form | None) -> dict[str, str] | None:
    """Return the post that is being answered, as the form says it."""
    asked = form.typed.get("reply", "") if form else request.query_params.get("reply", "")
    if not asked:
        return None
    found = await store.find_post(read, post_id_of(asked))
    if found is None or found.topic_id != thread.topic.id or found.state is not State.PUBLISHED:
        return None
    return {"id": asked, "first": legible.shortened(found.text, 160)}


@act("/talk/t/{handle:str}/posts", may="member")
async def write(request: Asking, db: Database, visit: Visit, visitor: Visitor, kit: Kit, handle: str) -> Response[Any]:
    """Write in a topic. Pictures are made anew and stored first, outside the transaction."""
    form = await Form.of(request)
    async with db.reading() as read:
        thread = await discussions.find(read, handle)
    slow_down(kit, visitor, "write", TO_WRITE)
    reply = form.typed.get("reply", "")
    photos = await sent.pictures(form, "pictures", MOST_PICTURES)
    async with db.writing() as tx:
        if form.errors:
            raise Retype(await screen(request, tx, visit, visitor, thread, form))
        new = NewPost(
            text=form.typed.get("text", ""),
            language=visit.language.code,
            reply_to=post_id_of(reply) if reply else None,
            pictures=photos,
        )
        try:
            async with tx.attempt():
                made, state = await discussions.post(tx, visitor, thread.topic.id, new)
        except UnfitPost as refusal:
            form.errors.update({error.pointer[1:]: error for error in refusal.errors})
            raise Retype(await screen(request, tx, visit, visitor, thread, form)) from None
    if state is not State.PUBLISHED:
        return go(request, f"{views.path_of(thread.topic.handle)}?done=waiting")
    return go(request, f"{views.path_of(thread.topic.handle)}?done=written#{views.pst(made)}")


@act("/talk/t/{handle:str}/following", may="member")
async def follow(request: Asking, tx: Writing, visitor: Visitor, handle: str) -> Response[Any]:
    """See in the account when something is written, or no longer."""
    form = await Form.of(request)
    thread = await discussions.find(tx, handle)
    await discussions.follow(tx, visitor, thread.topic.id, on=bool(form.typed.get("on")))
    return go(request, views.path_of(thread.topic.handle))


@act("/talk/t/{handle:str}/cart", may="anyone")
async def buy(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, handle: str) -> Response[Any]:
    """Put a thing that the topic names into the cart, and note that it came from here; what it does not name did not."""
    form = await Form.of(request)
    thread = await discussions.find(tx, handle)
    variant = VariantId(ids.parse("var", form.text("variant", most=40)))
    cart = await mine_or_new(tx, visit, visitor)
    count = await carts.add(tx, cart, variant, 1)
    await discussions.led(tx, thread.topic.id, cart.id, variant, thread.mentions)
    if visit.wants_fragment == "cart-note":
        seen = await carts.see(tx, cart, visitor)
        line = next((one for one in seen.lines if one.variant.id == variant), None)
        return remember(request, fragment(request, "carts/_added.html", cart=seen, line=line, count=count), cart)
    return remember(request, go(request, "/cart"), cart)


@act("/talk/posts/{post_id:str}/accepted", may="member")
async def accept(request: Asking, tx: Writing, visitor: Visitor, post_id: str) -> Response[Any]:
    """Say that a post answered what the topic was opened for."""
    form = await Form.of(request)
    topic = await discussions.accept(tx, visitor, post_id_of(post_id), on=bool(form.typed.get("on")))
    return go(request, f"{views.path_of(topic.handle)}?done=accepted#{post_id}")


@act("/talk/posts/{post_id:str}/withdrawal", may="member")
async def withdraw(request: Asking, tx: Writing, visitor: Visitor, post_id: str) -> Response[Any]:
    """Take one's own post away."""
    await actions.withdraw_post(tx, visitor.member, post_id_of(post_id))
    return go(request, "/account/talk")


async def fields(request: Asking, read: Reading, visit: Visit) -> dict[str, Any]:
    """Return the choices of the form that opens a topic."""
    places = await queries.places(read, visit.language.code)
    return {
        "kinds": [
            {
                "value": one.value,
                "label": say(request, f"discussions-kind-{one.value}"),
                "hint": say(request, f"discussions-kind-{one.value}-hint"),
            }
            for one in Kind
        ],
        "places": [
            {"value": "", "label": say(request, "discussions-place-none")},
            *({"value": one.handle, "label": one.name} for one in places),
        ],
    }


async def read_topic(form: Form, read: Reading, visit: Visit) -> NewTopic:
    """Return the topic that a form says. Raises UnfitTopic."""
    kind = form.choice("kind", [one.value for one in Kind])
    category = form.typed.get("category", "")
    place = None
    if category:
        place = next((one for one in await queries.places(read, visit.language.code) if one.handle == category), None)
        if place is None:
            form.refuse("category", "not_a_choice")
    if form.errors:
        raise UnfitTopic(list(form.errors.values()))
    return NewTopic(
        kind=Kind(kind),
        title=form.typed.get("title", ""),
        question=form.typed.get("question", ""),
        text=form.typed.get("text", ""),
        language=visit.language.code,
        category_id=place.id if place else None,
    )


@page("/talk/proposal", may="member")
async def write_proposal(request: Asking, read: Reading, visit: Visit) -> Response[str]:
    return await _proposal(request, read, visit, done="done" in request.query_params)


async def _proposal(request: Asking, read: Reading, visit: Visit, form: Form | None = None, *, done: bool = False) -> Response[str]:
    content = ProposePage(
        **await fields(request, read, visit),
        done=done,
        typed=form.typed if form else {},
        errors=faults(request, form.errors.values()) if form else {},
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "discussions-propose"), robots="noindex")


@act("/talk/proposal", may="member")
async def propose(request: Asking, tx: Writing, visit: Visit, visitor: Visitor, kit: Kit) -> Response[Any]:
    """Propose a topic to the hosts."""
    form = await Form.of(request)
    try:
        async with tx.attempt():
            await discussions.propose(tx, visitor, await read_topic(form, tx, visit))
    except UnfitTopic as refusal:
        form.errors.update({error.pointer[1:]: error for error in refusal.errors})
        raise Retype(await _proposal(request, tx, visit, form)) from None
    slow_down(kit, visitor, "propose", TO_PROPOSE)
    return go(request, "/talk/proposal?done")


@page("/account/talk", may="member")
async def account(request: Asking, read: Reading, visit: Visit, visitor: Visitor) -> Response[str]:
    """The topics I follow, those with something new among them, and what I wrote."""
    found = await discussions.topics(read, Wish(followed_by=visitor.member, cursor=request.query_params.get("cursor")))
    content = AccountPage(
        entries=profiles.entries(),
        rows=[views.row(one, visit) for one in found.items.items],
        next_cursor=found.items.next_cursor,
        posts=await queries.posts_of(read, visitor.member),
        frame=await framed(read, visit),
    )
    return show(request, content, title=say(request, "discussions-account"), robots="noindex")


HANDLERS = [talk, talk_of, see, write, follow, buy, accept, withdraw, write_proposal, propose, account]

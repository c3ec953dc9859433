"""Owners who let themselves be asked: who is asked what, by a link that answers in their name once.

The link is a secret in a mail. Whoever holds it answers as that owner, once, for two weeks; the owner is told at once of every
answer given by it, and takes back what was not theirs with the link in that letter. So a forwarded mail can do no lasting harm.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from stoa.base import ids, legible
from stoa.base.database import Reading, Writing
from stoa.community.moderation.model import State
from stoa.community.questions import actions, deriving, rules, store, submitting
from stoa.community.questions.model import AnswerId, AnswerLinkSpent, Ask, ByLink, NewAnswer, Question, QuestionId
from stoa.outside import mail
from stoa.people.permissions.model import STAFF, PersonId, Role, Visitor, granted

MOST_WEIGHED = 500
"""So many willing owners of a product are weighed at most: those who were asked longest ago."""

_STAFF = ", ".join(f"'{one}'" for one in sorted(STAFF))
_CANDIDATES = f"""select w.person_id, o.since, w.asked_at, w.speaks,
        (select count(*) from questions.asked k where k.person_id = w.person_id and k.at > $4::timestamptz - interval '365 days')::int as asked,
        (select count(*) from questions.asked k where k.person_id = w.person_id and k.state = 'answered' and k.at > $4::timestamptz - interval '365 days')::int as answered,
        (select count(*) from questions.asked k where k.person_id = w.person_id and k.at > $4::timestamptz - interval '90 days')::int as busy,
        coalesce(h.helpful, 0)::float8 as helpful, coalesce(h.unhelpful, 0)::float8 as unhelpful, coalesce(h.accepted, 0)::int as accepted
    from (select w.person_id, w.asked_at, p.language = $6 as speaks, min(o.since) as since from questions.willing w
            join accounts.person p on p.id = w.person_id and not p.roles && array[{_STAFF}]
            join circles.owned o on o.person_id = w.person_id and o.product_id = $1 and ($2::uuid is null or o.variant_id = $2)
            where (w.asked_at is null or w.asked_at <= $4::timestamptz - interval '7 days') and w.person_id is distinct from $3
                and not exists (select from questions.asked k where k.question_id = $5 and k.person_id = w.person_id)
                and not exists (select from circles.block b where b.person_id = w.person_id and b.other_id = $3)
                and not exists (select from circles.block b where b.person_id = $3 and b.other_id = w.person_id)
            group by w.person_id, w.asked_at, p.language order by speaks desc, w.asked_at nulls first, w.person_id limit {MOST_WEIGHED}) w
    cross join lateral (select w.since) o
    left join lateral (select sum(a.up) as helpful, sum(a.down) as unhelpful, count(q.id) as accepted
        from questions.answer a left join questions.question q on q.accepted = a.id
        where a.author = w.person_id and a.state = 'published') h on true"""


def _ask_in(language: str) -> str:
    """Return what reads asks; `language` is the parameter that says in which the thing is named: null for the owner's own."""
    return f"""select k.question_id, k.person_id, k.state, k.until_at, q.text, q.language, p.handle, t.title, o.since, k.answer_id, k.at
    from questions.asked k join questions.question q on q.id = k.question_id join catalog.product p on p.id = q.product_id
    join accounts.person w on w.id = k.person_id
    cross join lateral (select title from catalog.product_text where product_id = p.id
        order by language = coalesce({language}::text, w.language) desc, language limit 1) t
    left join lateral (select min(since) as since from circles.owned where person_id = k.person_id and product_id = q.product_id) o on true"""


_LOOK_NOW = """update questions.course c set next_at = $2 from (
        select c.question_id from questions.course c join questions.question q on q.id = c.question_id
        where c.rounds = 0 and c.next_at > $2 and q.state = 'published' and q.merged_into is null and q.answers = 0
            and q.product_id in (select product_id from circles.owned where person_id = $1)
        order by c.question_id for update of c) l
    where c.question_id = l.question_id"""


async def set_willing(tx: Writing, person: PersonId, *, on: bool) -> None:
    """Let oneself be asked about what one owns, or no longer. When they were asked last is not forgotten by saying no and yes.

    What of that could be put to nobody so far is carried on with the next look.
    """
    if on:
        await tx.run("insert into questions.willing (person_id, since, asked_at) values ($1, $2, $3) on conflict do nothing", person, tx.now,
                     await tx.value("select max(at) from questions.asked where person_id = $1", person))  # fmt: skip
        await tx.run(_LOOK_NOW, person, tx.now)
    else:
        await tx.run("delete from questions.willing where person_id = $1", person)


async def is_willing(read: Reading, person: PersonId) -> bool:
    return bool(await read.value("select true from questions.willing where person_id = $1", person))


async def route(tx: Writing, question_id: QuestionId) -> int:
    """Ask the owners who promise most, if nobody has answered yet; return how many were asked. Safe to run twice: once is all.

    Whoever answers best and was not asked this week is asked first; the week is kept by one statement, whatever runs beside it.
    Where no owner of that variant may be asked, owners of the others are at once. What comes next is for `rounds`.
    """
    question = next(iter(await store.lock(tx, [question_id])), None)
    if question is None or not waits(question):
        return 0
    if (
        await tx.value(
            "update questions.question set routed_at = $2 where id = $1 and routed_at is null returning true", question_id, tx.now
        )
        is None
    ):
        return 0
    asked = await put_to(tx, question, 1) or (question.variant_id is not None and await put_to(tx, question, 1, any_variant=True)) or 0
    await note_round(tx, question_id, min(asked, 1), rules.next_step(min(asked, 1), tx.now))
    return asked


async def put_to(tx: Writing, question: Question, number: int, *, any_variant: bool = False) -> int:
    """Ask the owners who promise most in this round, of those who were not asked this yet; return how many."""
    variant = None if any_variant else question.variant_id
    candidates = await tx.all(
        rules.Candidate, _CANDIDATES, question.product_id, variant, question.author, tx.now, question.id, question.language
    )
    chosen = [one.person_id for one in rules.choose(candidates, tx.now, rules.AT_A_TIME[number - 1])]
    taken = await tx.rows(
        """update questions.willing w set asked_at = $2::timestamptz from (
            select person_id from questions.willing where person_id = any($1) order by person_id for update) l
        where w.person_id = l.person_id and (w.asked_at is null or w.asked_at <= $2::timestamptz - $3::interval) returning w.person_id""",
        chosen,
        tx.now,
        rules.ONCE_IN,
    )
    people = {row["person_id"] for row in taken}
    if people:
        await _ask(tx, question, [one for one in chosen if one in people], number)
    return len(people)


async def note_round(tx: Writing, question_id: QuestionId, rounds: int, next_at: datetime | None) -> None:
    """Note how far a question has come, and when its next step is due."""
    await tx.run(
        """insert into questions.course (question_id, rounds, next_at) values ($1, $2, $3)
        on conflict (question_id) do update set rounds = excluded.rounds, next_at = excluded.next_at""",
        question_id,
        rounds,
        next_at,
    )


def waits(question: Question) -> bool:
    """Return whether a question stands and nobody has answered it."""
    return question.state is State.PUBLISHED and question.merged_into is None and question.answers == 0


async def _ask(tx: Writing, question: Question, people: Sequence[PersonId], number: int) -> None:
    """Write to these owners, each with a link of their own."""
    tokens = {person: secrets.token_urlsafe(24) for person in people}
    await tx.run(
        """insert into questions.asked (question_id, person_id, at, digest, until_at, round)
        select $1, t.person_id, $2, t.digest, $3, $6 from unnest($4::uuid[], $5::bytea[]) t (person_id, digest)""",
        question.id,
        tx.now,
        tx.now + rules.LINK_LIFE,
        list(tokens),
        [digest(token) for token in tokens.values()],
        number,
    )
    rows = await tx.rows(
        """select w.id, w.email, w.language, t.title, o.since from accounts.person w
        cross join lateral (select title from catalog.product_text where product_id = $2 order by language = w.language desc, language limit 1) t
        cross join lateral (select min(since) as since from circles.owned where person_id = w.id and product_id = $2) o
        where w.id = any($1) and w.email is not null""",
        list(tokens),
        question.product_id,
    )
    for row in rows:
        await mail.post(
            tx,
            row["email"],
            "questions/asked",
            row["language"],
            {"question": question.text, "title": row["title"], "since": row["since"], "until": tx.now + rules.LINK_LIFE},
            key=f"questions-asked:{question.id}:{row['id']}",
            action=f"/answer/{tokens[row['id']]}",
            unsubscribe=f"/answer/{tokens[row['id']]}",
            one_click=True,
        )


def digest(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


async def opened(read: Reading, token: str, language: str | None = None) -> Ask:
    """Return what a link asks. Raises AnswerLinkSpent for one that was used, has run out or was never one."""
    found = await read.one(Ask, f"{_ask_in('$2')} where k.digest = $1", digest(token), language)
    if found is None or found.state != "waiting" or found.until_at <= read.now:
        raise AnswerLinkSpent
    return found


async def _take(tx: Writing, token: str, state: str) -> Ask:
    """Use up a link, or raise AnswerLinkSpent: of two at once, one gets it."""
    row = await tx.value("select question_id from questions.asked where digest = $1 and state = 'waiting' for update", digest(token))
    found = await opened(tx, token) if row is not None else None
    if found is None:
        raise AnswerLinkSpent
    if state == "declined":
        await tx.run("update questions.asked set state = 'declined', done_at = $2 where digest = $1", digest(token), tx.now)
    return found


async def answer_by_link(tx: Writing, token: str, text: str) -> ByLink:
    """Answer as the owner whom the link was mailed to, once; they are told, with a way to change it or take it back.

    Raises AnswerLinkSpent, UnfitAnswer, NoSuchQuestion.
    """
    found = await _take(tx, token, "answered")
    who = await _who(tx, found.person_id)
    new = NewAnswer(text=text, language=who["language"])
    answer_id, state = await actions.answer(tx, _as_visitor(found.person_id, who), found.question_id, new, by_link=True)
    take_back = secrets.token_urlsafe(24)
    await tx.run(
        "update questions.asked set state = 'answered', done_at = $2, answer_id = $3, disown = $4 where digest = $1",
        digest(token),
        tx.now,
        answer_id,
        digest(take_back),
    )
    await _tell_in_whose_name(tx, who, found, text, take_back, f"questions-in-your-name:{answer_id}")
    return ByLink(question_id=found.question_id, answer_id=answer_id, state=state, back=take_back)


async def _who(tx: Writing, person: PersonId) -> Mapping[str, Any]:
    """Return whose link it is. Raises AnswerLinkSpent for somebody who is not here any more."""
    row: Mapping[str, Any] | None = await tx.row("select email, language, roles from accounts.person where id = $1", person)
    if row is None or row["email"] is None:
        raise AnswerLinkSpent
    return row


def _as_visitor(person: PersonId, who: Mapping[str, Any]) -> Visitor:
    """Return whom a link speaks for, with what they are to the shop: whom it employs answers for it, by a link as anywhere."""
    return Visitor(person=person, email=who["email"], permissions=granted({Role(one) for one in who["roles"]}))


async def _tell_in_whose_name(tx: Writing, who: Mapping[str, Any], asked: Ask, text: str, back: str, key: str) -> None:
    """Write to an owner what was answered in their name, or changed."""
    await mail.post(
        tx,
        who["email"],
        "questions/in_your_name",
        who["language"],
        {"question": asked.text, "paragraphs": legible.paragraphs(text).split("\n\n"), "title": asked.title},
        key=key,
        action=f"/answer/back/{back}",
        unsubscribe=f"/answer/back/{back}",
        one_click=True,
    )


async def stop_asking(tx: Writing, token: str) -> None:
    """Ask the owner nothing more to whom this secret was mailed, by which letter ever; also when its link does nothing else any more.

    Safe to run twice. Raises AnswerLinkSpent for a secret that was never one.
    """
    person = await tx.value("select person_id from questions.asked where digest = $1 or disown = $1", digest(token))
    if person is None:
        raise AnswerLinkSpent
    await tx.run(
        "update questions.asked set state = 'declined', done_at = $2 where digest = $1 and state = 'waiting'", digest(token), tx.now
    )
    await set_willing(tx, person, on=False)


async def change_given(tx: Writing, token: str, text: str) -> State:
    """Give an answer in one's name other words, by the link in the letter about it; the owner is told of these too.

    Raises AnswerLinkSpent, AnswerSettled, UnfitAnswer, NoSuchAnswer, NoSuchQuestion.
    """
    asked = await given(tx, token)
    found = await store.find_answer(tx, asked.answer_id) if asked.answer_id else None
    who = await _who(tx, asked.person_id)
    if asked.state == "disowned" or found is None:
        raise AnswerLinkSpent
    state = await actions.rewrite(tx, _as_visitor(asked.person_id, who), found, text)
    await _tell_in_whose_name(tx, who, asked, text, token, f"questions-in-your-name:{found.id}:{ids.new()}")
    return state


async def decline(tx: Writing, token: str, *, stop: bool = False) -> None:
    """Say that one does not know, or that one will not be asked any more. Raises AnswerLinkSpent."""
    found = await _take(tx, token, "declined")
    if stop:
        await set_willing(tx, found.person_id, on=False)


async def given(read: Reading, token: str, language: str | None = None) -> Ask:
    """Return the answer that was given in somebody's name, by the link in the letter that told them. Raises AnswerLinkSpent."""
    found = await read.one(Ask, f"{_ask_in('$2')} where k.disown = $1", digest(token), language)
    if found is None:
        raise AnswerLinkSpent
    return found


async def disown(tx: Writing, token: str) -> None:
    """Take back what was answered in one's name, whoever wrote it; it is gone at once. Safe to run twice. Raises AnswerLinkSpent."""
    found = await given(tx, token)
    if found.state == "disowned" or found.answer_id is None:
        return
    await tx.run("update questions.asked set state = 'disowned', done_at = $2 where disown = $1", digest(token), tx.now)
    await submitting.withdraw(tx, submitting.ANSWER, found.answer_id)
    await actions.set_answers(tx, [found.answer_id], State.REMOVED)


async def open_for(read: Reading, person: PersonId, language: str | None = None) -> list[Ask]:
    """Return what waits for somebody's answer, the newest first."""
    return await read.all(
        Ask,
        f"""{_ask_in("$3")} where k.person_id = $1 and k.state = 'waiting' and k.until_at > $2
            and q.state = 'published' and q.merged_into is null order by k.at desc limit 50""",
        person,
        read.now,
        language,
    )


async def answered_here(tx: Writing, person: PersonId, question_id: QuestionId, answer_id: AnswerId) -> None:
    """Note that an owner who was asked has answered on the page: the link in their mail does nothing more."""
    await tx.run(
        """update questions.asked set state = 'answered', done_at = $4, answer_id = $3, disown = $5
        where question_id = $1 and person_id = $2 and state = 'waiting'""",
        question_id,
        person,
        answer_id,
        tx.now,
        digest(secrets.token_urlsafe(24)),
    )


async def speakers_changed(tx: Writing, person: UUID) -> None:
    """Make anew what is shown of somebody who is called otherwise now."""
    await deriving.show(tx, await deriving.products_of_speaker(tx, person))

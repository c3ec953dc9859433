"""What the templates of questions are given, in the shapes that the components' macros state."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from stoa.base import clock, ids, legible, locale
from stoa.base.http.visits import Visit
from stoa.community.circles.model import Byline
from stoa.community.questions import rules
from stoa.community.questions.model import MOST_ROUNDS, Answer, AnswerId, Found, Question, QuestionId, State, Whole
from stoa.community.questions.queries import Beside, ShownAnswer, ShownQuestion
from stoa.people.permissions.model import PersonId
from stoa.shop.catalog.web.views import quoted

LONGEST_BESIDE = 360
"""So many letters of an answer the product page shows."""

Say = Callable[..., str]


def que(question_id: QuestionId) -> str:
    return ids.show("que", question_id)


def ans(answer_id: AnswerId) -> str:
    return ids.show("ans", answer_id)


def path_of(question_id: QuestionId) -> str:
    return f"/questions/{que(question_id)}"


def after_answering(question_id: QuestionId, answer_id: AnswerId, state: State, *, held: bool = False) -> str:
    """Return where one is led who has just answered, and is told there whether others see it now."""
    done = "held" if held else "answered" if state is State.PUBLISHED else "waiting"
    return f"{path_of(question_id)}?done={done}#{ans(answer_id) if done == 'answered' else 'answers'}"


def person(
    author: PersonId | None,
    name: str,
    people: Mapping[PersonId, Byline],
    *,
    owned_since: datetime | None = None,
    official: bool = False,
    language: str = "en",
) -> dict[str, Any]:
    """Return somebody as the macro byline() takes them. Who works for the shop speaks as the shop, without a name."""
    if official:
        return {"official": True}
    known = people.get(author) if author is not None else None
    shown = {"name": known.name, "initials": known.initials, "picture": known.picture, "href": known.href} if known else {}
    found = {"guest": author is None, "name": name, "initials": name[:1].upper(), **shown}
    if owned_since is not None:
        found["owned"] = locale.lasting(max(clock.now() - owned_since, timedelta(days=1)), language)
    return found


def answer_view(
    one: Answer | ShownAnswer, people: Mapping[PersonId, Byline], visit: Visit, *, accepted: bool, short: bool = False
) -> dict[str, Any]:
    """Return an answer as the macro answer() takes it."""
    text = cut(one.text) if short else one.text
    return {
        "id": ans(one.id),
        "by": person(one.author, one.name, people, owned_since=one.owned_since, official=one.official, language=visit.language.code),
        "at": one.made_at,
        "text": text.split("\n\n"),
        "language": one.language,
        "accepted": accepted,
        "helpful": one.helpful,
    }


def held_view(one: Answer, accepted: AnswerId | None, *, own: bool) -> dict[str, Any]:
    """Return an answer that others do not see yet, as its writer sees it: `at` is when it is shown, None while a host looks first."""
    return {
        "id": ans(one.id),
        "text": one.text.split("\n\n"),
        "typed": one.text,
        "at": one.visible_from if one.state is State.PUBLISHED else None,
        "own": own,
        "changes": own and rules.may_be_changed(one, accepted),
    }


def cut(text: str) -> str:
    """Return as much of a text as the product page shows."""
    return legible.shortened(text, LONGEST_BESIDE)


def beside(value: Beside, visit: Visit) -> dict[str, Any]:
    """Return what stands beside the sale."""
    shown, people = value.shown, value.people or {}
    return {
        "product": ids.show("prd", value.id),
        "handle": quoted(value.handle),
        "count": shown.count if shown else 0,
        "items": [_shown(one, people, visit) for one in shown.items] if shown else [],
    }


def _shown(one: ShownQuestion, people: Mapping[PersonId, Byline], visit: Visit) -> dict[str, Any]:
    return {
        "id": que(one.id),
        "href": visit.prefix + path_of(one.id),
        "by": person(one.author, one.name, people),
        "at": one.made_at,
        "text": one.text,
        "language": one.language,
        "answers": [answer_view(answer, people, visit, accepted=answer.accepted, short=True) for answer in one.answers],
        "more": one.more,
    }


def listed(one: Whole, visit: Visit, most: int = 2) -> dict[str, Any]:
    """Return a question with its best answers, in a list."""
    question = one.question
    return {
        **asked(question, one.people, visit),
        "answers": [
            answer_view(answer, one.people, visit, accepted=answer.id == question.accepted, short=True) for answer in one.answers[:most]
        ],
        "more": max(0, len(one.answers) - most),
    }


def asked(question: Question, people: Mapping[PersonId, Byline], visit: Visit) -> dict[str, Any]:
    """Return a question without its answers."""
    return {
        "id": que(question.id),
        "href": visit.prefix + path_of(question.id),
        "by": person(question.author, question.name, people),
        "at": question.made_at,
        "text": question.text,
        "language": question.language,
    }


def stands(one: Whole, now: datetime) -> dict[str, Any]:
    """Return how far a question without an answer has come: `how`, so many `owners` were asked in so many `rounds`, what comes `then`."""
    course = one.course
    how = rules.standing(one.question, course, now)
    found: dict[str, Any] = {"how": how.value, "owners": course.owners if course else 0, "rounds": course.rounds if course else 0}
    if course is not None:
        found |= {"last": course.rounds >= MOST_ROUNDS, "then": rules.then(one.question, course, now), "handed_at": course.handed_at}
    return found


def found_view(one: Found, visit: Visit) -> dict[str, Any]:
    """Return something that may answer what is being typed."""
    return {
        "kind": one.kind.value,
        "text": cut(one.text),
        "asked": one.asked,
        "href": visit.prefix + one.href,
        "at": one.source.at,
        "owner": one.source.owner,
        "official": one.source.official,
        "accepted": one.source.accepted,
        "rating": one.source.rating,
        "question": que(one.question_id) if one.question_id else "",
    }


def page_facts(one: Whole, visit: Visit, say: Say) -> list[dict[str, Any]]:
    """Return the page as schema.org QAPage: the same question, answers and product that it shows; nothing while nobody has answered."""
    if not one.answers:
        return []
    question = one.question
    answers = {answer.id: _fact(answer, one, visit, say) for answer in one.answers}
    url = visit.absolute(path_of(question.id))
    entity: dict[str, Any] = {
        "@type": "Question",
        "@id": url,
        "name": question.text,
        "text": question.text,
        "inLanguage": question.language,
        "answerCount": len(answers),
        "datePublished": question.made_at.isoformat(),
        "author": {"@type": "Person", "name": _name(question.author, question.name, one.people, say)},
        "about": {"@type": "Product", "name": one.title, "url": visit.absolute(f"/p/{quoted(one.handle)}")},
    }
    if question.accepted in answers:
        entity["acceptedAnswer"] = answers[question.accepted]
    others = [fact for answer_id, fact in answers.items() if answer_id != question.accepted]
    if others:
        entity["suggestedAnswer"] = others
    return [{"@context": "https://schema.org", "@type": "QAPage", "@id": url, "mainEntity": entity}]


def _fact(answer: Answer, one: Whole, visit: Visit, say: Say) -> dict[str, Any]:
    author = (
        {"@type": "Organization", "name": say("voice-official")}
        if answer.official
        else {"@type": "Person", "name": _name(answer.author, answer.name, one.people, say)}
    )
    return {
        "@type": "Answer",
        "text": answer.text,
        "inLanguage": answer.language,
        "url": f"{visit.absolute(path_of(one.question.id))}#{ans(answer.id)}",
        "datePublished": answer.made_at.isoformat(),
        "upvoteCount": answer.helpful,
        "author": author,
    }


def _name(author: PersonId | None, name: str, people: Mapping[PersonId, Byline], say: Say) -> str:
    known = people.get(author) if author is not None else None
    return (known.name if known else name) or say("voice-member" if author is not None else "voice-guest")

"""The decisions of moderation as pure functions."""

import hmac
import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from stoa.base.refusals import FieldError
from stoa.community.moderation.model import (
    AlreadyDecided,
    Case,
    Check,
    Decision,
    FoundBy,
    LeasedByAnother,
    Level,
    NotYourOwn,
    Outcome,
    PieceChanged,
    ReasonMissing,
    Seen,
    State,
    Trust,
    Verdict,
    Weighed,
)
from stoa.community.moderation.report_model import AlreadyAppealed, Appeal, NothingToAppeal, Statement, TooLateToAppeal
from stoa.people.permissions.model import PersonId

LEASE = timedelta(minutes=10)
APPEAL = timedelta(days=183)
"""Six months at least (Regulation (EU) 2022/2065, article 20, 1)."""
EVIDENCE = timedelta(days=365)
"""What was rejected and why is kept a year (the practice of ISO 20488)."""
COPIES_WITHIN = timedelta(days=180)
NEAR_COPY = 0.7

SURE = 0.9
JUDGES = ("toxic", "spam")
FEWEST_WORDS = {"toxic": 5, "spam": 8}
"""Below this a model is not asked: it learned from whole messages, and guesses at a short one (docs/models.md)."""
SEVERITY = {"known_link": 2, "links": 2, "copies": 3, "removed_before": 4, "toxic": 1, "spam": 1, "private": 4, "pictures": 2}
"""How much harm a check points to. The word of a model alone goes before nobody's report."""
MOST_HARM = 9


def by_links(count: int, level: Level) -> Check:
    """Links away from the shop: of somebody nobody knows yet they are looked at first."""
    if count == 0:
        verdict = Weighed.PASS
    elif level is Level.NEW:
        verdict = Weighed.HOLD
    else:
        verdict = Weighed.LOOK if count > (3 if level is Level.KNOWN else 8) else Weighed.PASS
    return Check("links", float(count), verdict)


def by_copies(others: int, own: int) -> Check:
    """The same text by others before, or again and again by the same person."""
    verdict = Weighed.HOLD if others >= 2 else Weighed.LOOK if others or own >= 3 else Weighed.PASS
    return Check("copies", float(others or own), verdict)


def by_judge(name: str, sure: float) -> Check:
    """What a model is sure of is looked at by a person; by itself it neither hides nor removes (docs/models.md)."""
    return Check(name, round(sure, 4), Weighed.LOOK if sure >= SURE else Weighed.PASS)


def judges(words: int) -> list[str]:
    """Return the models that can judge a text of so many words."""
    return [name for name in JUDGES if words >= FEWEST_WORDS.get(name, 1)]


def together(checks: Sequence[Check]) -> list[Check]:
    """Return the checks, those of a model made stronger where a word of the list says the same: then somebody looks first."""
    worded = any(one.name.startswith("lexicon") and one.verdict is not Weighed.PASS for one in checks)
    return [
        msgspec.structs.replace(one, verdict=Weighed.HOLD) if worded and one.name in JUDGES and one.verdict is Weighed.LOOK else one
        for one in checks
    ]


def state_of(checks: Iterable[Check]) -> State:
    """Return what follows from the checks."""
    verdicts = {one.verdict for one in checks}
    if Weighed.REMOVE in verdicts:
        return State.REMOVED
    return State.WAITING if Weighed.HOLD in verdicts else State.PUBLISHED


def state_after(before: State | None, checks: Iterable[Check], *, open_case: bool) -> State:
    """Return the state of what was changed: nobody gets around a decision, or a look that is due, by changing it."""
    after = state_of(checks)
    if after is State.REMOVED:
        return after
    if before is State.REMOVED or (before is State.WAITING and open_case):
        return State.WAITING
    return after


def severity_of(check: Check) -> int:
    """Return how much harm a check points to, 1 to 5."""
    name, _, more = check.name.partition(":")
    return int(check.value) if name == "lexicon" and more else SEVERITY.get(name, 2)


def harm(severities: Iterable[int], *, visible: bool, weight: float = 0.0) -> int:
    """Return how urgent a case is, 0 to 9: how bad it may be, whether people see it now, how many say so."""
    worst = max(severities, default=1)
    more = 1 if visible and worst >= 3 else 0
    many = 2 if weight >= 4 else 1 if weight >= 2 else 0
    return min(MOST_HARM, worst + more + many)


# --- reports ---------------------------------------------------------------------------------------------------------

NEW_FOR = timedelta(days=7)
ACTIVE_WITHIN = timedelta(days=90)
FEWEST = 3.0
SHARE_OF_ACTIVE = 0.10
SHARE_OF_MEMBERS = 0.05


def weight(right: int, wrong: int, since: datetime | None, now: datetime) -> float:
    """Return what somebody's report weighs, 0 to 1: how often they were right so far; nothing in an account's first week.

    Whoever has not reported before weighs a half; somebody who is always wrong ends near nothing.
    """
    if since is None or now - since < NEW_FOR:
        return 0.0
    return (right + 1) / (right + wrong + 2)


def silencing(active: int, members: int) -> float:
    """Return how much reports have to weigh until a piece is hidden before anybody has looked.

    A report weighs one at most, so whatever five in a hundred of all members do together stays below it.
    """
    return max(FEWEST, SHARE_OF_ACTIVE * active, SHARE_OF_MEMBERS * members + 1)


def hides(weights: Iterable[float], active: int, members: int) -> bool:
    return sum(weights) >= silencing(active, members)


# --- trust -----------------------------------------------------------------------------------------------------------

KNOWN_AFTER, TRUSTED_AFTER = timedelta(days=2), timedelta(days=30)


def score(trust: Trust) -> float:
    """Return somebody's conduct as a number: what stood, helped and was rightly reported, less what had to go."""
    good = trust.kept + 3 * trust.helpful + 2 * trust.right_reports
    return max(0.0, float(good - 10 * trust.removed - 2 * trust.wrong_reports))


def needed(active: int) -> float:
    """Return the score at which a community of so many active members knows somebody: 4 among ten, 14 among twenty thousand."""
    return 3.0 + math.log2(1 + active / 10)


def level(trust: Trust, active: int, now: datetime) -> Level:
    """Return how well the community knows somebody; trust takes a month, and nothing much that had to go."""
    age = now - trust.since if trust.since else timedelta(0)
    enough = needed(active)
    if trust.score >= 5 * enough and age >= TRUSTED_AFTER and trust.removed * 20 <= trust.kept:
        return Level.TRUSTED
    return Level.KNOWN if trust.score >= enough and age >= KNOWN_AFTER else Level.NEW


# --- decisions -------------------------------------------------------------------------------------------------------


def check_decision(
    case: Case,
    seen: Seen,
    who: PersonId | None,
    verdict: Verdict,
    rule: str | None,
    fact: str,
    version: int | None,
    now: datetime,
    *,
    reported: bool = False,
) -> None:
    """Raise what keeps this person from deciding so: AlreadyDecided, LeasedByAnother, PieceChanged, NotYourOwn, ReasonMissing.

    `reported` says that they reported it themselves, and that there is another host.
    """
    if case.decided_at is not None:
        raise AlreadyDecided
    if case.leased_by is not None and case.leased_by != who and case.leased_until is not None and case.leased_until > now:
        raise LeasedByAnother
    if version is not None and version != seen.version:
        raise PieceChanged
    if reported or (who is not None and who == seen.author):
        raise NotYourOwn
    check_reason(verdict, rule, fact)


def check_reason(verdict: Verdict, rule: str | None, fact: str) -> None:
    """Raise ReasonMissing for a removal without its rule or its fact."""
    if verdict is Verdict.REMOVED:
        missing = [name for name, given in (("rule", rule), ("fact", fact.strip())) if not given]
        if missing:
            raise ReasonMissing([FieldError(f"/{name}", "required") for name in missing])


def found_by(reasons: Iterable[str]) -> FoundBy:
    """Return what made somebody look, by the case's reasons."""
    kinds = {one.partition(":")[0] for one in reasons}
    return FoundBy.REPORT if "report" in kinds else FoundBy.CHECK if kinds & {"check", "changed"} else FoundBy.HOST


def check_why(why: str) -> None:
    """Raise ReasonMissing for a second look without a reason."""
    if not why.strip():
        raise ReasonMissing([FieldError("/why", "required")])


def concerns(decision: Decision, who: PersonId | None, key: str) -> bool:
    """Return whether a decision is about something of this visitor's: their own, or they have the key of the letter."""
    return (who is not None and who == decision.author) or (bool(key) and hmac.compare_digest(key.encode(), decision.key.encode()))


def outcome(verdict: Verdict) -> Outcome:
    return Outcome.RIGHT if verdict is Verdict.REMOVED else Outcome.WRONG


def statement(decision: Decision, state: State, language: str, now: datetime, appeal: Appeal | None = None) -> Statement:
    """Return the reasons for a decision, made of its record."""
    ground = (decision.ground or {}).get(language) or (decision.ground or {}).get("en") or {}
    until = decision.at + APPEAL
    return Statement(
        effect="removed" if decision.verdict is Verdict.REMOVED else "kept",
        fact=decision.fact,
        fact_language=decision.fact_language,
        rule_title=ground.get("title", ""),
        rule_text=ground.get("text", ""),
        legal=decision.rule == "illegal",
        found_by=decision.found_by,
        automated_means=decision.automated or decision.found_by is FoundBy.CHECK,
        automated_decision=decision.automated,
        at=decision.at,
        appeal_until=until,
        can_appeal=appeal is None and decision.overturned_by is None and now < until and _bites(decision, state),
    )


def _bites(decision: Decision, state: State) -> bool:
    """Return whether the decision is why the piece is as it is, and its words are still there."""
    return decision.gone_at is None and (decision.verdict is Verdict.REMOVED) == (state is State.REMOVED)


def check_appeal(decision: Decision, state: State, before: Appeal | None, now: datetime, *, reporter: bool) -> None:
    """Raise AlreadyAppealed, TooLateToAppeal or NothingToAppeal. An author appeals a removal, a reporter that it was kept."""
    if before is not None:
        raise AlreadyAppealed
    if now >= decision.at + APPEAL:
        raise TooLateToAppeal
    against = Verdict.KEPT if reporter else Verdict.REMOVED
    if decision.verdict is not against or decision.overturned_by is not None or not _bites(decision, state):
        raise NothingToAppeal


def check_second_look(
    decision: Decision, who: PersonId | None, author: PersonId | None, hosts: int, reporters: Collection[PersonId] = ()
) -> None:
    """Raise NotYourOwn for a host who looks again at their own decision or report while there is another one, or at their own piece."""
    if not may_look_again(decision, who, author, hosts, reporters):
        raise NotYourOwn


def may_look_again(
    decision: Decision, who: PersonId | None, author: PersonId | None, hosts: int, reporters: Collection[PersonId] = ()
) -> bool:
    """Return whether a host may look again: not at their own piece, and not at their own decision or report while there is another host."""
    return who is None or (who != author and (hosts <= 1 or (who != decision.by and who not in reporters)))


def check_reversal(decision: Decision, seen: Seen, version: int | None) -> None:
    """Raise NothingToAppeal for a decision by which the piece is not as it is any more, PieceChanged where it was changed meanwhile: what
    would be shown again is what was taken away, what would be taken away is what was looked at (`version`).
    """
    if not _bites(decision, seen.state):
        raise NothingToAppeal
    looked_at = decision.version if decision.verdict is Verdict.REMOVED else version
    if looked_at is not None and looked_at != seen.version:
        raise PieceChanged


# --- bias -----------------------------------------------------------------------------------------------------------


def by_star(kept: Iterable[int], removed: Iterable[int]) -> list[tuple[int, int, int]]:
    """Return (stars, kept, removed) for one to five stars."""
    stood, went = Counter(kept), Counter(removed)
    return [(star, stood[star], went[star]) for star in range(1, 6)]

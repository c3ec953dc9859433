"""Who speaks in the demo's community: customers with an account, those who only look and talk, and guests by their first name."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

import msgspec

from stoa.app.demo.cast import CAST, Customer
from stoa.app.demo.community import voices
from stoa.app.demo.goods.people import Person
from stoa.base import ids
from stoa.base.database import Writing
from stoa.community import circles, members
from stoa.community.circles.model import Audience, Kind, PutFollow, PutMember
from stoa.people.permissions.model import SYSTEM, PersonId, Visitor

MEMBERS = 400
MANNERS = ("",) * 12 + ("open",) * 4 + ("small", "loud")
"""How people type; most as one was taught."""


DEVICES = ("Firefox on Linux", "Safari on iPhone", "Chrome on Android", "Firefox on Windows", "Safari on Mac")


MARA = "Tea drinker, letter writer, small balcony in Altona."


class Soul(msgspec.Struct, frozen=True):
    """Somebody who speaks. `id` is None for a guest; `byline` may be empty: "A member"."""

    number: int
    id: PersonId | None
    email: str
    byline: str
    language: str
    manner: str
    since: datetime
    eager: float
    """How readily they write, 0 to 1."""

    @property
    def visitor(self) -> Visitor:
        """Return them as who asks, for the rooms' own verbs."""
        return Visitor(person=self.id, email=self.email)


class Crowd:
    """All of them: by number, by person, by mail address."""

    def __init__(self, souls: Sequence[Soul]) -> None:
        self.souls = souls
        self.members = [one for one in souls if one.id is not None]
        self.by_email = {one.email: one for one in souls}
        self.by_id = {one.id: one for one in self.members}
        self.mara = self.by_email[CAST["shopper"].email]

    def old_enough(self, at: datetime) -> list[Soul]:
        """Return the members who had an account then."""
        return [one for one in self.members if one.since < at]


async def gather(tx: Writing, people: Sequence[Person], customers: Mapping[int, Customer], dice: random.Random, until: datetime) -> Crowd:
    """Give accounts to some who never bought, names to all, and let them follow each other, month by month."""
    strangers = [one for one in people if one.number not in customers]
    needed = MEMBERS - sum(one.id is not None for one in customers.values())
    joined = {one.number: until - timedelta(days=dice.randint(2, 360), minutes=dice.randint(0, 1400)) for one in strangers[:needed]}
    rows = [(PersonId(ids.at(at)), people[number - 1], at) for number, at in joined.items()]
    await tx.copy(
        "accounts.person",
        ["id", "email", "name", "language", "market", "roles", "verified_at", "made_at"],
        [(id_, one.email, one.name, _language(one), "eu", ["shopper"], at, at) for id_, one, at in rows],
    )
    first = {row["id"]: row["made_at"] for row in await tx.rows("select id, made_at from accounts.person")}
    names = {one.number: one for one in people}
    souls = [_soul(names[number], one.id, one.email, one.language, first.get(one.id, until), dice) for number, one in customers.items()]
    souls += [_soul(one, id_, one.email, _language(one), at, dice) for id_, one, at in rows]
    crowd = Crowd(souls)
    await _come_by(tx, crowd, dice, until)
    await _introduce(tx, crowd, dice, until)
    return crowd


def _language(one: Person) -> str:
    return "de" if one.locale == "de" else "en"


def _soul(one: Person, id_: PersonId | None, email: str, language: str, since: datetime, dice: random.Random) -> Soul:
    byline = "Mara L." if email == CAST["shopper"].email else _byline(one, language, dice)
    return Soul(one.number, id_, email, byline, language, dice.choice(MANNERS), since, dice.betavariate(1.6, 1.3))


def _byline(one: Person, language: str, dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.06:
        return ""
    if kind < 0.14:
        return dice.choice(voices.people().nicknames[language]).format(name=one.given_name, year=dice.randint(68, 99))
    if kind < 0.4:
        return one.given_name
    if kind < 0.48:
        return f"{one.given_name[0]}. {one.family_name[0]}."
    return f"{one.given_name} {one.family_name[0]}."


async def _come_by(tx: Writing, crowd: Crowd, dice: random.Random, until: datetime) -> None:
    """Let many have signed in lately, as devices of their own: who is active counts where votes and reports are weighed."""
    rows = []
    for soul in crowd.members:
        if soul is crowd.mara or dice.random() > 0.2 + 0.5 * soul.eager:
            continue
        seen = until - timedelta(days=28 * dice.random() ** 2, minutes=dice.randint(3, 90))
        made = max(soul.since, seen - timedelta(days=dice.randint(0, 60)))
        rows.append((ids.at(made), dice.randbytes(32), soul.id, "link", dice.choice(DEVICES), f"192.0.2.{dice.randint(1, 250)}", made, made, max(made, seen),
                     until + timedelta(days=30)))  # fmt: skip
    columns = ["id", "digest", "person_id", "way", "device", "address", "made_at", "proved_at", "seen_at", "until_at"]
    await tx.copy("sessions.session", columns, rows)


async def _introduce(tx: Writing, crowd: Crowd, dice: random.Random, until: datetime) -> None:
    """Let each choose a name some days after they came, with what they show; most show nothing."""
    about = {language: list(texts) for language, texts in voices.people().about.items()}
    for texts in about.values():
        dice.shuffle(texts)
    by_month = sorted(crowd.members, key=lambda one: (one.since.year, one.since.month, one.language))
    for (year, month, language), souls in groupby(by_month, key=lambda one: (one.since.year, one.since.month, one.language)):
        tx.now = min(until, datetime(year, month, 28, 12, tzinfo=until.tzinfo))
        rows = [_member(soul, about[language], dice) for soul in souls if soul.byline]
        await members.put_members(tx, SYSTEM, [one for one in rows if one.person_id != crowd.mara.id], language=language)
    tx.now = crowd.mara.since + timedelta(days=12)
    shows = {Kind.PURCHASES: Audience.FRIENDS, Kind.REVIEWS: Audience.EVERYONE, Kind.PAGE: Audience.EVERYONE}
    await members.put_members(
        tx, SYSTEM, [PutMember(person_id=crowd.mara.visitor.member, byline=crowd.mara.byline, about=MARA, shows=shows)]
    )
    tx.now = until - timedelta(days=300)
    host = await tx.value("select id from accounts.person where email = $1", CAST["moderator"].email)
    await members.put_members(
        tx,
        SYSTEM,
        [
            PutMember(
                person_id=host,
                byline="Noor, host",
                about="I keep this place fair. Write to me by reporting.",
                shows={Kind.PAGE: Audience.EVERYONE},
            )
        ],
    )
    tx.now = until


def _member(soul: Soul, about: list[str], dice: random.Random) -> PutMember:
    shows: dict[Kind, Audience] = {}
    open_ = dice.random()
    if open_ < 0.2:
        shows = {Kind.PAGE: Audience.EVERYONE, Kind.REVIEWS: Audience.EVERYONE}
        if open_ < 0.08:
            shows |= {Kind.QUESTIONS: Audience.EVERYONE, Kind.LISTS: Audience.FRIENDS}
    if 0.14 < open_ < 0.34:
        shows |= {Kind.PURCHASES: Audience.CIRCLE if open_ < 0.2 else Audience.FRIENDS}
    said = about.pop() if about and shows.get(Kind.PAGE) and dice.random() < 0.75 else ""
    return PutMember(person_id=soul.visitor.member, byline=soul.byline, about=said, shows=shows)


async def befriend(tx: Writing, crowd: Crowd, bought: Mapping[PersonId, int], dice: random.Random, until: datetime) -> None:
    """Let people follow each other: few follow many, and who is followed often is followed more. Mara has friends who show her what they chose."""
    follows = list(_follows(crowd, dice))
    known = [one for one in crowd.members if one.id != crowd.mara.id and one.byline]
    known.sort(key=lambda one: -bought.get(one.visitor.member, 0))
    friends, mara = known[2:10], crowd.mara.visitor.member
    follows = [pair for pair in follows if mara not in pair]
    welcome = {pair for pair in follows if dice.random() < 0.35}
    for one in friends:
        follows += [(mara, one.visitor.member), (one.visitor.member, mara)]
    follows += [(mara, one.visitor.member) for one in known[30:33]] + [(one.visitor.member, mara) for one in known[40:44]]
    for month in range(12):
        tx.now = until - timedelta(days=330 - 30 * month, hours=3)
        late = [pair for number, pair in enumerate(follows) if number % 12 == month]
        await circles.put_follows(tx, SYSTEM, [PutFollow(*pair, welcome=pair in welcome) for pair in late])
    tx.now = until
    for one in friends[:6]:
        await circles.show(tx, one.visitor, Kind.PURCHASES, Audience.FRIENDS)


def _follows(crowd: Crowd, dice: random.Random) -> Iterator[tuple[PersonId, PersonId]]:
    popular = [one.visitor.member for one in crowd.members if one.byline]
    for soul in crowd.members:
        me = soul.visitor.member
        for _ in range(int(dice.paretovariate(1.1)) - 1 if soul.eager > 0.35 else 0):
            if len(popular) > 2_000:
                break
            other = dice.choice(popular)
            if other == me:
                continue
            popular.append(other)
            yield me, other
            if dice.random() < 0.4:
                yield other, me

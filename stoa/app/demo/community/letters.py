"""Letters that ask owners what they think, as the shop sends them every day, and the reviews that came by their links."""

import random
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from stoa.app.demo.community.crowd import Crowd
from stoa.app.demo.community.moments import awake
from stoa.app.demo.community.reviewing import Bought, Reviewing
from stoa.app.demo.community.telling import Facts
from stoa.base.database import Writing
from stoa.community import reviews
from stoa.community.reviews import asking
from stoa.community.reviews.model import New
from stoa.shop.orders.model import OrderId

SINCE, UNTIL = timedelta(days=75), timedelta(days=12)
"""Of what arrived between these the shop asks, as far as nobody has written of it and nothing of the order went back."""

ORDERS, ANSWERED = 70, 0.24
_TOKEN = re.compile(r"/reviews/write/([\w-]{20,})")


async def ask(tx: Writing, crowd: Crowd, reviewing: Reviewing, lines: Sequence[Bought], dice: random.Random, until: datetime) -> None:
    """Plan the letters, let them go out when they are due, and let some open their link and write."""
    young = [line for line in lines if until - SINCE < line.at < until - UNTIL]
    of_line = {
        row["id"]: OrderId(row["order_id"])
        for row in await tx.rows(
            """select id, order_id from orders.line where id = any($1)
            and not exists (select from returns.return_ r where r.order_id = line.order_id)""",
            [line.line_id for line in young],
        )
    }
    young = [line for line in young if line.line_id in of_line]
    wanted = {of_line[line.line_id] for line in young if crowd.by_email[line.email] is not crowd.mara}
    chosen = set(dice.sample(sorted(wanted), min(ORDERS, len(wanted))))
    for order in sorted(chosen):
        arrived = [line for line in young if of_line[line.line_id] == order]
        tx.now = arrived[0].at
        await asking.note_arrival(tx, order, {line.line_id: 1 for line in arrived})
    due = await tx.rows("select distinct date_trunc('day', due_at) + interval '9 hours' as day from reviews.request order by day")
    for row in due:
        tx.now = max(row["day"], row["day"] + timedelta(days=1))
        while tx.now < until and await asking.ask_due(tx):
            pass
    await _open(tx, crowd, reviewing, {line.line_id: line for line in young}, dice, until)
    tx.now = until


async def _open(
    tx: Writing, crowd: Crowd, reviewing: Reviewing, by_line: dict[object, Bought], dice: random.Random, until: datetime
) -> None:
    """Let some open the first letter they got some hours later, and write of one thing."""
    rows = await tx.rows("select text, made_at from mail.letter where template = 'reviews/request' and key like '%:1' order by made_at, id")
    for row in rows:
        found = _TOKEN.search(row["text"])
        tx.now = awake(row["made_at"] + timedelta(days=dice.randint(0, 3)), dice)
        if found is None or dice.random() > ANSWERED or not row["made_at"] < tx.now < until:
            continue
        opened = await asking.opened(tx, found[1])
        left = [one for one in opened.lines if one.line_id not in opened.done and one.line_id in by_line]
        if not left:
            continue
        one, line = left[0], by_line[left[0].line_id]
        soul = crowd.by_email[line.email]
        teller = reviewing.teller(line.handle)
        facts = Facts(soul.language, max(2, teller.stars()), had=tx.now - line.at, manner=soul.manner)
        words = teller.tell(facts)
        new = New(
            product_id=line.product_id, rating=facts.stars, title=words.title, text=words.text, language=soul.language,
            name="" if soul.id else soul.byline, email="" if soul.id else soul.email,
        )  # fmt: skip
        await reviews.write(tx, soul.visitor, new, one)

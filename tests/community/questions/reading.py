"""What pages of questions say, and where they are."""

import json
import re

from stoa.base import ids
from stoa.base.database import Database
from stoa.community.questions.model import QuestionId
from stoa.shop.catalog.model import Product
from tests.community.questions.makers import make_question


async def asked(db: Database, product: Product, **more: object) -> QuestionId:
    async with db.writing() as tx:
        return await make_question(tx, product, **more)


def path(question: QuestionId) -> str:
    return f"/questions/{ids.show('que', question)}"


def facts(text: str) -> list[dict]:
    return [json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)]


async def letter(db: Database, template: str) -> str:
    async with db.reading() as read:
        return str(await read.value("select text from mail.letter where template = $1 order by id desc limit 1", f"questions/{template}"))

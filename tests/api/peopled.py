"""A shop in which something has happened in every room, so that calls about it find something."""

from stoa.base import ids
from stoa.base.database import Database
from stoa.deals.group_buys import actions as group_buys
from stoa.deals.group_buys.model import Kind, NewDeal, Tier
from stoa.people.permissions.model import GUEST, SYSTEM
from stoa.shop import returns
from stoa.shop.catalog.model import Product
from stoa.shop.returns.model import Wanted
from tests.community.discussions.makers import make_post, make_topic
from tests.community.questions.makers import make_answer, make_question
from tests.community.reviews.makers import make_delivered, make_review
from tests.deals.private_sales.makers import make_sale, member
from tests.shop.pricing.makers import make_priced


async def happened(db: Database, product: Product) -> dict[str, str]:
    """Let it happen; return ids of it, by the names of the paths' places."""
    async with db.writing() as tx:
        topic = await make_topic(tx)
        post = await make_post(tx, topic)
        question = await make_question(tx, product)
        answer = await make_answer(tx, question)
        review = await make_review(tx, product, text="It pours well, and the handle stays cool.")
        deal = NewDeal(kind=Kind.TEAM, product_id=product.id, market="eu", title={"en": "Together"}, tiers=(Tier(3, 20),), minimum=3)
        planned = await group_buys.plan(tx, SYSTEM, deal)
        club = await make_sale(tx)
        visitor = await member(tx, club.club)
        order = await make_delivered(tx, await make_priced(tx, 2490))
        [back] = await returns.ask(tx, GUEST, order.id, [Wanted(order.lines[0].id, 1)])
        named = {
            "topic": ("top", topic.id), "post": ("pst", post), "question": ("que", question), "answer": ("ans", answer), "review": ("rev", review),
            "deal": ("dea", planned), "club": ("clb", club.club), "sale": ("sal", club.sale), "item": ("sit", club.item.id),
            "member": ("per", visitor.member), "return": ("ret", back),
        }  # fmt: skip
    return {f"{name}_id": ids.show(prefix, one) for name, (prefix, one) in named.items()}

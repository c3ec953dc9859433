"""The merchant's screens of reviews: answering, asking, and what is asked beside the stars."""

import re

import httpx
import pytest

from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.community import reviews
from stoa.community.reviews import settings
from stoa.community.reviews.asked import Aspect, AspectKind
from stoa.people.permissions.model import Role
from stoa.people.sessions.model import SYSTEM
from stoa.shop.catalog.model import Product
from tests.community.reviews.makers import all_of, make_review
from tests.people.sessions.makers import sign_in

pytestmark = pytest.mark.anyio


async def test_the_shop_answers_at_the_desk(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    async with db.writing() as tx:
        review_id = await make_review(tx, mug, 2, "It leaks", email="a@mail.example")
        await make_review(tx, mug, 5, "So lovely")
    path = f"/desk/reviews/{ids.show('rev', review_id)}"
    await sign_in(client, db, Role.HOST)
    assert (await client.get("/desk/reviews")).status_code == 403
    await sign_in(client, db, Role.MERCHANT)
    listed = (await client.get("/desk/reviews")).text
    assert "It leaks" in listed
    assert "So lovely" not in listed
    assert "So lovely" in (await client.get("/desk/reviews?view=unanswered")).text
    assert "It leaks" in (await client.get(path)).text
    assert (await client.post(f"{path}/reply", data={"text": ""})).status_code == 422
    assert (await client.post(f"{path}/reply", data={"text": "We are sorry."})).status_code == 303
    await jobs.drain(db)
    page = (await client.get("/p/wide-mug")).text
    assert "We are sorry." in page
    assert "The shop" in page
    async with db.reading() as read:
        assert await read.value("select count(*) from mail.letter where template = 'reviews/answered'") == 1
    assert "It leaks" not in (await client.get("/desk/reviews?view=unanswered")).text
    assert (await client.get("/desk/reviews?view=nothing&product=prd_x")).status_code == 200


async def test_the_merchant_says_when_to_ask_and_what(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    await sign_in(client, db, Role.MERCHANT)
    path = "/desk/reviews/settings"
    assert (await client.post(path, data={"enabled": "yes", "wait_days": "21", "again_days": "7"})).headers["location"] == f"{path}?saved=1"
    assert (await client.post(path, data={"wait_days": "-1", "again_days": "x"})).status_code == 422
    assert "after 21 days" in (await client.get(path)).text
    noise = {"kind": "score", "name_en": "Noise", "name_de": "Lautstärke", "low_en": "loud", "high_en": "quiet"}
    assert (await client.post(f"{path}/aspects", data=noise)).status_code == 303
    about_me = {"kind": "context", "name_en": "Hands", "choices": "Small | Klein\nLarge | Groß"}
    assert (await client.post(f"{path}/aspects", data=about_me)).status_code == 303
    assert (await client.post(f"{path}/aspects", data={"kind": "context", "name_en": "X"})).status_code == 422
    await sign_in(client, db)
    form = (await client.get("/de/p/wide-mug/review")).text
    assert "Lautstärke" in form
    assert "Groß" in form
    sent = await client.post("/p/wide-mug/review", data={"rating": "3", "aspect:noise": "2", "context:hands": "large"})
    assert sent.status_code == 303
    [one] = await all_of(db)
    assert (one.aspects, one.context) == ({"noise": 2}, {"hands": "large"})
    assert "2 of 5" in (await client.get(one.path)).text
    await sign_in(client, db, Role.MERCHANT)
    assert (await client.post(f"{path}/aspects/removal", data={"code": "noise"})).status_code == 303
    client.cookies.clear()
    assert "Lautstärke" not in (await client.get("/de/p/wide-mug/review")).text


async def test_what_is_answered_beside_the_stars_can_be_read(client: httpx.AsyncClient, db: Database, mug: Product) -> None:
    fit = Aspect(code="fit", kind=AspectKind.SCALE, texts={"en": "Fit", "de": "Sitz"}, low={"en": "Runs small"}, high={"en": "Runs large"})
    noise = Aspect(code="noise", texts={"en": "Noise"})
    async with db.writing() as tx:
        await settings.put_aspect(tx, SYSTEM, None, fit)
        await settings.put_aspect(tx, SYSTEM, None, noise)
        for place in (3, 3, 5):
            await make_review(tx, mug, 4, aspects={"fit": place, "noise": 2})
        await reviews.refresh(tx, [mug.id])
    for path in ("/p/wide-mug", "/p/wide-mug/reviews"):
        page = (await client.get(path)).text
        assert re.search(r"<dt>Fit</dt><dd>Runs large<[^>]+> · 3 answers", page) or re.search(
            r"<dt>Fit</dt><dd>Just right<[^>]+> · 3 answers", page
        )
        assert re.search(r"<dt>Noise</dt><dd>2.0 of 5", page)
        assert "<span>Fit: Runs large</span><span>Noise: 2 of 5</span>" in page
        assert "<span>Fit: Just right</span>" in page
    german = (await client.get("/de/p/wide-mug/reviews")).text
    assert "<span>Sitz: Genau richtig</span><span>Noise: 2 von 5</span>" in german
    [one, *_] = await all_of(db)
    assert "<span>Noise: 2 of 5</span>" in (await client.get(one.path)).text
    said = (await client.get("/api/products/wide-mug/reviews")).json()["aspects"]
    assert said == [
        {"code": "fit", "kind": "scale", "label": "Fit", "low": "Runs small", "high": "Runs large", "counts": [0, 0, 2, 0, 1], "count": 3, "mean": 3.67},
        {"code": "noise", "kind": "score", "label": "Noise", "low": "", "high": "", "counts": [0, 3, 0, 0, 0], "count": 3, "mean": 2.0},
    ]  # fmt: skip

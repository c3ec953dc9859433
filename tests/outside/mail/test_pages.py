"""The demo's mails and the desk's: who sees what, and that no letter breaks out of its page."""

import re

import httpx
import msgspec
import pytest

from stoa.app import wiring
from stoa.app.settings import Settings
from stoa.base import ids, jobs
from stoa.base.database import Database
from stoa.base.http.rendering import Renderer
from stoa.outside import mail
from stoa.outside.mail.model import LetterId, MailRefused
from stoa.people.permissions.model import Role
from tests.conftest import ORIGIN
from tests.outside.mail.makers import letters, post, wire
from tests.people.sessions.makers import sign_in


@pytest.fixture
async def letter(client: httpx.AsyncClient, posting: Database, letters_renderer: Renderer) -> LetterId:
    wire(letters_renderer)
    async with posting.writing() as tx:
        made = await post(tx, action="/sign-in/link/secret-token")
    assert made is not None
    return made


class Refusing:
    async def send(self, _letter: object) -> None:
        raise MailRefused("550 no such mailbox")


def address(letter: LetterId) -> str:
    return ids.show("ltr", letter)


async def test_the_demo_shows_every_mail(client: httpx.AsyncClient, letter: LetterId) -> None:
    page = await client.get("/demo/mails")
    assert page.status_code == 200
    assert "Stoa: order 1001 is in" in page.text
    assert f"/demo/mails/{address(letter)}" in page.text
    shown = await client.get(f"/demo/mails/{address(letter)}")
    assert shown.status_code == 200
    assert "Hello Ada &lt;Lovelace&gt;" in shown.text
    assert 'href="https://shop.example/sign-in/link/secret-token"' in shown.text
    assert "<style" not in shown.text
    assert "<iframe" not in shown.text


async def test_the_letters_of_one_address_are_asked_for(client: httpx.AsyncClient, letter: LetterId) -> None:
    mine = (await client.get("/demo/mails", params={"to": "ada@example.com"})).text
    others = (await client.get("/demo/mails", params={"to": "bert@example.com"})).text
    assert (mine.count('class="mail-row"'), others.count('class="mail-row"')) == (1, 0)


async def test_the_demo_s_pages_speak_german(client: httpx.AsyncClient, letter: LetterId) -> None:
    assert "Alle E-Mails dieses Shops" in (await client.get("/de/demo/mails")).text
    assert "Als reiner Text" in (await client.get(f"/de/demo/mails/{address(letter)}")).text


async def test_no_text_is_left_out(client: httpx.AsyncClient, letter: LetterId) -> None:
    page = (await client.get("/xx/demo/mails")).text
    assert "This is a demo" not in page
    assert "Every mail of this shop" not in page


async def test_a_live_shop_shows_nobody_its_mails(posting: Database, settings: Settings, letters_renderer: Renderer) -> None:
    live = msgspec.structs.replace(settings, mode="live", database_url=posting.url)
    front = wiring.build(live, posting)
    wire(letters_renderer)
    async with posting.writing() as tx:
        letter = await post(tx)
    assert letter is not None
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=front), base_url=ORIGIN) as client:
        assert (await client.get("/demo/mails")).status_code == 404
        assert (await client.get(f"/demo/mails/{address(letter)}")).status_code == 404


@pytest.mark.parametrize("wrong", ["ltr_nothing", "ord_00000000000000000000000000", "ltr_00000000000000000000000000", "1"])
async def test_a_wrong_id_is_not_found(client: httpx.AsyncClient, wrong: str) -> None:
    assert (await client.get(f"/demo/mails/{wrong}")).status_code == 404


async def test_a_letter_cannot_break_out(client: httpx.AsyncClient, db: Database, letter: LetterId) -> None:
    async with db.writing() as tx:
        await tx.run(
            "update mail.letter set html = $1",
            '<div onclick="x()" class="letter dialog" id="main"><script>x()</script><a class="go" href="javascript:x()">here</a>'
            '<form action="/desk"><img src="https://track.example/1.gif"><iframe src="/desk"></iframe></form></div></div></div>',
        )
    body = re.search(
        r'<div class="mail-letter"[^>]*>(.*?)</div>\s*<details', (await client.get(f"/demo/mails/{address(letter)}")).text, re.DOTALL
    )
    assert body is not None
    assert body[1] == '<div class="letter"><a class="go" rel="noopener noreferrer">here</a></div>'


@pytest.mark.parametrize(("role", "status"), [(None, 303), (Role.SHOPPER, 403), (Role.HOST, 403), (Role.AGENT, 200), (Role.MERCHANT, 200)])
async def test_who_sees_the_desk_s_mails(client: httpx.AsyncClient, db: Database, letter: LetterId, role: Role | None, status: int) -> None:
    if role is not None:
        await sign_in(client, db, role)
    for path in ("/desk/mails", f"/desk/mails/{address(letter)}"):
        answer = await client.get(path)
        assert answer.status_code in ({401, 303} if role is None else {status})
        assert ("order 1001" in answer.text) == (status == 200)


async def test_the_desk_shows_a_letter_without_its_links(client: httpx.AsyncClient, db: Database, letter: LetterId) -> None:
    await sign_in(client, db, Role.AGENT)
    page = (await client.get(f"/desk/mails/{address(letter)}")).text
    assert "Hello Ada &lt;Lovelace&gt;" in page
    assert "See the order" in page
    assert "secret-token" not in page


async def test_a_failed_mail_is_sent_again(client: httpx.AsyncClient, db: Database, letter: LetterId, letters_renderer: Renderer) -> None:
    mail.wire(msgspec.structs.replace(mail.current(), sender=Refusing()))
    await jobs.drain(db)
    await sign_in(client, db, Role.AGENT)
    page = (await client.get("/desk/mails?state=failed")).text
    assert "order 1001" in page
    assert "order 1001" not in (await client.get("/desk/mails?state=sent")).text
    assert "550 no such mailbox" in (await client.get(f"/desk/mails/{address(letter)}")).text
    wire(letters_renderer)
    answer = await client.post(f"/desk/mails/{address(letter)}/resend")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/mails/{address(letter)}")
    await jobs.drain(db)
    assert [one["state"] for one in await letters(db)] == ["sent"]
    again = await client.post(f"/desk/mails/{address(letter)}/resend")
    assert again.status_code == 409
    async with db.reading() as read:
        assert await read.value("select count(*) from audit.entry where verb = 'mail.resend' and about = $1", letter) == 1


@pytest.mark.parametrize("role", [None, Role.SHOPPER, Role.HOST])
async def test_who_may_not_send_again(client: httpx.AsyncClient, db: Database, letter: LetterId, role: Role | None) -> None:
    if role is not None:
        await sign_in(client, db, role)
    answer = await client.post(f"/desk/mails/{address(letter)}/resend")
    assert answer.status_code in {401, 403, 303}
    async with db.reading() as read:
        assert await read.value("select count(*) from base.job where kind = 'mail.send'") == 1


async def test_the_list_goes_on(client: httpx.AsyncClient, db: Database, letter: LetterId) -> None:
    async with db.writing() as tx:
        for n in range(50):
            await post(tx, to=f"reader{n}@example.com")
    first = (await client.get("/demo/mails")).text
    following = re.search(r'href="(\?cursor=[^"]+)"', first)
    assert following is not None
    assert address(letter) not in first
    assert address(letter) in (await client.get(f"/demo/mails{following[1]}")).text
    assert (await client.get("/demo/mails?cursor=nonsense")).status_code == 422

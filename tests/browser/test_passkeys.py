"""A passkey from its making to the sign-in, in a real browser with a virtual authenticator (WebAuthn over CDP)."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from stoa.base.database import Database
from stoa.base.http.visits import SESSION_COOKIE
from stoa.people.accounts.model import PersonId
from tests.app.processes import free_port
from tests.browser.conftest import answers
from tests.people.accounts.makers import make_person
from tests.people.sessions.makers import make_session

pytestmark = pytest.mark.browser

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
async def shop(db: Database, tmp_path: Path) -> AsyncIterator[str]:
    """The address of the shop, served by its own command on the test's database."""
    port = free_port()
    settings = {"STOA_DATABASE_URL": db.url, "STOA_DATA": str(tmp_path), "STOA_MODE": "test", "STOA_PORT": str(port)}
    server = await asyncio.create_subprocess_exec(sys.executable, "-m", "stoa", "serve", env={**os.environ, **settings})
    url = f"http://localhost:{port}"
    try:
        await answers(f"{url}/sign-in")
        yield url
    finally:
        server.terminate()
        await server.wait()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context()
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    await context.close()


async def _person_of(db: Database, token: str) -> PersonId | None:
    async with db.reading() as read:
        found: PersonId | None = await read.value(
            "select person_id from sessions.session where digest = sha256(convert_to($1, 'UTF8'))", token
        )
        return found


async def test_a_passkey_is_made_and_signs_in(shop: str, db: Database, page: Page) -> None:
    async with db.writing() as tx:
        person = await make_person(tx, email="ada@example.com")
        token = await make_session(tx, person)
    await page.context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": shop}])
    await page.goto(f"{shop}/account/security")
    await page.get_by_role("button", name="Add a passkey").click()
    await page.wait_for_url("**/account/security?saved")
    assert await page.get_by_text("Chrome, Linux").count() >= 1

    await page.goto(f"{shop}/account")
    await page.get_by_role("button", name="Sign out").click()
    await page.wait_for_url(f"{shop}/")
    assert await _person_of(db, token) is None

    await page.goto(f"{shop}/sign-in?next=/account/details")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.wait_for_url(f"{shop}/account/details")
    cookie = next(one for one in await page.context.cookies() if one["name"] == SESSION_COOKIE)
    assert cookie["httpOnly"] is True
    assert cookie["value"] != token
    assert await _person_of(db, cookie["value"]) == person
    async with db.reading() as read:
        row = await read.row("select used_at is not null as used, (select count(*) from accounts.challenge) as left from accounts.passkey")
    assert (row["used"], row["left"]) == (True, 0)


async def test_a_passkey_that_was_removed_opens_nothing(shop: str, db: Database, page: Page) -> None:
    async with db.writing() as tx:
        token = await make_session(tx, await make_person(tx))
    await page.context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": shop}])
    await page.goto(f"{shop}/account/security")
    await page.get_by_role("button", name="Add a passkey").click()
    await page.wait_for_url("**/account/security?saved")
    await page.get_by_role("button", name="Remove", exact=True).click()
    await page.get_by_text("You have no passkey yet").wait_for()
    await page.context.clear_cookies()
    await page.goto(f"{shop}/sign-in")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await page.get_by_text("That passkey is not known here").wait_for()
    assert page.url == f"{shop}/sign-in"

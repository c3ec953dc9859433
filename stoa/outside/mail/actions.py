"""The verbs of mail."""

from collections.abc import Mapping
from typing import Any

from stoa.base import ids, jobs
from stoa.base.database import Writing
from stoa.outside.mail import rules, store
from stoa.outside.mail.model import AlreadySent, LetterId
from stoa.outside.mail.office import office

SEND = "mail.send"


async def post(
    tx: Writing,
    to: str,
    template: str,
    language: str,
    facts: Mapping[str, Any],
    key: str | None = None,
    *,
    action: str | None = None,
    unsubscribe: str | None = None,
    one_click: bool = False,
) -> LetterId | None:
    """Write a letter and have it sent once this transaction has committed.

    `template` is "<room>/<name>": the file `<room>/web/templates/mails/<name>.html` (extends "mail.html", gets the facts
    and `url`, the shop's full address in that language) and the texts `<room>-mail-<name>-subject`, with an action
    `…-action` (its button), and if they exist `…-preview` and `…-reason`, all with the facts. `action` and
    `unsubscribe` are addresses, full or from the root; `one_click` says that a mail program may POST to the latter without
    anybody looking (RFC 8058). It is rendered now: it says what was true when it was posted.

    Returns None, writing nothing, when there is a letter with that `key` already, or nobody to write to (an order that
    several pay has no mail address of its own). Raises BadAddress.
    """
    if not to:
        return None
    written = office.current().write(template, language, facts, action=action, unsubscribe=unsubscribe)
    letter = LetterId(ids.new())
    if not await store.insert(
        tx, letter, key=key, to=rules.address(to), written=written, language=language, template=template, one_click=one_click
    ):
        return None
    await _send_soon(tx, letter)
    return letter


async def resend(tx: Writing, letter: LetterId) -> None:
    """Try an unsent letter again, as if it were new. Raises AlreadySent (also when there is none)."""
    if not await store.wait_again(tx, letter):
        raise AlreadySent
    await _send_soon(tx, letter)


async def forget(tx: Writing, address: str) -> int:
    """Delete every letter to that address (a person's erasure); return how many."""
    return await store.forget_to(tx, address)


async def _send_soon(tx: Writing, letter: LetterId) -> None:
    await jobs.enqueue(tx, SEND, {"letter": letter}, key=f"mail:{letter}")

"""What accounts do by themselves: mailing links, clearing away what has run out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.outside import mail
from stoa.people.accounts import actions, rules, store
from stoa.people.accounts.model import LINK_LIFE, Link, PersonId, Purpose

_MINUTES = int(LINK_LIFE.total_seconds() // 60)


@jobs.job("accounts.mail_link")
async def mail_link(tx: Writing, args: dict[str, Any]) -> None:
    """Mail a link that signs in, or that makes the account where there is none. What is said differs only in the mailbox."""
    email, language, purpose = args["email"], args["language"], Purpose(args["purpose"])
    person = await store.person_by_email(tx, email)
    if person is not None:
        await _mail(tx, Link(purpose, email, person.id, "", language, args["next"]))
    elif purpose is Purpose.SIGN_IN:
        await _mail(tx, Link(Purpose.SIGN_UP, email, None, args["name"], language, args["next"]))


@jobs.job("accounts.mail_email_change")
async def mail_email_change(tx: Writing, args: dict[str, Any]) -> None:
    """Mail the link that proves a new address; where it belongs to another account, say so to its owner alone."""
    taken = await store.person_by_email(tx, args["email"])
    if taken is not None:
        await mail.post(tx, args["email"], "accounts/email_taken", taken.language, {})
        return
    await _mail(tx, Link(Purpose.CHANGE_EMAIL, args["email"], PersonId(UUID(args["person"])), "", args["language"], ""))


async def _mail(tx: Writing, link: Link) -> None:
    path = await actions.make_link(tx, link)
    facts = {"email": link.email, "minutes": _MINUTES}
    await mail.post(tx, link.email, f"accounts/{link.purpose}", link.language, facts, action=path)


@jobs.job("accounts.forget", every=timedelta(hours=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Clear away old guesses, links and challenges."""
    await store.forget(tx, tx.now - rules.FORGOTTEN, tx.now - timedelta(days=7))

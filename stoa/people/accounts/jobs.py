"""What accounts do by themselves: mailing links, clearing away what has run out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.people.accounts import actions, mails, rules, store
from stoa.people.accounts.model import Link, PersonId, Purpose


@jobs.job("accounts.mail_link")
async def mail_link(tx: Writing, args: dict[str, Any]) -> None:
    """Mail a link that signs in, or that makes the account where there is none. What is said differs only in the mailbox."""
    email, origin = args["email"], args["origin"]
    person = await store.person_by_email(tx, email)
    purpose = Purpose(args["purpose"])
    if person is None and purpose is not Purpose.SIGN_IN:
        return
    if person is None:
        link = Link(Purpose.SIGN_UP, email, None, args["name"], args["language"], args["next"])
    else:
        link = Link(purpose, email, person.id, "", args["language"], args["next"])
    path = await actions.make_link(tx, link)
    await mails.post(tx, email, link.purpose, args["language"], {"link": origin + path, "minutes": minutes()})


@jobs.job("accounts.mail_email_change")
async def mail_email_change(tx: Writing, args: dict[str, Any]) -> None:
    """Mail the link that proves a new address; where it belongs to another account, say so to its owner alone."""
    email, language = args["email"], args["language"]
    taken = await store.person_by_email(tx, email)
    if taken is not None:
        await mails.post(tx, email, "email_taken", taken.language, {})
        return
    link = Link(Purpose.CHANGE_EMAIL, email, PersonId(UUID(args["person"])), "", language, "")
    path = await actions.make_link(tx, link)
    await mails.post(tx, email, link.purpose, language, {"link": args["origin"] + path, "minutes": minutes()})


def minutes() -> int:
    return int(rules.LINK_LIFE.total_seconds() // 60)


@jobs.job("accounts.forget", every=timedelta(hours=1))
async def forget(tx: Writing, _args: dict[str, Any]) -> None:
    """Clear away old guesses, links and challenges."""
    await store.forget(tx, tx.now - rules.FORGOTTEN, tx.now - timedelta(days=7))

"""What questions does by itself: asks owners after ten minutes and again, hands to the shop what they do not answer, lets the shop's answers be seen in time, forgets what is done."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from stoa.base import jobs
from stoa.base.database import Writing
from stoa.community.questions import actions, owners, rounds, tidying
from stoa.community.questions.model import QuestionId


@jobs.job(actions.ROUTE)
async def route(tx: Writing, args: dict[str, Any]) -> None:
    """Ask owners, if nobody has answered yet."""
    await owners.route(tx, QuestionId(UUID(args["question"])))


@jobs.job("questions.rounds", every=timedelta(hours=1))
async def carry_on(tx: Writing, args: dict[str, Any]) -> None:
    """Have questions carried on that nobody has answered in time."""
    del args
    await rounds.carry_on(tx)


@jobs.job(rounds.GO_ON)
async def go_on(tx: Writing, args: dict[str, Any]) -> None:
    """Ask further owners, or hand the question to the shop."""
    await rounds.go_on(tx, QuestionId(UUID(args["question"])))


@jobs.job(actions.RELEASE, every=timedelta(hours=1))
async def release(tx: Writing, args: dict[str, Any]) -> None:
    """Let the shop's answers be seen whose time has come."""
    del args
    await actions.release(tx)


@jobs.job("questions.tidy", every=timedelta(days=1))
async def tidy(tx: Writing, args: dict[str, Any]) -> None:
    """Take the mark of an owner from who sent the thing back; forget mail addresses and links that have done their service."""
    del args
    await tidying.disown(tx)
    await tidying.forget(tx)

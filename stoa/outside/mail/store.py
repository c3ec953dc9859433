"""The statements of mail."""

from datetime import datetime

from stoa.base.database import Reading, Writing
from stoa.outside.mail.model import Letter, LetterId
from stoa.outside.mail.office import Written

LETTER = 'id, "to", subject, text, html, language, template, unsubscribe, one_click, state, attempts, made_at, sent_at, error'


async def insert(
    tx: Writing, letter: LetterId, *, key: str | None, to: str, written: Written, language: str, template: str, one_click: bool
) -> bool:
    """Write a letter; return False, changing nothing, when there is one with its key."""
    return (
        await tx.run(
            """insert into mail.letter (id, key, "to", subject, text, html, language, template, unsubscribe, one_click, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (key) do nothing""",
            letter,
            key,
            to,
            written.subject,
            written.text,
            written.html,
            language,
            template,
            written.unsubscribe,
            one_click,
            tx.now,
        )
        == 1
    )


async def find(read: Reading, letter: LetterId) -> Letter | None:
    return await read.one(Letter, f"select {LETTER} from mail.letter where id = $1", letter)


async def note_sent(tx: Writing, letter: LetterId) -> None:
    await tx.run(
        "update mail.letter set state = 'sent', sent_at = $2, attempts = attempts + 1, error = null where id = $1 and state = 'waiting'",
        letter,
        tx.now,
    )


async def note_failed(tx: Writing, letter: LetterId, error: str) -> None:
    await tx.run(
        "update mail.letter set state = 'failed', error = $2, attempts = attempts + 1 where id = $1 and state = 'waiting'", letter, error
    )


async def note_delayed(tx: Writing, letter: LetterId, error: str) -> None:
    await tx.run("update mail.letter set error = $2, attempts = attempts + 1 where id = $1 and state = 'waiting'", letter, error)


async def wait_again(tx: Writing, letter: LetterId) -> bool:
    """Let an unsent letter start over; return False when it has been sent or is not there."""
    return await tx.run("update mail.letter set state = 'waiting', attempts = 0 where id = $1 and state <> 'sent'", letter) == 1


async def forget_before(tx: Writing, moment: datetime) -> int:
    return await tx.run("delete from mail.letter where made_at < $1 and state <> 'waiting'", moment)


async def forget_to(tx: Writing, address: str) -> int:
    return await tx.run('delete from mail.letter where lower("to") = lower($1)', address)

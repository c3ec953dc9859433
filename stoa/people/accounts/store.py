"""The SQL of accounts."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from stoa.base import ids
from stoa.base.database import Reading, Writing
from stoa.people.accounts.model import Attempt, Link, Passkey, PasskeyId, Person, PersonId, Purpose, Role

_PERSON = "id, email, name, language, market, roles, verified_at, made_at, erased_at"


async def person(read: Reading, person_id: PersonId) -> Person | None:
    return await read.one(Person, f"select {_PERSON} from accounts.person where id = $1", person_id)


async def person_by_email(read: Reading, email: str) -> Person | None:
    return await read.one(Person, f"select {_PERSON} from accounts.person where email = $1", email.lower())


async def people(read: Reading, person_ids: list[PersonId]) -> list[Person]:
    return await read.all(Person, f"select {_PERSON} from accounts.person where id = any($1)", person_ids)


async def add_person(
    tx: Writing, email: str, name: str, language: str, roles: frozenset[Role], verified_at: datetime | None
) -> PersonId | None:
    """Add a person; None when the address is taken."""
    return await tx.value(  # type: ignore[no-any-return]
        """insert into accounts.person (id, email, name, language, roles, verified_at, made_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (email) do nothing returning id""",
        ids.new(),
        email.lower(),
        name,
        language,
        sorted(roles | {Role.SHOPPER}),
        verified_at,
        tx.now,
    )


async def set_details(tx: Writing, person_id: PersonId, name: str, language: str, market: str | None) -> None:
    await tx.run(
        "update accounts.person set name = $2, language = $3, market = $4 where id = $1 and erased_at is null",
        person_id,
        name,
        language,
        market,
    )


async def set_email(tx: Writing, person_id: PersonId, email: str) -> bool:
    """Set a proved address; False when another account has it."""
    return bool(
        await tx.run(
            """update accounts.person set email = $2, verified_at = $3 where id = $1 and erased_at is null
            and not exists (select from accounts.person o where o.email = $2 and o.id <> $1)""",
            person_id,
            email,
            tx.now,
        )
    )


async def set_verified(tx: Writing, person_id: PersonId) -> None:
    await tx.run("update accounts.person set verified_at = $2 where id = $1 and verified_at is null", person_id, tx.now)


async def lock_admins(tx: Writing) -> list[PersonId]:
    """Return the admins, and let nobody else change who is one before this transaction ends."""
    rows = await tx.rows("select id from accounts.person where 'admin' = any(roles) order by id for update")
    return [row["id"] for row in rows]


async def roles_of(tx: Writing, person_id: PersonId) -> frozenset[Role] | None:
    """Return a person's roles, locked."""
    found = await tx.value("select roles from accounts.person where id = $1 and erased_at is null for update", person_id)
    return None if found is None else frozenset(Role(name) for name in found)


async def set_roles(tx: Writing, person_id: PersonId, roles: frozenset[Role]) -> None:
    await tx.run("update accounts.person set roles = $2 where id = $1", person_id, sorted(roles))


async def erase(tx: Writing, person_id: PersonId) -> None:
    """Take everything that says who it was; keep the id."""
    for table in ("password", "passkey", "challenge", "mailed_link"):
        await tx.run(f"delete from accounts.{table} where person_id = $1", person_id)
    await tx.run(
        """update accounts.person set email = null, name = '', market = null, roles = '{shopper}', verified_at = null, erased_at = $2
        where id = $1 and erased_at is null""",
        person_id,
        tx.now,
    )


class Secret(msgspec.Struct, frozen=True):
    """A person's id and password hash."""

    person_id: PersonId
    hash: str


async def secret_by_email(read: Reading, email: str) -> Secret | None:
    return await read.one(
        Secret, "select w.person_id, w.hash from accounts.person p join accounts.password w on w.person_id = p.id where p.email = $1", email
    )


async def secret(read: Reading, person_id: PersonId) -> Secret | None:
    return await read.one(Secret, "select person_id, hash from accounts.password where person_id = $1", person_id)


async def set_password(tx: Writing, person_id: PersonId, hash_: str) -> None:
    await tx.run(
        """insert into accounts.password (person_id, hash, changed_at) values ($1, $2, $3)
        on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at""",
        person_id,
        hash_,
        tx.now,
    )


async def renew_hash(tx: Writing, known: Secret, hash_: str) -> None:
    """Put a newer hash of the same password, unless it was changed meanwhile."""
    await tx.run("update accounts.password set hash = $3 where person_id = $1 and hash = $2", known.person_id, known.hash, hash_)


async def drop_password(tx: Writing, person_id: PersonId) -> int:
    return await tx.run("delete from accounts.password where person_id = $1", person_id)


async def lock_attempts(tx: Writing, keys: list[tuple[str, bytes]]) -> list[Attempt]:
    """Return the attempts of these kinds and digests, locked in order; made where there were none."""
    kinds, digests = [kind for kind, _ in keys], [digest for _, digest in keys]
    await tx.run(
        """insert into accounts.attempt (kind, digest, failures, last_at)
        select k, d, 0, $3 from unnest($1::text[], $2::bytea[]) as t (k, d) order by k, d on conflict do nothing""",
        kinds,
        digests,
        tx.now,
    )
    return await tx.all(
        Attempt,
        """select kind, digest, failures, last_at, until_at from accounts.attempt
        where (kind, digest) in (select * from unnest($1::text[], $2::bytea[])) order by kind, digest for update""",
        kinds,
        digests,
    )


async def keep_attempts(tx: Writing, attempts: list[Attempt]) -> None:
    await tx.run_each(
        "update accounts.attempt set failures = $3, last_at = $4, until_at = $5 where kind = $1 and digest = $2",
        [(one.kind, one.digest, one.failures, one.last_at, one.until_at) for one in attempts],
    )


async def forgive(tx: Writing, email: tuple[str, bytes], address: tuple[str, bytes]) -> None:
    """Forget the failures of a mail address, and the one just counted of a place."""
    await tx.run("delete from accounts.attempt where kind = $1 and digest = $2", *email)
    await tx.run(
        "update accounts.attempt set failures = failures - 1, until_at = null where kind = $1 and digest = $2 and failures > 0", *address
    )


async def add_link(tx: Writing, digest: bytes, link: Link, until: datetime) -> None:
    await tx.run(
        """insert into accounts.mailed_link (id, digest, purpose, email, person_id, name, language, next, made_at, until_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        ids.new(),
        digest,
        link.purpose,
        link.email,
        link.person,
        link.name,
        link.language,
        link.next,
        tx.now,
        until,
    )


_LINK = "purpose, email, person_id as person, name, language, next"


async def open_link(read: Reading, digest: bytes) -> Link | None:
    return await read.one(
        Link, f"select {_LINK} from accounts.mailed_link where digest = $1 and used_at is null and until_at > $2", digest, read.now
    )


async def spend_link(tx: Writing, digest: bytes, purposes: list[Purpose]) -> Link | None:
    """Use a link up. Of two at once, one gets it."""
    return await tx.one(
        Link,
        f"""update accounts.mailed_link set used_at = $2
        where digest = $1 and used_at is null and until_at > $2 and purpose = any($3) returning {_LINK}""",
        digest,
        tx.now,
        purposes,
    )


async def passkeys(read: Reading, person_id: PersonId) -> list[Passkey]:
    return await read.all(
        Passkey, "select id, name, made_at, used_at from accounts.passkey where person_id = $1 order by id limit 100", person_id
    )


async def credentials(read: Reading, person_id: PersonId) -> list[bytes]:
    return [row["credential"] for row in await read.rows("select credential from accounts.passkey where person_id = $1", person_id)]


async def add_challenge(tx: Writing, challenge: bytes, person_id: PersonId | None, until: datetime) -> None:
    await tx.run("insert into accounts.challenge (challenge, person_id, until_at) values ($1, $2, $3)", challenge, person_id, until)


async def spend_challenge(tx: Writing, challenge: bytes, person_id: PersonId | None) -> bool:
    return bool(
        await tx.run(
            "delete from accounts.challenge where challenge = $1 and person_id is not distinct from $2 and until_at > $3",
            challenge,
            person_id,
            tx.now,
        )
    )


async def add_passkey(tx: Writing, person_id: PersonId, credential: bytes, public_key: bytes, sign_count: int, name: str) -> None:
    await tx.run(
        """insert into accounts.passkey (id, person_id, credential, public_key, sign_count, name, made_at)
        values ($1, $2, $3, $4, $5, $6, $7)""",
        ids.new(),
        person_id,
        credential,
        public_key,
        sign_count,
        name,
        tx.now,
    )


async def lock_passkey(tx: Writing, credential: bytes) -> Any:
    return await tx.row("select id, person_id, public_key, sign_count from accounts.passkey where credential = $1 for update", credential)


async def note_passkey(tx: Writing, passkey_id: UUID, sign_count: int) -> None:
    await tx.run("update accounts.passkey set sign_count = $2, used_at = $3 where id = $1", passkey_id, sign_count, tx.now)


async def drop_passkey(tx: Writing, person_id: PersonId, passkey_id: PasskeyId) -> int:
    return await tx.run("delete from accounts.passkey where id = $1 and person_id = $2", passkey_id, person_id)


async def forget(tx: Writing, attempts_before: datetime, links_before: datetime) -> None:
    """Clear away what has run out."""
    await tx.run("delete from accounts.attempt where last_at < $1 and (until_at is null or until_at < $2)", attempts_before, tx.now)
    await tx.run("delete from accounts.mailed_link where until_at < $1", links_before)
    await tx.run("delete from accounts.challenge where until_at < $1", tx.now)

"""`stoa user`: who may do what, and how to get in."""

from datetime import timedelta

import click
import msgspec

from stoa.app.commands.joining import answer, as_json, in_shop
from stoa.app.settings import Settings
from stoa.base.database import Database, Reading
from stoa.people import accounts
from stoa.people.accounts.model import Person
from stoa.people.permissions.model import SYSTEM, Role

role = click.Choice([one.value for one in Role if one is not Role.SHOPPER])
LINK_LIFE = timedelta(days=2)


class NobodyThere(click.ClickException):
    """There is no account with that mail address."""

    def __init__(self, email: str) -> None:
        super().__init__(f"There is no account with the address {email}. Make one: stoa user add {email}")


async def by_email(read: Reading, email: str) -> Person:
    """Return who has exactly this mail address. Raises NobodyThere."""
    found = await accounts.customers(read, query=email.strip())
    person = next((one for one in found.items if one.email == email.strip().lower()), None)
    if person is None:
        raise NobodyThere(email)
    return person


@click.group(
    help="""People: make accounts, give roles, print sign-in links.

    Example: stoa user add anna@example.com --role admin"""
)
def user() -> None:
    """Hold the verbs below."""


@user.command(
    help="""Make an account (or find it), give it these roles as well, and print a link to sign in with once.

    Example: stoa user add anna@example.com --name "Anna Beck" --role admin"""
)
@click.argument("email")
@click.option("--name", default="", help="How they are called.")
@click.option("--role", "roles", type=role, multiple=True, help="A role to give; may be repeated.")
@click.option("--language", type=click.Choice(["en", "de"]), default="en", show_default=True)
def add(email: str, name: str, roles: tuple[str, ...], language: str) -> None:
    async def work(db: Database, found: Settings) -> str:
        async with db.writing() as tx:
            given = frozenset(Role(one) for one in roles)
            return found.url + await accounts.invite(tx, email, given, name=name, language=language, life=LINK_LIFE)

    if "@" not in email:
        raise click.ClickException(f"{email!r} is no mail address.")
    click.echo(in_shop(work))


@user.command(
    "role",
    help="""Set somebody's roles: these and no others; none makes them a shopper only.

    Example: stoa user role anna@example.com merchant agent""",
)
@click.argument("email")
@click.argument("roles", type=role, nargs=-1)
def set_role(email: str, roles: tuple[str, ...]) -> None:
    async def work(db: Database, _found: Settings) -> Person:
        async with db.writing() as tx:
            person = await by_email(tx, email)
            await accounts.set_roles(tx, SYSTEM, person.id, frozenset(Role(one) for one in roles))
            return await by_email(tx, email)

    click.echo(_line(in_shop(work)))


@user.command(
    help="""Print a link that signs somebody in, once, within two days.

    Example: stoa user link anna@example.com"""
)
@click.argument("email")
def link(email: str) -> None:
    async def work(db: Database, found: Settings) -> str:
        async with db.writing() as tx:
            await by_email(tx, email)
            return found.url + await accounts.invite(tx, email, life=LINK_LIFE)

    click.echo(in_shop(work))


@user.command(
    "list",
    help="""List accounts, the latest first.

    Example: stoa user list --query beck --json""",
)
@click.option("--query", default="", help="Words of the name, or the beginning of the mail address.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@as_json
def list_(query: str, limit: int, in_json: bool) -> None:
    async def work(db: Database, _found: Settings) -> list[Person]:
        async with db.reading() as read:
            return (await accounts.customers(read, query=query, limit=limit)).items

    found = in_shop(work)
    answer([msgspec.to_builtins(one) for one in found], in_json=in_json, lines=lambda: [_line(one) for one in found] or ["Nobody."])


def _line(person: Person) -> str:
    return f"{person.email or '(erased)':<40} {person.name:<28} {', '.join(sorted(person.roles))}"

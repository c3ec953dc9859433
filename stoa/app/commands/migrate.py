"""`stoa migrate`."""

import asyncio

import click

from stoa.app import databases, settings


@click.command(
    help="""Bring the database up to this version: run the migrations that have not run.

    Serving and working do it by themselves; this does it alone, before a deployment.

    Example: stoa migrate"""
)
def migrate() -> None:
    with databases.reached(settings.read()) as found:
        fresh = asyncio.run(databases.migrate(found.database_url))
    for migration in fresh:
        click.echo(f"{migration.room}/{migration.name}")
    click.echo("The database is up to date.")

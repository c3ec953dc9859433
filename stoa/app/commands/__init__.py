"""The `stoa` command: one file a verb."""

import click

from stoa.app.commands import migrate, serve


@click.group(help="Stoa: a shop whose customers help each other buy.")
def main() -> None:
    """The root of the command line."""


for verb in (serve.serve, serve.worker, migrate.migrate):
    main.add_command(verb)

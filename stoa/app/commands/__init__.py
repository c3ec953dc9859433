"""The `stoa` command: one file a verb, imported when it is asked for."""

import importlib

import click

COMMANDS = {
    "migrate": "stoa.app.commands.migrate:migrate",
    "serve": "stoa.app.commands.serve:serve",
    "worker": "stoa.app.commands.serve:worker",
}
"""What there is, and the one line the overview shows is the first of its help."""


class Lazy(click.Group):
    """Finds its commands by name, so that none costs the others its imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=Lazy, help="Stoa: a shop whose customers help each other buy.")
def main() -> None:
    """The root of the command line."""

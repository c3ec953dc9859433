"""The `stoa` command: one file a verb, imported when it is asked for."""

import importlib

import click

COMMANDS = {
    "demo": ("stoa.app.commands.demo:demo", "Fill and open the demo shop."),
    "serve": ("stoa.app.commands.serve:serve", "Answer requests."),
    "worker": ("stoa.app.commands.serve:worker", "Do the jobs: mail, deadlines, pictures, deliveries."),
    "bench": ("stoa.app.commands.bench:bench", "Measure the shop, beside the limit of the same run."),
    "migrate": ("stoa.app.commands.migrate:migrate", "Bring the database up to this version."),
}
"""What there is: where it is, and its line in the overview."""


class Lazy(click.Group):
    """Finds its commands by name, so that none costs the others its imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Lazy,
    help="Stoa: a shop whose customers help each other buy.\n\nSettings come from the environment (STOA_…): docs/settings.md lists them.",
)
def main() -> None:
    """The root of the command line."""

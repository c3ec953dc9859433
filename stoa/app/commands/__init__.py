"""The `stoa` command: one file a verb, imported when it is asked for."""

import importlib
import os
import sys

import click

from stoa.app.settings import BadSetting
from stoa.base.refusals import Refusal
from stoa.base.startup import CannotStart

COMMANDS = {
    "demo": ("stoa.app.commands.demo:demo", "Fill and open the demo shop."),
    "serve": ("stoa.app.commands.serve:serve", "Answer requests."),
    "worker": ("stoa.app.commands.serve:worker", "Do the jobs: mail, deadlines, pictures, deliveries."),
    "migrate": ("stoa.app.commands.migrate:migrate", "Bring the database up to this version."),
    "import": ("stoa.app.commands.interchange:import_", "Bring products, reviews and more in from a file."),
    "export": ("stoa.app.commands.interchange:export", "Write products, reviews and more to a file."),
    "user": ("stoa.app.commands.user:user", "Make accounts, give roles, print sign-in links."),
    "check": ("stoa.app.commands.check:check", "Look whether stock, money and orders are as they must be."),
    "clock": ("stoa.app.commands.moving:clock", "Show the shop's time; move it forward in a demo."),
    "backup": ("stoa.app.commands.keeping:backup", "Write the whole shop into one file."),
    "restore": ("stoa.app.commands.keeping:restore", "Make the shop what a backup says."),
    "models": ("stoa.app.commands.models:models", "Show what the models that read texts were taught, and how often they err."),
    "bench": ("stoa.app.commands.bench:bench", "Measure the shop on this machine."),
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

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what is refused is said in one sentence, without a trace."""
        try:
            return super().invoke(ctx)
        except (BadSetting, CannotStart, Refusal) as refused:
            raise click.ClickException(str(refused)) from refused
        except BrokenPipeError:
            # Whoever read what we say has had enough, as `head` does. What is still to be said is said to nobody.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(
                f"{place}{error.strerror or error}. Mend that and start again; what is in the shop stays."
            ) from error

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

"""`stoa models`."""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from stoa.app.commands.joining import answer, as_json
from stoa.app.commands.places import NewFile
from stoa.community import judging
from stoa.community.judging.model import Card, Share, Trial


@click.command(
    help="""Show the cards of the models that read what people write: taught with what, how often wrong, not for what.

    With --from they are taught anew from files that do not belong to the project (docs/models.md), which takes about a minute.

    Example: stoa models --from ../data --page docs/models.md"""
)
@click.option(
    "--from", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Teach them anew with the files in this folder."
)
@click.option("--page", type=NewFile(), help="Write the cards to this file, as Markdown.")
@as_json
def models(folder: Path | None, page: Path | None, in_json: bool) -> None:
    if folder is not None:
        with Console(stderr=True).status("Teaching") as status:
            judging.teach(folder, datetime.now(UTC).date(), lambda line: status.update(f"Teaching {line}"))
    cards = judging.cards()
    if page is not None:
        page.write_text(written(cards))
    answer(cards, in_json=in_json, lines=lambda: written(cards).splitlines())


def written(cards: list[Card]) -> str:
    """Return the cards as a page."""
    return "\n".join([_HEAD, *(line for card in cards for line in _card(card))])


_HEAD = """# The models that read what people write

Small linear models sort what people look at first. None of them removes, hides or publishes anything by itself: a host decides,
with the reason written down ([privacy](privacy.md) says what is kept). Each is a logistic regression over hashed words, pairs of words and
pieces of words, kept in a file of 90 kB that can be asked without any library.

A fifth of every source is kept for the trial, chosen by the text itself, so that no judge was ever taught with a row that it is tried on; sets
marked "never taught" are for the trial alone. Shares stand with their 95 % interval (Wilson 1927). A *false alarm* is a harmless text to which the model says yes.
A dash stands where there is nothing to count: what says things of rows has no threshold, and no row of which nothing could be said.
"Not met" is what the trials owe still.

`stoa models` prints this page; `stoa models --from DIR --page docs/models.md` teaches all of them anew from the files named below and writes it."""


def _card(card: Card) -> list[str]:
    return [
        "",
        f"## {card.name}",
        f"Says **{card.says}**. Made on {card.made_on}{f' with {card.rows:,} rows' if card.rows else ''}; languages: {', '.join(card.languages)}.",
        "",
        *[f"- Taught with: {source}" for source in card.taught_with],
        *[f"- Not for: {use}" for use in card.not_for],
        *[f"- **Not met**: {one}" for one in card.not_met],
        "",
        "| tried on | rows | of them yes | threshold | precision | recall | false alarms |",
        "|---|---|---|---|---|---|---|",
        *[_trial(trial) for trial in card.trials],
    ]


def _trial(trial: Trial) -> str:
    shares = (
        trial.precision if trial.yes else None,
        trial.recall if trial.yes else None,
        trial.false_alarms if trial.yes < trial.rows else None,
    )
    doubtful = "–" if trial.doubtful is None else trial.doubtful
    return f"| {trial.on} | {trial.rows:,} | {trial.yes:,} | {doubtful} | {' | '.join(_share(one) for one in shares)} |"


def _share(share: Share | None) -> str:
    return "–" if share is None else f"{share.value:.3f} ({share.low:.3f} to {share.high:.3f})"

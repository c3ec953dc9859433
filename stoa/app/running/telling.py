"""What a start says while it goes on: a bar in a terminal, plain lines anywhere else."""

import contextlib
import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn


class Telling:
    """Steps, one after another; a step may say how far it is."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._began = time.monotonic()
        self._last = ""

    @contextlib.contextmanager
    def shown(self) -> Iterator["Telling"]:
        """Show the steps inside the block; the bar is gone after it."""
        if not self._console.is_terminal:
            yield self
            return
        with Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), console=self._console, transient=True
        ) as progress:
            self._progress = progress
            self._task = progress.add_task("", total=None)
            yield self
        self._progress = None

    def step(self, words: str, done: int = 0, total: int | None = None) -> None:
        """Say what is being done now."""
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, description=words, completed=done, total=total)
        elif words != self._last:
            self._console.print(f"{time.monotonic() - self._began:5.1f} s  {words}")
        self._last = words

    def say(self, text: str = "") -> None:
        """Print a line that stays."""
        self._console.print(text, soft_wrap=True)

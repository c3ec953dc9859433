"""Where a command may write."""

import os
from pathlib import Path
from typing import Any, cast

import click


class NewFile(click.Path):
    """A file to be written: its folder is there, which is said before any work begins."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        file = cast("Path", super().convert(value, param, ctx))
        folder = file.parent
        if not folder.is_dir():
            self.fail(f"There is no folder {folder} to write {file.name} in. Make it first, or choose another place.", param, ctx)
        if not os.access(folder, os.W_OK | os.X_OK):
            self.fail(f"Nothing may be written in the folder {folder}. Choose another place.", param, ctx)
        return file

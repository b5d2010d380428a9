"""Options and arguments that take the name of a file."""

import os
from pathlib import Path
from typing import Any

import click


class FileName(click.Path):
    """The name of a file or folder, which is never blank: a blank one would be taken for the current folder."""

    def __init__(self, path_type: type[str] | type[Path] = Path, *, dir_okay: bool = True) -> None:
        super().__init__(path_type=path_type, dir_okay=dir_okay)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name; a usage error where it is blank."""
        if not os.fspath(value).strip():
            self.fail("文件名是空的，请写出文件名", param, ctx)
        return super().convert(value, param, ctx)

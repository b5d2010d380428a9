"""Looking for the files of evidence: where they were recorded, else nearby, by their size and then their content."""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from scorer.model.evidence import Evidence
from scorer.workflow.evidence_files import COPIES, Content, content_of

MOST_ENTRIES = 20_000
"""How many files and folders are looked at below one folder, the nearest first."""


@dataclass(frozen=True, slots=True)
class _Below:
    """The files below a folder by their size, the nearest first; `whole` unless there were too many."""

    by_size: dict[int, list[Path]]
    whole: bool


@dataclass(slots=True)
class Search:
    """What was found so far of the record in `folder`: a file is read once, a folder is gone through once."""

    folder: Path
    contents: dict[Path, Content | None] = field(default_factory=dict)
    folders: dict[tuple[Path, bool], _Below] = field(default_factory=dict)

    def content(self, path: Path) -> Content | None:
        """Size and SHA-256; None where the file cannot be read."""
        if path not in self.contents:
            self.contents[path] = None
            with suppress(OSError):
                self.contents[path] = content_of(path)
        return self.contents[path]

    def elsewhere(self, evidence: Evidence, path: Path) -> Path | None:
        """A file of the same content as the one that stood at `path`; None where none was found."""
        for below in self._places(path):
            for candidate in below.by_size.get(evidence.size or 0, ()):
                content = self.content(candidate)
                if content is not None and content.sha256 == evidence.sha256:
                    return candidate
        return None

    def left_out(self, path: Path) -> str:
        """That folders were too large to be gone through for the file of `path`, as a part of a sentence; "" if not."""
        searched = zip(self._asked(path), self._places(path), strict=True)
        names = "、".join(f"“{folder}”" for (folder, _), below in searched if not below.whole)
        return f"；{names}里文件太多，只找了前{MOST_ENTRIES}个，可能还在里面" if names else ""

    def _places(self, path: Path) -> Iterator[_Below]:
        for folder, deep in self._asked(path):
            if (folder, deep) not in self.folders:
                self.folders[folder, deep] = _below(folder, deep=deep)
            yield self.folders[folder, deep]

    def _asked(self, path: Path) -> tuple[tuple[Path, bool], ...]:
        """Where a file may have gone, and whether below it too: where it was, beside the record, the copies."""
        places = {Path(os.path.normpath(path.parent)): True}
        places.setdefault(self.folder, False)
        places.setdefault(self.folder / COPIES, True)
        return tuple(places.items())


def _below(folder: Path, *, deep: bool) -> _Below:
    """The files of a folder, with `deep` of those below it too; links are not followed."""
    by_size: dict[int, list[Path]] = {}
    waiting, left = deque([folder]), MOST_ENTRIES
    while waiting:
        for entry in _entries(waiting.popleft(), left + 1):
            if left == 0:
                return _Below(by_size, whole=False)
            left -= 1
            with suppress(OSError):  # gone again, or may not be looked at
                if deep and entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    size = entry.stat(follow_symlinks=False).st_size
                    by_size.setdefault(size, []).append(Path(entry.path))
    return _Below(by_size, whole=True)


def _entries(folder: Path, most: int) -> list[os.DirEntry[str]]:
    """What stands in a folder, by name; nothing where it is gone or may not be listed."""
    try:
        with os.scandir(folder) as entries:
            return sorted(islice(entries, most), key=lambda entry: entry.name)
    except OSError:
        return []

"""Taking in evidence (佐证材料): which of what the user named are files, and what they hold."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from scorer.model.evidence import Evidence
from scorer.model.fields import Field
from scorer.model.problem import Code, Problem, Refused
from scorer.model.project import Indicator, Project
from scorer.notation.characters import shown, tidy
from scorer.notation.evidence import evidence_text, looks_like_a_file, part_of, pieces
from scorer.workflow.evidence_files import COPIES, Content, content_of, copied_into, look_for, recorded_path
from scorer.workflow.given import Given

Subject = Indicator | Project
"""What evidence stands behind: a line, or a project for the execution of its budget."""


@dataclass(slots=True)
class Cabinet:
    """Where evidence is filed: beside the record in `folder`; `copies`: into the folder of copies, not in a dry run.

    A file is read once, however often it is named.
    """

    folder: Path
    copies: bool = False
    dry_run: bool = False
    read: dict[Path, Content] = field(default_factory=dict)
    made: list[Path] = field(default_factory=list)
    stood: bool = field(init=False)

    def __post_init__(self) -> None:
        self.stood = (self.folder / COPIES).exists()

    def take(
        self, given: tuple[Given, ...], subject: Subject | None, bases: tuple[Path, ...]
    ) -> tuple[tuple[Given, ...], tuple[Problem, ...]]:
        """What was given with its evidence looked up, one value a piece, and what is wrong with it.

        Files are looked for in `bases`, one after another.
        """
        taken: list[Given] = []
        problems: list[Problem] = []
        named: dict[str, str] = {}
        for value in _piece_by_piece(given):
            if value.field is not Field.EVIDENCE or value.clears:
                taken.append(value)
                continue
            try:
                found = self._found(value, subject, bases)
            except Refused as refused:
                problems += (replace(problem, source=value.source) for problem in refused.problems)
                continue
            if found is None:
                continue
            part = part_of(found)
            if part in named:
                problems.append(_twice(value, named[part]))
                continue
            named[part] = value.text
            taken.append(replace(value, text=evidence_text(found), evidence=found))
        return tuple(taken), tuple(problems)

    @contextmanager
    def kept_if_recorded(self) -> Iterator[None]:
        """Copies that were made stay only where the recording that follows succeeds."""
        try:
            yield
        except BaseException:
            self._throw_away(self.made)
            raise

    def keep_only(self, recorded: Iterable[Given]) -> None:
        """Take away the copies that were made for what was not recorded."""
        paths = {value.evidence.path for value in recorded if value.evidence is not None}
        self._throw_away(copy for copy in self.made if recorded_path(copy, self.folder) not in paths)

    def _throw_away(self, copies: Iterable[Path]) -> None:
        """Take copies away, and their folder with the last of them unless it `stood` before."""
        for copy in copies:
            copy.unlink(missing_ok=True)
        if not self.stood:
            with suppress(OSError):  # it holds what is recorded, or was not made at all
                (self.folder / COPIES).rmdir()

    def _found(self, value: Given, subject: Subject | None, bases: tuple[Path, ...]) -> Evidence | None:
        """What a text names; None where it is evidence of the line already and the file is gone.

        A report that is read back names evidence by its recorded path: that is no news either.
        """
        text = tidy(value.text).strip('"')
        kept = {each.value.path for each in subject.evidence} if subject and value.source else set()
        if text in kept and not self.copies:
            return None
        path = look_for(text, bases) if text else None
        if path is None:
            if text in _known(subject):
                return None
            if looks_like_a_file(text):
                raise Refused(_not_found(text, bases))
            return Evidence(text)
        counted = value.evidence.counted if value.evidence else None
        return replace(self._in_its_place(self._file(path), subject), counted=counted)

    def _in_its_place(self, found: Evidence, subject: Subject | None) -> Evidence:
        """The file where the line's evidence says that it stands, as long as it still is there, unchanged."""
        for each in subject.evidence if subject and not self.copies else ():
            known = each.value
            if known.path is None or known.sha256 != found.sha256:
                continue
            path = self.folder / known.path
            with suppress(Refused):  # gone, or cannot be read: the one that was named now counts
                if self._content(path).sha256 == known.sha256:
                    return replace(found, name=known.name, path=known.path)
        return found

    def _content(self, path: Path) -> Content:
        if path not in self.read:
            self.read[path] = _content(path)
        return self.read[path]

    def _file(self, path: Path) -> Evidence:
        content = self._content(path)
        named = Evidence(path.name, content.size, content.sha256, recorded_path(path, self.folder))
        if not self.copies:
            return named
        copy, new = copied_into(path, content, self.folder, only_named=self.dry_run)
        self.made += [copy] if new else []
        standing = recorded_path(copy, self.folder)
        return named if standing == named.path else replace(named, path=standing, origin=named.path)


def _piece_by_piece(given: tuple[Given, ...]) -> Iterator[Given]:
    """The values; of evidence in the cell of a file one for each piece that the cell names."""
    for value in given:
        if value.field is Field.EVIDENCE and value.source is not None and not value.clears:
            yield from (replace(value, text=piece) for piece in pieces(value.text))
        else:
            yield value


def _known(subject: Subject | None) -> set[str | None]:
    """The names and paths of the line's evidence."""
    recorded = () if subject is None else subject.evidence
    return {name for each in recorded for name in (each.value.name, each.value.path)}


def _content(path: Path) -> Content:
    if path.is_dir():
        raise Refused(_unreadable(f"“{path}”是文件夹，不是文件", "请逐个写出其中的文件，或先打包成一个文件"))
    if not path.is_file():
        raise Refused(_unreadable(f"“{path}”不是普通文件", "请写出要作佐证的文件"))
    try:
        content = content_of(path)
    except OSError as error:
        hint = "请检查读取权限；文件若正被别的程序占用，请先关闭"
        raise Refused(_unreadable(f"打不开佐证文件“{path}”", hint)) from error
    if content.size == 0:
        hint = "请核对是否没有下载完、没有存好，换成有内容的文件"
        raise Refused(_unreadable(f"佐证文件“{path}”是空的（0字节）", hint))
    return content


def _unreadable(message: str, hint: str) -> Problem:
    return Problem(Code.EVIDENCE_UNREADABLE, message, hint)


def _not_found(text: str, bases: tuple[Path, ...]) -> Problem:
    places = "、".join(f"“{folder}”" for folder in dict.fromkeys(each.resolve() for each in bases))
    message = f"找不到佐证文件“{shown(text)}”，找过的文件夹：{places}"
    hint = "请检查文件名和所在文件夹；若不是文件而是文字说明，请写成一句话，不要以文件的后缀结尾"
    return Problem(Code.EVIDENCE_NOT_FOUND, message, hint)


def _twice(value: Given, first: str) -> Problem:
    message = f"佐证“{shown(value.text)}”写了两次，只登记一次"
    if value.text != first:
        message = f"佐证“{shown(value.text)}”与“{shown(first)}”内容相同，只登记一份"
    return Problem(Code.EVIDENCE_TWICE, message, "请核对是否少写或写错了一个文件", value.source)

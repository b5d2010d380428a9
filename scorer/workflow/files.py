"""Files that the user names, and those that come with the program."""

from collections.abc import Iterable
from pathlib import Path

from scorer.model.problem import Code, Problem, Refused

_PACKAGE = Path(__file__).resolve().parent.parent
_MB = 1024 * 1024
# What Excel and Word leave beside a document that is open.
_LOCK = "~$"
_MOST_BYTES = 64 * _MB


def read_document(path: Path) -> bytes:
    """The bytes of a document that the user named; Refused where it is missing, a folder or too large."""
    try:
        if path.is_dir():
            raise Refused(Problem(Code.NO_DOCUMENT, f"“{path}”是文件夹，不是文件", "请写出其中的文件名"))
        size = path.stat().st_size
        if size > _MOST_BYTES:
            message = f"“{path}”有{-(-size // _MB)}MB，超过{_MOST_BYTES // _MB}MB的上限"
            raise Refused(Problem(Code.DOCUMENT_TOO_LARGE, message, "请把文件拆开后分别导入"))
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem(Code.NO_DOCUMENT, f"找不到文件“{path}”", "请检查文件名和所在文件夹")
        raise Refused(problem) from None
    except OSError as error:
        hint = "请检查文件名和读取权限；文件若正被别的程序占用，请先关闭"
        raise Refused(Problem(Code.NO_DOCUMENT, f"打不开文件“{path}”", hint)) from error


def find_documents(paths: Iterable[Path], suffixes: tuple[str, ...]) -> tuple[list[Path], list[Problem]]:
    """The documents that are meant, each once: a folder stands for its files with these suffixes, by name.

    What is passed over in a folder is noted; a folder without any such file is refused, beside the others.
    """
    documents: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if not _is_folder(path):
            documents[path] = None
            continue
        files = sorted(each for each in _listed(path) if each.is_file())
        fitting = [each for each in files if _why_skipped(each, suffixes) is None]
        problems += (_skipped(each, suffixes) for each in files if each not in fitting)
        if not fitting:
            hint = f"请核对文件夹；能读的文件以 {'、'.join(suffixes)} 结尾"
            problems.append(Problem(Code.NO_DOCUMENT, f"文件夹“{path}”里没有能读的文件", hint))
        documents |= dict.fromkeys(fitting)
    return list(documents), problems


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that the system does not take is told when it is read
        return False


def _listed(folder: Path) -> Iterable[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        hint = "请检查文件夹的读取权限"
        raise Refused(Problem(Code.NO_DOCUMENT, f"打不开文件夹“{folder}”", hint)) from error


def _why_skipped(path: Path, suffixes: tuple[str, ...]) -> str | None:
    if path.name.startswith("."):
        return "隐藏文件"
    if path.name.startswith(_LOCK):
        return "文件打开时的临时文件"
    return None if path.suffix.lower() in suffixes else "不是能读的文件类型"


def _skipped(path: Path, suffixes: tuple[str, ...]) -> Problem:
    why = _why_skipped(path, suffixes)
    return Problem(Code.FILE_SKIPPED, f"跳过了“{path}”：{why}", "确要导入的，请在命令中直接写出这个文件")


def shipped(name: str) -> Path:
    """A file that comes with the program: inside the installed package, else beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name

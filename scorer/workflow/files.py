"""Files that the user names, and those that come with the program."""

from pathlib import Path

from scorer.model.problem import Code, Problem, Refused

_PACKAGE = Path(__file__).resolve().parent.parent
_MB = 1024 * 1024
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


def shipped(name: str) -> Path:
    """A file that comes with the program: inside the installed package, else beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name

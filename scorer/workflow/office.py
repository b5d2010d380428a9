"""Office programs of the machine: LibreOffice converts documents, catdoc takes the text out of old Word files."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scorer.model.problem import Code, Problem, Refused

OFFICE_VARIABLE = "SCORER_SOFFICE"
"""The environment variable that names LibreOffice's program where it is installed in an unusual place."""

_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_OLD_WORD = (".doc", ".wps", ".dot")
# Starting takes some seconds, on a slow machine half a minute; a document hardly ever more than a few.
_SECONDS_TO_START = 60
_SECONDS_EACH = 30
# A document is data: its macros are not run, and nothing is fetched that it links to.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def convert(files: Sequence[Path], to: str, folder: Path) -> tuple[Path | None, ...]:
    """What becomes of `files` in `folder` as "docx", "xlsx" or "pdf"; None for a file of which nothing came.

    The names of the files must differ before their suffixes. Without LibreOffice an old Word file becomes
    plain text (.txt) by catdoc; Refused where the program that is needed is not installed.
    """
    if not files:
        return ()
    office = _office()
    if office is not None:
        return _by_office(office, files, to, folder)
    catdoc = shutil.which("catdoc")
    if catdoc is None or to != "docx" or not any(_is_old_word(file) for file in files):
        raise Refused(_missing(to))
    return tuple(_by_catdoc(catdoc, file, folder) if _is_old_word(file) else None for file in files)


def _office() -> str | None:
    named = os.environ.get(OFFICE_VARIABLE)
    if named:
        return shutil.which(named)
    found = (shutil.which(program) for program in (*_PROGRAMS, *_USUAL_PLACES))
    return next(filter(None, found), None)


def _is_old_word(file: Path) -> bool:
    return file.suffix.lower() in _OLD_WORD


def _missing(to: str) -> Problem:
    named = os.environ.get(OFFICE_VARIABLE)
    where = f"环境变量 {OFFICE_VARIABLE} 写的是“{named}”，那里没有这个程序" if named else "这台电脑上没有找到"
    message = f"{'输出 PDF' if to == 'pdf' else '读这种文件'}要用 LibreOffice 转换：{where}。"
    instead = (
        "先输出 .docx，再用 Word 或 WPS 存为 PDF"
        if to == "pdf"
        else "在 Word、Excel 或 WPS 中另存为 .docx 或 .xlsx"
    )
    return Problem(Code.PROGRAM_MISSING, message, f"请安装 LibreOffice（免费）后再试；或{instead}")


def _by_office(office: str, files: Sequence[Path], to: str, folder: Path) -> tuple[Path | None, ...]:
    """All files in one call; where one of them brings the program down, the rest again one by one."""
    with TemporaryDirectory(prefix="scorer-office-", ignore_cleanup_errors=True) as profile:
        _set_up(Path(profile))
        _run(office, files, to, folder, Path(profile))
        outputs = [_output(file, to, folder) for file in files]
        if len(files) > 1 and any(output is None for output in outputs):
            for at, file in enumerate(files):
                if outputs[at] is None:
                    _run(office, (file,), to, folder, Path(profile))
                    outputs[at] = _output(file, to, folder)
    return tuple(outputs)


def _set_up(profile: Path) -> None:
    user = profile / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")


def _run(office: str, files: Sequence[Path], to: str, folder: Path, profile: Path) -> None:
    """Whether a document was converted is told by its output: the program returns 0 for a broken one too."""
    command = [
        office,
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--convert-to", _FILTERS.get(to, to), "--outdir", str(folder)),
        *(str(file.resolve()) for file in files),
    ]
    seconds = _SECONDS_TO_START + _SECONDS_EACH * len(files)
    with subprocess.Popen(  # noqa: S603  the program is LibreOffice, the arguments are paths, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(seconds)
        except BaseException as error:
            _end(running)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise


def _end(running: "subprocess.Popen[bytes]") -> None:
    """Ends the program together with the one that it started itself to do the work."""
    if os.name == "posix":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _output(file: Path, to: str, folder: Path) -> Path | None:
    made = folder / f"{file.stem}.{to}"
    return made if made != file and made.is_file() and made.stat().st_size else None


def _by_catdoc(catdoc: str, file: Path, folder: Path) -> Path | None:
    command = [catdoc, "-w", "-d", "utf-8", str(file.resolve())]
    try:
        done = subprocess.run(  # noqa: S603  the program is catdoc, the argument is a path, no shell
            command, capture_output=True, timeout=_SECONDS_EACH, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode or not done.stdout.strip():
        return None
    made = folder / f"{file.stem}.txt"
    made.write_bytes(done.stdout)
    return made

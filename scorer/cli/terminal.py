"""What must stand before anything is printed: the Chinese of click, and streams that can take it."""

import gettext
import io
import os
import sys
from pathlib import Path

_LOCALE = Path(__file__).parent.parent / "locale"


def speak_chinese() -> None:
    """Bind the catalogue of click's texts; LANGUAGE makes gettext use it under any locale, also C."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("scorer", str(_LOCALE))
    gettext.textdomain("scorer")


def open_streams() -> None:
    """Make the standard streams take any text, so that no character ends in a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _take_any_text(stream)


def _take_any_text(stream: io.TextIOWrapper) -> None:
    """Keep an encoding that has Chinese (a GBK console lacks only m²), else write UTF-8."""
    try:
        "预算".encode(stream.encoding)
    except (UnicodeEncodeError, LookupError):
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="replace")

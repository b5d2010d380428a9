"""Characters made uniform before a text is read."""

import re

from scorer.notation.pattern import Pattern

MOST_CHARACTERS = 400
"""A longer text is words: no target or answer in figures needs so many characters."""

# NFKC would turn ①26 into 126, so only what stands for one ASCII character or sign is mapped.
_UNIFORM = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\t\r\n\v\f"), " ")
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
    | dict.fromkeys(map(ord, "≧⩾≮"), "≥")
    | dict.fromkeys(map(ord, "≦⩽≯"), "≤")
    | dict.fromkeys(map(ord, "﹣−–—―‐‒‑─"), "-")
    | dict.fromkeys(map(ord, "〜∼～"), "~")
    | dict.fromkeys(map(ord, "×✕╳＊﹡∗"), "*")
    | {ord("﹥"): ">", ord("﹤"): "<", ord("﹦"): "=", ord("═"): "=", ord("〔"): "(", ord("〕"): ")"}
    | {ord("﹪"): "%", ord("℅"): "%", ord("∶"): ":", ord("㎡"): "平方米", ord("㎥"): "立方米"}
)
# A space between two digits may part two numbers; any other space says nothing.
_IDLE_SPACE = Pattern(r"(?<![0-9]) +| +(?![0-9])")
_TRAILING_BRACKET = Pattern(r"(?<=.)\([^()]*\)$")
# Half a character (from a command line in another encoding) cannot be stored or printed.
_UNPRINTABLE_RANGES = "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"
_UNPRINTABLE = Pattern(f"[{_UNPRINTABLE_RANGES}]")
# Most texts have nothing to change, which one search tells at a tenth of the cost of changing them.
_NOT_PLAIN = Pattern(f"[ {_UNPRINTABLE_RANGES}{''.join(map(re.escape, map(chr, _UNIFORM)))}]")
_MOST_SHOWN = 40


def plain(text: str) -> str:
    """`text` with one spelling for each sign, ASCII digits and letters, and no idle space."""
    if _NOT_PLAIN.search(text) is None:
        return text
    return _IDLE_SPACE.sub("", printable(text).translate(_UNIFORM))


def printable(text: str) -> str:
    """`text` without control characters, which could steer a terminal, but for line ends and tabs."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def tidy(text: str) -> str:
    """`text` as written, without outer space and what cannot be printed."""
    return printable(text).strip()


def same_but_for_space(one: str, other: str) -> bool:
    """Whether two texts differ in blanks and line ends alone, or not at all."""
    return one == other or "".join(one.split()) == "".join(other.split())


def shown(text: str) -> str:
    """`text` as a message quotes it: its first 40 characters."""
    written = tidy(text)
    return written if len(written) <= _MOST_SHOWN else written[:_MOST_SHOWN] + "…"


def without_trailing_bracket(plain_text: str) -> str:
    """The text before a parenthesis at its end; unchanged where there is none or nothing else."""
    return _TRAILING_BRACKET.sub("", plain_text)

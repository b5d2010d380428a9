"""The line of every key of a TOML document, however the document is written."""

import tomllib
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from rule_examples import OTHER, SHIPPED

from scorer.scoring.toml_lines import Path, key_lines

WRITTEN = '''\
# not.a.key = 1
a.b = 1
a . "c d".'e#f' = "x = 1 # no comment"
"q\\"u\\u0041" = """
[not.a.table]
\\""" still = 1""""
l = \'\'\'
n = 1
\'\'\'\'\'
[t] # ] [u]
day = 1979-05-27 07:32:00
rows = [  # [
  1, "a,]b", 'c,]d',

  { k = { n = 2 }, "m" = [3,
     4] },
  [], {},
]
[[z.w]]
n = 1
[z.w.sub]
n = 2
[[z.w.deep]]
n = 3
[[z.w.deep]]
n = 4

[[ z . w ]]
n = 5
'''
LINES: dict[Path, int] = {
    ("a",): 2,
    ("a", "b"): 2,
    ("a", "c d"): 3,
    ("a", "c d", "e#f"): 3,
    ('q"uA',): 4,
    ("l",): 7,
    ("t",): 10,
    ("t", "day"): 11,
    ("t", "rows"): 12,
    ("t", "rows", 0): 13,
    ("t", "rows", 1): 13,
    ("t", "rows", 2): 13,
    ("t", "rows", 3): 15,
    ("t", "rows", 3, "k"): 15,
    ("t", "rows", 3, "k", "n"): 15,
    ("t", "rows", 3, "m"): 15,
    ("t", "rows", 3, "m", 0): 15,
    ("t", "rows", 3, "m", 1): 16,
    ("t", "rows", 4): 17,
    ("t", "rows", 5): 17,
    ("z",): 19,
    ("z", "w"): 19,
    ("z", "w", 0): 19,
    ("z", "w", 0, "n"): 20,
    ("z", "w", 0, "sub"): 21,
    ("z", "w", 0, "sub", "n"): 22,
    ("z", "w", 0, "deep"): 23,
    ("z", "w", 0, "deep", 0): 23,
    ("z", "w", 0, "deep", 0, "n"): 24,
    ("z", "w", 0, "deep", 1): 25,
    ("z", "w", 0, "deep", 1, "n"): 26,
    ("z", "w", 1): 28,
    ("z", "w", 1, "n"): 29,
}


def test_comments_strings_tables_and_arrays_do_not_lead_astray() -> None:
    tomllib.loads(WRITTEN)
    assert key_lines(WRITTEN) == LINES


def test_a_document_without_keys_has_no_lines() -> None:
    assert key_lines("") == key_lines("# a = 1") == {}


def test_every_path_of_the_shipped_file_has_a_line() -> None:
    text = SHIPPED + OTHER
    assert key_lines(text).keys() == set(paths((), tomllib.loads(text)))


STRINGS = st.text("ab\"'\\\n#[]{}=,. 中", max_size=6)


def written(value: object, broken: bool) -> str:
    """`value` in TOML, with line breaks wherever `broken` allows one."""
    gap = "\n # ]\n" if broken else " "
    match value:
        case dict():
            return (
                "{"
                + ", ".join(f"{quoted(key)} = {written(item, broken=False)}" for key, item in value.items())
                + "}"
            )
        case list():
            return "[" + "".join(f"{gap}{written(item, broken)}{gap}," for item in value) + "]"
        case str() if broken and "'" not in value:
            return f"'''\n{value}'''"
        case str():
            return quoted(value)
        case _:
            return str(value)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def paths(path: Path, value: object) -> Iterator[Path]:
    match value:
        case dict():
            inner: list[tuple[str | int, object]] = list(value.items())
        case list():
            inner = list(enumerate(value))
        case _:
            return
    for part, item in inner:
        yield (*path, part)
        yield from paths((*path, part), item)


VALUES = st.recursive(
    st.integers() | STRINGS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(STRINGS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(STRINGS, st.dictionaries(STRINGS, VALUES, max_size=4), max_size=4), st.booleans())
def test_every_key_is_found_on_the_line_where_it_was_written(
    document: dict[str, dict[str, object]], broken: bool
) -> None:
    text = ""
    lines: dict[Path, int] = {}
    for table, pairs in document.items():
        lines[(table,)] = text.count("\n") + 1
        text += f"[{quoted(table)}]\n"
        for key, value in pairs.items():
            lines[(table, key)] = text.count("\n") + 1
            text += f"{quoted(key)} = {written(value, broken)}\n"
    read = tomllib.loads(text)
    found = key_lines(text)
    assert read == document
    assert found.keys() == set(paths((), read))
    assert {path: found[path] for path in lines} == lines

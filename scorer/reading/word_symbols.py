"""Characters of symbol fonts, which a document gives as places in the font, not as the signs they show."""

import re

_UNKNOWN = "\0"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
UNREADABLE = "\ufffd"
"""Stands for a sign that cannot be told, so that no number is read without it."""

# From place 0x20 and from place 0xA0 on, as the fonts have them; the zero byte is a sign with no like in text.
_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~",
    "€ϒ′≤/∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√·¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\0〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
)
# By the places of the signs in hexadecimal.
_WINGDINGS = {
    "20": " ",
    "6C 6D 6E 6F 70 71 72 A6 A7 A8": "●○■□□□□○■□",
    "73 74 75 76 77 78 AB B6": "◆◆◆❖◆☒★★",
    "9E 9F A1 A4 A5": "·•○◉◎",
    "D8 DF E0 E1 E2 E8 F0": "➢←→↑↓→⇨",
    "FB FC FD FE": "✗✓☒☑",
    "81 82 83 84 85 86 87 88 89 8A": "①②③④⑤⑥⑦⑧⑨⑩",
    "8C 8D 8E 8F 90 91 92 93 94 95": "❶❷❸❹❺❻❼❽❾❿",
}
_WINGDINGS_2 = {
    "20 4F 50 51 52 53 54": " ✗✓☒☑☒☒",
    "97 98 99 9F A2 A3 A4 AE": "●●◎○■□□◆",
    "6A 6B 6C 6D 6E 6F 70 71 72 73": "①②③④⑤⑥⑦⑧⑨⑩",
}
_WINGDINGS_3 = {"20 21 22 23 66 67 68 69": " →↑↓←→↑↓", "70 71 72 73 74 75": "▲▼△▽◀▶"}
_WEBDINGS = {"20 61 63 67 6E 72": " ✓□■●✗"}


def _at_places(signs: dict[str, str]) -> dict[int, str]:
    return {
        place: sign
        for places, listed in signs.items()
        for place, sign in zip(bytes.fromhex(places), listed, strict=True)
    }


_FONTS = {
    "symbol": {
        start + place: sign
        for start, signs in zip((0x20, 0xA0), _SYMBOL, strict=True)
        for place, sign in enumerate(signs)
    },
    "wingdings": _at_places(_WINGDINGS),
    "wingdings 2": _at_places(_WINGDINGS_2),
    "wingdings 3": _at_places(_WINGDINGS_3),
    "webdings": _at_places(_WEBDINGS),
}
# Where fonts put signs that have no place of their own among the characters.
_PRIVATE = range(0xF000, 0xF100)


def is_symbol_font(font: str | None) -> bool:
    """Whether the letters of a font are signs."""
    return font is not None and font.strip().lower() in _FONTS


def sign_at(font: str | None, code: int) -> str:
    """The sign at a place of a font, given as the place or as Word moves it (0xF0B3); UNREADABLE where unknown."""
    private = code in _PRIVATE
    place = code - _PRIVATE.start if private else code
    signs = _FONTS.get((font or "").strip().lower())
    if signs is not None and place < len(_PRIVATE):
        found = signs.get(place, _UNKNOWN)
        return UNREADABLE if found == _UNKNOWN else found
    # Surrogates are halves of a character, and the private areas show nothing that others would know.
    plain = 0x20 <= code < 0xD800 or 0xF900 <= code <= 0xFFFD or 0x10000 <= code < 0xF0000
    return chr(code) if plain else UNREADABLE


def in_fonts(font: str | None, signs: str | None, text: str) -> str:
    """`text` as it is shown: letters in `font`, private characters in `signs`, where either is a symbol font."""
    symbols = is_symbol_font(font)
    if not symbols and not _PRIVATE_USE.search(text):
        return text
    return "".join(
        sign_at(signs if _PRIVATE_USE.match(each) else font, ord(each))
        if symbols or _PRIVATE_USE.match(each)
        else each
        for each in text
    )

"""The one cleaner of text that came from outside, and the width of text in cells.

Everything that was not typed into one of our own fields (files, pastes, arguments, journals,
peers) passes `clean` once at the door. What it removes can move the cursor, recolour the screen,
reverse the reading order or break an encoder; what it leaves is plain text.
"""

import re
import unicodedata
from functools import lru_cache

ESCAPE_SYMBOL = "␛"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
NAME_LIMIT = 200

_BIDI = frozenset(
    "\N{ARABIC LETTER MARK}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb")
_KEPT_CONTROLS = frozenset("\n\t")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\U000e0000-\U000e007f"
    f"{''.join(sorted(_BIDI | _INVISIBLE))}]"
)
"""Every character that `_safe` changes."""


def _safe(char: str) -> str:
    code = ord(char)
    if char in _KEPT_CONTROLS:
        return char
    if char == "\x1b":
        return ESCAPE_SYMBOL
    if code < 0x20 or 0x7F <= code <= 0x9F or char in _BIDI or char in _INVISIBLE:
        return ""
    if 0xD800 <= code <= 0xDFFF:
        return REPLACEMENT
    if char in "\u2028\u2029":
        return "\n"
    if 0xE0000 <= code <= 0xE007F:
        return ""
    return char


def clean(text: str) -> str:
    """Text of any length made harmless: newlines and tabs kept, ESC shown as a symbol.

    Line ends become "\\n". Control characters, C1, bidirectional marks, invisible format
    characters and tag characters vanish, lone surrogates become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNSAFE.sub(lambda match: _safe(match[0]), text)


def scrub(text: str) -> str:
    """`clean` without changing the text's length, so that places counted in it still hold.

    What clean would drop becomes U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return UNSAFE.sub(lambda match: _safe(match[0]) or REPLACEMENT, text)


def clean_line(text: str, limit: int = NAME_LIMIT) -> str:
    """`clean` for what must stay on one line (names, titles): white space folded, cut at limit."""
    line = " ".join(clean(text[: limit * 8]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Cells a terminal gives the text: 2 for wide characters, 0 for combining ones."""
    if text.isascii():
        return len(text)
    total = 0
    joined = False
    last = 0
    for char in text:
        if char == "\u200d":
            joined = True
            continue
        if char == "\ufe0f":
            if last == 1:
                total += 1
                last = 2
            continue
        cells = _char_width(char)
        if joined and cells == last == 2:
            joined = False
            continue
        joined = False
        if cells:
            last = cells
        total += cells
    return total


def cut(text: str, cells: int) -> str:
    """The longest beginning of text within so many cells, ending in an ellipsis where cut."""
    if width(text) <= cells:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > cells - 1:
            break
        kept += char
    return kept + "…" if cells > 0 else ""


def pad(text: str, cells: int) -> str:
    """Text filled with spaces, or cut, to exactly so many cells."""
    text = cut(text, cells)
    return text + " " * (cells - width(text))

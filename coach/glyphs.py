"""Plain ASCII for terminals whose locale is not UTF-8: which encoding the terminal takes, and what
stands for a sign that it cannot show.

Every sign of the interface and of the drawings has one of `+ - | > * #` and the like, as many
cells wide as itself, so that columns stay where they are. What people typed passes as far as the
encoding goes.
"""

import codecs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

ERRORS = "coach-ascii"

_SIGNS = {
    "-": "─┄┅┈┉╌╍╴╶╸╺‐‑‒–—−",
    "=": "═━▒",
    "|": "│┃┆┇┊┋╎╏╵╷╹╻║▏▎▍▌▋▊▉",
    "+": "┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪╟╢╫╥╨╒╕╘╛╓╖╙╜┍┑┕┙┎┒┖┚┝┥┠┨┿╂✓✔±†",
    ">": "→▶▸►›≥⟩⇒➤",
    "<": "←◀◂◄‹«≤⟨⇐",
    "^": "↑▲△⇧",
    "v": "↓▼▽√",
    "*": "•∙■◆★✱⁎",
    "o": "◦◌□◇☐",
    "x": "×✗✘╳☒",
    "#": "█▀▐░▓",
    ".": "…·",
    "'": "‘’′",
    '"': "“”",
    "~": "≈∼",
    "/": "÷╱⁄",
    "\\": "╲",
    "e": "€",
    "$": "␛",
    "u": "µμ",
    " ": "\u00a0\u2009\u202f",
}
_KINDS = {"○": "C", "§": "N", "☼": "E", "Ψ": "L", "∩": "G", "¤": "W", "≡": "D", "″": "R", "»": "Q",
          "●": "B", "◷": "T", "◊": "X"}  # fmt: skip
"""Marks of kinds in drawings, in the letters that plain drawings use (`boards/diagram/kinds`)."""

_HEIGHTS = dict(zip("▁▂▃▄▅▆▇", ".:-=+*%", strict=True))
"""Columns of eighths, which charts draw: the higher the darker."""

TABLE = _KINDS | _HEIGHTS | {sign: plain for plain, signs in _SIGNS.items() for sign in signs}


def encoding(setting: str, environ: "Mapping[str, str]") -> str:
    """The encoding that the terminal takes: "utf-8", or one in which signs must be replaced.

    `auto` goes by the locale of LC_ALL, LC_CTYPE or LANG, the first that is set (POSIX, 8.2);
    where none is, UTF-8 is taken for granted, as Python does (PEP 540).
    """
    if setting == "unicode":
        return "utf-8"
    if setting == "ascii":
        return "ascii"
    named = next((environ[k] for k in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(k)), "")
    if not named:
        return "utf-8"
    if named.partition("@")[0] in ("C", "POSIX"):
        return "ascii"
    codeset = named.partition(".")[2].partition("@")[0]
    try:
        return codecs.lookup(codeset or "iso-8859-1").name
    except LookupError:
        return "ascii"


def plain(text: str) -> str:
    """Text with every character beyond ASCII replaced by one or two that are as wide."""
    return "".join(char if char.isascii() else stand_in(char) for char in text)


def stand_in(char: str) -> str:
    """What stands for a character: as many cells of ASCII as it takes itself."""
    if char in TABLE:
        return TABLE[char]
    import unicodedata

    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    if unicodedata.east_asian_width(char) in "WF":
        return "??"
    bare = unicodedata.normalize("NFKD", char)[:1]
    return bare if bare.isascii() and bare.isalnum() and len(char) == 1 else "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


def speak(stream: "TextIO", to: str) -> None:
    """Has the stream write that encoding, each sign that it lacks replaced by a plain one."""
    codecs.register_error(ERRORS, _replace)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding=to, errors=ERRORS)

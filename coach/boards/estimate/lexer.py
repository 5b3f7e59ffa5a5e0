"""Tokens of one line: numbers with their marks, words, operators, brackets. Linear in the text.

Digits are ASCII only. A word glued to a number is marked, because it must be known; characters
that belong to no token are refused by the parser where they stand in a calculation.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from coach.boards.estimate.refusal import LARGEST_EXPONENT
from coach.boards.estimate.typeset_sums import untypeset
from coach.boards.patterns import lazy
from coach.tuples import NamedTuple

_TABLE: Final = str.maketrans(
    {
        "−": "-",
        "‐": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "∗": "×",
        "✕": "×",
        "✖": "×",
        "⨯": "×",
        "⋅": "×",
        "·": "×",
        "÷": "/",
        "∕": "/",
        "⁄": "/",
        "≃": "≈",
        "≅": "≈",
        "≒": "≈",
        "∼": "~",
        "⟶": "→",
        "➜": "→",
        "➔": "→",
        "➡": "→",
        "⟹": "⇒",
        "μ": "µ",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "½": "0.5",
        "₂": "2",
        "₁": "1",
        "₀": "0",
        "…": " … ",
        "✓": " ",
        "✔": " ",
        "✅": " ",
        "☑": " ",
        "✗": " ",
        "✘": " ",
        "❌": " ",
        "\ufe0f": "",
        "＝": "=",
        "＋": "+",
        "。": ".",
    }
)
_SIGNS: Final = (
    ("+/-", "±"),
    ("+-", "±"),
    ("~=", "≈"),
    ("=~", "≈"),
    ("<=>", " "),
    ("==>", "⇒"),
    ("=>", "⇒"),
    ("-->", "→"),
    ("->", "→"),
    ("<=", "≤"),
    (">=", "≥"),
    ("!=", "≠"),
    ("==", "="),
)
_SUPER: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_SUPERSCRIPT: Final = "[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+"
_POWER: Final = r"(?<=[0-9)])\s*\*\*\s*(?=[0-9(-])"
_DOTTED: Final = (
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3}\.[0-9]{3}|(?:\.[0-9]{3}){2,5}\.000)(?:,[0-9]{1,2})?"
    r"(?![0-9.,]*[0-9])"
)
_DATE: Final = (
    r"(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}\b|(?:0?[02-9]|1[0-9]|2[0-4]):[0-5][0-9]\b(?!:?[0-9])"
    r"|0[xX][0-9a-fA-F]+\b|[0-9]+-[A-Za-z]{2,}\b"
    r"|[0-9]/[0-9](?= +[a-z])"
    r"(?! +(?:of|in|to|as|x|per|sec|min|hour|day|week|month|year|ms|[kmgt]b))"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}\b|24/7\b|(?:[89]0[/-][12]0|50/50)(?= +(?:rule|principle|split))"
    rf"|(?!{_DOTTED})[0-9]+(?:\.[0-9]+){{2,}}|(?:144|240|360|480|720|1080|1440|2160)[pi]\b"
)
_NUMBER: Final = (
    _DOTTED + r"|(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
    r"|[0-9]{1,3}(?: [0-9]{3})+(?![0-9,.]*[0-9])|[0-9]+(?:_[0-9]+)*)(?:\.[0-9]+)?"
    r"(?:[eE][+-]?[0-9]+(?![0-9A-Za-z]))?|\.[0-9]+"
)
_ORDINAL: Final = r"(?<![0-9A-Za-z.,])[0-9]{1,3}(?:xx|st|nd|rd|th)\b"
_TOKEN: Final = re.compile(
    rf"(?P<date>(?<![0-9A-Za-z.,])(?:{_DATE})|https?://\S+)|(?P<ordinal>{_ORDINAL})"
    rf"|(?P<num>{_NUMBER})"
    r"|(?P<word>[^\W\d_][^\W_]*(?:_[^\W_]+)*(?:['-][^\W\d_][^\W_]*)*)"
    r"|(?P<dots>\.\.\.?)|(?P<op>[-+*/×^±%$(){}\[\],;:.!?\"'&~=≈⇒→–—<>≤≥≠|@#_…€£])"
    r"|(?P<space> +)|(?P<bad>.)",
    re.DOTALL,
)
_TIMES: Final = re.compile(r"[xX](?=[0-9])")
BRACKETS: Final = {"[": "(", "{": "(", "]": ")", "}": ")"}


class Token(NamedTuple):
    """kind is num, word, op, date or bad; `glued` means no space stands before it."""

    kind: str
    text: str
    glued: bool
    value: Fraction = Fraction(0)


_COMPOUND: Final = (
    r"(?<=[0-9])-(?=(?:ms|secs?|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?|months?|years?"
    r"|yrs?|bits?|bytes?|[KMGTP]i?B)\b)"
)


_ESCAPED: Final = r"\\(?=[][*_~<>#$&|(){}+.!=`-])"
_CLOCKED: Final = re.compile(r"(?<![\w.,])([0-9]{1,4})(d|h|min|m)([0-9]{1,2})(h|min|m|s)(?!\w)")


_APART: Final = r"(?<=[^\W\d_]) · (?=[^\W\d_]|[0-9][\w.,]*\s?[^\W\d_]* (?:per|a)\b)"
"""A dot between two statements: `120 writes/s · reads >> writes`."""
_AND_MORE: Final = re.compile(r"([0-9]\s?(?:[KMGTP]?i?B|[kKMT])?)\+(?=/[A-Za-z])")
"""The plus of `500 TB+/year`."""
_MULTIPLES: Final = re.compile(
    r"(?<=[0-9]) ?[xX×] [-–] ([0-9]+(?:\.[0-9]+)?) ?[xX×](?!\s?[0-9A-Za-z])"
)
"""`2x - 5x`: from twice to five times."""
_SAME: Final = re.compile(r"(?<=\w) ?\(\s?=[^()=]*\)")
"""`604800s (= 1 week)`: the same in other words."""
_NAMED_PARTS: Final = re.compile(r"([0-9][^()=]*[A-Za-z]) \([^\W\d]\w*(?: [+&] [^\W\d]\w*)+\)$")
"""`1 TB RAM (cache + presence)`: what an amount is for, in words."""
_EXAMPLE: Final = re.compile(r"(?<=[0-9%xX×kKMB])\s*\(e\.g\.[^()]*\)")
"""`2x - 5x (e.g. 24,000)`: what an amount may come to, in brackets after it."""
_SHORTENED: Final = re.compile(r"(?<=[0-9])( ?[mb]il)\.(?= )")
_PART: Final = lazy(r"(?<![\w.,/])1/([1-9][0-9]*) ((?:(?:per|each|every) [a-z]+ ?)+)(?!\w)")
"""A part of one for each: `1/300 per s` is once in 300 seconds."""
_PERCENT: Final = re.compile(r"(?<=[0-9]) ?(?:percent|per cent|pct)\b", re.IGNORECASE)
_CENTS: Final = re.compile(r"(?<=[0-9]) ?¢(?!\w)")
_TOLD: Final = re.compile(
    r"(?<=[0-9)kKMm]) ?((?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?))"
    r" in (?:an?|one|1|the|each|every) (?:minute|hour|day|week|month|year)\b",
    re.IGNORECASE,
)
"""`86,400 seconds in a day`: the words after the seconds say where the number is from."""


_SIZES: Final = ("large", "medium", "small", "micro", "nano", "metal")
_MACHINE: Final = lazy(
    r"(?:(?<=[0-9])(?P<count> ?[x×*]) ?)?\b(?:db\.|cache\.)?[a-z][a-z0-9]{1,4}\."
    r"(?:nano|micro|small|medium|[0-9]{0,2}x?large|metal)(?:\.search)?\b",
    re.IGNORECASE,
)
"""A size of machines that a provider sells, behind how many of them: `24 x m5.2xlarge`."""


def _counted(machine: re.Match[str]) -> str:
    return " instances" if machine["count"] else "instances"


def _spelled(clock: re.Match[str]) -> str:
    """`1h30m` with its spaces: between digits an m is minutes."""
    return " ".join("min" if part == "m" else part for part in clock.groups())


def normalise(line: str) -> str:
    """One spelling for signs that have many: minus, times, arrows, approximations, powers."""
    if "\\" in line:
        line = re.sub(_ESCAPED, "", untypeset(line))
    if not line.isascii():
        line = re.sub(_APART, "; ", line) if " · " in line else line
        line = _CENTS.sub(" cents", line).translate(_TABLE)
        line = re.sub(_SUPERSCRIPT, lambda m: "^" + m.group(0).translate(_SUPER), line)
    elif "\t" in line:
        line = line.replace("\t", " ")
    if "=" in line or "->" in line or "+-" in line or "+/-" in line:
        for many, single in _SIGNS:
            if many in line:
                line = line.replace(many, single)
    if "+/" in line:
        line = _AND_MORE.sub(r"\1", line)
    if " - " in line or " – " in line:
        line = _MULTIPLES.sub(r"x-\1x", line)
    if "(" in line:
        line = _NAMED_PARTS.sub(r"\1", _SAME.sub("", line))
    if "e.g." in line:
        line = _EXAMPLE.sub("", line)
        line = re.sub(r"\be\.g\.,?\s+(?=[~$0-9])", "", line)
    if "." in line and any(size in line for size in _SIZES):
        line = _MACHINE.sub(_counted, line)
    line = _CLOCKED.sub(_spelled, line)
    if "il. " in line:
        line = _SHORTENED.sub(r"\1", line)
    if " in " in line:
        line = _TOLD.sub(r" \1", line)
    if "1/" in line:
        line = _PART.sub(r"1 \2 / \1", line)
    if "per" in line.lower() or "pct" in line.lower():
        line = _PERCENT.sub("%", line)
    if "-" in line:
        line = re.sub(_COMPOUND, " ", line, flags=re.IGNORECASE)
    if " *" in line:
        line = re.sub(r"\s\*(?=\s*[=≈])", "", line)
    if "**" in line:
        line = re.sub(_POWER, "^", line)
    return line


def _number(text: str) -> Token | None:
    if text == "86.400":
        text = "86400"
    if text.count(".") > 1:
        text = text.replace(".", "").replace(",", ".")
    plain = text.replace(",", "").replace("_", "").replace(" ", "")
    mantissa, _, power = plain.lower().partition("e")
    if power and abs(int(power[:6])) > LARGEST_EXPONENT:
        return None
    return Token("num", text, False, Fraction(mantissa) * Fraction(10) ** int(power or 0))


@lru_cache(maxsize=32768)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a normalised piece of text, in order; every character is in one of them."""
    out: list[Token] = []
    glued = True
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            break
        kind = match.lastgroup or "bad"
        text_at = match.group()
        at = match.end()
        if kind == "space":
            glued = False
            continue
        token = _token(kind, text_at, glued, out)
        if token.text == "×" and token.kind == "op" and len(token.text) < len(text_at):
            at = match.start() + 1
        out.append(token)
        glued = True
    return tuple(out)


def _multiplies(text: str, glued: bool, before: list[Token]) -> bool:
    """Whether the x of `4x3` or of `1 TB x3 rep x1.2` is a sign; in `2 + x1` it begins a name."""
    last = before[-1]
    if glued:
        return last.kind == "num"
    amount = last.kind in ("num", "word") or last.text == ")"
    return amount and text[1:].isdigit() and any(token.kind == "num" for token in before)


def _token(kind: str, text: str, glued: bool, before: list[Token]) -> Token:
    glued = glued and bool(before)
    if kind == "num":
        number = _number(text)
        if number is None:
            return Token("bad", text, glued)
        return Token("num", text, glued, number.value)
    if kind == "ordinal":
        return Token("word", text, glued)
    if kind == "word":
        if _TIMES.match(text) and before and _multiplies(text, glued, before):
            return Token("op", "×", glued)
        return Token("word", text, glued)
    if kind in {"op", "dots"}:
        text = BRACKETS.get(text, text)
        return Token("op", "×" if text == "*" else text, glued)
    return Token(kind, text, glued)

"""Lines that go on from another one: what they say together with it.

`Peak uploads:` over `= 500K × 5` names it, and `× 365` under `daily = 3 TB` multiplies it.
"""

import re
from collections.abc import Sequence
from typing import Final

from coach.boards.estimate.anatomy import SIGNS, anatomy
from coach.boards.estimate.lexer import normalise
from coach.boards.estimate.refusal import LONGEST

_SIGN: Final = re.compile(rf"^\s*[{SIGNS}~]+\s*")
_OPERATOR: Final = re.compile(r"^\s*(?:×\s*(?=[0-9(])|[xX] (?=[0-9(])|/\s*(?=[0-9(]))")
_ANSWER: Final = re.compile(f"[{SIGNS}]")
_DIGIT: Final = re.compile("[0-9]")
_SUM: Final = re.compile(r"[-+–—^]")
_PLAIN: Final = re.compile(r"[^\W\d]\w*(?: [^\W\d]\w*){0,4}")
_HEADING: Final = re.compile(r":[*_\s]*$")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def goes_on(text: str) -> bool:
    """Whether a line begins with a sign: what it means hangs on lines and names that its own words
    do not tell."""
    head = text.lstrip()[:2]
    return bool(head) and (
        head[0] in "=≈~×÷"
        or (head[0] in "xX/" and head[1:] == " ")
        or (head[:1] == "/" and head[1:].isdigit())
    )


def wholes(texts: Sequence[str]) -> dict[int, str]:
    """What lines that go on from the lines above them say with those, by their place.

    A line that stands for itself is not among them.
    """
    out: dict[int, str] = {}
    for place, text in enumerate(texts):
        if not goes_on(text):
            continue
        said = normalise(text[: LONGEST + 1])
        operator = _OPERATOR.match(said)
        if operator is not None:
            whole = _operated(out.get(place - 1) or (texts[place - 1] if place else ""), said)
        else:
            heading = _heading(texts, place) if _DIGIT.search(said) else ""
            whole = f"{heading}: {_SIGN.sub('', said)}" if heading else ""
        if whole and len(whole) <= LONGEST:
            out[place] = whole
    return out


def _heading(texts: Sequence[str], place: int) -> str:
    """The name that the line above gives, where this one is the first with a number under it."""
    above = place - 1
    while above >= 0 and goes_on(texts[above]) and not _DIGIT.search(texts[above]):
        above -= 1
    text = texts[above].rstrip() if above >= 0 else ""
    if not _HEADING.search(text) or len(text) > LONGEST:
        return ""
    taken = anatomy(f"{text} 1")
    if not _LETTERS.search(taken.label) or len(taken.clauses) != 1 or taken.clauses[0].text != "1":
        return ""
    return f"{taken.label} ({taken.bracket})" if taken.bracket else taken.label


def _operated(above: str, said: str) -> str:
    """`× 365` after what stands above; without that only its answer is left of it."""
    taken = anatomy(above) if above.strip() else None
    if taken is None or taken.kind != "line" or not taken.clauses:
        answer = _ANSWER.search(said)
        return said[answer.start() :] if answer is not None else ""
    named = taken.label if _PLAIN.fullmatch(taken.label) else ""
    if named:
        return f"{named} {said.strip()}"
    first = next((clause.text for clause in taken.clauses if clause.text), "")
    return f"({first}) {said.strip()}" if _SUM.search(first) else f"{first} {said.strip()}"

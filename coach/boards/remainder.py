"""What of a text a board's model did not take, told by its words.

A board gives the words its model holds and those of its notation; what stands on a line besides,
outside of what its findings speak of already, was lost, and is given back as stretches of the text.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Set

from coach.boards.board import Finding, Span
from coach.boards.patterns import lazy

_WORD = lazy(r"\w+")
_PART = lazy(r"[^\W_]+")
_LEAD = lazy(r"(?:\bon[ \t]+|(?:[^\w\s,;|)\]}]+[ \t]*))\Z", re.I)
_VALUE = lazy(r"[ \t]*[:=]?[ \t]*(?:'[^'\n]*'|\"[^\"\n]*\"|[\w.+-]+(?:\([^()\n]*\))?)")
"""What a default is, though its word may stand elsewhere too."""
_LEADS = 80
"""So many characters before a word are looked at for signs that lead to it."""
_STRETCH = 2000
"""Characters of words that are told together; a longer stretch is told in parts."""
_BETWEEN = frozenset(("-", "*", "•", ":", "->", "→", "=", "(", "[", "{", "│", "."))
_OPENING, _CLOSING = "([{", ")]}"


def words_in(said: Iterable[str]) -> set[str]:
    """The folded words of some texts; of names also those between their underscores."""
    whole = " ".join(said).casefold()
    words = set(_WORD.findall(whole))
    if "_" in whole:
        words.update(_PART.findall(whole))
    return words


def spoken_of(findings: Iterable[Finding], codes: Collection[str]) -> list[Span]:
    """The spans of the findings of those codes, in the order of the text."""
    spans = [finding.span for finding in findings if finding.code in codes and finding.span]
    return sorted(spans, key=lambda span: span.start)


def lost(
    text: str,
    known: Set[str],
    spoken: Iterable[Span],
    taken: Callable[[str, int], bool],
) -> Iterator[tuple[int, int]]:
    """Where each word stands that is not `known`, not `spoken` of, nor `taken` at its place."""
    for begin, stop in gaps(text, spoken):
        for match in _WORD.finditer(text, begin, stop):
            word = match[0].casefold()
            if word in known:
                continue
            if "_" in word and all(part in known for part in _PART.findall(word)):
                continue
            if not taken(word, match.start()):
                yield match.span()


def gaps(text: str, spoken: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a text between spans, which come in its order, that hold a word."""
    at = 0
    for span in spoken:
        if span.start > at and _WORD.search(text, at, span.start):
            yield at, span.start
        at = max(at, span.end)
    if at < len(text) and _WORD.search(text, at):
        yield at, len(text)


def together(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Words lost on one line and one side of a comma as a stretch, with the signs around it."""
    begun: tuple[int, int] | None = None
    span = Span(0, 0)
    for start, end in places:
        if begun is not None and end - begun[0] <= _STRETCH and _joined(text, *begun, start):
            begun = begun[0], end
            continue
        if begun is not None:
            span = _whole(text, *begun)
            yield span
        begun = None if start < span.end else (start, end)
    if begun is not None:
        yield _whole(text, *begun)


def _joined(text: str, begun: int, end: int, start: int) -> bool:
    """Whether no line ends between two words, and no comma outside of brackets and quotes with a
    word beside it."""
    between = text[end:start]
    if "\n" not in between and (text.count("'", begun, start) % 2 or not _WORD.search(between)):
        return True
    deep = _depth(text, begun, end)
    for sign in between:
        if sign == "\n" or (sign == "," and deep <= 0):
            return False
        deep += (sign in _OPENING) - (sign in _CLOSING)
    return True


def _depth(text: str, start: int, end: int) -> int:
    """How many brackets that open in a stretch are open at its end."""
    return sum(text.count(sign, start, end) for sign in _OPENING) - sum(
        text.count(sign, start, end) for sign in _CLOSING
    )


def _whole(text: str, start: int, end: int) -> Span:
    """The stretch with signs before it, to where the brackets close that it opens."""
    line = text.rfind("\n", 0, start) + 1
    lead = _LEAD.search(text, max(line, start - _LEADS), start)
    if lead is not None and lead[0].strip() not in _BETWEEN:
        start = lead.start()
    if text[end : end + 1] == "(":
        end += 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    deep = _depth(text, start, end)
    at = end
    while at < stop and deep > 0:
        deep += (text[at] in _OPENING) - (text[at] in _CLOSING)
        at += 1
    if deep <= 0:
        end = at
    while end < stop and text[end] in "'\"`%":
        end += 1
    if text[max(start, end - 7) : end].lower() == "default" and (value := _VALUE.match(text, end)):
        end = min(stop, value.end())
    return _wrapped(text, line, start, end, stop)


def _wrapped(text: str, line: int, start: int, end: int, stop: int) -> Span:
    """A stretch with the brackets that stand around the whole of it."""
    while True:
        before, behind = text[line:start].rstrip(), text[end:stop].lstrip()
        if not before or not behind or before[-1] not in _OPENING:
            return Span(start, end)
        if behind[0] != _CLOSING[_OPENING.index(before[-1])]:
            return Span(start, end)
        start, end = line + len(before) - 1, stop - len(behind) + 1

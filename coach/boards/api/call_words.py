"""Every word of a text is in the model, is a word of the notation, or is told to be left over.

A word counts as taken where the call that it stands at or below has it, or a type, a convention or
a comment's silence; a number only where its call has it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from coach.boards.api.api_model import Api, ApiField, Endpoint
from coach.boards.api.call_notation import NOTATION
from coach.boards.api.path_nouns import singular
from coach.boards.api.status_words import PHRASES
from coach.boards.board import Finding, Severity, Span
from coach.boards.patterns import lazy
from coach.boards.remainder import gaps, lost, spoken_of, together, words_in

_SPEAKING = frozenset(
    ("unread", "unclosed", "limit", "stray-words", "unreadable-field", "setting-twice")
)
_LONGEST = 400_000
_WORD = lazy(r"\w+")
_PASSED = lazy(
    r"(?:https?|wss?)://[^/\s\"']*|HTTP/[\d.]+|\bHost:\s*\S+"
    r"|Authorization:[ \t]*(?:\w+[ \t]+)?[^\s\"',)]*"
    r"|(?<=[a-z]:)\s*(?:<\w+>|\$\w+|[\"']+\w*\d\w*[\"']+|\w*\d[\w-]*(?=\.*[\"']))"
    r"|(?<=[<{])(?:int|uuid|str|string|path|long|slug):|:(?:int|uuid|str|string|long|\[^\]]*)(?=[}>])"
    r"|(?<=\w:)\s*(?:str|int|float|bool|dict|UUID)\b(?=\s*[,)=|])|\b\w+Controller\b"
    r"|(?:@PathVariable|\[FromRoute\])(?:\([^)]*\))?\s+[\w<>]+|@Valid\b|\bPage(?=<)|\bPageable \w+"
    r"|text/event-stream|\b[x×]\d+\b",
)
"""What says no more than that it is a request: hosts, values of headers, types of parameters."""


def accounted(model: Api, text: str, whole: list[Span]) -> Api:
    """The model with what its text says besides; `whole` are stretches read to the last word."""
    if len(text) > _LONGEST:
        return model
    spoken = sorted((*spoken_of(model.findings, _SPEAKING), *whole), key=_place)
    passed = [
        Span(*match.span()) for gap in gaps(text, spoken) for match in _PASSED.finditer(text, *gap)
    ]
    calls = _Calls(model, text)
    if passed:
        model = replace(model, asides=tuple(_asides(model, text, passed, calls)))
        spoken = sorted((*spoken, *passed), key=_place)
    if next(gaps(text, spoken), None) is None:
        return model
    told = [
        Finding(
            "stray-words",
            Severity.HINT,
            f"Of this line “{' '.join(text[span.start : span.end].split())[:60]}” is not taken.",
            span,
        )
        for span in together(text, lost(text, calls.common, spoken, calls.taken))
    ]
    return replace(model, findings=(*model.findings, *told)) if told else model


def _asides(
    model: Api, text: str, passed: list[Span], calls: "_Calls"
) -> Iterator[tuple[int, str]]:
    """What was passed of which a word is kept nowhere, each with the number of its line."""
    for span in passed:
        said = text[span.start : span.end]
        for match in _WORD.finditer(said):
            word = match[0].casefold()
            if word not in calls.common and not calls.taken(word, span.start + match.start()):
                yield model.line(span.start), " ".join(said.split())
                break


_KNOWN_CALLER = """jwt bearer token login logged signed in required requires protected private
session cookie authenticated apikey key keys requireauth authorized secured access"""
"""How it is said that a caller has to be known."""


def _place(span: Span) -> int:
    return span.start


def _of_fields(fields: tuple[ApiField, ...]) -> Iterator[str]:
    for known in fields:
        yield f"{known.name} {known.type} {known.example} {known.default} {known.note}"


def of_call(endpoint: Endpoint) -> Iterator[str]:
    """All that a call says, as text."""
    yield f"{endpoint.method} {endpoint.path} {endpoint.summary} {endpoint.auth}"
    yield endpoint.summary.replace(" ", "")
    yield from endpoint.headers
    if "Idempotency-Key" in endpoint.headers:
        yield "idem idempotent"
    if endpoint.auth:
        yield _KNOWN_CALLER
    yield from _of_fields(endpoint.query)
    yield from _of_fields(endpoint.fields)
    for answer in endpoint.responses:
        yield f"{answer.status} {answer.type} {answer.note}"
        yield from _of_fields(answer.fields)


class _Calls:
    """The words of each call, and of all."""

    def __init__(self, model: Api, text: str) -> None:
        self.text = text
        self.calls: dict[int, list[Endpoint]] = {}
        for endpoint in model.endpoints:
            for start in {endpoint.span.start, endpoint.path_span.start}:
                self.calls.setdefault(start, []).append(endpoint)
        self.words: dict[int, set[str]] = {}
        self.phrases: dict[int, set[str]] = {}
        """The words that answers' statuses stand for."""
        self.common = NOTATION
        said = model.conventions
        self.held: dict[int, list[str]] = {}
        for kind in model.resources:
            self.held.setdefault(kind.span.start, []).extend([kind.name, *_of_fields(kind.fields)])
        own = {"base": said.base, "auth": said.auth, "rate": said.rate, "errors": said.errors}
        others = dict(said.others)
        for name, span in said.spans:
            beside = ("header", "open", "callers") if name == "auth" else (name,)
            held = [own.get(name, ""), *(others.get(other, "") for other in beside), *beside]
            self.held.setdefault(span.start, []).extend(held)
        self.starts = sorted({*self.calls, *self.held})
        self.numbers = set(
            words_in([said.base, said.rate, said.errors, *dict(said.others).values()])
        )

    def taken(self, word: str, at: int) -> bool:
        """Whether the call at a place, or the one above it, has a word."""
        place = bisect_right(self.starts, at) - 1
        for start in self._around(place, at):
            words = self.words.get(start)
            if words is None:
                words = self.words[start] = self._of(start)
            if word in words or singular(word) in words or word in self.phrases[start]:
                return True
            if "_" in word and all(part in words for part in word.split("_") if part):
                return True
        return (word.isdigit() and self._counts(word, at)) or self._line_of(word, at)

    def _around(self, place: int, at: int) -> Iterator[int]:
        """The call at or above a place, those of the same line, and behind a heading the next."""
        if place >= 0:
            yield self.starts[place]
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        begun = self.text.rfind("\n", 0, at) + 1
        alone = place < 0 or self.starts[place] < begun
        last = bisect_left(self.starts, end) + alone
        for after in range(place + 1, min(last, len(self.starts))):
            yield self.starts[after]

    def _of(self, start: int) -> set[str]:
        answers = [answer for call in self.calls.get(start, ()) for answer in call.responses]
        numbers = [int(answer.status) for answer in answers if answer.status.isdigit()]
        self.phrases[start] = words_in(PHRASES.get(number, "") for number in numbers)
        words = words_in(word for call in self.calls.get(start, ()) for word in of_call(call))
        if held := self.held.get(start):
            words |= {word for word in words_in(held) if not word.isdigit()}
        return words | {singular(word) for word in words}

    def _counts(self, word: str, at: int) -> bool:
        """Whether a number counts a line or a field, or stands in a convention."""
        text, end = self.text, at + len(word)
        before = text[text.rfind("\n", 0, at) + 1 : at].strip(" \t(#")
        if not before and text[end : end + 1] in (".", ")", ":"):
            return True
        return word in self.numbers or (
            before.endswith("=") and text[end : end + 1] in (";", " ", "}")
        )

    def _line_of(self, word: str, at: int) -> bool:
        """Whether a word stands in the heading of a group, or is its line's only letter."""
        return len(word) == 1 and self.text[at + 1 : at + 2] in (")", ".")

"""Every word and every number of a sketch is printed: in what was read, in a note, in a finding.

What a reader passes over without a word is found here, and not by somebody who misses it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.boards.api.api_board import BOARD as API
from coach.boards.api.call_notation import NOTATION as OF_CALLS
from coach.boards.api.call_words import _KNOWN_CALLER
from coach.boards.api.status_words import PHRASES
from coach.boards.api.wordset import wordset
from coach.boards.remainder import words_in
from coach.boards.schema.assembly import singular
from coach.boards.schema.notation_words import MARKS
from coach.boards.schema.notation_words import NOTATION as OF_TABLES
from coach.boards.schema.schema_board import BOARD as SCHEMA
from coach.boards.schema.sketch_words import amount
from tests.boards.api.judge import short_labels
from tests.boards.schema.judge_schema import corpus, whiteboard

DATA = Path(__file__).parents[1] / "data"
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
STATUS = re.compile(r"\b[1-5]\d\d\b")
COUNTS = re.compile(
    r"^\s*(?:\d+|[a-z])[.)]|=\s*\d+\s*;|^\s*\|\s*\d+\s*\||openapi: [\d.]+|version: \"?\d+", re.M
)
"""Numbers of items, rows and fields of messages."""
LANGUAGES = wordset(
    """default delete true false max length new set data func uuid requireauth components
    schemas controller name when up down check model ref no overlap gorm uniqueindex monthly"""
)
"""Words of languages that say a fact which is printed as one."""


def tables() -> Iterator[tuple[str, str]]:
    for sketch in [*corpus("reading.json"), *corpus("index.json"), *whiteboard()]:
        yield str(sketch["id"]), sketch["text"]
    for path in sorted((DATA / "boards").glob("s*")):
        yield path.stem, path.read_text("utf-8")


def calls() -> Iterator[tuple[str, str]]:
    for name in ("reading", "sketches", "sketches-later", "sketches-mixed"):
        for sketch in json.loads((DATA / "api" / f"{name}.json").read_text("utf-8")):
            yield str(sketch["id"]), sketch["text"]
    for sketch in short_labels((DATA / "api" / "short-labels.txt").read_text("utf-8")):
        yield str(sketch["id"]), sketch["text"]
    for path in sorted((DATA / "boards").glob("a*")):
        yield path.stem, path.read_text("utf-8")


def of_status(status: int) -> list[str]:
    return PHRASES.get(status, "").casefold().split()


def said(value: Any) -> Iterator[str]:
    """All texts and numbers of a printed board, its findings aside."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key not in ("line", "findings", "advice", "source"):
                yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)
    elif value is not None:
        yield str(value)


def missed(text: str, printed: dict[str, Any], spans: list[tuple[int, int]], known: Any) -> Any:
    """The words of a text that are neither printed nor told."""
    whole = " ".join(said(printed)).casefold()
    words, joined = words_in([whole]), re.sub(r"[\W_]", "", whole)
    numbers = {float(number) for number in NUMBER.findall(whole)}
    phrases = {word for status in STATUS.findall(whole) for word in of_status(int(status))}
    spans = [*spans, *(match.span() for match in COUNTS.finditer(text))]
    for match in WORD.finditer(text):
        word = match[0].casefold()
        if {word, singular(word)} & words or word in known or word in LANGUAGES:
            continue
        if word in phrases or all(part in words | known for part in word.split("_") if part):
            continue
        if word.replace("_", "") in joined and (len(word) > 3 or word.isdigit()):
            continue
        if (number := amount(word)) is not None and numbers & {number, number / 100}:
            continue
        if not any(start <= match.start() < end for start, end in spans):
            yield match[0]


@pytest.mark.parametrize(("name", "text"), [*tables()], ids=lambda value: value[:20])
def test_every_word_of_a_schema_is_printed(name: str, text: str) -> None:
    model = SCHEMA.parse(text)
    spans = [(f.span.start, f.span.end) for f in model.findings if f.span]
    known = OF_TABLES | MARKS.keys()
    assert list(missed(text, json.loads(SCHEMA.export(model, "json")), spans, known)) == []


@pytest.mark.parametrize(("name", "text"), [*calls()], ids=lambda value: value[:20])
def test_every_word_of_an_interface_is_printed(name: str, text: str) -> None:
    model = API.parse(text)
    spans = [(f.span.start, f.span.end) for f in model.findings if f.span]
    known = OF_CALLS | set(_KNOWN_CALLER.split())
    assert list(missed(text, json.loads(API.export(model, "json")), spans, known)) == []

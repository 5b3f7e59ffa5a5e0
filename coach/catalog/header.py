"""The head of a prompt's file: the fields before its first table, checked without a model.

A list of prompts must be there before a key is let go, so it reads no more than this.
"""

import re
from pathlib import Path
from typing import Any

from coach.catalog.content_source import Flaw, line_of, parse, read
from coach.frozen import dataclass
from coach.text import clean_line

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
INTERVIEW = "interview"
"""The workflow of a prompt that names none."""
DIFFICULTIES = ("easy", "medium", "hard")
LEVELS = ("mid", "senior", "staff")
_HEAD_LIMIT = 50_000
"""Characters before the first table; a few hundred are usual."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a list shows of a prompt. `hides` is true for an own one in a shipped one's place;
    `pack` is the name of the pack that it came with, "" for others; `light` tells of a prompt in
    the short form, which hears with few words."""

    slug: str
    title: str
    difficulty: str
    minutes: int
    tags: tuple[str, ...]
    statement: str
    levels: tuple[str, ...]
    workflow: str
    path: Path
    own: bool
    hides: bool = False
    pack: str = ""
    light: bool = False


def header_of(path: Path, own: bool, root: Path) -> Header:
    """The header of a file that lies within `root`; Flaw says what is wrong with it."""
    text = read(path, root)
    beginning = _beginning(text)
    if len(beginning) > _HEAD_LIMIT:
        raise Flaw(f"what stands before its first table has more than {_HEAD_LIMIT:,} characters.")
    try:
        fields = parse(beginning)
    except Flaw:
        fields = parse(text)
    head = _Fields(fields, text)
    slug = head.words("slug", "it is made of small letters, digits and hyphens")
    head.expect(bool(SLUG.match(slug)), "slug", "it is made of small letters, digits and hyphens")
    same_name(path, slug, text)
    workflow = head.words("workflow", "it is a workflow's id", INTERVIEW)
    head.expect(bool(SLUG.match(workflow)), "workflow", "it is a workflow's id")
    difficulty = head.words("difficulty", "it is easy, medium or hard")
    head.expect(difficulty in DIFFICULTIES, "difficulty", "it is easy, medium or hard")
    minutes = head.fields.get("minutes", 45)
    fits = type(minutes) is int and 3 <= minutes <= 120
    head.expect(fits, "minutes", "it is a whole number from 3 to 120")
    levels = head.several("levels", "it is a list of mid, senior and staff", LEVELS)
    head.expect(set(levels) <= set(LEVELS), "levels", "it is a list of mid, senior and staff")
    return Header(
        slug=slug,
        title=head.words("title", "it is a few words"),
        difficulty=difficulty,
        minutes=minutes,
        tags=head.several("tags", "it is a list of words", ()),
        statement=head.words("statement", "it is a sentence or two"),
        levels=levels,
        workflow=workflow,
        path=path,
        own=own,
        light=head.fields.get("tier") == "light",
    )


def same_name(path: Path, slug: str, text: str) -> None:
    """Flaw where the file is not called after its slug."""
    if slug != path.stem:
        raise Flaw(
            f'the slug is "{clean_line(slug, 60)}" but the file is called {path.name}; '
            "they must agree.",
            line_of(text, ("slug",)),
        )


class _Fields:
    """The fields of a head, with the text they come from for naming lines."""

    def __init__(self, fields: dict[str, Any], text: str) -> None:
        self.fields = fields
        self._text = text

    def expect(self, right: bool, name: str, wanted: str) -> None:
        if not right:
            wrong = "is not right" if name in self.fields else "is missing"
            raise Flaw(f"{name} {wrong}: {wanted}.", line_of(self._text, (name,)))

    def words(self, name: str, wanted: str, default: str = "") -> str:
        value = self.fields.get(name, default)
        self.expect(isinstance(value, str) and bool(value.strip()), name, wanted)
        return clean_line(value, 1000)

    def several(self, name: str, wanted: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.fields.get(name, list(default))
        listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
        self.expect(listed, name, wanted)
        return tuple(clean_line(item) for item in value)


def _beginning(text: str) -> str:
    """The text before the first line that begins with a bracket: the fields of no table."""
    if text.startswith("["):
        return ""
    end = text.find("\n[")
    return text if end < 0 else text[: end + 1]

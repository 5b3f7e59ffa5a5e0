"""Relations: `User 1:N Order`, `||--o{`, `(1) ----< (n)`, `has many`, `one to many`."""

import re
from dataclasses import replace

from coach.boards.board import Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly
from coach.boards.schema.schema_parts import Relation

_NAME = r"[\"`]?[^\W\d][\w$]*(?:[ -][^\W\d_][\w$]*){0,2}?[\"`]?"
_COUNT = r"(?:0\s?\.\.\s?1|[01]\s?\.\.\s?[nNmM*]|0/1|[01nNmM*∞]|zero\s+or\s+one|one|many)"
_LINE = r"[-─━—–=~.<>▶►→←◀⟶↔|{}o]"
_BETWEEN = lazy(
    rf"""\s*(?:
    (?P<crow>[|}}][|o]?|[o][|}}]|\}}o|\}}\||\|\||\|o)\s*(?:--|\.\.)\s*(?P<foot>[|o]\{{|[|o]\||\{{|o\||\|\||\|)
    |[-─━—–=<~]*\s*[(\["]?\s*(?P<left>{_COUNT})\s*[)\]"]?\s*(?P<join>:|-(?=\s*{_COUNT}\b)|to|/|{_LINE}+|\s)\s*[(\["]?\s*(?P<right>{_COUNT})(?![\w])\s*[)\]"]?\s*[-─━—–=~]*[>▶►→<]?
    |(?P<arms>[<>]?[-─━—–=]{{2,}}[<>]?|>-<|-<|>-)
    )\s*""",
    re.X | re.I,
)
_FIRST = lazy(rf"({_NAME})(?=\s*[-─━—–=(\[|}}<>\d\"nNmM*∞~]|\s+(?:one|many|zero)\b)")
_SECOND = lazy(
    r"[\"`]?[^\W\d][\w$]*(?:-[^\W\d][\w$]*)*[\"`]?(?:[ ](?!(?:1|N|M|one|has)\b)[A-Z][\w$]*)*"
)
_TAIL = lazy(
    r"\s*(?:[:,;]\s*(?P<said>.{0,80})"
    r"|(?P<beside>\(.*\)|\"[^\"]*\"|(?:via|through)\s+\w+)|\.)?\s*\Z"
)
_WORDS = lazy(
    rf"(?:(?:an?|each|every|one)\s+)?(?P<left>{_NAME})\s+"
    r"(?P<verb>(?:can\s+|may\s+)?(?:has|have|owns?|contains?|holds)\s+(?:zero\s+or\s+|one\s+or\s+|0\s+or\s+)?(?:many|multiple|several|more)"
    r"|(?:has|have)\s+(?:exactly\s+|at\s+most\s+|zero\s+or\s+)?(?:one|1|a|an)"
    r"|belongs?\s+to\s+many|belongs?\s+to(?:\s+(?:one|an?))?"
    r"|(?:to|->|→|and|-|is|:)?\s*(?:is\s+)?\(?(?:one|many"
    r"|1|n)[- ]to[- ](?:one|many|1|n)\)?(?:\s+(?:with|to))?)\s+"
    rf"(?P<right>[\"`]?[^\W\d][\w$]*[\"`]?(?:[ ](?-i:[A-Z])[\w$]*)*)"
    r"\s*(?P<label>(?:through|via|by|using|with)\s+\w+)?\s*(?P<tail>\(.*\))?\.?\Z",
    re.I,
)
_VERB = lazy(r"(?<=\w)\s+(?:are|is)\Z", re.I)
_COUNTED = lazy(
    rf"(?P<a>{_COUNT})\s+(?P<left>{_NAME})\s*(?P<by>-+>?|→|<?-+>?|:|,|=|=>|has|have|to|owns?|per)\s*"
    rf"(?P<b>{_COUNT}|0\s?-\s?n|several|multiple)\s+(?P<right>{_NAME})\s*(?:\(.*\))?\.?\Z",
    re.I,
)
"""`1 User -> N Orders`, `one team has many members`."""
_TALK = lazy(r"(?:the|this|that|it|they|others?|all|everything|nothing|what|which)\b", re.I)
"""How a sentence begins that is about no table."""
_AFTER = lazy(
    rf"(?P<left>{_NAME})\s*(?:[-─—–]+>?|→|<->|↔|/|,|and|to)\s*(?P<right>[^\W\d]"
    rf"[\w$]*(?:[ ][A-Z][\w$]*)*)\s*[:(=]?\s*\(?\s*"
    rf"(?:(?P<a>{_COUNT})\s*(?::|-|to|[- ]to[- ])\s*(?P<b>{_COUNT}))"
    rf"\s*(?P<label>(?:through|via|by|using)\s+\w+)?\s*\)?\s*\Z",
    re.I,
)


_BETWEEN_TWO = lazy(
    rf"(?:an?\s+|the\s+)?relation(?:ship)?\s+between\s+(?P<left>{_NAME})\s+and\s+(?P<right>{_NAME})\s*"
    rf"(?:should\s+be|must\s+be|is|are|:|-|,|\()?\s*(?P<a>{_COUNT})\s*(?::|-\s?to\s?-|\s+to\s+)\s*"
    rf"(?P<b>{_COUNT})\)?\.?\s*\Z",
    re.I,
)


def _counted(said: str) -> str:
    word = "".join(said.lower().split())
    if word in ("1", "one"):
        return "1"
    if word in ("0..1", "0/1", "zeroorone"):
        return "0..1"
    return "1" if word == "0" else "N"


def _filled(*said: str | None) -> bool:
    """Whether signs or words of counts ask for at least one of the many."""
    return any(
        "|{" in sign
        or "}|" in sign
        or re.match(r"1\s?\.\.\s?[nm*]|one\s+or\s+(?:many|more)", sign, re.I)
        for sign in said
        if sign
    )


def _crow(said: str) -> str:
    if "{" in said or "}" in said:
        return "N"
    return "0..1" if "o" in said else "1"


def _arms(said: str) -> tuple[str, str] | None:
    left, right = said.startswith(">"), said.endswith("<")
    if not (left or right):
        return None
    return ("N" if left else "1", "N" if right else "1")


def relation_line(assembly: Assembly, start: int, text: str) -> bool:
    """Takes a line of one relation or a chain of them; False where it is none."""
    span = Span(start, start + len(text))
    relations = _between(text, span) or _chain(text, span)
    relations = relations or _after(text, span) or _worded(text, span) or _numbered(text, span)
    if relations and "(" in text and "," in text:
        from coach.boards.schema.related_columns import with_columns

        relations = with_columns(assembly, start, text, relations)
    assembly.relations += relations
    return bool(relations)


def _between(text: str, span: Span) -> list[Relation]:
    """`Relation between "users" and "posts" should be one-to-many`."""
    match = _BETWEEN_TWO.match(text)
    if match is None:
        return []
    return [_of(match, span)]


def _chain(text: str, span: Span) -> list[Relation]:
    first = _FIRST.match(text)
    if first is None:
        return []
    relations: list[Relation] = []
    left, at = first[1], first.end(1)
    while True:
        between = _BETWEEN.match(text, at)
        if between is None:
            break
        counts = _counts(between)
        name = _SECOND.match(text, between.end())
        if counts is None or name is None:
            break
        signs = (between["crow"], between["foot"], between["left"], between["right"])
        relation = Relation(_bare(left), *counts, _bare(name[0]), span)
        relations.append(replace(relation, filled=True) if _filled(*signs) else relation)
        left, at = name[0], name.end()
    tail = _TAIL.match(text, at) if relations else None
    if tail is None:
        return []
    label = (tail["said"] or tail["beside"] or "").strip(" \t\"'().")
    return [replace(relations[0], label=label), *relations[1:]] if label else relations


def _counts(between: re.Match[str]) -> tuple[str, str] | None:
    if between["crow"]:
        return _crow(between["crow"]), _crow(between["foot"])
    if between["arms"]:
        return _arms(between["arms"])
    if not between["join"].strip(" ."):
        return None
    return _counted(between["left"]), _counted(between["right"])


def _after(text: str, span: Span) -> list[Relation]:
    match = _AFTER.match(text)
    if match is None:
        return []
    return [_of(match, span, match["label"] or "")]


def _of(match: re.Match[str], span: Span, label: str = "") -> Relation:
    """The relation of a match with both counts and both names."""
    counts = _counted(match["a"]), _counted(match["b"])
    filled = _filled(match["a"], match["b"])
    return Relation(_bare(match["left"]), *counts, _bare(match["right"]), span, label, filled)


def _numbered(text: str, span: Span) -> list[Relation]:
    match = _COUNTED.match(text)
    if match is None or (match["by"] == "," and _counted(match["b"]) != "N"):
        return []
    return [_of(match, span)]


def _worded(text: str, span: Span) -> list[Relation]:
    match = _WORDS.match(text)
    if match is None or _TALK.match(match["left"]):
        return []
    verb = match["verb"].lower()
    counts = (
        re.findall(r"one|many|\b1\b|\bn\b", verb) if "to" in verb and "belong" not in verb else []
    )
    if len(counts) == 2:
        left, right = _counted(counts[0]), _counted(counts[1])
    elif "belong" in verb:
        left, right = "N", "N" if "many" in verb else "1"
    elif re.search(r"many|multiple|several|more", verb):
        left, right = "1", "N"
    else:
        left, right = "1", "0..1" if "most" in verb or "zero" in verb else "1"
    label = (match["label"] or match["tail"] or "").strip(" ()")
    filled = bool(re.search(r"one\s+or\s+(?:many|more)", verb))
    return [Relation(_bare(match["left"]), left, right, _bare(match["right"]), span, label, filled)]


def _bare(name: str) -> str:
    return _VERB.sub("", name.strip().strip('"`'))

"""Conditions of queries: `status = 'new'`, `created_at > ?`, `lower(email)`, `name prefix`."""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.list_pieces import bare, cut, unwrapped
from coach.boards.schema.schema_parts import Condition

_COLUMN = r"(?:[\w$\"`]+\.)?(?P<column>[\"`]?[^\W\d][\w$]*[\"`]?(?:->>?'?\w+'?)?)"
_PARAMETER = r"(?:\?|\$\w+|:\w+|%s|%\(\w+\)s|@\w+|\{\w+\}|<\w+>|\[\w+\]|#\{\w+\})"
_CONSTANT = r"(?:'(?:[^'\n]|'')*'|\"[^\"\n]*\"|-?\d[\d._]*|true|false)"
_TIME = r"(?:now\b|current_|date\b|interval\b|today|yesterday|ago\b)"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, lazy(pattern, re.I | re.S))
    for kind, pattern in (
        ("keyset", r"\((?P<column>[\w$]+)(?:\s*,\s*[\w$]+)+\)\s*(?:<|>|<=|>=|before|after)\s*.+"),
        ("many_rows", r"\((?P<columns>[\w$]+(?:\s*,\s*[\w$]+)+)\)\s*(?:=|in)\s*.+"),
        (
            "lowered",
            r"(?P<column>(?:lower|upper|date|date_trunc)\((?:'\w+',\s*)?[\w$.]+\))(?:"
            r"\s*=\s*.+)?",
        ),
        ("null", rf"{_COLUMN}\s+(?P<rest>is\s+(?:not\s+)?null|is\s+(?:not\s+)?(?:true|false))"),
        (
            "prefix",
            rf"{_COLUMN}\s+(?:prefix|starts?\s+with|begins\s+with"
            rf"|i?like\s+'[^%_']+%'|like\s+\?\s*\|\|.*).*",
        ),
        ("contains", rf"{_COLUMN}\s*(?:contains?|includes|i?like|~\*?|@>|@@|matches|search)\s*.*"),
        ("near", rf"{_COLUMN}\s+(?:near|within|close\s+to)\b.*"),
        ("overlap", rf"{_COLUMN}\s*(?:overlaps?\b|&&).*"),
        ("many", rf"{_COLUMN}\s*(?:in\b\s*(?:\(.*\)|\S+)?|any\b.*|=\s*any\b.*|one\s+of\b.*)"),
        ("other", rf"(?:not\s+.+|{_COLUMN}\s*(?:!=|<>|≠|is\s+distinct|not\s+in\b|not\s+like\b).*)"),
        (
            "range",
            rf"{_COLUMN}\s*(?:<=?|>=?|≤|≥|between\b|before\b|after\b"
            rf"|since\b|until\b|range\b|from\b).*",
        ),
        ("constant", rf"{_COLUMN}\s*(?:==?|is)\s*(?P<value>{_CONSTANT})(?:::\w+)?"),
        ("equal", rf"{_COLUMN}(?:\s*==?\s*(?:{_PARAMETER}|[\w$.]+(?:\(.*\))?|\.{{2,3}}|…))?"),
    )
)
_PLAIN = lazy(r"[^\W\d][\w$]*")
_JOINER = lazy(r"\s+and\s+", re.I)
_OR = lazy(r"\s+or\s+", re.I)
_BETWEEN = lazy(r"\bbetween\b(?:(?!\bbetween\b).)*?\s+and\s+", re.I | re.S)


def condition(text: str) -> tuple[Condition, ...] | None:
    """What one condition says; None where it is none. A row compared is several."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        return (Condition(text, "equal", text),)
    text = unwrapped(" ".join(text.split())) if not re.match(r"\([^()]*\)\s*[<>=i]", text) else text
    for kind, rule in _RULES:
        match = rule.fullmatch(text)
        if match is None:
            continue
        if kind == "many_rows":
            columns = re.findall(r"[\w$]+", match["columns"])
            return tuple(Condition(name, "equal", name) for name in columns)
        if kind == "lowered":
            return (Condition(match["column"], "expression", match["column"]),)
        column = bare(match["column"] or "") if "column" in rule.groupindex else ""
        said = column
        if kind == "null":
            rest = " ".join(match["rest"].lower().split())
            if "null" not in rest:
                value = rest.rsplit(" ", 1)[-1]
                return (Condition(column, "constant", f"{column} = {value}"),)
            said = f"{column} {rest}"
        elif kind == "constant":
            value = match["value"]
            value = f"'{value[1:-1]}'" if value[0] == '"' else value
            said = f"{column} = {value}"
        return (Condition(column, kind, said),)
    return None


def conditions(text: str) -> tuple[tuple[Condition, ...], tuple[Condition, ...]] | None:
    """All conditions of a list joined by commas or AND, and those of one OR; None if unreadable."""
    together: list[Condition] = []
    either: list[Condition] = []
    protected = _BETWEEN.sub(lambda match: re.sub(r"\sand\s", " & ", match[0], flags=re.I), text)
    for start, end in cut(protected, 0, len(protected), ",;"):
        for part in _split(protected[start:end], _JOINER):
            choices = _split(unwrapped(part), _OR)
            read = [condition(choice) for choice in choices]
            if any(known is None for known in read):
                return None
            several = [single for known in read if known for single in known]
            if len(choices) > 1:
                either += several
            else:
                together += several
    return tuple(together), tuple(either)


def _split(text: str, joiner: re.Pattern[str]) -> list[str]:
    """A text cut at joiners outside of brackets."""
    parts, begun = [], 0
    for match in joiner.finditer(text):
        before = text[begun : match.start()]
        if before.count("(") == before.count(")"):
            parts.append(before.strip())
            begun = match.end()
    return [*parts, text[begun:].strip()]

"""The items of CREATE TABLE: columns with their constraints, and constraints of the table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.exclusions import written
from coach.boards.schema.index_words import index_of
from coach.boards.schema.list_pieces import bare, closed, names, unwrapped
from coach.boards.schema.schema_parts import Column, NamedPart, Reference, Spread
from coach.boards.schema.sketch_words import TYPES

_QUOTED = r'(?:"[^"\n]+"|`[^`\n]+`|\[[^\]\n]+\]|[^\W\d][\w$]*)'
_NAME = rf"(?:{_QUOTED}\s*\.\s*)*({_QUOTED})"
_CONSTRAINT = lazy(rf"constraint\s+{_NAME}\s+", re.I)
_GROUP = lazy(
    rf"(primary\s+key|unique(?:\s+(?:key|index))?|foreign\s+key|(?:fulltext\s+|spatial\s+)?(?:index|key)|check|exclude)"
    rf"(?P<named>\s+(?:nonclustered|clustered|{_QUOTED}))?\s*(?:using\s+\w+\s*)?(?=\()",
    re.I,
)
_REFERENCES = lazy(rf"\breferences\s+{_NAME}(?:\s*\(\s*([^()]+?)\s*\))?", re.I)
_COLUMN = lazy(rf"({_QUOTED})\s*(.*)\Z", re.S)
_TYPE_ENDS = lazy(
    r"\b(?:primary|unique|not\s+null|null|default|references|check|constraint|collate|comment"
    r"|generated|auto_?increment|identity|on\s+(?:delete|update)|encode|key|static|as|pk|fk)\b"
    r"|\bref(?=\s*[:>-])|-{1,2}>(?!>?')|→",
    re.I,
)
_POINTS = lazy(
    rf"(?:\bfk\b\s*(?:->|→|to\b|:|references\b)?|\bref\s*[:>-]+|-{{1,2}}>(?!>?')|→)\s*{_NAME}"
    r"(?:\s*\(\s*(\w+)\s*\)|\.(?=\w))?",
    re.I,
)
"""How sketches in SQL's manner point at a table: `fk users`, `-> users(id)`."""
_ANEW = lazy(r"\n[ \t]*(?=[\w\"`]+[ \t]+(\w+))")
"""Where another column may begin that no comma parts from the one above it."""
_LIKE = lazy(r"like\s+\w+|exclude\b|period\s+for\b", re.I)


class SqlItems:
    """Takes the items of one CREATE TABLE; in Cassandra the key's first part is the shard."""

    def __init__(self, assembly: Assembly, table: GrowingTable, cassandra: bool) -> None:
        self.assembly = assembly
        self.table = table
        self.cassandra = cassandra

    def take(self, text: str, at: int) -> None:
        """One item of the list; what is none is said to be unread."""
        named = _CONSTRAINT.match(text)
        skip = named.end() if named else 0
        if named:
            said = f"{bare(named[1])} {' '.join(text[skip:].split())}"
            self.table.constraints.append(NamedPart(said, Span(at, at + len(text))))
        group = _GROUP.match(text, skip)
        span = Span(at, at + len(text))
        if group and group[1].lower() != "exclude":
            self._group(group, text, span)
            return
        if (exclusion := written(text)) is not None:
            self.table.exclusions.append(exclusion)
            return
        if _LIKE.match(text, skip):
            return
        if not named and (anew := next(_anew(text), None)) is not None:
            self.take(text[: anew.start()].rstrip(), at)
            self.take(text[anew.end() :], at + anew.end())
            return
        column = None if named else self._column(text, span)
        if column is None:
            message = "This is no column of a table."
            self.assembly.report("unreadable-column", Severity.WARNING, message, span)
        else:
            self.table.columns.append(column)

    def _group(self, group: re.Match[str], text: str, span: Span) -> None:
        close = closed(text, group.end(), len(text))
        inner = text[group.end() : close + 1 if close >= 0 else len(text)]
        kind = group[1].lower().split()[0]
        if (given := bare(group["named"] or "")) and kind in ("unique", "primary"):
            said = f"{given} {' '.join(text[group.end() :].split())}"
            self.table.constraints.append(NamedPart(said, span))
        if kind == "check":
            self.table.checks.append(NamedPart(" ".join(unwrapped(inner).split()), span))
            return
        listed = names(inner)
        parts = [NamedPart(name, span) for name in listed]
        if kind == "primary":
            self._key(inner, parts, span)
        elif kind == "unique":
            self.table.uniques.append(tuple(parts))
        elif kind == "foreign":
            match = _REFERENCES.search(text, group.end())
            if match:
                there = names(match[2]) if match[2] else [""] * len(listed)
                for name, other in zip(listed, there, strict=False):
                    pointed = Reference(bare(match[1]), other, span)
                    self.table.pointing[name.casefold()] = pointed
        elif kind in ("index", "key", "fulltext", "spatial"):
            index = index_of(self.table.name, inner, span, False)
            self.assembly.indexes.append(replace(index, name=bare(group["named"] or "")))

    def _key(self, inner: str, parts: list[NamedPart], span: Span) -> None:
        text = inner.strip()
        double = re.match(r"\(\s*\(([^()]*)\)", text)
        if double:
            first = names(double[1])
            rest = (
                names(text[double.end() :].rstrip(") ").lstrip(", "))
                if "," in text[double.end() :]
                else []
            )
            parts = [NamedPart(name, span) for name in (*first, *rest)]
            self._shard(first, span)
        elif self.cassandra and parts:
            self._shard([parts[0].name], span)
        self.table.key = parts

    def _shard(self, columns: list[str], span: Span) -> None:
        self.assembly.spreads.append(Spread("shard", self.table.name, tuple(columns), span))

    def _column(self, text: str, span: Span) -> Column | None:
        match = _COLUMN.match(text)
        if match is None:
            return None
        rest = match[2]
        ends = _TYPE_ENDS.search(rest)
        told = re.sub(
            r"'(?:[^']|'')*'|\((?:[^()]|\([^()]*\))*\)", " ", rest[ends.start() :] if ends else ""
        )
        kind = " ".join((rest[: ends.start()] if ends else rest).split())
        if len(kind.split()) > 5 and "(" not in kind:
            return None
        pointed = _REFERENCES.search(rest) or _POINTS.match(rest, ends.start() if ends else 0)
        if pointed is None and ends and "fk" in told.lower():
            pointed = _POINTS.search(rest, ends.start())
        target = None
        if pointed:
            at = span.start + match.start(2)
            there = names(pointed[2])[0] if pointed[2] and names(pointed[2]) else ""
            target = Reference(
                bare(pointed[1]), there, Span(at + pointed.start(1), at + pointed.end())
            )
        key = bool(re.search(r"\b(?:primary\s+key|pk)\b", told, re.I))
        if key and self.cassandra:
            self._shard([bare(match[1])], span)
        required = key or bool(re.search(r"\bnot\s+null\b", told, re.I))
        if re.search(r"\bauto_?increment\b|\bidentity\b", told, re.I) and not kind.lower().endswith(
            "serial"
        ):
            kind = f"{kind} identity" if kind else "identity"
        unique = bool(re.search(r"\bunique\b", told, re.I))
        return Column(bare(match[1]), span, kind.lower(), not required, unique, key, target)


def _anew(text: str) -> Iterator[re.Match[str]]:
    """Where a column begins on a line of its own behind another one, known by its type."""
    if "\n" in text:
        for match in _ANEW.finditer(text):
            flat = text[: match.start()]
            if match[1].lower() in TYPES and flat.strip() and flat.count("(") == flat.count(")"):
                yield match

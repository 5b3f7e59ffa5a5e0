"""Classes of TypeScript, Java and Kotlin as tables: annotated properties, or a record's list.

`@Column({ unique: true }) slug: string;`, `@ManyToOne private User owner;`, `val id: Long,`.
"""

import re

from coach.boards.board import Severity, Span
from coach.boards.patterns import lazy
from coach.boards.schema.assembly import Assembly, GrowingTable
from coach.boards.schema.list_pieces import closed
from coach.boards.schema.schema_parts import Column, Index, Reference
from coach.boards.schema.sorting import sort_parts

HEAD = lazy(
    r"(?:(?:export|default|public|abstract|final|open|data|sealed|case)\s+)*(?:class|record)\s+"
    r"(?P<name>\w+)(?P<more>[^\n({]*)\s*(?P<open>[({])"
)
_DECORATOR = lazy(r"\s*@(?P<name>[\w.]+)\s*")
_ATTRIBUTES = lazy(r"\s*\[(?P<said>(?:[^\[\]]|\[\])*)\]")
"""Marks of C# above a property, several in one bracket."""
_PROPERTY = lazy(
    r"\s*(?:(?:private|public|protected|readonly|static|final|declare|lateinit|override|val|var"
    r"|const)\s+)*(?:(?P<name>\w+)\s*(?P<mark>[?!])?\s*:\s*(?P<type>[\w.<>\[\]| ]+\??)"
    r"|(?P<first>[\w.]+(?:<[\w.<>, ]+>)?(?:\[\])?)\s+(?P<second>\w+))"
    r"\s*(?:\{\s*get;[^{}]*\}|(?:=[^\n;,]*)?\s*(?:[;,]|\Z|\n))"
)
_LENGTH = lazy(r"\b(?:length|maxLength|MaxLength|size)\s*[:=(]\s*(?:max\s*=\s*)?(\d+)", re.I)
_MARK = lazy(r"(\w+)(\([^()]*\))?")
_KEYS = frozenset(
    ("id", "key", "primarygeneratedcolumn", "primarycolumn", "primarykey", "embeddedid")
)
_POINTING = frozenset(("manytoone", "onetoone", "belongsto"))
_BACK = frozenset(("onetomany", "manytomany", "hasmany", "transient", "elementcollection"))
_TYPES = {
    "string": "text", "number": "numeric", "boolean": "boolean", "date": "timestamptz",
    "long": "bigint", "integer": "int", "int": "int", "bigdecimal": "numeric", "uuid": "uuid",
    "instant": "timestamptz", "localdate": "date", "localdatetime": "timestamp", "double": "double",
    "offsetdatetime": "timestamptz", "float": "float", "bool": "boolean",
}  # fmt: skip


_SHARP_LIST = lazy(r"(?:List|IList|ICollection|IEnumerable|HashSet|IReadOnlyList)\s*<")


def _named_after(table: GrowingTable, name: str, kind: str) -> bool:
    """Whether a property is the other end of a column: `Teacher` beside `TeacherId`."""
    return kind.strip("?")[:1].isupper() and (table.has(f"{name}Id") or table.has(f"{kind}Id"))


class DecoratedReader:
    """Reads the class that begins on a line."""

    def __init__(self, assembly: Assembly, masked: str, named: str = "") -> None:
        self.assembly = assembly
        self.masked = masked
        self.named = named
        """How an annotation above calls the table."""

    def block(self, start: int) -> int:
        """Reads the class that begins there; where it ends, `start` where there is none."""
        head = HEAD.match(self.masked, start)
        if head is None:
            return start
        opening = head.end() - 1
        close = closed(self.masked, opening, len(self.masked))
        end = len(self.masked) if close < 0 else close
        table = self.assembly.begin(self.named or head["name"], Span(*head.span("name")))
        if self.named:
            self.assembly.aliases[head["name"].casefold()] = self.named
            self.assembly.passed.append(Span(*head.span("name")))
        self.assembly.passed.append(Span(start, head.start("name")))
        at = opening + 1
        marks: list[tuple[str, str]] = []
        while at < end:
            decorator = _DECORATOR.match(self.masked, at, end)
            if decorator:
                at, told = self._arguments(decorator.end(), end)
                marks.append((decorator["name"].rpartition(".")[2].lower(), told))
                continue
            listed = _ATTRIBUTES.match(self.masked, at, end)
            if listed:
                said = _MARK.findall(listed["said"])
                marks += [(name.lower(), told) for name, told in said]
                at = listed.end()
                continue
            stated = _PROPERTY.match(self.masked, at, end)
            if stated is None:
                at = self._passed(at, end, marks)
            else:
                self._property(table, stated, marks)
                at = stated.end()
            marks = []
        return min(len(self.masked), end + 1)

    def _arguments(self, at: int, end: int) -> tuple[int, str]:
        """What stands in the brackets of an annotation, and where they end."""
        if self.masked[at : at + 1] != "(":
            return at, ""
        close = closed(self.masked, at, end)
        return (close + 1, self.masked[at:close]) if close >= 0 else (end, "")

    def _passed(self, at: int, end: int, marks: list[tuple[str, str]]) -> int:
        """Passes over a line that is no property, and says so where it says something."""
        stop = self.masked.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = self.masked[at:stop]
        opened = line.find("{")
        if opened >= 0 and "(" in line:
            close = closed(self.masked, at + opened, end)
            return close + 1 if close >= 0 else stop + 1
        if line.strip(" \t{}();,"):
            begin = at + len(line) - len(line.lstrip())
            message = "This is no property of a class."
            span = Span(begin, begin + len(line.strip()))
            self.assembly.report("unreadable-column", Severity.WARNING, message, span)
        return stop + 1

    def _property(
        self, table: GrowingTable, said: re.Match[str], marks: list[tuple[str, str]]
    ) -> None:
        named = said["name"] is not None
        name = said["name"] if named else said["second"]
        kind = (said["type"] if named else said["first"]).strip()
        words = {word for word, _ in marks}
        told = " ".join(text for _, text in marks)
        sharp = "{" in said[0]
        if sharp:
            start = said.start() + said[0].index("{")
            self.assembly.whole.append(Span(start, said.end()))
        if sharp and (_SHARP_LIST.match(kind) or _named_after(table, name, kind)):
            self.assembly.passed.append(Span(*said.span()))
            return
        if words & _BACK or (kind.endswith("[]") and kind[:1].isupper()):
            self.assembly.passed.append(Span(*said.span()))
            return
        span = Span(*(said.span("name") if named else said.span("second")))
        optional = said["mark"] == "?" or kind.endswith("?") or "nullable: true" in told
        bare = re.sub(r"\W.*", "", kind.removeprefix("Promise<"))
        reference = None
        if words & _POINTING:
            target = re.search(r"=>\s*(\w+)", told)
            reference = Reference(target[1] if target else bare, "", span)
            name = name if name.lower().endswith("id") else f"{name}_id"
            bare = "bigint"
        unique = bool(re.search(r"\bunique\s*[:=]\s*true", told)) or "unique" in words
        key = bool(words & _KEYS) or (sharp and name in ("Id", f"{table.name}Id"))
        typed = re.search(r"(?:type\s*:\s*|\(\s*)[\"'](\w+)[\"']", told)
        shown = typed[1] if typed and not reference else _TYPES.get(bare.lower(), bare.lower())
        table.columns.append(Column(name, span, shown, optional, unique, key, reference))
        if sized := _LENGTH.search(told):
            shown = f"{shown}({sized[1]})" if "(" not in shown else shown
            table.columns[-1] = table.columns[-1]._replace(type=shown)
        if "index" in words:
            self.assembly.indexes.append(Index(table.name, sort_parts(name), span))

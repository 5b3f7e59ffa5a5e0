"""What notation a text is in: DOT, SQL, OpenAPI and the like, told from its beginning.

A board that is given a text in another notation says so once instead of reading its words as its
own. Which notations a board can read it decides itself; what is plain prose or the board's own
notation is none of these.
"""

import re
from enum import StrEnum

from coach.boards.board import Finding, Severity, Span
from coach.tuples import NamedTuple

CODE = "foreign"
"""The code of the finding that a text is in a notation the board does not read."""

_LOOKED_AT = 20_000
_BEFORE = (
    r"(?>(?:\ufeff|\s+|(?:\#|//|--(?!-)|%%(?!\{))[^\n]*(?:\n|\Z)|/\*[\s\S]*?\*/|%%\{[\s\S]*?\}%%"
    r"|\A---[ \t]*\n[\s\S]*?\n---[ \t]*(?=\n|\Z))*)"
)


class Notation(StrEnum):
    """A notation that is known by sight; the value is how a sentence names it."""

    DOT = "DOT, the language of Graphviz"
    PLANTUML = "PlantUML"
    FLOWCHART = "a Mermaid flowchart"
    SEQUENCE = "a Mermaid sequence diagram"
    ENTITIES = "a Mermaid entity relationship diagram"
    C4 = "a Mermaid C4 diagram"
    CHART = "a Mermaid diagram that is no flowchart"
    D2 = "D2"
    STRUCTURIZR = "the Structurizr DSL"
    MARKDOWN = "Markdown with fenced blocks"
    SQL = "SQL"
    OPENAPI = "an OpenAPI document"
    JSON = "JSON"
    YAML = "YAML"
    XML = "XML or HTML"
    GRAPHQL = "GraphQL"
    PROTOBUF = "Protocol Buffers"
    PRISMA = "a Prisma schema"
    DBML = "DBML"
    TERRAFORM = "Terraform"
    DRAWING = "a drawing made of characters"


class Foreign(NamedTuple):
    """A notation and the line that gave it away."""

    notation: Notation
    span: Span


_DIRECTIONS = r"(?:TB|TD|BT|RL|LR|>|<|v|\^)"
_FIRST: tuple[tuple[Notation, str], ...] = (
    (Notation.DOT, r"(?:strict\s+)?(?:di)?graph(?:\s+(?:\w+|\"[^\"\n]*\"))?\s*\{"),
    (Notation.PLANTUML, r"@start[a-z]+\b"),
    (Notation.FLOWCHART, rf"(?:graph|flowchart(?:-elk)?)(?:[ \t]+{_DIRECTIONS})?[ \t]*(?:;|\n|\Z)"),
    (Notation.SEQUENCE, r"(?:sequenceDiagram|zenuml)\b[ \t]*(?=\n|\Z)"),
    (Notation.ENTITIES, r"erDiagram\b[ \t]*(?=\n|\Z)"),
    (Notation.C4, r"C4(?:Context|Container|Component|Dynamic|Deployment)\b"),
    (
        Notation.CHART,
        r"(?:classDiagram|stateDiagram)(?:-v2)?\b|(?:quadrantChart|requirementDiagram|gitGraph)\b"
        r"|(?:sankey|xychart|block|packet|architecture|radar|treemap|swimlane)-beta\b"
        r"|(?:gantt|pie|journey|mindmap|timeline|kanban)\b(?:[ \t]+title\b[^\n]*|[ \t]+showData)?"
        r"[ \t]*\n\s*\n?[ \t]+(?!.*(?:->|=>|~>|<-))\S",
    ),
    (Notation.D2, r"direction[ \t]*:[ \t]*(?:right|left|up|down)\b|vars[ \t]*:[ \t]*\{"),
    (Notation.STRUCTURIZR, r"workspace\b[^\n]*\{"),
    (
        Notation.OPENAPI,
        r"[\"']?(?:openapi|swagger|asyncapi)[\"']?[ \t]*:[ \t]*[\"']?\d"
        r"|\{\s*\"(?:openapi|swagger|asyncapi)\"\s*:",
    ),
    (Notation.JSON, r"\{\s*(?:\"(?:[^\"\\\n]|\\.)*\"\s*:|\}\s*\Z)|\[\s*[\[{\"]|\[\s*\]\s*\Z"),
    (
        Notation.YAML,
        r"apiVersion[ \t]*:[ \t]*[\w./-]+[ \t]*(?:\n|\Z)"
        r"|(?:services|version)[ \t]*:[^\n,>]*\n(?:[ \t]*\n|[ \t]+[\w-]+:[^\n]*\n)*?"
        r"(?:services[ \t]*:[ \t]*\n)?[ \t]+[\w-]+:[ \t]*\n[ \t]+[\w-]+:",
    ),
    (Notation.XML, r"<(?:\?xml|!doctype|!--|svg|mxfile|html|[a-z]\w*(?:\s+[\w:-]+=|>))"),
    (
        Notation.PROTOBUF,
        r"syntax\s*=\s*[\"']proto\d|message\s+\w+\s*\{[^}>]*=\s*\d+\s*;",
    ),
    (Notation.PRISMA, r"(?:model|datasource|generator)\s+\w+\s*\{[ \t]*\n"),
    (Notation.DBML, r"(?:table|project|enum)\s+[\w.\"]+(?:\s+as\s+\w+)?\s*\{[ \t]*\n"),
    (
        Notation.GRAPHQL,
        r"(?:type|input|interface|enum)\s+\w+[^\n{]*\{(?:[ \t]*\n|[^\n{}>]*\w[ \t]*:[^\n{}>]*\})"
        r"|schema\s*\{\s*(?:query|mutation)\s*:|(?:query|mutation)\b[^\n{]*\{[ \t]*\n",
    ),
    (Notation.TERRAFORM, r"(?:(?:resource|data|module|provider)\s+\"[^\n]*|terraform\s*)\{"),
)
_OPENINGS = {
    Notation.DOT: ("strict", "graph", "digraph"),
    Notation.PLANTUML: ("@start",),
    Notation.FLOWCHART: ("graph", "flowchart"),
    Notation.SEQUENCE: ("sequencediagram", "zenuml"),
    Notation.ENTITIES: ("erdiagram",),
    Notation.C4: ("c4",),
    Notation.CHART: (
        *("classdiagram", "statediagram", "quadrantchart", "requirementdiagram", "gitgraph"),
        *("sankey", "xychart", "block", "packet", "architecture", "radar", "treemap", "swimlane"),
        *("gantt", "pie", "journey", "mindmap", "timeline", "kanban"),
    ),
    Notation.D2: ("direction", "vars"),
    Notation.STRUCTURIZR: ("workspace",),
    Notation.OPENAPI: ('"', "'", "{", "openapi", "swagger", "asyncapi"),
    Notation.JSON: ("{", "["),
    Notation.YAML: ("apiversion", "services", "version"),
    Notation.XML: ("<",),
    Notation.PROTOBUF: ("syntax", "message"),
    Notation.PRISMA: ("model", "datasource", "generator"),
    Notation.DBML: ("table", "project", "enum"),
    Notation.GRAPHQL: ("type", "input", "interface", "enum", "schema", "query", "mutation"),
    Notation.TERRAFORM: ("resource", "data", "module", "provider", "terraform"),
}
"""How the beginnings above begin, in small letters: most texts need none of the expressions."""
_CASED = frozenset({Notation.SEQUENCE, Notation.ENTITIES, Notation.C4, Notation.FLOWCHART})
_FENCE = r"(?im)^[ >]{0,6}(?:```[ \t]*(?:[a-z]\w*)?|~~~[ \t]*[a-z]\w*)[ \t]*$"
_STATEMENT = (
    r"(?im)^[ \t]*(?:create\s+(?:(?:or\s+replace|temporary|temp|unlogged|unique)\s+)*"
    r"(?:table\s+(?:if\s+not\s+exists\s+)?[\w.\"`\[\]]+\s*\(|index\s[^\n>]*\son\s|schema\s+\w+\s*;"
    r"|type\s+[\w.\"]+\s+as\s|view\s+[\w.\"]+\s+as\s|database\s+\w+\s*;)"
    r"|insert\s+into\s+[\w.\"`]+\s*(?:\(|values\b)|alter\s+table\s+[^\n>]*\s(?:add|drop|alter)\s"
    r"|select\s[^>\n]*?(?:\n[^>\n]*?){0,20}?\bfrom\s+[\w.\"`]+)"
)
_BORDER = r"(?m)^.*(?:[┌╭╔]─{2,}|[┌╭╔]═{2,}|\+-{3,}\+|^[^\w\n]*[─═]{3,}).*$"
_SHAPED = (
    r"(?m)^[ \t]*(?:[\w.-]+\.)?shape[ \t]*:[ \t]*[\w\"]+[ \t]*$"
    r"|^[^\n{}]*->[^\n{}]*:[ \t]*\{[^\n{}]*\b(?:shape|style)\b[.\w-]*[ \t]*:"
)


def foreign(text: str) -> Foreign | None:
    """The notation a text is in if it is one of those above; time bounded, only a beginning read.

    Blank lines, comments and front matter at the beginning do not count.
    """
    head = text[:_LOOKED_AT]
    lead = None if head[:1].isalnum() else re.match(_BEFORE, head)
    start = lead.end() if lead else 0
    notation = _begun(head, start)
    if ("```" in head or "~~~" in head) and notation is not Notation.JSON:
        fence = re.search(_FENCE, head)
        if fence is not None:
            return Foreign(Notation.MARKDOWN, _line(head, fence.start()))
    if notation is not None:
        return Foreign(notation, _line(head, start))
    return _anywhere(head)


def _begun(head: str, start: int) -> Notation | None:
    """The notation that the text from there begins in; some of them mind capital letters."""
    opening = head[start : start + 20].casefold()
    may_be = [(n, pattern) for n, pattern in _FIRST if opening.startswith(_OPENINGS[n])]
    for notation, pattern in may_be:
        if re.compile(pattern, re.I).match(head, start) is None:
            continue
        if notation not in _CASED:
            return notation
        cased = (n for n, p in may_be if n in _CASED and re.compile(p).match(head, start))
        return next(cased, None)
    return None


def _anywhere(head: str) -> Foreign | None:
    """Notations whose first line may be anything."""
    lowered = head.lower()
    if any(word in lowered for word in ("create", "insert", "select", "alter")):
        statement = re.search(_STATEMENT, head)
        if statement is not None:
            return Foreign(Notation.SQL, _line(head, statement.start()))
    if any(mark in head for mark in ("─", "═", "+--")):
        border = re.search(_BORDER, head)
        if border is not None:
            return Foreign(Notation.DRAWING, _line(head, border.start()))
    shaped = re.search(_SHAPED, head) if "shape" in head and "{" in head else None
    return Foreign(Notation.D2, _line(head, shaped.start())) if shaped else None


def refusal(other: Foreign, instead: str) -> Finding:
    """The one finding on a text that is not read; `instead` says what is, as a whole sentence."""
    message = f"This is {other.notation}, which is not read here. {instead}"
    return Finding(CODE, Severity.ERROR, message, other.span)


def refused(findings: tuple[Finding, ...]) -> Finding | None:
    """The finding that the text was in another notation, if there is one."""
    return next((finding for finding in findings if finding.code == CODE), None)


def _line(text: str, at: int) -> Span:
    while at < len(text) and text[at] in "\r\n":
        at += 1
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    line = text[start:end]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))

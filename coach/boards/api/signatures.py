"""Functions as interfaces: plain signatures, Protocol Buffers services, GraphQL types."""

import re
from dataclasses import replace

from coach.boards.api.api_model import ApiField, Resource
from coach.boards.api.brackets import closing, pieces
from coach.boards.api.draft import Draft, DraftResponse, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.replies import replies
from coach.boards.api.wordset import wordset
from coach.boards.board import Span

_FUNCTION = re.compile(
    r"(?P<lead>(?:(?:public|private|static|async|export|def|func|fn|fun|function|rpc)\s+)*)"
    r"(?:(?P<type>[A-Za-z][\w.]*(?:<[^()]*>)?(?:\[\])?)\s+)?(?P<name>[^\W\d]\w*(?:\.\w+)*)\((?P<args>[^()]*)\)"
    r"\s*(?:(?:-{1,2}>|={1,2}>|→|:|returns?\b)\s*(?P<answer>.+?))?\s*[;{:]?\s*\Z",
    re.S,
)
_ROUTERS = re.compile(r"(?:r|app|router|api|mux|e|g|srv|server)\.")
"""What a router is called, whose methods are none of the interface."""
_NOT_TYPES = wordset("""return await if while for new throw else say see e.g use call""")
_RPC = re.compile(
    r"rpc\s+(\w+)\s*\(\s*(?P<sends>stream\s+)?(?P<sent>[\w.]*)\s*\)\s*returns\s*\(\s*(?P<answers>stream\s+)?(?P<answered>[\w.]*)\s*\)",
    re.I,
)
_BLOCK = re.compile(
    r"(?:extend\s+)?(service|message|type|input|interface|enum|schema|scalar|union)\s+(\w+)?[^{]*\{",
    re.I,
)
_OPERATIONS = {"query": "CALL", "mutation": "CALL", "subscription": "RECV"}
_MEMBER = re.compile(r"(\w+)\s*(?:\((.*?)\))?\s*:\s*(.+?)\s*\Z", re.S)
_METHOD = re.compile(r"\w\s*\([^()]*\)\s*:")
_EMPTY = ("google.protobuf.Empty", "Empty")
_WRAPPED = re.compile(r"(?:Promise|Future|Observable|Task)<(.*)>\Z", re.S)
_HEADS = re.compile(r"(?:syntax|package|import|option|scalar|union)\b[^{}]*;?\s*\Z", re.I)


def block(
    notes: ReadingNotes, line: ManuscriptLine, told: str
) -> tuple[list[Draft], list[Resource]] | None:
    """The functions and types of a block in Protocol Buffers or GraphQL; None where it is none."""
    rpcs = [_rpc(line, match) for match in _RPC.finditer(told)]
    opened = _BLOCK.match(told)
    if rpcs:
        for draft in rpcs:
            draft.say(opened[2] if opened and opened[2] else "")
        return rpcs, []
    if opened is None:
        return (
            ([], [])
            if _HEADS.match(told) and ("=" in told or ";" in told or told[:6] == "scalar")
            else None
        )
    start = line.begin + opened.end()
    close = closing(notes.text, start - 1, line.end)
    end = close if close >= 0 else line.end
    kind, name = opened[1].lower(), opened[2] or ""
    if kind in ("enum", "schema", "scalar", "union", "service"):
        return [], []
    if kind == "type" and name.lower() in _OPERATIONS:
        return _graph(notes, line, name.lower(), start, end), []
    if kind == "interface" and _METHOD.search(notes.text, start, end):
        made = _graph(notes, line, "interface", start, end)
        for draft in made:
            draft.say(name)
        return made, []
    return [], [_type(notes, line, name, start, end)]


def _rpc(line: ManuscriptLine, match: re.Match[str]) -> Draft:
    start = line.begin + match.start(1)
    draft = Draft("CALL", match[1], Span(line.begin, line.end), Span(start, start + len(match[1])))
    draft.takes = match["sent"]
    draft.bodied = True
    if match["sends"]:
        draft.say(f"takes a stream of {draft.takes}")
    if match["answered"] and match["answered"] not in _EMPTY:
        streamed = bool(match["answers"])
        note = "stream" if streamed else ""
        draft.answers.append(DraftResponse("", match["answered"], streamed, note=note))
    return draft


def _graph(
    notes: ReadingNotes, line: ManuscriptLine, kind: str, start: int, end: int
) -> list[Draft]:
    """The operations of `type Query { order(id: ID!): Order }`."""
    made = []
    graph = kind != "interface" and "!" in notes.text
    for begin, stop in pieces(notes.text, start, end):
        member = _MEMBER.match(notes.text[begin:stop])
        if member is None:
            notes.unread(begin, stop)
            continue
        draft = Draft(
            _OPERATIONS.get(kind, "CALL"),
            member[1],
            Span(begin, stop),
            Span(begin, begin + len(member[1])),
        )
        draft.bodied = True
        if member[2]:
            notes.fields(begin + member.start(2), begin + member.end(2), draft.fields)
            _unmarked(draft.fields, graph)
        wrapped = _WRAPPED.match(member[3].rstrip(";"))
        answered = wrapped[1] if wrapped else member[3]
        kind_of = re.sub(r"[\[\]!\s;]|@.*", "", answered)
        if kind_of not in ("void", "None"):
            draft.answers.append(DraftResponse("", kind_of, "[" in answered))
        made.append(draft)
    return made


def _unmarked(fields: dict[str, ApiField], graph: bool) -> None:
    """In GraphQL what has no exclamation mark may be left out."""
    if not graph:
        return
    for name, field in fields.items():
        if field.type and not field.type.endswith("!"):
            fields[name] = replace(field, optional=True)


def _type(notes: ReadingNotes, line: ManuscriptLine, name: str, start: int, end: int) -> Resource:
    fields: dict[str, ApiField] = {}
    notes.fields(start, end, fields)
    return Resource(name, tuple(fields.values()), Span(line.begin, line.end), stated=False)


def function(notes: ReadingNotes, line: ManuscriptLine, told: str) -> Draft | None:
    """The function a line declares: `createPaste(text, ttl?) -> url`; None where it is prose."""
    match = _FUNCTION.match(told)
    if match is None or (match["type"] or "").lower() in _NOT_TYPES:
        return None
    if _ROUTERS.match(match["name"]) and not match["answer"]:
        return None
    source = ReadingNotes(notes.text)
    fields: dict[str, ApiField] = {}
    at = line.begin + match.start("args")
    source.fields(at, at + len(match["args"]), fields)
    name = match["name"]
    telling = (
        "_" in name or name != name.lower() or match["answer"] or match["lead"] or match["type"]
    )
    if source.findings or (not telling and (len(fields) < 2 and "s" in (*fields, "s"))):
        return None
    start = line.begin + match.start("name")
    draft = Draft(
        "CALL", name.rpartition(".")[2], Span(line.begin, line.end),
        Span(start, start + len(name)), fields=fields, bodied=True,
    )  # fmt: skip
    for known in ("self", "ctx", "context"):
        draft.fields.pop(known, None)
    draft.say(line.comment)
    if match["answer"]:
        start = line.begin + match.start("answer")
        replies(notes, start, start + len(match["answer"]), draft)
    elif match["type"] and match["type"] not in ("void", "None"):
        draft.answers.append(DraftResponse("", re.sub(r"\W.*", "", match["type"])))
    return draft


def resolve(notes: ReadingNotes, drafts: list[Draft], types: list[Resource]) -> None:
    """Gives each call the fields of the type it takes, where that type is written down; of a
    type that is not, it is said that it was read as words."""
    known = {kind.name: kind.fields for kind in types if not kind.stated}
    for draft in drafts:
        if draft.takes in known and not draft.fields:
            draft.fields = {field.name: field for field in known[draft.takes]}
        elif draft.takes and draft.method != "CALL" and not draft.fields:
            draft.say(draft.takes)
            if draft.takes in notes.text[draft.span.start : draft.span.end]:
                notes.stray(draft.span.start, draft.span.end)
        elif draft.takes and draft.takes not in known and draft.takes not in _EMPTY:
            draft.say(f"takes {draft.takes}")

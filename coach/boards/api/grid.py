"""Tables: rows between bars or tabs, their columns in any order, with or without a head."""

import re
from collections.abc import Sequence

from coach.boards.api.address import address
from coach.boards.api.calls import METHOD_LIST, calls, methods_in
from coach.boards.api.draft import Draft, ReadingNotes, scheme
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.tail import answered, tail
from coach.boards.board import Span

_ROLES = {
    "method": "method verb http type action",
    "path": "path endpoint url uri route resource address",
    "body": "body request payload takes input fields params parameters args sends req",
    "query": "query filters querystring",
    "answer": "response responses returns return answers answer output status statuses codes code "
    "result success reply res errors error",
    "headers": "headers header",
    "auth": "auth authentication authorization access secured authn authz authenticated protected",
}
_ROLE = {word: role for role, words in _ROLES.items() for word in words.split()}
_RULE = re.compile(r"[\s|:+=-]*\Z")
_NOTHING = frozenset({"", "-", "–", "—", "none", "n/a", "na", "empty", "no body", "/"})
_YES = frozenset({"yes", "y", "✓", "✔", "✅", "x", "true", "required", "auth", "user", "admin"})
_THEN = re.compile(r"[,;]\s*(?=[1-5]\d\d\b(?!\s*[a-z]{1,2}\b))")
_PATH = re.compile(r"[\"']?(?:https?://|/|\w+/\w)")

Cell = tuple[int, int]


def rows_of(notes: ReadingNotes, lines: Sequence[ManuscriptLine]) -> tuple[list[Draft], int]:
    """The endpoints of the table that begins at lines[0], and the lines it takes; 0 if none."""
    made: list[Draft] = []
    roles: list[str] = []
    used = 0
    for line in lines:
        cells = _cells(notes.text, line)
        if len(cells) < 2:
            break
        if _RULE.match(notes.text, line.start, line.end):
            used += 1
            continue
        draft = _row(notes, line, cells, roles)
        if draft is not None:
            made.append(draft)
        elif not roles and not made and _head(notes.text, cells):
            roles = _head(notes.text, cells)
        elif used == 0:
            return [], 0
        elif "|" in notes.text[line.start : line.end] or roles:
            notes.unread(line.begin, line.end, "This row of the table is not read.", True)
        used += 1
    return (made, used) if made else ([], 0)


def _cells(text: str, line: ManuscriptLine) -> list[Cell]:
    """The cells of a row; bars inside brackets part nothing."""
    start, end = line.start, line.end
    source = text[start:end]
    mark = "|" if "|" in source else "\t"
    cells: list[Cell] = []
    depth = 0
    at = start
    for index in range(start, end):
        char = text[index]
        if char in "{[(":
            depth += 1
        elif char in "}])":
            depth = max(0, depth - 1)
        elif char == mark and depth == 0:
            cells.append(_trimmed(text, at, index))
            at = index + 1
    cells.append(_trimmed(text, at, end))
    if mark == "|":
        if cells and cells[0][0] >= cells[0][1]:
            cells = cells[1:]
        if cells and cells[-1][0] >= cells[-1][1]:
            cells = cells[:-1]
    return cells


def _trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _head(text: str, cells: Sequence[Cell]) -> list[str]:
    """The role of each column by its head; empty where this is no head."""
    roles = []
    for start, end in cells:
        words = re.findall(r"[a-z]+", text[start:end].lower())
        known = [_ROLE[word] for word in words if word in _ROLE]
        if words[:2] == ["http", "method"] or words[:2] == ["http", "verb"]:
            known = ["method"]
        if "body" in words and known and known[0] == "body":
            known = ["body"]
        if words and words[0] == "query":
            known = ["query"]
        roles.append(known[0] if known else "note")
    return roles if "path" in roles and any(role != "note" for role in roles) else []


def _row(
    notes: ReadingNotes, line: ManuscriptLine, cells: Sequence[Cell], roles: Sequence[str]
) -> Draft | None:
    text = notes.text
    begun = _begun(notes, line, cells, roles)
    if begun is None:
        return None
    draft, taken = begun
    for index, (start, end) in enumerate(cells):
        if index in taken or text[start:end].lower() in _NOTHING:
            continue
        _cell(notes, draft, roles[index] if index < len(roles) else "", start, end)
    draft.say(line.comment)
    return draft


def _begun(
    notes: ReadingNotes, line: ManuscriptLine, cells: Sequence[Cell], roles: Sequence[str]
) -> tuple[Draft, set[int]] | None:
    """The row's method and address, and which cells they stood in."""
    text = notes.text
    methods: tuple[str, ...] = ()
    taken: set[int] = set()
    for index, (start, end) in enumerate(cells):
        match = METHOD_LIST.fullmatch(text, start, end)
        if match and not methods:
            methods = methods_in(match[0])
            taken.add(index)
        inside = calls(text, start, end) if not methods and start < end else []
        if inside:
            call = inside[0]
            draft = Draft(
                call.methods[0], call.address.path, Span(line.begin, line.end),
                Span(call.path_start, call.address.path_end),
                {field.name: field for field in call.address.query}, twins=call.methods[1:],
            )  # fmt: skip
            tail(notes, call.address.end, end, draft)
            return draft, {index}
    for index, (start, end) in enumerate(cells):
        named = index < len(roles) and roles[index] == "path"
        if (
            methods
            and index not in taken
            and start < end
            and (named or _PATH.match(text, start, end))
        ):
            if not named and text[start] != "/" and "path" in roles:
                continue
            where = address(text, start, end)
            draft = Draft(
                methods[0], where.path, Span(line.begin, line.end), Span(start, where.path_end),
                {field.name: field for field in where.query}, twins=methods[1:],
            )  # fmt: skip
            tail(notes, where.end, end, draft)
            return draft, {*taken, index}
    return None


def _cell(notes: ReadingNotes, draft: Draft, role: str, start: int, end: int) -> None:
    text = notes.text
    words = text[start:end].strip()
    if role == "auth":
        draft.auth = "yes" if words.lower() in _YES else scheme(words)
    elif role == "answer":
        answered(notes, start, end, draft)
    elif role == "headers":
        for word in words.split(","):
            draft.header(word.partition(":")[0].strip(), word.partition(":")[2])
    elif role in ("body", "query") and text[start] not in "{[?&(":
        bag = draft.query if role == "query" or draft.method in ("GET", "HEAD") else draft.fields
        notes.fields(start, end, bag)
    elif role == "body":
        bodied = draft.method not in ("GET", "HEAD", "DELETE") and text[start] not in "?&"
        tail(notes, start, end, draft, bodied=bodied)
    elif role == "note" and words.strip("#.").isdigit():
        notes.whole.append(Span(start, end))
    elif role or text[start] in "{[?&(-=→" or text[start].isdigit():
        if text[start] in "{[?&(-=→0123456789":
            tail(notes, start, end, draft)
        else:
            _told(notes, draft, start, end)
    else:
        _told(notes, draft, start, end)


def _told(notes: ReadingNotes, draft: Draft, start: int, end: int) -> None:
    """Words about a call, and the answers that they end with."""
    status = _THEN.search(notes.text, start, end)
    draft.say(notes.text[start : status.start() if status else end])
    if status:
        answered(notes, status.end(), end, draft)

"""A request as a command line of curl says it."""

import json
import shlex
from dataclasses import dataclass, field, replace

from coach.boards.api.address import address
from coach.boards.api.api_model import ApiField
from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.wordset import wordset
from coach.boards.board import Span

_ARGUMENT = wordset(
    """-o --output -A --user-agent -e --referer --max-time -m --retry -c --cookie-jar -w --cert
    --key --cacert -x --proxy"""
)
_DATA = frozenset({"-d", "--data", "--data-raw", "--data-binary", "--json", "--data-urlencode"})


@dataclass(slots=True)
class _Request:
    """What the words of a command say."""

    method: str = ""
    url: str = ""
    auth: str = ""
    asked: bool = False
    headers: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    form: list[str] = field(default_factory=list)


def curl(notes: ReadingNotes, line: ManuscriptLine) -> Draft | None:
    """The request of a curl command; None where it cannot be told."""
    told = notes.text[line.begin : line.end].replace("\\\n", "  ")
    try:
        words = shlex.split(told)
    except ValueError:
        return None
    request = _Request()
    at = 1
    while at < len(words):
        at += _option(request, words[at], words[at + 1] if at + 1 < len(words) else "")
    if not any(mark in request.url for mark in "/.:"):
        return None
    if request.asked:
        request.data = []
    if not request.method:
        request.method = "POST" if request.data or request.form else "GET"
    return _draft(notes, line, request)


def _option(request: _Request, word: str, following: str) -> int:
    """Takes one word of a command, and says how many words it was."""
    if word in ("-X", "--request"):
        request.method = following.upper()
    elif word.startswith("-X") and len(word) > 2:
        request.method = word[2:].upper()
        return 1
    elif word in ("-H", "--header"):
        request.headers.append(following)
    elif word in _DATA:
        request.data.append(following)
    elif word in ("-F", "--form"):
        request.form.append(following)
    elif word in ("-u", "--user"):
        request.auth = "basic"
    elif word in ("-b", "--cookie"):
        request.auth = "cookie"
    elif word == "--url":
        request.url = following
    elif word in ("-G", "--get"):
        request.asked = True
        return 1
    elif word not in _ARGUMENT:
        request.url = request.url or ("" if word.startswith("-") else word)
        return 1
    return 2


def _draft(notes: ReadingNotes, line: ManuscriptLine, request: _Request) -> Draft:
    url = request.url
    if "://" not in url and not url.startswith(("$", "{", "/")):
        url = "http://" + url
    if url.startswith(("$", "{")):
        url = "/" + url.partition("/")[2]
    where = address(url, 0, len(url))
    at = max(line.begin, notes.text.find(where.path.split("{")[0] or "/", line.begin, line.end))
    draft = Draft(
        request.method,
        where.path,
        Span(line.begin, line.end),
        Span(at, min(line.end, at + len(where.path))),
        auth=request.auth,
    )
    draft.query = {field.name: field for field in where.query}
    for header in request.headers:
        name, _, value = header.partition(":")
        draft.header(name.strip(), value.strip())
    for part in request.data:
        _body(notes, line, part, draft)
    for part in request.form:
        name = part.partition("=")[0]
        ReadingNotes(name).fields(0, len(name), draft.fields)
    draft.bodied = bool(request.data or request.form)
    return draft


def _body(notes: ReadingNotes, line: ManuscriptLine, part: str, draft: Draft) -> None:
    """The fields of one -d: JSON, or a=b&c=d; what is read from a file is told."""
    if part.startswith("@"):
        notes.stray(line.begin, line.end)
        return
    try:
        json.loads(part)
        inside = part.strip()
    except ValueError:
        inside = part.strip() if part.strip().startswith("{") else ""
    if not inside:
        for pair in part.split("&"):
            name, _, value = pair.partition("=")
            fields: dict[str, ApiField] = {}
            ReadingNotes(name).fields(0, len(name), fields)
            for known in fields.values():
                draft.fields.setdefault(known.name, replace(known, example=value))
        return
    source = ReadingNotes(inside)
    source.fields(0, len(inside), draft.fields)
    if source.findings:
        notes.stray(line.begin, line.end)

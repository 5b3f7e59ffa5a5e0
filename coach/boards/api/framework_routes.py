"""Routes as web frameworks declare them: Express, Spring, FastAPI, Flask, Rails, Go, Laravel ..."""

import re
from collections.abc import Sequence
from dataclasses import replace

from coach.boards.api.address import parameterised
from coach.boards.api.api_model import ApiField, Resource
from coach.boards.api.brackets import pieces
from coach.boards.api.draft import Draft, DraftResponse, ReadingNotes
from coach.boards.api.field_list import one_field
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.path_nouns import words_of
from coach.boards.api.resource_routes import resources
from coach.boards.api.route_marks import apart, guarded, headers, named_status
from coach.boards.api.tail import tail
from coach.boards.api.wordset import wordset
from coach.boards.board import Span

_METHOD = r"(get|post|put|patch|delete|head|options)"
_STRING = r"[\"']([^\"'\n]*)[\"']"
_ANNOTATED = re.compile(
    rf"@(?:[\w.]+\.)?{_METHOD}(?:Mapping)?\b(?:\s*\(\s*(?:(?:value|path)\s*=\s*)?(?:{_STRING})?(.*))?",
    re.I,
)
_ROUTED = re.compile(
    rf"@(?:[\w.]+\.)?(?:route|RequestMapping)\s*\(\s*(?:(?:value|path)\s*=\s*)?{_STRING}(.*)", re.I
)
_PREFIX = re.compile(
    rf"@(?:Controller|Path|RequestMapping)\s*\(\s*(?:(?:value|path)\s*=\s*)?{_STRING}|\[Route\(\s*{_STRING}",
    re.I,
)
_MOUNTED = re.compile(
    r"\w+\s*=\s*(?:\w+\.)?(?:APIRouter|Blueprint|NinjaAPI|Router)\(.*?\b(?:url_)?prefix\s*=\s*[\"']([^\"'\n]*)[\"'](?P<rest>.*)",
    re.S,
)
"""A router made with the beginning of all its paths."""
_DOTTED = re.compile(rf"(?:\w+\.)+(?:Map|add_)?{_METHOD}\s*\(\s*{_STRING}(.*)", re.I)
_HANDLED = re.compile(rf"\w+\.(?:HandleFunc|Handle)\s*\(\s*{_STRING}(.*)")
_OBJECTED = re.compile(r"\w+\.route\s*\(\s*\[?\{(.*)\}", re.S)
"""A route in an object, as hapi and Fastify take it."""
_CALLED_BARE = re.compile(rf"{_METHOD}\(\s*[\"'](/[^\"'\n]*)[\"'](.*)")
_RULED = re.compile(rf"(?:\w+\.)+add_url_rule\s*\(\s*{_STRING}(.*)")
_GROUPED = re.compile(
    rf"(?:Route::|\$?\w+(?:\.|->))(?:prefix|group|Group|MapGroup|Route)\s*\(\s*{_STRING}|(?:namespace|scope)\s+:?[\"']?([\w/]+)"
)
"""What opens a block of routes whose paths begin alike."""
_BARE_MARK = re.compile(r"\[\w+\]\Z|@(?:Rest)?Controller\Z")
_STATED = re.compile(
    r"(?:HttpCode|ResponseStatus|ProducesResponseType|status_code)\D{0,40}?([1-5]\d\d)\b"
)
_PRODUCED = re.compile(r"ProducesResponseType[^\]]{0,60}?([1-5]\d\d)")
_CHAINED = re.compile(rf"\w*\.route\s*\(\s*{_STRING}\s*[),](.*)", re.I)
_SHARP = re.compile(rf"\[Http{_METHOD}(?:\(\s*(?:{_STRING})?.*)?\]", re.I)
_LARAVEL = re.compile(rf"Route::{_METHOD}\s*\(\s*{_STRING}(.*)", re.I)
_RUBY = re.compile(rf"{_METHOD}\s+{_STRING}(.*)", re.I)
_DEFINED = re.compile(
    r"(?:(?:async|public|private|protected|static|export|override|suspend)\s+)*"
    r"(?:def|fn|func|fun|function|[\w<>\[\], ?]+)\s+\w+\s*\((.*)",
    re.S,
)
_NAMELESS = re.compile(r"\w+\s*\((.*)", re.S)
_MODELLED = re.compile(r"response_model\s*=\s*((?:list|List)?\[?\w+)")
_CALLED = re.compile(r"(?:@\w+(?:\([^()]*\))?\s*)*(?:[\w<>\[\], ?]+\s)?(?P<name>\w+)\s*\(", re.S)
_HANDLER = re.compile(
    r",\s*(?:\w+\.)*(\w+)\s*\)|::class\s*,\s*[\"'](\w+)|to:\s*[\"'](\w+)\#(\w+)", re.S
)
"""The last of a route's arguments: the function that answers."""
_PLAIN = wordset("""function async req res next ctx handler index get post put patch delete""")
_ANSWERED = re.compile(r"\?[A-Za-z_]\w*=|[{(\[]|-{1,2}>|={1,2}>|→|[1-5]\d\d\b|returns?\b|body\b")
"""How a remark behind a route begins that says what it takes or answers."""
_NAMES = re.compile(rf"\b{_METHOD}\b", re.I)
_REQUESTS = re.compile(
    r"(?:@(?:RequestParam|Query|QueryParam|RequestPart)|\[From(?:Query|Form)\])"
    r"(?P<told>\(\s*(?:(?:value|name)\s*=\s*)?(?:[\"'](?P<name>\w+)[\"'])?[^)]*\))?\s*"
    r"(?:(?P<type>[\w<>\[\]]+\??)\s+)?(?P<second>\w+)?(?:\s*:\s*(?P<after>[\w\[\]]+))?"
)
_CLASS_NAME = re.compile(r"\bclass\s+(\w+?)(?:Controller)?\b(?!\w)")
_SENT = re.compile(
    r"(?:@(?:RequestBody|Body)(?:\(\s*\))?|\[FromBody\])\s*(?:@\w+\s+|final\s+)*(?P<type>[A-Z]\w*)\s+\w+"
    r"|@Body\(\s*\)\s*\w+\s*:\s*(?P<after>[A-Z]\w*)"
)
"""The type that a handler takes as its body."""
_FILES = re.compile(r"(?:Multipart|Upload|IForm|Express\.Multer\.)\w*(?:<\w+>)?", re.I)
_TAKEN = re.compile(
    r"(?:^|,)\s*(?:body|payload|data|\w*request|\w+)\s*:\s*([A-Z][a-z]\w*)\s*(?=[,)])"
)
_HELD = re.compile(r"(?:Optional\[)?((?:list|List)\[)?(?:dict|Dict|Mapping|Any|object)\b")
_RETURNED = re.compile(r"\)\s*->\s*([\w\[\]., |]+?)\s*(?::|\Z)")
_TYPED = re.compile(
    r"(?:(?:public|private|protected|static|final|async|override)\s+)*"
    r"([A-Z]\w*(?:<[\w<>\[\], ?.]*>)?)\s+\w+\s*\("
)
_INSIDE = re.compile(r"(\w+)<(.*)>\Z")
_MANY = wordset("List Page Flux Collection Set Iterable IEnumerable Slice")
_WRAPS = wordset("ResponseEntity Mono Task ActionResult Optional CompletableFuture Future Response")
_NO_TYPES = wordset("Void Object IActionResult IResult HttpResponse Any")
_MODEL = re.compile(
    r"class\s+(\w+)\s*\((?:\w+\.)*(?:BaseModel|Struct|Schema|SQLModel|TypedDict)\)\s*:\s*\Z"
)
_MEMBER = re.compile(r"(\w+)\s*:\s*([^=\n]+?)\s*(=.*)?\Z", re.S)
_MOST_MARKS = 8
_INJECTED = wordset(
    """self request req res response db session ctx context user current_user background_tasks
    cls"""
)


def routes(
    notes: ReadingNotes, lines: Sequence[ManuscriptLine], prefix: list[str]
) -> tuple[list[Draft], int]:
    """The endpoints of the code that begins at lines[0], and the lines it takes; 0 for none.

    prefix: the path a class or controller put before its routes; changed where one is declared.
    """
    line = lines[0]
    told = notes.text[line.start : line.end].strip()
    if (usual := resources(notes, line, told)) is not None:
        return usual, 1
    while notes.nested and line.indent <= notes.nested[-1][0]:
        notes.nested.pop()
    if (mounted := _MOUNTED.match(told)) is not None:
        prefix[:] = [mounted[1].strip("/")]
        notes.whole.append(Span(line.begin, line.begin + mounted.start("rest")))
        return [], 1
    if told[:1] == "@" and (parts := apart(notes.text, line)):
        made, used = routes(notes, [*parts, *lines[1:]], prefix)
        return made, max(0, used - len(parts) + 1)
    methods, path, rest = _declared(told)
    group = _GROUPED.match(told) if not methods else None
    if group:
        above = notes.nested[-1][1] if notes.nested else ""
        notes.nested.append((line.indent, f"{above}/{(group[1] or group[2]).strip('/')}"))
        notes.whole.append(
            Span(*(line.begin + place for place in group.span(1 if group[1] else 2)))
        )
        return [], 1
    if not methods:
        if _BARE_MARK.match(told):
            return [], 1
        base = _PREFIX.match(told)
        if base:
            prefix[:] = [(base[1] or base[2] or "").strip("/")]
            return [], 1
        if prefix and (named := _CLASS_NAME.search(told)) and "[controller]" in prefix[0]:
            prefix[0] = prefix[0].replace("[controller]", named[1].lower())
        if prefix and (_DEFINED.match(told) or " class " in f" {told}" or told.startswith("@")):
            return [], 1
        return [], 0
    body: dict[str, ApiField] = {}
    used, query, takes, returned = _handler(notes, lines, path, body)
    whole = _path(notes, prefix, path)
    start = max(line.begin, notes.text.find(path, line.begin, line.end)) if path else line.begin
    span = Span(start, min(line.end, start + len(path)))
    written = " ".join(notes.text[part.start : part.end] for part in lines[:used])
    marks = written if used > 2 else ""
    auth = "yes" if guarded(rest, marks) else ""
    draft = Draft(
        methods[0], whole, Span(line.begin, line.end), span, dict(query), auth=auth,
        twins=tuple(methods[1:]), takes=takes, fields=body,
    )  # fmt: skip
    headers(written, draft)
    draft.say(_operation(notes, lines[used - 1] if used > 1 else line, rest if used == 1 else ""))
    status = re.search(r"status_code\s*=\s*(?:status\.HTTP_)?([1-5]\d\d)", rest)
    status = status or _STATED.search(marks)
    stated = status[1] if status else named_status(marks)
    modelled = _MODELLED.search(rest)
    returned = modelled[1] if modelled and not returned else returned
    if returned or stated:
        kind = re.sub(r"\W.*", "", re.sub(r"(?i)\A(?:list|sequence|page)\[", "", returned))
        many = returned[:5].lower() == "list["
        draft.answers.append(DraftResponse(stated, kind, many))
    known = {answer.status for answer in draft.answers}
    others = [number for number in _PRODUCED.findall(marks) if number not in known]
    draft.answers += [DraftResponse(number) for number in others]
    if used == 1 and _ANSWERED.match(line.comment):
        tail(ReadingNotes(line.comment), 0, len(line.comment), draft)
    return [draft], used


def _path(notes: ReadingNotes, prefix: list[str], path: str) -> str:
    """A route's whole path, behind those of the blocks and of the class that it stands in."""
    parts = [notes.nested[-1][1].strip("/")] if notes.nested else []
    whole = "/" + "/".join(part for part in (*parts, *prefix, path.strip("/")) if part)
    return parameterised(whole + ("/" if path.endswith("/") and len(path) > 1 else ""))


def _operation(notes: ReadingNotes, line: ManuscriptLine, rest: str) -> str:
    """What the function that answers is called, in words: below a decorator, or last on a line."""
    if rest:
        named = _HANDLER.search(rest)
        name = (named[1] or named[2] or f"{named[3]}_{named[4]}") if named else ""
    else:
        defined = _CALLED.match(notes.text[line.start : line.end].strip())
        name = defined[1] if defined else ""
    return "" if name in _PLAIN else " ".join(words_of(name))


def model(notes: ReadingNotes, lines: Sequence[ManuscriptLine]) -> tuple[Resource | None, int]:
    """The type that a class of plain annotations declares, and the lines it takes; 0 for none."""
    line = lines[0]
    head = _MODEL.match(notes.text[line.begin : line.end].strip())
    if head is None:
        return None, 0
    fields: dict[str, ApiField] = {}
    used = 1
    for below in lines[1:]:
        told = notes.text[below.begin : below.end].strip()
        if not told or below.indent <= line.indent:
            break
        member = _MEMBER.match(told)
        field = one_field(f"{member[1]}: {member[2].strip()}") if member else None
        if field is not None and member is not None:
            optional = field.optional or bool(member[3]) or "None" in member[2]
            fields[field.name] = replace(field, optional=optional)
        elif told not in ("pass", "..."):
            notes.unread(below.begin, below.end)
        used += 1
    span = Span(line.begin, line.end)
    return Resource(head[1], tuple(fields.values()), span, stated=False), used


def _declared(told: str) -> tuple[list[str], str, str]:
    """Methods, path and the rest of a line of code that declares a route."""
    for pattern in (_DOTTED, _LARAVEL, _SHARP):
        match = pattern.match(told)
        if match:
            rest = match[3] if pattern is not _SHARP else ""
            return [match[1].upper()], match[2] or "", rest or ""
    objected = _OBJECTED.match(told)
    if objected:
        named = re.findall(r"method:\s*\[?([^\],}]*(?:,\s*[\"'][A-Z]+[\"'])*)", objected[1])
        where = re.search(rf"(?:path|url):\s*{_STRING}", objected[1])
        methods = [n.upper() for n in _NAMES.findall(named[0])] if named else []
        return methods, where[1] if where and methods else "", objected[1]
    called = _CALLED_BARE.match(told)
    if called:
        return [called[1].upper()], called[2], called[3]
    ruled = _RULED.match(told)
    if ruled:
        named = _NAMES.findall(ruled[2].partition("methods")[2])
        return [name.upper() for name in named] or ["GET"], ruled[1], ruled[2]
    handled = _HANDLED.match(told)
    if handled:
        head, _, path = handled[1].rpartition(" ")
        named = [head] if head else _NAMES.findall(handled[2].partition("Methods")[2])
        return [name.upper() for name in named], path, handled[2]
    chained = _CHAINED.match(told)
    if chained and not told.startswith("@"):
        named = re.findall(rf"(?<![\w/]){_METHOD}\(", chained[2], re.I)
        return [name.upper() for name in named], chained[1], ""
    routed = _ROUTED.match(told)
    if routed:
        named = _NAMES.findall(routed[2])
        flask = "route" in told.split("(", maxsplit=1)[0].lower()
        return [n.upper() for n in named] or (["GET"] if flask else []), routed[1], ""
    annotated = _ANNOTATED.match(told)
    if annotated and ("(" in told or annotated[0].isupper() or "Mapping" in annotated[0]):
        return [annotated[1].upper()], annotated[2] or "", annotated[3] or ""
    ruby = _RUBY.match(told)
    if ruby and told[0].islower():
        return [ruby[1].upper()], ruby[2], ruby[3]
    return [], "", ""


def _handler(
    notes: ReadingNotes, lines: Sequence[ManuscriptLine], path: str, body: dict[str, ApiField]
) -> tuple[int, dict[str, ApiField], str, str]:
    """The function below a decorator: how many lines belong to the route, its query, the types it
    takes and returns; what it takes piece by piece goes into `body`."""
    told = notes.text[lines[0].start : lines[0].end].strip()
    query: dict[str, ApiField] = {}
    if not told.startswith(("@", "[")) or len(lines) < 2:
        return 1, query, "", ""
    at = 1
    while at + 1 < min(len(lines), _MOST_MARKS) and notes.text[lines[at].begin] in "@[":
        at += 1
    below = notes.text[lines[at].start : lines[at].end].strip()
    match = _DEFINED.match(below) or _NAMELESS.match(below)
    if match is None:
        return 1, query, "", ""
    for request in _REQUESTS.finditer(match[1]):
        name = request["name"] or request["second"]
        kind = request["type"] or request["after"] or ""
        if name and _FILES.fullmatch(kind):
            body[name] = ApiField(name, type="file")
        elif name:
            query[name] = ApiField(name, "required = false" in (request["told"] or ""), type=kind)
    sent = _SENT.search(match[1])
    if sent is not None:
        taken_type = sent["type"] or sent["after"]
        return at + 1, query, taken_type, _answer_of(match[1], below)
    if "@" not in match[1]:
        arguments = match[1].rpartition(")")[0]
        for begin, stop in pieces(arguments, 0, len(arguments)):
            _argument(arguments[begin:stop], path, query, body)
    taken = _TAKEN.search(match[1]) if told.startswith("@") else None
    return at + 1, query, taken[1] if taken else "", _answer_of(match[1], below)


def _answer_of(arguments: str, below: str) -> str:
    """The type that a handler answers: behind its arguments, or before its name."""
    returned = _RETURNED.search(arguments)
    return returned[1].strip() if returned else _typed(below)


def _typed(told: str) -> str:
    """The type before a handler's name, out of what wraps it; many of one as a list."""
    match = _TYPED.match(told)
    kind = match[1] if match else ""
    while (inside := _INSIDE.match(kind)) is not None:
        if inside[1] in _MANY:
            return f"list[{inside[2]}]"
        if inside[1] not in _WRAPS:
            break
        kind = inside[2]
    return "" if kind in _NO_TYPES or kind in _WRAPS else kind


def _argument(part: str, path: str, query: dict[str, ApiField], body: dict[str, ApiField]) -> None:
    """An argument of a Python handler: asked for in the query where it has a plain type, part of
    the body where it is a mapping or a list of them."""
    if not part or part.startswith("*") or re.search(r"Depends|(?:Body|Header|Cookie)\(", part):
        return
    name, _, kind = part.partition(":")
    name = name.partition("=")[0].strip()
    field = one_field(name)
    kind = kind.partition("=")[0].strip()
    plain = re.match(r"(?:Optional\[)?(?:str|int|float|bool|date|datetime|UUID|list\[)", kind)
    if (
        field
        and plain
        and not _HELD.match(kind)
        and name not in _INJECTED
        and not re.search(rf"\W{re.escape(name)}\W", path)
    ):
        default = part.partition("=")[2].strip()
        query[name] = ApiField(name, "=" in part, type=kind, default=default)
    if field and _FILES.fullmatch(kind):
        body[name] = ApiField(name, "=" in part, type="file")
        return
    held = _HELD.match(kind)
    if field and held and name not in _INJECTED:
        body[name] = ApiField(name, "=" in part or "None" in kind, bool(held[1]), "object")

"""The address of a call: its path with parameters in braces, and its query."""

import re

from coach.boards.api.api_model import ApiField
from coach.boards.api.brackets import closing, pieces
from coach.boards.api.field_list import TYPES
from coach.tuples import NamedTuple

_HOST = re.compile(r"(?:https?|wss?)://[^/\s?#]+", re.I)
_FARTHEST = 120
"""Characters before a path in which its host is looked for."""
_STOP = re.compile(r"->|=>|→|==>|[\s,;|\"'`)…]")
_COLON = re.compile(r":([A-Za-z_]\w*)\??")
_SEGMENT = re.compile(
    r"<(?:\w+:)?([A-Za-z_][\w-]*)(?::[^>]*)?>|\$\{?(\w+)\}?|\[(?:\.\.\.)?([\w-]+)\]"
    r"|\{\s*\*?([^{}/:?=]*?)\s*(?:[:?=][^{}]*)?\}|\(\?P<(\w+)>[^)]*\)"
)
_EXAMPLE = re.compile(r"(?=.*\w)[\w.:+@,-]+")
_GOES_ON = re.compile(r"(?:,[\w.-]+)+(?=[&\s\"'\])]|\Z)")
"""More values behind the first: `?fields=id,name&limit=2`."""
_PIECE = re.compile(
    r"\[?[?&]?([A-Za-z_$][\w.\-$]*(?:\[\w*\])*)(\?)?\s*(?:([=:]|[<>]=?)\s*(.*))?\Z", re.S
)


_SIMPLE = re.compile(r"(?:/(?:[\w\-.@~]*[\w\-@~]|\{\w+\}|:[A-Za-z_]\w*)?)+(?=[\s?]|\Z)")
_ASKED = r"[A-Za-z_]\w*(?:=[\w\-.:]*)?"
_SIMPLE_QUERY = re.compile(rf"\?({_ASKED}(?:&{_ASKED})*&?)(?=\s|\Z)")


def host(text: str, at: int) -> str:
    """The scheme and host in front of the path that begins at a place, or at the place itself."""
    before = text[max(0, at - _FARTHEST) : at]
    if (here := _HOST.match(text, at)) is not None:
        return here[0]
    begin = max(before.rfind("http://"), before.rfind("https://"))
    match = _HOST.fullmatch(before, begin) if begin >= 0 else None
    return match[0] if match else ""


class Address(NamedTuple):
    """A path as the model keeps it ("" where there is none), its query, and where it ends.

    unread: places of pieces of the query that are none.
    """

    path: str
    query: tuple[ApiField, ...]
    end: int
    path_end: int
    unread: tuple[tuple[int, int], ...] = ()


def address(text: str, start: int, end: int) -> Address:
    """The path and query that begin at `start`."""
    simple = _SIMPLE.match(text, start, end)
    if simple:
        stop = simple.end()
        path = parameterised(simple[0])
        if text[stop : stop + 1] != "?":
            return Address(path, (), stop, stop)
        query, after, unread = queried(text, stop, end)
        return Address(path, query, after, stop, unread)
    host = _HOST.match(text, start, end)
    at = stop = host.end() if host else start
    while stop < end:
        char = text[stop]
        if char in "{<":
            close = closing(text, stop, end) if char == "{" else text.find(">", stop, end)
            if (
                close < 0
                or (stop > at and text[stop - 1] not in "/.:-_@=,$")
                or _spaced(text, stop, close)
            ):
                break
            stop = close + 1
        elif (
            char == "?"
            or (char == "[" and text[stop + 1 : stop + 2] in "?&")
            or (char == "=" and text[stop + 1 : stop + 2] != ">")
            or _STOP.match(text, stop, end)
        ):
            break
        else:
            stop += 1
    path_end = stop
    while path_end > at + 1 and text[path_end - 1] in ":.*(":
        path_end -= 1
    stop = min(stop, path_end)
    path = parameterised(text[at:path_end])
    query, stop, unread = queried(text, stop, end)
    return Address("/" + path.lstrip("/"), query, stop, path_end, unread)


def _spaced(text: str, start: int, close: int) -> bool:
    """Whether what stands in brackets is a list of fields rather than a parameter."""
    inside = text[start + 1 : close]
    return "," in inside or (" " in inside.strip() and ":" not in inside)


def parameterised(path: str) -> str:
    """A path with each parameter as {name}, whatever it was marked with."""
    if not any(mark in path for mark in ":<$[{("):
        return path
    parts = path.replace("{{", "{").replace("}}", "}").split("/")
    for index, part in enumerate(parts):
        if part.startswith(":"):
            parts[index] = _COLON.sub(r"{\1}", part)
        elif any(mark in part for mark in "<$[{("):
            parts[index] = _SEGMENT.sub(_braced, part)
    return "/".join(parts)


def _braced(match: re.Match[str]) -> str:
    name = next((group for group in match.groups() if group), "")
    head, _, tail = name.rpartition(" ")
    return "{" + (tail if head.lower() in TYPES else name.replace(" ", "_")) + "}"


def queried(
    text: str, start: int, end: int
) -> tuple[tuple[ApiField, ...], int, tuple[tuple[int, int], ...]]:
    """The query that begins at `start` with ? or & (or [?), where it ends, what of it is none."""
    simple = _SIMPLE_QUERY.match(text, start, end)
    if simple:
        pairs = (pair.partition("=") for pair in simple[1].split("&") if pair)
        known = {name: _parameter(name, value) for name, _, value in pairs}
        return tuple(known.values()), simple.end(), ()
    at = start
    wrapped = text[at : at + 1] == "["
    if text[at + wrapped : at + wrapped + 1] not in ("?", "&"):
        return (), start, ()
    stop = _query_end(text, at, end)
    inner = stop
    if wrapped:
        close = closing(text, at, end)
        if close >= 0:
            stop, inner = close + 1, close
    fields: dict[str, ApiField] = {}
    unread = []
    for begin, finish in pieces(text, at + wrapped + 1, inner, r"&"):
        match = _PIECE.match(text[begin:finish])
        if match is None:
            if text[begin:finish].strip("?&[]. …"):
                unread.append((begin, finish))
            continue
        value = (match[4] or "").strip("<>{}[]\"' ")
        value = "" if value in ("?", "…", "...", match[1]) else value
        if match[3] and match[3][0] in "<>":
            fields.setdefault(match[1], ApiField(match[1], True, note=f"{match[3]} {value}"))
            continue
        held = (match[4] or "").lstrip("\"' ")[:1] in ("<", "{", "[")
        fields.setdefault(match[1], _parameter(match[1], value, held))
    return tuple(fields.values()), stop, tuple(unread)


def _parameter(name: str, value: str, held: bool = False) -> ApiField:
    """A parameter of a query, whose value is a type, choices, a word for one, or an example."""
    many = name.endswith("[]")
    name = name.removesuffix("[]")
    if not value or held or not _EXAMPLE.fullmatch(value) or value.lower() in TYPES:
        return ApiField(name, True, many, value)
    kind = "integer" if value.isdecimal() else ""
    shown = value if kind and str(int(value)) == value else f'"{value}"'
    return ApiField(name, True, many, kind, shown)


def _query_end(text: str, start: int, end: int) -> int:
    """A query ends at white space that stands outside of brackets, or at an arrow or bar."""
    at = start + 1 if text[start] == "[" else start
    while at < end:
        char = text[at]
        if char in "[{<(" and not text.startswith("<=", at):
            close = text.find(">", at, end) if char == "<" else closing(text, at, end)
            if close < 0:
                return at
            at = close + 1
        elif char.isspace():
            after = at
            while after < end and text[after].isspace():
                after += 1
            if after < end and text[after] == "&" and text[after + 1 : after + 2].isalpha():
                at = after
                continue
            if text[at - 1] == "&" and after < end and text[after].isalpha():
                at = after
                continue
            return at
        elif char == "," and (more := _GOES_ON.match(text, at, end)) and text[at - 1].isalnum():
            at = more.end()
        elif char in "|;,)]\"'" or text.startswith(("->", "=>", "→"), at):
            return at
        else:
            at += 1
    return end

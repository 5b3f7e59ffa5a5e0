"""Lines that stand for the usual calls on a thing: `resources :orders`, `apiResource('orders')`."""

import re

from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.path_nouns import singular
from coach.boards.board import Span

_RUBY = re.compile(r"(?P<kind>resources?)\s+:(\w+)(.*)", re.I)
_BESIDE = re.compile(
    r"(?:(?P<block>member|collection)\s*\{\s*)?(?P<method>get|post|put|patch|delete)\s+:(?P<name>\w+)"
    r"(?:\s*,\s*on:\s*:(?P<on>member|collection))?\s*\}?\s*\Z"
)
"""A call besides the usual ones on a thing, or on all of its kind."""
_OPENS = re.compile(r"(member|collection)\s+do\s*\Z")
_ONE = (
    ("create", "POST", ""),
    ("show", "GET", ""),
    ("update", "PATCH", ""),
    ("destroy", "DELETE", ""),
)
"""The usual calls on the only one of its kind, as Rails' `resource` makes them."""
_LARAVEL = re.compile(r"Route::(?:apiResource|resource)\s*\(\s*[\"']([\w.-]+)[\"'](.*)", re.I)
_ONLY = re.compile(r"\bonly(?:'\]?|\")?\s*(?:[:(]|=>)+\s*(?:(?:%[iw])?\[([^\]]*)\]|:(\w+))")
_EXCEPT = re.compile(r"\bexcept(?:'\]?|\")?\s*(?:[:(]|=>)+\s*(?:(?:%[iw])?\[([^\]]*)\]|:(\w+))")
_RAILS = (
    ("index", "GET", ""), ("create", "POST", ""), ("show", "GET", "/{id}"),
    ("update", "PATCH", "/{id}"), ("destroy", "DELETE", "/{id}"),
)  # fmt: skip
_LARAVELS = tuple(
    ("store" if action == "create" else action, method, ending) for action, method, ending in _RAILS
)


def resources(notes: ReadingNotes, line: ManuscriptLine, told: str) -> list[Draft] | None:
    """The calls of such a line, also of one besides them in its block; None where it is none."""
    if ruby := _RUBY.match(told):
        return _rails(notes, line, ruby[2], ruby[3], ruby["kind"].lower() == "resource")
    if _opened(notes, line, told):
        return []
    if notes.nested and (beside := _BESIDE.match(told)):
        return _beside(notes, line, beside)
    if laravel := _LARAVEL.match(told):
        *outer, name = laravel[1].split(".")
        above = notes.nested[-1][1] if notes.nested else ""
        above += "".join(f"/{noun}/{{{singular(noun)}}}" for noun in outer)
        return _calls(line, f"{above}/{name}", laravel[2], f"{{{singular(name)}}}", _LARAVELS)
    return None


def _opened(notes: ReadingNotes, line: ManuscriptLine, told: str) -> bool:
    """Takes the line that opens a block of calls on one thing, or on all of its kind."""
    match = _OPENS.match(told)
    if match is None or not notes.nested:
        return False
    notes.nested.append((line.indent, _above(notes, match[1] == "member")))
    return True


def _above(notes: ReadingNotes, member: bool) -> str:
    """The path of the thing whose block is open, or that of all of its kind."""
    path = notes.nested[-1][1]
    kind = re.sub(r"/\{\w+\}\Z", "", path)
    return f"{kind}/{{id}}" if member and kind != path else kind


def _beside(notes: ReadingNotes, line: ManuscriptLine, match: re.Match[str]) -> list[Draft]:
    """A call besides the usual ones."""
    while len(notes.nested) > 1 and notes.nested[-1][0] >= line.indent:
        notes.nested.pop()
    on = match["block"] or match["on"]
    above = _above(notes, on == "member") if on else notes.nested[-1][1]
    span = Span(line.begin, line.end)
    return [Draft(match["method"].upper(), f"{above}/{match['name']}", span, span)]


def _rails(
    notes: ReadingNotes, line: ManuscriptLine, name: str, rest: str, alone: bool
) -> list[Draft]:
    """The usual calls of a thing, below those of the thing in whose block it stands."""
    above = ""
    while notes.nested and notes.nested[-1][0] >= line.indent:
        notes.nested.pop()
    if notes.nested:
        above = notes.nested[-1][1]
    if re.search(r"\bdo\s*\Z", rest):
        of = f"{above}/{name}" if alone else f"{above}/{name}/{{{singular(name)}_id}}"
        notes.nested.append((line.indent, of))
    usual = _ONE if alone else _RAILS
    return _calls(line, f"{above}/{name}", rest, "{id}", usual)


def _calls(
    line: ManuscriptLine,
    path: str,
    rest: str,
    parameter: str,
    usual: tuple[tuple[str, str, str], ...],
) -> list[Draft]:
    only, without = _ONLY.search(rest), _EXCEPT.search(rest)
    named = set(re.findall(r"\w+", (only[1] or only[2] or "") if only else ""))
    dropped = set(re.findall(r"\w+", (without[1] or without[2] or "") if without else ""))
    span = Span(line.begin, line.end)
    return [
        Draft(method, path + ending.replace("{id}", parameter), span, span)
        for action, method, ending in usual
        if (not only or action in named) and action not in dropped
    ]

"""Lines that stand for the usual calls on a thing: `resources :orders`, `apiResource('orders')`."""

import re

from coach.boards.api.draft import Draft, ReadingNotes
from coach.boards.api.manuscript import ManuscriptLine
from coach.boards.api.path_nouns import singular
from coach.boards.board import Span

_RUBY = re.compile(r"resources?\s+:(\w+)(.*)", re.I)
_LARAVEL = re.compile(r"Route::(?:apiResource|resource)\s*\(\s*[\"']([\w.-]+)[\"'](.*)", re.I)
_ONLY = re.compile(r"\bonly(?:'\]?|\")?\s*(?:[:(]|=>)+\s*(?:\[([^\]]*)\]|:(\w+))")
_EXCEPT = re.compile(r"\bexcept(?:'\]?|\")?\s*(?:[:(]|=>)+\s*(?:\[([^\]]*)\]|:(\w+))")
_RAILS = (
    ("index", "GET", ""), ("create", "POST", ""), ("store", "POST", ""), ("show", "GET", "/{id}"),
    ("update", "PATCH", "/{id}"), ("destroy", "DELETE", "/{id}"),
)  # fmt: skip


def resources(notes: ReadingNotes, line: ManuscriptLine, told: str) -> list[Draft]:
    """The calls of such a line; none where it is no such line."""
    if ruby := _RUBY.match(told):
        return _rails(notes, line, ruby[1], ruby[2])
    if laravel := _LARAVEL.match(told):
        *outer, name = laravel[1].split(".")
        above = notes.nested[-1][1] if notes.nested else ""
        above += "".join(f"/{noun}/{{{singular(noun)}}}" for noun in outer)
        return _calls(line, f"{above}/{name}", laravel[2], f"{{{singular(name)}}}", "store")
    return []


def _rails(notes: ReadingNotes, line: ManuscriptLine, name: str, rest: str) -> list[Draft]:
    """The usual calls of a thing, below those of the thing in whose block it stands."""
    above = ""
    while notes.nested and notes.nested[-1][0] >= line.indent:
        notes.nested.pop()
    if notes.nested:
        above = notes.nested[-1][1]
    if re.search(r"\bdo\s*\Z", rest):
        notes.nested.append((line.indent, f"{above}/{name}/{{{singular(name)}_id}}"))
    return _calls(line, f"{above}/{name}", rest, "{id}", "create")


def _calls(line: ManuscriptLine, path: str, rest: str, parameter: str, making: str) -> list[Draft]:
    only, without = _ONLY.search(rest), _EXCEPT.search(rest)
    named = set(re.findall(r"\w+", (only[1] or only[2] or "") if only else ""))
    dropped = set(re.findall(r"\w+", (without[1] or without[2] or "") if without else ""))
    span = Span(line.begin, line.end)
    other = "create" if making == "store" else "store"
    return [
        Draft(method, path + ending.replace("{id}", parameter), span, span)
        for action, method, ending in _RAILS
        if action != other and (not only or action in named) and action not in dropped
    ]

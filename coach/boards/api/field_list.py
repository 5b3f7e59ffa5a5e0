"""Fields as people list them: `{id, tags[]: string, note?}`, JSON, typed parameters, bullets."""

import re
from collections.abc import Iterator
from dataclasses import replace

from coach.boards.api.api_model import ApiField
from coach.boards.api.brackets import closing, pieces
from coach.boards.api.wordset import wordset
from coach.tuples import NamedTuple

TYPES = wordset(
    """string str text varchar char uuid ulid int integer int32 int64 uint32 uint64 long short
    number num float float32 float64 double decimal bigdecimal bool boolean date time
    datetime timestamp instant json object map dict bytes binary blob file array list enum
    any id url uri email"""
)
"""Words that say what a value is, in lower case."""
_FIRST = TYPES - {"id", "url", "uri", "email", "file", "text", "date", "time", "list", "timestamp"}
"""Types that stand in front of a name; the others are more often a name themselves."""
_MODIFIERS = re.compile(
    r"(?:(?:repeated|optional|required|final|const|readonly|var|let|in)\s+"
    r"|@\w+(?:\([^)]*\))?\s*)+(?=[^\W\d])"
)
_JSON = re.compile(r"""(["'])([^"'\\\n]+)\1\s*:\s*(.*)\Z""", re.S)
_NAMED = re.compile(r"(?:\[\]|\*)?([^\W\d][\w.$@-]*|[@$]\w+)((?:\[\]|[?!*])*)\s*(.*)\Z", re.S)
_AFTER = re.compile(
    r"\Z|[:=({\[<>|]|(?:-|–|—)\s|(?:of|in|as|for|e\.g\.)\s|(?:optional|required|max|min|default)\b"
)
_SECOND = re.compile(r"([^\W\d][\w$]*)((?:\[\]|[?!*])*)(?:\s*=\s*.*)?\Z", re.S)
_GENERIC = re.compile(r"\w+\s*<.*>(?:\[\])?\s+([^\W\d][\w$]*)(?:\s*=\s*.*)?\Z", re.S)
_KEYED = frozenset({"map", "dict", "record", "hashmap"})
"""Types of many values that are one thing, each value under its key."""
_TYPE_THEN = re.compile(r"\*?(?:\[\])*\*?([A-Za-z]\w*)\b")
_BOUND = re.compile(r"[<>]=?\s*\d|[≤≥]")
"""What a field's value keeps to: `limit <= 50`."""
_QUOTED_MARKED = re.compile(r"\A[\"'](\w[\w.-]*)[\"']\s*\?:")
"""A name in quotes that may be missing: `"metadata"?: object`."""
_QUOTED = re.compile(r"""["']([^"'\n]+)["']\Z""")
_DOTS = re.compile(r"(?:\.{2,}|…)\w*\Z|etc\.?\Z", re.I)
_VALUES = (
    (re.compile(r"""["']"""), "string"),
    (re.compile(r"-?\d+\Z"), "integer"),
    (re.compile(r"-?[\d.]+(?:[eE][+-]?\d+)?\Z"), "number"),
    (re.compile(r"(?:true|false)\Z"), "boolean"),
    (re.compile(r"\{"), "object"),
)
_DEFAULT = re.compile(r"[\w.\[\]<>|, ]+[!?]?\s*(?<![<>])=\s*([\w.\"'-]+)\Z")
"""A type, and behind it what a field is where it is left out."""
_PLAINLY = re.compile(r"optional|required|true|false|nullable|[\d.\"']+", re.I)
"""What a mark or a value says alone is no note."""
_TIMES = re.compile(r"\s*[x×]\s*\d+\s*\Z")
"""How often a thing stands in a list: `[{phrase} x10]`."""
_MOST = 400
_EXAMPLE_MOST = 2_000
"""Characters of a value that are kept as an example."""


class Listed(NamedTuple):
    """The fields of a list, and the places of pieces that are none."""

    fields: tuple[ApiField, ...]
    unread: tuple[tuple[int, int], ...]


def listed(text: str, start: int, end: int) -> Listed:
    """The fields of text[start:end], which stands inside brackets or is a bare list."""
    fields: dict[str, ApiField] = {}
    unread = []
    for begin, stop in _members(text, start, end):
        if _DOTS.match(text, begin, stop):
            continue
        field = one_field(text[begin:stop]) if len(fields) < _MOST else None
        if field is None:
            unread.append((begin, stop))
        else:
            fields.setdefault(field.name, field)
    return Listed(tuple(fields.values()), tuple(unread))


def parts_within(field: ApiField) -> tuple[ApiField, ...]:
    """The fields of the thing that a field holds, where they were written in its place."""
    if field.type != "object" or not field.example.startswith(("{", "[")):
        return ()
    return listed(field.example, 0, len(field.example)).fields


def kind_written(field: ApiField) -> str:
    """What stands behind a field's name: its type, or the names of its parts in braces."""
    parts = ", ".join(
        part.name + "[]" * part.many + "?" * part.optional for part in parts_within(field)
    )
    kind = f"{{{parts}}}" if parts else field.type
    return (f": {kind}" if kind else "") + (f" = {field.default}" if field.default else "")


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a list; a brace or bracket around all of it, `[{..}]`, is opened."""
    for begin, stop in pieces(text, start, end):
        close = closing(text, begin, stop) if text[begin] in "{[" else -1
        if close == stop - 1 or (close > 0 and _TIMES.match(text, close + 1, stop)):
            if text[begin + 1] != "]" or stop - begin > 2:
                yield from _members(text, begin + 1, close)
        else:
            yield begin, stop


def one_field(piece: str) -> ApiField | None:
    """The field a piece of a list says; None where it is none."""
    member = _JSON.match(piece)
    if member:
        return _of_value(member[2].strip(), member[3].strip())
    piece = " ".join(piece.split())
    if "?:" in piece:
        piece = _QUOTED_MARKED.sub(r"\1?:", piece)
    quoted = _QUOTED.match(piece)
    if quoted:
        piece = quoted[1]
    modifiers = _MODIFIERS.match(piece)
    before = modifiers[0] if modifiers else ""
    piece = piece[len(before) :]
    generic = _GENERIC.match(piece)
    if generic:
        kind = piece.split("<")[0].lower()
        return ApiField(generic[1], "optional" in before, kind not in _KEYED, kind)
    named = _NAMED.match(piece)
    if named is None:
        return None
    name, marks, rest = named[1], named[2], named[3]
    many = "[]" in marks or piece.startswith("[]") or "repeated" in before
    optional = "?" in marks or "optional" in before
    if not _AFTER.match(rest):
        return _two_words(name, marks, rest, many, optional)
    known = _typed(name.rstrip(".-"), rest, many, optional)
    note = rest.strip(" :()[]-–—=?!,")
    if known.example or known.default or not note or _PLAINLY.fullmatch(note):
        return known
    return known if note in (known.type, f"{known.type}[]") else replace(known, note=note)


def _two_words(name: str, marks: str, rest: str, many: bool, optional: bool) -> ApiField | None:
    """`string name`, `String name`, `name string`; None where neither word is a type."""
    second = _SECOND.match(rest)
    if second:
        name = name.rpartition(".")[2] or name
    if second and (name.lower() in _FIRST or (name[0].isupper() and second[1][0].islower())):
        many = many or "[]" in second[2]
        return ApiField(second[1], optional or "?" in second[2], many, name)
    kind = _TYPE_THEN.match(rest)
    if kind and (kind[1].lower() in _FIRST or kind[1][0].isupper()):
        many, note = many or "[]" in rest, rest[kind.end() :].strip(" ,?[]()-–—:")
        return ApiField(name, optional or rest.endswith("?"), many, kind[1], note=note)
    return None


def _typed(name: str, rest: str, many: bool, optional: bool) -> ApiField:
    """A field whose name is followed by nothing, a type, a default, or words about it."""
    said = rest.strip()
    low = said.lower()
    optional = optional or "optional" in low or said.endswith("?") or "null" in low
    if said.startswith("="):
        return ApiField(name, True, many, default=said[1:].strip())
    if said.startswith("("):
        said = said[1:].split(")")[0].split(",")[0].strip()
        return ApiField(name, optional, many or "[]" in said, said if _is_type(said) else "")
    if _BOUND.match(said):
        return ApiField(name, optional, many, note=said)
    if said.startswith((":", "<", ">", "|")):
        said = said.lstrip(":").strip().removesuffix("?").strip()
        value = said.partition("=")[0].strip()
        many = many or value.startswith("[") or value.endswith("[]")
        if value.startswith(("{", "[", '"', "'")) or value[:1].isdigit():
            return _of_value(name, value, optional, many)
        default = _DEFAULT.match(said)
        told = default[1] if default else ""
        return ApiField(name, optional or "=" in said, many, value, default=told)
    if said.startswith(("{", "[")):
        return _of_value(name, said, optional, many or said.startswith("["))
    return ApiField(name, optional, many)


def _is_type(word: str) -> bool:
    return word.lower().removesuffix("[]") in TYPES


def _of_value(name: str, value: str, optional: bool = False, many: bool = False) -> ApiField:
    """A member given by an example or by its parts: its name and what its value is."""
    array = value.startswith("[")
    shown = value[1:].strip().removesuffix("]").partition(",")[0].strip() if array else value
    if re.fullmatch(r"""["']?[A-Za-z]\w*["']?\??""", shown) and _is_type(shown.strip("\"'?")):
        return ApiField(name, optional or shown.endswith("?"), many or array, shown.strip("\"'?"))
    kind = next((kind for pattern, kind in _VALUES if pattern.match(shown)), "")
    example = value if kind and len(value) <= _EXAMPLE_MOST else ""
    return ApiField(name, optional, many or array, kind, example)

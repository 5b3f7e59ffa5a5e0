"""PlantUML and Go structs made into lines that the board reads, each character in its place.

Nothing changes its length, so that every span still points into what was typed.
"""

import re

from coach.boards.patterns import lazy
from coach.boards.schema.markdown_marks import plain

_UML = lazy(
    r"^[ \t]*(?:@(?:start|end)\w*|!\w+|(?:hide|show|skinparam|left to right|top to bottom"
    r"|scale|title|header|footer)(?![ \t]*:|[ \t]*$))\b[^\n]*",
    re.M | re.I,
)
_RULES = lazy(r"^[ \t]*(?:-{2,}|={2,}|\.{2,}|_{2,})[^\n{}]*$", re.M)
_STEREOTYPE = lazy(r"<<\s*([A-Za-z][A-Za-z ,]*?)\s*>>")
_ENTITY = lazy(r"^([ \t]*)(entity|class|table)(?=[ \t]+[\w\"]+)", re.M | re.I)
_STAR = lazy(r"^([ \t]*)\*(?=[ \t]*\w)", re.M)
_ALIAS = lazy(r"^([ \t]*)(\"[^\"\n]{1,80}\")([ \t]+as[ \t]+)(\w+)", re.M)
_MARKS = {"generated": "", "pk": "PK", "fk": "FK", "pf": "PK"}
_STRUCT = lazy(r"^([ \t]*)(type)([ \t]+\w+[ \t]+)(struct)([ \t]*\{)([^{}]*)(\})", re.M)
_FIELD = lazy(
    r"^(?P<lead>[ \t]*)(?P<name>\w+)(?P<gap>[ \t]+)(?P<type>[\w.\[\]*]+)"
    r"(?P<between>[ \t]*)(?P<tag>`[^`\n]*`)?",
    re.M,
)
_KEY_TAG = lazy(r"primary_?key|\bpk\b", re.I)
_LEGEND = lazy(
    r"^[ \t]*\(?[ \t]*\*[ \t]*(?:=|:|is|means)[ \t]*(?:the[ \t]+)?(?:primary[ \t]+)?"
    r"(?:keys?|pk)[ \t]*\)?[ \t]*$",
    re.M | re.I,
)
"""A line that says what a star behind a name means."""
_STARRED = lazy(r"(?<![\w*])(\w+)\*(?=[\s,;)]|\Z)")
_STARRED_ID = lazy(r"(?<![\w*])(\w*(?:id|Id|ID|key|code|uuid))\*(?=[\s,;)]|\Z)")
_BRACE = lazy(r"((?:^[^\n]*[ \t][\\┐│][ \t]*\n)+)([^\n]*[ \t])[>┘]([ \t]*(?:PK|pk|key)\b)", re.M)
"""A brace of strokes on the right of some lines, and the word at its tip."""
_TAGS = (
    (_KEY_TAG, " PK"),
    (lazy(r"\bunique(?:_?index)?\b", re.I), " UNIQUE"),
    (lazy(r"\bindex\b", re.I), " INDEX"),
)
"""What a field's tag says of its column."""
_KEPT = lazy(r"(?<=[\"; ])(?:size|check|default|comment|column)\s*:\s*[^;\"\n]+", re.I)
"""What else of a tag is kept as it stands."""
_GO_TYPES = {"time.Time": "timestamp", "[]byte": "bytes", "*time.Time": "timestamp?"}


def levelled(text: str) -> str:
    """The text with what only PlantUML or Go says blanked or said in the board's own words."""
    if "@startuml" in text or "<<" in text:
        text = _plain_uml(text)
    text = plain(text)
    if "*" in text:
        text = _starred(text)
    if "\\" in text or "┐" in text:
        text = _BRACE.sub(_braced, text)
    if "struct" in text:
        text = _STRUCT.sub(_struct, text)
    return text


def _starred(text: str) -> str:
    """`id*` as `*id`, where a legend says that the star is a key's, or the name does."""
    legend = _LEGEND.search(text)
    if legend:
        text = _LEGEND.sub(_blank, text)
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if "*" in line and (legend or _STARRED_ID.search(line)):
            lines[at] = _STARRED.sub(r"*\1", line)
    return "\n".join(lines)


def _braced(match: re.Match[str]) -> str:
    """The lines that a brace on their right joins, each with the word behind it."""
    above = re.sub(r"[\\┐│](?=[ \t]*\n)", "🔑", match[1])
    return f"{above}{match[2]} {match[3]}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _plain_uml(text: str) -> str:
    whole = "@startuml" in text
    text = _STEREOTYPE.sub(_marked, text)
    if not whole:
        return text
    for pattern in (_UML, _RULES):
        text = pattern.sub(_blank, text)
    text = _ENTITY.sub(lambda m: " " * len(m[0]), text)
    text = _ALIAS.sub(lambda m: m[1] + " " * len(m[2] + m[3]) + m[4], text)
    return _STAR.sub(lambda m: m[1] + " ", text)


def _marked(match: re.Match[str]) -> str:
    words = [_MARKS.get(word.lower(), word) for word in re.split(r"[ ,]+", match[1])]
    return " ".join(word for word in words if word).ljust(len(match[0]))


def _struct(match: re.Match[str]) -> str:
    fields = _FIELD.sub(_field, match[6])
    lead, name = match[1], match[3]
    return f"{lead}    {name}      {match[5]}{fields}{match[7]}"


def _field(match: re.Match[str]) -> str:
    kind = match["type"]
    told = _GO_TYPES.get(kind) or kind.rpartition(".")[2]
    if told.startswith("*"):
        told = f"{told[1:]}?"
    elif kind.startswith("*") and not told.endswith("?"):
        told = f"{told}?"
    tag = (match["tag"] or "").replace("gorm:", "     ").replace("db:", "   ")
    mark = next((mark for pattern, mark in _TAGS if tag and pattern.search(tag)), "")
    mark += "".join(f" {said}" for said in _KEPT.findall(tag))
    room = len(kind) + len(match["between"]) + len(tag)
    return f"{match['lead']}{match['name']}{match['gap']}{told}{mark}".ljust(
        len(match["lead"] + match["name"] + match["gap"]) + room
    )

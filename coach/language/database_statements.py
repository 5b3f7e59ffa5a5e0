"""What a written statement of a database does, said in words.

Who writes `update seats set holder = me where id = ? and holder is null` has said that one step
takes the seat only if it is free and that of two people one gets nothing; the lists of a prompt
hold those words, not SQL. What is added stands behind the text and says no more than the statement
does: without a condition beside the key it is no conditional update, and nothing is added.
"""

import re

VERBS = ("set", "delete", "insert", "put")
"""Words of which every statement that is said in words has one."""
_MAYBE = re.compile(rf"\b(?:{'|'.join(VERBS)})\b", re.I)
_UPDATE = re.compile(r"\bset\b(?P<what>[^;]{1,120}?)\b(?:where|if)\b(?P<when>.+)", re.I | re.S)
_DELETE = re.compile(r"\bdelete\b[^;]{0,80}?\bwhere\b(?P<when>.+?)\breturning\b", re.I | re.S)
_INSERT = re.compile(
    r"\binsert\b[^;]{0,80}?\b(?:on conflict|if not exists|if absent)\b|\bput if absent\b"
    r"|\bset\b[^;]{0,60}\bnx\b",
    re.I,
)
_STATE = re.compile(
    r"\bnull\b|[<>!]=?|\bnot \w+|\bfree\b|\bopen\b|\bstate\b|\bstatus\b|\bversion\b|\bpending\b"
    r"|\bunused\b|\bnobody\b",
    re.I,
)
_FREE = re.compile(r"(?:\bis|=)\s*null\b|\bfree\b", re.I)
_ENDED = re.compile(r"\b(?:until|\w*expir\w*|\w*ends?\w*|\w*until)\s*<=?\s*now\b", re.I)
_ENOUGH = re.compile(r"\w\s*>=?\s*[\w:?]")
_BELOW = re.compile(r"\w\s*<=?\s*(?!now\b)[\w:?]", re.I)
_DOES = "conditional update in one statement, of two only one wins and the second gets zero rows"


def aloud(text: str) -> str:
    """The text, with what the statement in it does said behind it; the text itself where there is
    none, or none that depends on what it finds."""
    if _MAYBE.search(text) is None:
        return text
    if _INSERT.search(text):
        return f"{text} - conditional write, only one wins and the second fails"
    match = _UPDATE.search(text) or _DELETE.search(text)
    if match is None or not _STATE.search(match["when"]) or "=" not in text:
        return text
    when = match["when"]
    states = [
        *(["only if still free"] if _FREE.search(when) else []),
        *(["or the hold has expired"] if _ENDED.search(when) else []),
        *(["only if at least that is left"] if _ENOUGH.search(when) else []),
        *(["only below the limit"] if _BELOW.search(when) else []),
    ]
    return f"{text} - {' '.join((_DOES, *states))}"

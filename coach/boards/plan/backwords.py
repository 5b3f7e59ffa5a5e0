"""The way back that a step's line ends with: `; rollback: flag off`, `/ back: the old one`."""

import re

_BACK = re.compile(
    (
        r"[ \t]*(?://|[,;./(\[–—]|--|->|→|-(?=[ ]))?[ \t]*\b(?:(?P<key>rollback|roll back"
        r"|backout|(?:(?<=[,;.—–>→(/] )|(?<=[ ][ ]))(?:undo|revert|fallback|way back|back))"
        r"(?:[ ]plan)?(?:[ \t]*(?::|=|[–—-](?=[ ]))|[ ]is(?=[ ]))"
        r"|(?<=[,;—–] )roll ?back[ ](?=\w))[ \t]*(?P<words>.*)$"
    ),
    re.I,
)
_NO_WAY = re.compile(
    (
        r"[ \t]*[.,;–—-][ \t]*(?P<words>no (?:way )?back|point of no return)[ .]*"
        r"(?P<closed>\)?)[ .]*$"
    ),
    re.I,
)
"""That there is no way back is an answer too."""


_ELSE = re.compile(
    r"[;.][ ]+(?P<words>(?:if|when|should|in case|on failure)\b.*?(?:\babort\b|\bstop\b|\broll"
    r"|\bgo back\b|\brevert|\bkeep (?:the )?old\b|\b(?:switch|flip|put|point) .{0,30}\bback\b).*)$",
    re.I,
)
"""What is done when it fails: `; if it takes longer abort and keep the old shard`."""


def without_back(text: str) -> tuple[str, str | None]:
    """A step's words without the way back at their end, and that; None without one."""
    back = _BACK.search(text)
    if back is None:
        gone = _ELSE.search(text)
        if gone:
            return text[: gone.start()], gone["words"]
        gone = _NO_WAY.search(text)
        return (f"{text[: gone.start()]}{gone['closed']}", gone["words"]) if gone else (text, None)
    words, rest = back["words"], text[: back.start()]
    if "(" in back[0][:3]:
        return rest, words.rstrip(")] ")
    if words.endswith(")") and rest.count("(") > rest.count(")"):
        return f"{rest})", words[:-1]
    return rest, words

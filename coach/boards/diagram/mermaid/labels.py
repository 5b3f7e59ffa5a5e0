"""What a label of a flowchart says: markup taken off, entities decoded, breaks as newlines."""

import re
from functools import lru_cache
from html import unescape
from html.entities import html5

_BREAKS = re.compile(
    r"\s*(?:<(?:br|hr)\b[^<>]{0,200}>|</?(?:p|div|li|ul|ol|tr|h[1-6])\b[^<>]{0,200}>|\\n|\n)\s*",
    re.I,
)
_TAGS = re.compile(
    r"</?(?:a|abbr|b|big|center|code|del|em|font|i|img|ins|kbd|mark|pre|q|s|samp|small|span"
    r"|strike|strong|sub|sup|table|tbody|td|th|thead|tt|u|var|wbr)(?:\s[^<>]{0,400})?/?>",
    re.I,
)
_ICON = re.compile(r"(?<![\w:])fa[a-z]?:fa-([\w-]+)")
_ENTITY = re.compile(r"(?<!&)#(\w{1,31});")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", re.S)
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.{1,2000}?)(?<=[^\s*_])\1(?![\w*])", re.S)
_REPLICAS = re.compile(
    r"(?P<name>(?![^×]*[=+*/^<>()\[\]{}])[^×]*[^\W\d_])\s*×\s?(?P<count>\d{1,6})"
    r"|(?P<any>.*\S)\u00a0×(?P<number>\d{1,6})",
    re.S,
)


@lru_cache(maxsize=2048)
def plain(text: str, markdown: bool = False) -> str:
    """A label without markup, its lines divided by newlines; of icons alone their names.

    Only tags that HTML knows are markup; other words in angle brackets are text. In `markdown`,
    and in what stands between backticks, stars and underscores around words go too.
    """
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text, markdown = text[1:-1].strip(), True
    text = _TAGS.sub("", _BREAKS.sub("\n", text))
    text = _ICON.sub("", text) if _ICON.sub("", text).strip() else _ICON.sub(_pictured, text)
    if markdown:
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    text = unescape(_ENTITY.sub(_as_html, text))
    lines = (" ".join(line.split(" ")).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _pictured(icon: re.Match[str]) -> str:
    return icon[1].replace("-", " ")


def _as_html(match: re.Match[str]) -> str:
    """Mermaid's entity without the ampersand as HTML writes it; other words stay as they are."""
    word = match[1]
    if word.isdecimal():
        return f"&#{word};"
    return f"&{word};" if f"{word};" in html5 else match[0]


def numbered(label: str) -> tuple[str, int | None]:
    """A label without the number of replicas at its end, and that number.

    It is one behind a plain name ("api ×3"), and behind anything where the space is one that does
    not break; in a formula × is a sign of it.
    """
    match = _REPLICAS.fullmatch(label)
    if match is None:
        return label, None
    name = match["name"] if match["name"] is not None else match["any"]
    return name, int(match["count"] or match["number"])

"""Calls that stand in the comments of code, or behind words: made plain, each character in its
place."""

import re

_METHODS = r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)"
_CALL = re.compile(rf"[ \t]*(?://+|\*)[ \t]*(?:[-*•][ \t]+)?{_METHODS}[ \t]+[/{{]")
_COMMENTED = re.compile(r"[ \t]*(?://+|\*(?!/|\*))(?=[ \t]|$)")
_BASE = re.compile(
    r"(?<=[ \t])(?:\$?\{\{?[ ]*(?:api[_-]?)?base(?:[_-]?ur[li])?[ ]*\}\}?|\$(?:API_)?BASE(?:_URL)?)"
    r"(?=/)",
    re.I,
)
_NO_BODY = re.compile(
    r"(?<=[ \t(,])(?:with[ ])?(?:no|an[ ]empty|empty|without(?:[ ]an?)?)[ ](?:request[ ])?"
    r"(?:body|payload)\b(?:[ ]*(?:[,;]|[-–—](?=[ ])))?",
    re.I,
)
"""What says that nothing is sent, as having no fields does."""
_ASKED = re.compile(
    r"^([ \t]*(?:[-*•][ \t]+|\d+[.)][ \t]+)?(?:\[[ xX]\][ \t]+)?)"
    r"((?:implement|add|create|expose|build|support|write|new)[ \t]+(?:an?[ ]|the[ ])?)"
    rf"(?=[`*]*{_METHODS}[`*]*[ \t]+[`/])",
    re.I | re.M,
)


def uncommented(text: str) -> str:
    """The text with the marks of comments blanked in blocks that hold a call, and with what stands
    before a call or in place of the base blanked."""
    if "//" in text or "*" in text:
        lines = text.split("\n")
        at = 0
        while at < len(lines):
            if not _COMMENTED.match(lines[at]):
                at += 1
                continue
            end = at
            while end < len(lines) and _COMMENTED.match(lines[end]):
                end += 1
            if any(map(_CALL.match, lines[at:end])):
                lines[at:end] = [_COMMENTED.sub(_blank, line, count=1) for line in lines[at:end]]
            at = end
        text = "\n".join(lines)
    if "body" in text.lower() or "payload" in text.lower():
        text = _NO_BODY.sub(_blank, text)
    text = _ASKED.sub(lambda m: m[1] + " " * len(m[2]), text)
    return _BASE.sub(_blank, text) if "base" in text.lower() else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])

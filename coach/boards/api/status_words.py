"""Statuses of HTTP by number and by the words people write for them (IANA's registry)."""

import re

PHRASES = {
    100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints",
    200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information",
    204: "No Content", 205: "Reset Content", 206: "Partial Content", 207: "Multi-Status",
    208: "Already Reported", 226: "IM Used", 300: "Multiple Choices", 301: "Moved Permanently",
    302: "Found", 303: "See Other", 304: "Not Modified", 305: "Use Proxy",
    307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request",
    401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
    408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
    412: "Precondition Failed", 413: "Content Too Large", 414: "URI Too Long",
    415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed",
    421: "Misdirected Request", 422: "Unprocessable Content", 423: "Locked",
    424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required",
    428: "Precondition Required", 429: "Too Many Requests",
    431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported",
    506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected",
    510: "Not Extended", 511: "Network Authentication Required",
}  # fmt: skip
"""Every assigned status with its phrase."""

_ALSO = {
    "unprocessable entity": 422, "unprocessable": 422, "too many": 429, "rate limited": 429,
    "server error": 500, "internal error": 500, "unauthorised": 401, "unauthenticated": 401,
    "bad req": 400, "payload too large": 413, "redirect": 302,
}  # fmt: skip
_TOO_COMMON = frozenset({"found", "continue", "processing", "locked", "see other"})
_PLAIN = {
    phrase.lower(): number
    for number, phrase in PHRASES.items()
    if phrase.lower() not in _TOO_COMMON
} | _ALSO
_FOUR_WORDS = re.compile(r"\s*([A-Za-z]+(?:[ \t-][A-Za-z]+){0,4})\b")
_UNITS = re.compile(
    r"\s*(?:%|/(?!\s*[1-5]\d\d\b)|(?:k|m|ms|s|sec|min|h|kb|mb|gb|tb|bytes?|chars?|characters|items|users|rows|"
    r"requests|req|reqs|rps|qps|per|x|times|entries|results|records|days?|hours?|posts|messages"
    r"|an?\s+(?:page|call|day|second|minute|hour|user|request|client|time))\b)"
)
_SUCCESSES = frozenset(("200", "201", "202", "204"))
_ARROW = re.compile(r"(?:-{1,2}>|={1,2}>|→)\s*\Z")
"""Before a status that has a word of an amount behind it: `-> 200 bytes`."""
STATUS = re.compile(r"[1-5](?:\d\d|xx|XX)(?![\w%$]|\.\w)")


def status_at(text: str, at: int, end: int) -> str:
    """The status that stands at a place, such as "201" or "4xx"; "" where it is another number."""
    match = STATUS.match(text, at, end)
    if match is None:
        return ""
    if _UNITS.match(text, match.end(), end):
        answers = match[0] in _SUCCESSES and _ARROW.search(text, max(0, at - 8), at)
        return match[0] if answers else ""
    return match[0].lower()


def worded(text: str, at: int, end: int) -> tuple[str, int]:
    """The status that words at a place name ("Not Found"), and where they end; "" for none."""
    match = _FOUR_WORDS.match(text, at, end)
    if match is None:
        return "", at
    words = match[1].lower()
    while words:
        if words in _PLAIN:
            return str(_PLAIN[words]), match.start(1) + len(words)
        cut = max(words.rfind(" "), words.rfind("-"))
        words = words[:cut] if cut > 0 else ""
    return "", at


def phrase(status: str) -> str:
    """The words HTTP has for a status; the status itself where it has none."""
    return PHRASES.get(int(status), status) if status.isdecimal() else status


def known(status: str) -> bool:
    """Whether a status is in the registry; classes such as 4xx are."""
    return not status.isdecimal() or int(status) in PHRASES

"""Text divided by commas, where a comma inside a number is none: "2,000/s, 12 ms" is two pieces."""

import re

_GROUPED = re.compile(r"(?<![\w.])\d{1,3}(?:,\d{3})+(?!\d)")
_SORTS = (
    (
        "rate",
        re.compile(
            r"[~≈<>≤≥]?\s*\d[\d,.]*\s?[kmbg]?\s*(?:[rqto]ps|iops|mps|rpm|[a-z]*\s*(?:/|per\b))",
            re.I,
        ),
    ),
    (
        "time",
        re.compile(
            r"[~≈<>≤≥]?\s*\d[\d,.]*\s?(?:us|µs|μs|ms|s|sec|seconds?|min|minutes?|milli\w*)", re.I
        ),
    ),
    ("share", re.compile(r"[~≈]?\s*\d[\d.]*\s?%", re.I)),
)


def pieces(text: str) -> list[str]:
    """The pieces of a text between its commas, trimmed; empty ones are left out."""
    grouped = {at for match in _GROUPED.finditer(text) for at in range(*match.span())}
    parts: list[str] = []
    start = 0
    for at, char in enumerate(text):
        if char == "," and at not in grouped:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def merged(said_before: str, said_now: str) -> str:
    """The figures of one box said twice: a rate, a time or a share said later takes the place of
    the earlier one of its sort, everything else stays."""
    fresh = pieces(said_now)
    sorts = {sort for piece in fresh if (sort := _sort(piece))}
    kept = [old for old in pieces(said_before) if _sort(old) not in sorts and old not in fresh]
    return ", ".join([*kept, *fresh])


def _sort(piece: str) -> str:
    for sort, pattern in _SORTS:
        if pattern.match(piece):
            return sort
    return ""

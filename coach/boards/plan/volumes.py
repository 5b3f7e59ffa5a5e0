"""Amounts of data, rates of copying and plain numbers in a plan's words.

Prefixes are decimal (SI), as in the estimator: 4 TB are 4 * 10**12 bytes; KiB and the like are
binary.
"""

import re

_PREFIX = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12, "p": 10**15}
_BINARY = {"k": 2**10, "m": 2**20, "g": 2**30, "t": 2**40, "p": 2**50}
_NUMBER = r"(\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?)"
_LONG = {
    "kilobyte": "kb", "megabyte": "mb", "gigabyte": "gb", "terabyte": "tb", "petabyte": "pb",
}  # fmt: skip
_SIZE = re.compile(
    rf"(?<![\w.]){_NUMBER}[ ]?(?:([kmgtp])(i?)(b)(?:ytes?)?\b|({'|'.join(_LONG)})s?\b)(?![/]|ps)"
    r"(?![ ]?(?:a|per|each|every)[ ](?:sec|min|hour|day|week|month|quarter|year))",
    re.I,
)
_RATE = re.compile(
    rf"(?<![\w.]){_NUMBER}[ ]?(?:([kmgtp])(i?)(b|bytes?|bits?)(?:[ ]?/[ ]?| per )(s|sec|second|min"
    r"|minute|h|hour|d|day)\b|([kmgt])(bps|bit/s)\b)",
    re.I,
)
_PER = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600}
_PLAIN = re.compile(r"([-+]?\d{1,12}(?:,\d{3})*(?:\.\d{1,6})?)[ ]?([kKMGBT](?![A-Za-z]))?")
_LETTERS = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "T": 10**12}


def number(text: str) -> float:
    """A written number without its thousands' commas."""
    return float(text.replace(",", ""))


def size(text: str) -> int | None:
    """The bytes of the first amount of data in a text; None without one."""
    match = _SIZE.search(text)
    if match is None:
        return None
    if match[5]:
        return round(number(match[1]) * _PREFIX[match[5][0].lower()])
    factor = _BINARY if match[3] else _PREFIX
    return round(number(match[1]) * factor[match[2].lower()])


def rate(text: str) -> float | None:
    """The bytes per second of the first rate in a text; bits (Mbit/s, Mbps, Mb/s) are eighths."""
    match = _RATE.search(text)
    if match is None:
        return None
    if match[6]:
        bits = match[7].lower() == "bit/s" or match[7][0] == "b"
        return number(match[1]) * _PREFIX[match[6].lower()] / (8 if bits else 1)
    factor = (_BINARY if match[3] else _PREFIX)[match[2].lower()]
    bits = match[4] == "b" or match[4].lower().startswith("bit")
    per = _PER.get(match[5].lower(), 86_400)
    return number(match[1]) * factor / per / (8 if bits else 1)


def plain(text: str) -> tuple[float, int] | None:
    """The number a text begins with and where it ends; 5k is 5,000."""
    match = _PLAIN.match(text)
    if match is None:
        return None
    return number(match[1]) * _LETTERS.get(match[2] or "", 1), match.end()


def exact(value: float) -> int | float:
    """A value as a whole number where it is one."""
    return int(value) if value == int(value) else value


def bytes_told(amount: float) -> str:
    """Bytes in the largest unit that leaves at least one: 4 TB, 1.5 GB."""
    for unit in ("PB", "TB", "GB", "MB", "KB"):
        factor = _PREFIX[unit[0].lower()]
        if amount >= factor:
            return f"{amount / factor:,.4g} {unit}"
    return f"{amount:,.0f} B"

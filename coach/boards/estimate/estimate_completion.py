"""Ghost text: how a word at the cursor would go on, as a known name, a unit or a noun."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from coach.boards.estimate.anatomy import anatomy
from coach.boards.ghost_text import rest_of

_AFTER_NUMBER: Final = (
    "million", "billion", "thousand", "users", "requests", "queries", "bytes", "seconds",
    "minutes", "hours", "days", "weeks", "months", "years", "servers", "cores", "messages",
    "photos", "videos", "tweets", "posts", "writes", "reads", "records", "objects", "events",
    "connections", "shards", "partitions", "replicas", "nodes", "machines",
)  # fmt: skip
_AFTER_SLASH: Final = (
    "second", "sec", "day", "month", "year", "hour", "minute", "user", "request", "req",
    "server", "record", "object", "photo", "message", "write", "read", "month",
)  # fmt: skip
_ANYWHERE: Final = ("ceil(", "floor(", "round(", "sqrt(", "max(", "min(", "downtime per year")
_SHORTEST: Final = 2


def complete(line: str, cursor: int, names: Iterable[str]) -> str:
    """What to add at the cursor so that its word is whole; "" where nothing fits or all is said.

    names are the sheet's names as written; the shortest one that goes on wins.
    """
    before = line[:cursor]
    if line[cursor : cursor + 1].isalnum() or anatomy(line).kind == "none":
        return ""
    start = len(before)
    while start and (before[start - 1].isalpha() or before[start - 1] in "_"):
        start -= 1
    word = before[start:]
    if not word:
        return ""
    stem = before[:start].rstrip()
    if stem and not _defines(stem):
        named = _name(before, names)
        if named:
            return named
    if len(word) < _SHORTEST:
        return ""
    return _suffix(word, _vocabulary(stem))


def _defines(stem: str) -> bool:
    """Whether the word still belongs to the name on the left of a sign."""
    return not any(sign in stem for sign in "=:~≈→*×/+-(") and not stem[-1].isdigit()


def _name(before: str, names: Iterable[str]) -> str:
    """The rest of a name whose beginning, of one or several words, ends the text."""
    low = before.lower()
    best = ""
    for name in names:
        whole = name.lower()
        for size in range(min(len(whole) - 1, len(low)), 1, -1):
            if low.endswith(whole[:size]) and not low[: len(low) - size][-1:].isalnum():
                rest = rest_of(name, before[len(low) - size :])
                if not best or len(rest) < len(best):
                    best = rest
                break
    return best


@lru_cache(maxsize=16)
def _after(kind: str) -> tuple[str, ...]:
    return {"number": _AFTER_NUMBER, "slash": _AFTER_SLASH}.get(kind, _ANYWHERE)


def _vocabulary(stem: str) -> tuple[str, ...]:
    if not stem:
        return ()
    if stem.endswith("/") or stem.lower().endswith(" per"):
        return _after("slash")
    if stem[-1].isdigit() or stem.rsplit(maxsplit=1)[-1].lower() in (
        "million",
        "billion",
        "thousand",
        "k",
        "m",
    ):
        return _after("number")
    if stem[-1].isalpha() and stem.rstrip("kKMBGT")[-1:].isdigit():
        return _after("number")
    return _after("anywhere") if stem[-1] in "=:(*×/+-→>" else ()


def _suffix(word: str, choices: Iterable[str]) -> str:
    for choice in choices:
        if choice.startswith(word) and choice != word:
            return choice[len(word) :]
        if choice == word:
            return ""
    return ""

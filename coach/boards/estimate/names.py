"""Names of values: their normal form, and how a reference in another spelling finds one.

A name is a tuple of singular lower-case words: "Posts/day" is ("post", "per", "day"). The longest
known name wins; a reference with a word more or less finds a name only where exactly one fits.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from coach.boards.estimate.lexer import Token
from coach.boards.estimate.nouns import noun, singular, words
from coach.boards.estimate.refusal import LineRefused

Name: TypeAlias = tuple[str, ...]

_WORD: Final = re.compile(r"[0-9]+|[^\W_0-9]+|/")
_FILLER: Final = words("the our a an its their of")
_BINDING: Final = frozenset(["per", "for", "in", "over", "without"])
_LOOSE: Final = words(
    "total overall average avg mean peak max estimated expected approx about required needed "
    "new daily monthly yearly final raw combined all every each same those these this that"
)
_CONTRARY: Final = (
    frozenset(("peak", "max")),
    frozenset(("average", "avg", "mean")),
    frozenset(("daily",)),
    frozenset(("monthly",)),
    frozenset(("yearly",)),
)
HEADS: Final = words(
    "rps qps tps traffic load size rate count number volume throughput bandwidth storage memory"
    " latency cost price growth retention data db service app site figure value target limit"
)
QUALIFIERS: Final = frozenset().union(*_CONTRARY)
_PHRASES: Final[dict[Name, str]] = {
    ("daily", "active", "user"): "dau",
    ("monthly", "active", "user"): "mau",
    ("query", "per", "second"): "qps",
    ("req", "per", "second"): "rps",
    ("query", "per", "sec"): "qps",
    ("req", "per", "sec"): "rps",
    ("req", "per", "s"): "rps",
}
_SAME: Final = {"avg": "average", "mean": "average", "sec": "second", "num": "number"}
_KEPT: Final = {"dau": "dau", "mau": "mau"}
LONGEST_NAME: Final = 8


@lru_cache(maxsize=8192)
def word(text: str) -> str:
    """One word of a name in its normal form."""
    low = text.lower()
    if low == "/":
        return "per"
    if low in _KEPT:
        return low
    single = singular(low)
    return _SAME.get(single, single)


def fold(said: Sequence[str]) -> Name:
    """Known phrases as one word ("daily active users" is "dau"), articles dropped."""
    out = [word for word in said if word not in _FILLER] or list(said)
    for phrase, short in _PHRASES.items():
        size = len(phrase)
        for at in range(len(out) - size + 1):
            if tuple(out[at : at + size]) == phrase:
                out[at : at + size] = [short]
                break
    return tuple(out)


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """The normal form of a name as written on a line; an empty tuple for no words."""
    return fold(pieces(text))[:LONGEST_NAME]


def pieces(text: str) -> list[str]:
    """The words of a token or a name in their normal form: "rps_per_p99" is rps, per, p, 99."""
    return [word(letters) for letters in _WORD.findall(text)]


def words_at(tokens: Sequence[Token], start: int) -> list[tuple[str, int]]:
    """Words of a possible name from a token on, each with the token after it."""
    out: list[tuple[str, int]] = []
    at = start
    while at < len(tokens) and len(out) < LONGEST_NAME + 4:
        token = tokens[at]
        if token.kind == "word":
            out.extend((piece, at + 1) for piece in pieces(token.text))
        elif token.text == "/" and at > start and at + 1 < len(tokens):
            if tokens[at + 1].kind != "word":
                break
            out.append(("per", at + 1))
        elif at > start and token.text == ":" and _between_words(tokens, at):
            pass
        elif _spares(tokens, at) and at > start:
            out.append((tokens[at + 1].text, at + 2))
            at += 1
        elif at > start and token.kind == "num" and not token.glued and token.text.isdigit():
            out.append((token.text, at + 1))
        else:
            break
        at += 1
    return out


def _spares(tokens: Sequence[Token], at: int) -> bool:
    """Whether the rest of an `N+2` in a name stands at a token."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at].text != "+" or not tokens[at].glued or tokens[at - 1].text != "N":
        return False
    return after is not None and after.glued and after.text.isdigit()


def _between_words(tokens: Sequence[Token], at: int) -> bool:
    """Whether a colon joins two words: `read:write ratio`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].glued and after is not None and after.glued and after.kind == "word"


def match(tokens: Sequence[Token], start: int, names: Iterable[Name]) -> tuple[Name, int] | None:
    """The longest name that stands at a token exactly, with the token after it.

    Of `row` and `rows` the one spelled so, where a sheet has both.
    """
    run = words_at(tokens, start)
    for size in range(len(run), 0, -1):
        cut = size < len(run) and run[size][1] == run[size - 1][1]
        if cut or (size > 1 and run[size - 1][0] in _FILLER):
            continue
        name = fold([word for word, _ in run[:size]])
        if name and name in names:
            spelled = (tokens[start].text.lower(),)
            many = len(name) == 1 and spelled != name and spelled in names
            return spelled if many else name, run[size - 1][1]
    return None


def loose(reference: Sequence[str], names: Iterable[Name]) -> Name | None:
    """The only name that fits a reference with a word more or less; refuses where several fit."""
    wanted = fold(reference)
    fits = [name for name in names if _fits(wanted, name)]
    if len(fits) > 1:
        exact = [name for name in fits if set(name) == set(wanted)]
        fits = exact or fits
    if not fits:
        return None
    if len(fits) > 1:
        said = " or ".join(" ".join(name) for name in sorted(fits)[:3])
        raise LineRefused(f"{' '.join(reference)} could be {said}: write the whole name")
    return fits[0]


def may_be_left_out(word: str) -> bool:
    """Whether a reference to a name may lack this word of it."""
    return word in _LOOSE or word in HEADS or noun(word) is not None


def _fits(wanted: Name, name: Name) -> bool:
    left, right = set(wanted), set(name)
    if not left or not right or left == right:
        return bool(left) and left == right
    more = left - right
    less = right - left
    if (more and less) or (more | less) & _BINDING:
        return False
    extra = more or less
    if more and any(extra & kind for kind in _CONTRARY):
        return False
    if extra <= _LOOSE:
        return True
    return len(extra) == 1 and all(noun(word) or word in HEADS for word in extra)

"""More ways to ask for the facts of the shipped prompts, and for what nearly every system has.

`data/askings/WORKFLOW/SLUG.txt` holds them by fact: whole sentences, scenes ("she has been offline
for a month, what does she get?") and scraps, written from a fact's name and answer alone. They
stand beside the prompts so that these stay readable; a prompt of the user's works without. What is
said there ranks facts; a prompt's own askings are the only ones that answer by themselves.
`data/shared_askings.txt` holds topics: their names, which are ids of facts, and how anybody asks.
Both also hold, as `NOTHING`, what people ask that a prompt leaves open.
"""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

NOTHING = "nothing"
"""The name under which stands what people ask and no fact decides: who builds it, what it earns."""
OTHER = "other"
"""The topic of a fact that is a prompt's own."""
PREFIX = "common-"
"""How the ids of a workflow's common answers begin; what follows is an id like any other."""
_NAME = re.compile(r"[a-z0-9-]{1,80}/[a-z0-9-]{1,80}")


def _entries(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The entries of a list: what stands before the colon, and the askings behind it."""
    try:
        data = pkgutil.get_data("coach.interviewer", f"data/{name}.txt") or b""
    except FileNotFoundError:
        return
    for line in data.decode("utf-8").replace("\n    ", " ").splitlines():
        head, colon, rest = line.partition(":")
        if colon and not line.startswith("#"):
            yield head, tuple(part for ask in rest.split("|") if (part := ask.strip()))


@lru_cache(maxsize=8)
def written(name: str) -> Mapping[str, tuple[str, ...]]:
    """The askings written for a shipped prompt ("interview/chat"), by the id of the fact, and what
    it leaves open; none for any other."""
    asks = dict(_entries(f"askings/{name}")) if _NAME.fullmatch(name) else {}
    if asks:
        asks[NOTHING] = tuple(dict.fromkeys((*asks.get(NOTHING, ()), *shared()[NOTHING])))
    return asks


@cache
def shared() -> Mapping[str, tuple[str, ...]]:
    """The askings of each topic, by its name."""
    return {head.split()[0]: asks for head, asks in _entries("shared_askings")}


@cache
def _topics() -> Mapping[str, str]:
    return {id_: head.split()[0] for head, _ in _entries("shared_askings") for id_ in head.split()}


def topic(fact: str) -> str:
    """The topic of the fact of this id, `OTHER` where it is the prompt's own."""
    return _topics().get(fact.removeprefix(PREFIX), OTHER)

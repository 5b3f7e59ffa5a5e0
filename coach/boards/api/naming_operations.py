"""Names of operations for OpenAPI: listOrders, getOrder, createOrder, cancelOrder ..."""

from collections.abc import Iterable

from coach.boards.api.api_model import Endpoint
from coach.boards.api.path_nouns import singular, words_of
from coach.boards.api.rule import fixed, target

_VERBS = {"POST": "create", "PUT": "replace", "PATCH": "update", "DELETE": "delete", "WS": "open"}


def operation_names(endpoints: Iterable[Endpoint]) -> list[str]:
    """One name an endpoint, in order, none twice."""
    used: set[str] = set()
    names = []
    for endpoint in endpoints:
        base = name = _name(endpoint)
        number = 2
        while name in used:
            name, number = f"{base}{number}", number + 1
        used.add(name)
        names.append(name)
    return names


def _name(endpoint: Endpoint) -> str:
    segments = endpoint.own
    nouns = [part.partition(":")[0] for part in segments if fixed(part)]
    last = target(endpoint)
    acts = (
        endpoint.method == "POST" and len(segments) > 1 and last and singular(last) == last.lower()
    )
    if acts and (not fixed(segments[-2]) or not fixed(segments[-1])):
        owner = nouns[-2] if fixed(segments[-1]) and len(nouns) > 1 else nouns[-1] if nouns else ""
        return _camel(f"{last}_{singular(owner)}")
    whole = fixed(segments[-1]) if segments else True
    listing = endpoint.method in ("GET", "SSE") and whole
    verb = "list" if listing and nouns and singular(nouns[-1]) != nouns[-1] else "get"
    verb = _VERBS.get(endpoint.method, verb)
    noun = nouns[-1] if nouns else "root"
    owner = singular(nouns[-2]) if len(nouns) > 1 else ""
    noun = noun if verb == "list" else singular(noun)
    return _camel("_".join(part for part in (verb, owner, noun) if part))


def _camel(name: str) -> str:
    first, *rest = words_of(name) or ("call",)
    return first + "".join(word.capitalize() for word in rest)

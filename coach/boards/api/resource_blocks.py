"""Endpoints in blocks, one a resource, parents before what lies inside them."""

from collections.abc import Sequence

from coach.boards.api.api_model import VERSION, Api, Endpoint, Resource
from coach.boards.api.path_nouns import plural, same_noun
from coach.boards.api.rule import fixed
from coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """The endpoints of one resource: its title, what its paths begin with, its declaration."""

    title: str
    prefix: str
    resource: Resource | None
    endpoints: tuple[Endpoint, ...]

    def inner(self, endpoint: Endpoint) -> str:
        """An endpoint's path from the resource on."""
        if not self.prefix or not endpoint.path.startswith(self.prefix):
            return endpoint.path
        return endpoint.path[self.prefix.rfind("/") :]


_KINDS = {"CALL": "functions", "SEND": "messages", "RECV": "messages"}


def blocks(model: Api) -> tuple[Block, ...]:
    """All endpoints, each in one block; resources without any have a block of their own."""
    members: dict[tuple[str, ...], list[Endpoint]] = {}
    order: dict[tuple[str, ...], int] = {}
    prefixes: dict[tuple[str, ...], str] = {}
    for endpoint in model.endpoints:
        key, prefix = _key(endpoint)
        members.setdefault(key, []).append(endpoint)
        prefixes.setdefault(key, prefix)
        for length in range(1, len(key) + 1):
            order.setdefault(key[:length], len(order))
    keys = sorted(members, key=lambda key: [order[key[: n + 1]] for n in range(len(key))])
    made = [_block(model, key, prefixes[key], members[key]) for key in keys]
    named = {block.resource.name for block in made if block.resource}
    alone = [r for r in model.resources if r.name not in named]
    return (*made, *(Block(r.name, "", r, ()) for r in alone))


def _block(model: Api, key: tuple[str, ...], prefix: str, endpoints: Sequence[Endpoint]) -> Block:
    noun = key[-1]
    resource = next((known for known in model.resources if same_noun(known.name, noun)), None)
    title = " › ".join(part for part in key if not VERSION.match(part) and part != "api") or noun
    return Block(title, prefix, resource, tuple(endpoints))


def _key(endpoint: Endpoint) -> tuple[tuple[str, ...], str]:
    """The collections on the way to an endpoint's resource, and the path up to there."""
    kind = _KINDS.get(endpoint.method)
    if kind:
        return (kind,), ""
    segments = endpoint.segments
    last = 0
    for index, segment in enumerate(segments):
        followed = index + 1 < len(segments) and not fixed(segments[index + 1])
        ends = index + 1 == len(segments) and plural(segment)
        if fixed(segment) and (followed or ends) and not VERSION.match(segment):
            last = index + 1
    if not last:
        start = next((i for i, s in enumerate(segments) if not VERSION.match(s) and s != "api"), 0)
        last = start + 1
    nouns = tuple(part for part in segments[:last] if fixed(part)) or ("/",)
    return nouns, "/" + "/".join(segments[:last])

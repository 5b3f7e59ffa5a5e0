"""Rules about paths: verbs, plurals, nesting, spelling, names of parameters, twins."""

from collections.abc import Iterator

from coach.boards.api.api_model import VERSION, Api, Endpoint
from coach.boards.api.path_nouns import last_word, plural, singular, words_of
from coach.boards.api.rule import (
    ACTIONS,
    CHANGING,
    SINGLETONS,
    E,
    H,
    W,
    acting,
    fixed,
    told,
    verb,
)
from coach.boards.board import Finding


def in_path(endpoint: Endpoint) -> Iterator[Finding]:
    """What is wrong with one path."""
    acts = verbs(endpoint)
    yield from acts
    yield from _singular(endpoint)
    count = len(endpoint.parameters)
    if count > 2:
        message = (
            f"{endpoint.path} goes through {count} ids; give the inner thing a path of its "
            "as its id is enough to find it."
        )
        yield told("deep-nesting", H, message, endpoint.path_span, "Zalando 147")
    if endpoint.path.endswith("/") and len(endpoint.path) > 1:
        message = f"{endpoint.path} and the same without the last slash are two addresses; drop it."
        yield told("trailing-slash", H, message, endpoint.path_span, "Zalando 136")
    nouns = [part.partition(":")[0] for part in endpoint.segments if fixed(part)]
    odd = [part for part in nouns if part != part.lower() or "_" in part]
    if odd and not acts:
        better = "-".join(words_of(odd[0]))
        message = f"Paths are written in lower case with hyphens: {better}, not {odd[0]}."
        yield told("path-case", H, message, endpoint.path_span, "Zalando 129")
    names = endpoint.parameters
    if len(set(names)) < len(names):
        message = "Two parameters of this path have one name; name each after its thing."
        yield told("parameter-twice", W, message, endpoint.path_span, "OpenAPI 3.1")
    if any(not name.strip() for name in names):
        message = "A parameter needs a name, such as {id}."
        yield told("nameless-parameter", W, message, endpoint.path_span, "OpenAPI 3.1")


def verbs(endpoint: Endpoint) -> list[Finding]:
    """A verb in a path; graver where a GET changes something."""
    segments = endpoint.own
    action = endpoint.method == "POST" and acting(endpoint)
    for index, segment in enumerate(segments):
        words = words_of(segment) if fixed(segment) else ()
        if endpoint.method in ("GET", "HEAD") and words and words[0] in CHANGING:
            message = (
                f"A {endpoint.method} only reads: crawlers, prefetching and retries will call "
                f"{endpoint.path}. Write {_instead(words)}."
            )
            return [told("unsafe-get", E, message, endpoint.path_span, "RFC 9110 9.2.1")]
        if not verb(segment) or (action and index == len(segments) - 1):
            continue
        message = f"“{segment}” says what the method says already; write {_instead(words)}."
        return [told("verb-in-path", W, message, endpoint.path_span, "Zalando 138, 141, AIP-136")]
    return []


_METHOD = {
    "get": "GET", "fetch": "GET", "list": "GET", "retrieve": "GET", "update": "PATCH",
    "edit": "PATCH", "delete": "DELETE", "remove": "DELETE",
}  # fmt: skip


def _instead(words: tuple[str, ...]) -> str:
    """The request that names the thing and leaves the doing to the method."""
    method = _METHOD.get(words[0], "POST")
    noun = "-".join(words[1:])
    if not noun:
        return f"{method} and the thing's own path"
    many = noun if plural(noun) else f"{noun}s"
    single = method in ("PATCH", "DELETE") or (
        method == "GET" and not plural(noun) and words[0] != "list"
    )
    return f"{method} /{many}" + ("/{id}" if single else "")


def _singular(endpoint: Endpoint) -> Iterator[Finding]:
    """A singular noun in front of a parameter, or as the target of a create."""
    segments = endpoint.own
    for index, segment in enumerate(segments):
        if not fixed(segment) or verb(segment) or ":" in segment:
            continue
        word = last_word(segment)
        before = index + 1 < len(segments) and not fixed(segments[index + 1])
        before = before and not (endpoint.method == "POST" and word in ACTIONS)
        creates = (
            endpoint.method == "POST"
            and index == len(segments) - 1
            and not acting(endpoint)
            and not (index and plural(last_word(segments[index - 1])))
            and words_of(segment)[:1] != ("list",)
            and not ({*words_of(segment)} & (ACTIONS | CHANGING))
        )
        if not (before or creates) or _many(word) or VERSION.match(segment):
            continue
        message = (
            f"“{segment}” stands for many; name collections in the plural: "
            f"/{segment}s, then /{segment}s/{{id}} for one of them."
        )
        yield told("singular-collection", W, message, endpoint.path_span, "Zalando 134, AIP-122")
        return


def _many(word: str) -> bool:
    return plural(word) or word in SINGLETONS or not word.isascii() or len(word) < 2


def across(model: Api) -> Iterator[Finding]:
    """What is wrong between paths: twins, one id under two names, versions in some only."""
    seen: dict[tuple[str, str], Endpoint] = {}
    names: dict[tuple[str, ...], str] = {}
    told_of: set[tuple[tuple[str, ...], str]] = set()
    for endpoint in model.endpoints:
        first = seen.setdefault(endpoint.shape, endpoint)
        if first is not endpoint:
            told_as = f", as {first.path}" if first.path != endpoint.path else ""
            message = f"{endpoint.method} {endpoint.path} stands here already{told_as}; keep one."
            yield told("endpoint-twice", E, message, endpoint.path_span, "OpenAPI 3.1")
        if not endpoint.http:
            continue
        shape: list[str] = []
        for segment in endpoint.segments:
            if not fixed(segment) and shape and shape[-1] != "{}":
                key = tuple(shape)
                name = segment.partition("}")[0].lstrip("{")
                known = names.setdefault(key, name)
                if known != name and (key, name) not in told_of:
                    told_of.add((key, name))
                    message = (
                        f"The id behind /{shape[-1]} is {{{known}}} above and {{{name}}} here; "
                        "keep one name."
                    )
                    yield told("param-drift", H, message, endpoint.path_span, "Zalando 143")
            shape.append("{}" if not fixed(segment) else segment)
    yield from _versions(model)


def _versions(model: Api) -> Iterator[Finding]:
    """Versions in some paths only."""
    based = any(VERSION.match(part) for part in model.conventions.base.split("/"))
    http = [endpoint for endpoint in model.endpoints if endpoint.http]
    versioned = [any(VERSION.match(part) for part in endpoint.segments[:2]) for endpoint in http]
    if based:
        odd = [endpoint for endpoint, has in zip(http, versioned, strict=True) if has]
        for endpoint in odd:
            message = (
                f"The base has a version and {endpoint.path} has another; keep it in one place."
            )
            yield told("mixed-version", W, message, endpoint.path_span, "AIP-185")
    elif any(versioned) and not all(versioned):
        first = next(endpoint for endpoint, has in zip(http, versioned, strict=True) if has)
        for endpoint, has in zip(http, versioned, strict=True):
            if not has and any(fixed(part) for part in endpoint.segments):
                message = f"{first.path} has a version and {endpoint.path} has none; give all one."
                yield told("mixed-version", W, message, endpoint.path_span, "AIP-185")


def addressed(endpoint: Endpoint) -> Iterator[Finding]:
    """Whether a request names the thing it is about in its path."""
    segments = endpoint.own
    if not segments or not fixed(segments[-1]):
        return
    noun = last_word(segments[-1])
    if endpoint.method == "GET":
        wanted = {"id", f"{singular(noun)}_id", f"{singular(noun)}id"}
        asked = next((f.name for f in endpoint.query if f.name.lower() in wanted), None)
        if asked and not any(answer.many for answer in endpoint.responses):
            many = noun if plural(noun) else f"{noun}s"
            message = f"One thing has an address of its own; write GET /{many}/{{{asked}}}."
            yield told("id-in-query", W, message, endpoint.path_span, "Zalando 143")
    if endpoint.method in ("PUT", "PATCH", "DELETE") and not endpoint.query:
        whole = plural(noun) and noun not in SINGLETONS and not acting(endpoint)
        if whole and not verb(segments[-1]):
            message = (
                f"{endpoint.method} {endpoint.path} is about every one of them; "
                f"write {endpoint.path.rstrip('/')}/{{id}}, or a filter."
            )
            yield told("needs-id", W, message, endpoint.path_span, "RFC 9110 9.3")

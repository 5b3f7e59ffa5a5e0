"""Rules about the whole API: resources, spelling of fields, and what an API page must say."""

from collections.abc import Iterator

from coach.boards.api.api_model import VERSION, Api, ApiField, Endpoint
from coach.boards.api.path_nouns import same_noun
from coach.boards.api.rule import ACTIONS, SINGLETONS, H, W, fixed, told, verb
from coach.boards.board import Finding, Span


def whole(model: Api) -> Iterator[Finding]:
    """What is wrong with, or missing from, the API as a whole."""
    yield from _resources(model)
    yield from _spelling(model)
    yield from _calls(model)
    base = model.conventions.base.lower()
    if base.startswith("http://") and not base[7:].startswith(("localhost", "127.", "[::1]", "0.")):
        message = "Anybody between caller and service reads and changes this; write https://."
        yield told("plain-http", W, message, model.conventions.span("base"), "OWASP API8:2023")
    http = [endpoint for endpoint in model.endpoints if endpoint.http]
    if model.endpoints and not _says_auth(model):
        message = "Who may call is nowhere said; write a line such as: auth bearer."
        yield told("no-auth", W, message, None, "OWASP API2:2023, Zalando 104")
    if http:
        yield from _page(model, http)


def _says_auth(model: Api) -> bool:
    if model.conventions.auth:
        return True
    return any(
        endpoint.auth
        or (endpoint.method in ("WS", "SSE") and {"token", "access_token"} & endpoint.names())
        for endpoint in model.endpoints
    )


def _page(model: Api, http: list[Endpoint]) -> Iterator[Finding]:
    """What the page of an API must say (the document's step 5)."""
    answers = [answer for endpoint in http for answer in endpoint.responses]
    refusals = [answer for answer in answers if answer.status.startswith("4")]
    if not answers:
        message = "Nothing is answered yet; add -> 200 Type behind each path."
        yield told("no-answer", H, message, None, "Zalando 151")
    elif not refusals:
        message = "No answer says what can go wrong; add the 4xx of each request."
        yield told("no-4xx", H, message, None, "Zalando 151")
    versions = [part for endpoint in http for part in endpoint.segments[:2] if VERSION.match(part)]
    based = any(VERSION.match(part) for part in model.conventions.base.split("/"))
    if not versions and not based and model.conventions.span("version") is None:
        message = (
            "No version is said, so no breaking change can be told apart; write base /v1. "
            "(Zalando 115 would rather have none in addresses.)"
        )
        yield told("no-version", H, message, None, "AIP-185")
    if not model.conventions.rate and not any(a.status == "429" for a in answers):
        message = "Nothing keeps one caller from taking all; write rate 100/min per user, and 429."
        source = "RFC 6585, draft-ietf-httpapi-ratelimit-headers-11, OWASP API4:2023"
        yield told("no-rate-limit", H, message, None, source)
    if not model.conventions.errors and not any(a.fields or a.type for a in refusals):
        message = "What an error looks like is nowhere said; write errors problem+json."
        yield told("no-error-format", H, message, None, "RFC 9457")


def _calls(model: Api) -> Iterator[Finding]:
    call = next((endpoint for endpoint in model.endpoints if endpoint.method == "CALL"), None)
    if call is not None:
        message = (
            f"{call.path}() is a function, not a resource: fine inside one team's services; for "
            "callers over HTTP name the thing and let the method say what is done."
        )
        yield told("rpc-style", H, message, call.span, "Zalando 138")


def _resources(model: Api) -> Iterator[Finding]:
    """Endpoints of resources that were not named, and resources without an endpoint."""
    stated = [resource for resource in model.resources if resource.stated]
    if not stated:
        return
    known = [resource.name for resource in stated]
    parts = [field.name for resource in stated for field in resource.fields]
    told_of: set[str] = set()
    used: set[str] = set()
    for endpoint in model.endpoints:
        segments = endpoint.own
        nouns = [part for part in segments if fixed(part)]
        types = [answer.type for answer in endpoint.responses if answer.type]
        used.update(k for k in known if any(same_noun(k, n) for n in (*nouns, *types)))
        if not endpoint.http:
            continue
        for index, noun in enumerate(segments):
            counted = index == 0 or (index + 1 < len(segments) and not fixed(segments[index + 1]))
            if not fixed(noun) or not counted or noun in told_of or _apart(noun):
                continue
            if any(same_noun(noun, name) for name in (*known, *parts)):
                continue
            told_of.add(noun)
            message = f"{noun} is none of the resources above; name it there, or use one of them."
            yield told("unknown-resource", W, message, endpoint.path_span, "the document's step 1")
    for resource in stated:
        if resource.name not in used:
            message = f"No endpoint is about {resource.name}; write one, or leave it out."
            yield told("resource-unused", H, message, resource.span, "the document's step 1")


def _apart(noun: str) -> bool:
    """Whether a path's word is no resource of its own: an action, a singleton, a verb."""
    low = noun.lower().partition(":")[0]
    return low in SINGLETONS or low in ACTIONS or bool(verb(noun)) or low in ("sessions", "tokens")


def _spelling(model: Api) -> Iterator[Finding]:
    """Fields in snake_case beside fields in camelCase, told at the first of the rarer kind."""
    snake: list[tuple[ApiField, Span]] = []
    camel: list[tuple[ApiField, Span]] = []
    for field, span in _all_fields(model):
        name = field.name.strip("_")
        if "_" in name and name == name.lower():
            snake.append((field, span))
        elif "_" not in name and name != name.lower() and name[0].islower():
            camel.append((field, span))
    if not snake or not camel:
        return
    rare, usual = (camel, snake) if len(camel) <= len(snake) else (snake, camel)
    message = f"{rare[0][0].name} beside {usual[0][0].name}: keep one way of writing names."
    yield told("mixed-case", W, message, rare[0][1], "Zalando 118")


def _all_fields(model: Api) -> Iterator[tuple[ApiField, Span]]:
    for resource in model.resources:
        yield from ((field, resource.span) for field in resource.fields)
    for endpoint in model.endpoints:
        if endpoint.made:
            continue
        for field in (*endpoint.fields, *endpoint.query):
            yield field, endpoint.span
        for answer in endpoint.responses:
            yield from ((field, endpoint.span) for field in answer.fields)

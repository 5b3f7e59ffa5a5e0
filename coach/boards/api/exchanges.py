"""Requests and answers as they go over the wire, with example values, in the document's form."""

import json
import re
from typing import Any

from coach.boards.api.api_model import PARAMETER, Api, ApiField, Endpoint, Response
from coach.boards.api.completed import afterwards, completed
from coach.boards.api.path_nouns import same_noun, singular
from coach.boards.api.refusals import enveloped, refusal
from coach.boards.api.rule import fixed
from coach.boards.api.samples import record, sample
from coach.boards.api.status_words import phrase

_AUTH = {
    "bearer": "Authorization: Bearer <token>", "oauth2": "Authorization: Bearer <token>",
    "basic": "Authorization: Basic <credentials>", "api key": "X-API-Key: <key>",
    "cookie": "Cookie: session=<session>", "yes": "Authorization: Bearer <token>",
}  # fmt: skip


def noun_of(endpoint: Endpoint) -> str:
    """The last noun of a path."""
    nouns = [part for part in endpoint.own if fixed(part)]
    return nouns[-1] if nouns else endpoint.path


def owner_of(endpoint: Endpoint) -> str:
    """The noun whose body it is: of an act on one thing (POST /orders/{id}/cancel) the thing's."""
    nouns = [part for part in endpoint.own if fixed(part)]
    act = endpoint.method == "POST" and len(nouns) > 1 and nouns[-1] == singular(nouns[-1])
    behind = len(endpoint.own) > 1 and not fixed(endpoint.own[-2])
    return nouns[-2] if act and behind else noun_of(endpoint)


def filled(endpoint: Endpoint) -> str:
    """The path with an example for each parameter."""
    parts = endpoint.path.split("/")
    for index, part in enumerate(parts):
        if "{" in part:
            noun = parts[index - 1] if index else ""
            for name in PARAMETER.findall(part):
                value = str(sample(ApiField(name or "id"), noun))
                parts[index] = parts[index].replace("{" + name + "}", value)
    return "/".join(parts)


def auth_of(model: Api, endpoint: Endpoint) -> str:
    """The header line that says who calls; "" where nobody is asked."""
    auth = endpoint.auth or model.conventions.auth
    if auth == "yes" and model.conventions.auth not in ("", "none"):
        auth = model.conventions.auth
    return _AUTH.get(auth, "")


def base_path(model: Api) -> str:
    """The path of the base without its host."""
    path = re.sub(r"^\w+://[^/]*", "", model.conventions.base).rstrip("/")
    return path if not path or path.startswith("/") else f"/{path}"


def query_of(endpoint: Endpoint) -> str:
    """The query with examples: every parameter once."""
    pairs = [f"{field.name}={_flat(sample(field, noun_of(endpoint)))}" for field in endpoint.query]
    return "?" + "&".join(pairs) if pairs else ""


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(_flat(part) for part in value)
    return re.sub(r"[^\w.:/+-]", "", str(value).replace(" ", "+"))


def body_of(endpoint: Endpoint, model: Api) -> Any:
    """An example of what is sent; None where there is no body."""
    if not endpoint.fields:
        return None
    body = record(endpoint.fields, owner_of(endpoint), model.resources, sent=True)
    return [body] if endpoint.many else body


def request(model: Api, endpoint: Endpoint) -> str:
    """The request as text."""
    lines = [f"{endpoint.method} {base_path(model)}{filled(endpoint)}{query_of(endpoint)}"]
    auth = auth_of(model, endpoint)
    lines += [auth] if auth else []
    lines += [f"{header}: {_header(header)}" for header in endpoint.headers]
    body = body_of(endpoint, model)
    if endpoint.raw:
        lines += ["Content-Type: application/octet-stream", "", f"<{endpoint.fields[0].name}>"]
    elif body is not None:
        lines += ["Content-Type: application/json", "", _pretty(body)]
    return "\n".join(lines)


def _header(name: str) -> str:
    return {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324", "If-Match": '"7"'}.get(
        name, "<value>"
    )


def answer(model: Api, endpoint: Endpoint, response: Response) -> str:
    """An answer as text: its status line, and its body where one is known."""
    status = response.status or "200"
    response = completed(model, endpoint, response)
    lines = [f"HTTP/1.1 {status} {phrase(status)}".rstrip()]
    body = _answered(model, endpoint, response)
    if body is not None:
        refused = status.startswith(("4", "5")) and not enveloped(model.conventions.errors)
        problem = refused and not response.fields and not response.type
        kind = "application/problem+json" if problem else "application/json"
        lines += [f"Content-Type: {kind}", "", _pretty(body)]
    return "\n".join(lines)


def _answered(model: Api, endpoint: Endpoint, response: Response) -> Any:
    noun = owner_of(endpoint)
    fields = response.fields
    if not fields and response.type:
        known = next((r for r in model.resources if same_noun(r.name, response.type)), None)
        fields = known.fields if known else ()
    if fields:
        body = afterwards(endpoint, record(fields, noun, model.resources))
        if not response.many:
            return body
        paged = any("cursor" in field.name.lower() for field in endpoint.query)
        return {"data": [body], "next_cursor": "b3JkLTc4OQ"} if paged else [body]
    if response.status.startswith(("4", "5")) and model.conventions.errors:
        return refusal(model.conventions.errors, response.status, endpoint)
    return None


def _pretty(body: Any) -> str:
    return json.dumps(body, ensure_ascii=False, indent=2)

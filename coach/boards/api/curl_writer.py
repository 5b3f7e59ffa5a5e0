"""An API as lines of curl, one an endpoint, with example bodies; `$BASE` and `$TOKEN` are yours."""

import json
import re
from collections.abc import Iterator

from coach.boards.api.api_model import Api, Endpoint
from coach.boards.api.exchanges import auth_of, body_of, filled, query_of


def commands(model: Api) -> str:
    """A script of curl commands that bash can read; "" where there is nothing to call."""
    http = [endpoint for endpoint in model.endpoints if endpoint.http or endpoint.method == "SSE"]
    if not http:
        return ""
    base = model.conventions.base or "http://localhost:8080"
    base = base if "://" in base else f"http://localhost:8080/{base.strip('/')}"
    head = [f"BASE=${{BASE:-{_bare(base.rstrip('/'))}}}"]
    if any(auth_of(model, endpoint) for endpoint in http):
        head.append("TOKEN=${TOKEN:-secret}")
    return "\n".join([*head, *(" ".join(_command(model, e)) for e in http)]) + "\n"


def _command(model: Api, endpoint: Endpoint) -> Iterator[str]:
    yield "curl"
    if endpoint.method == "SSE":
        yield "-N"
    elif endpoint.method != "GET":
        yield f"-X {endpoint.method}"
    yield f'"$BASE"{_quoted(filled(endpoint) + query_of(endpoint))}'
    auth = auth_of(model, endpoint)
    if auth:
        yield f'-H "{re.sub("<[a-z]+>", "$TOKEN", auth)}"'
    for header in endpoint.headers:
        value = "$(uuidgen)" if header.lower() == "idempotency-key" else "value"
        yield f'-H "{_bare(header)}: {value}"'
    body = body_of(endpoint, model)
    if endpoint.raw:
        yield "-H 'Content-Type: application/octet-stream'"
        yield f"--data-binary @{_bare(endpoint.fields[0].name)}"
    elif body is not None:
        yield "-H 'Content-Type: application/json'"
        yield f"-d {_quoted(json.dumps(body, ensure_ascii=False))}"


def _quoted(text: str) -> str:
    """Text in single quotes for a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def _bare(text: str) -> str:
    """Text without what a shell would act upon."""
    return re.sub(r"[^\w./:@%+-]", "", text)

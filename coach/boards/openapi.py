"""Endpoints as a plain OpenAPI 3.1 document.

Only what was written is said: a field without a type has an empty schema, which allows anything.
"""

import json
import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from coach.boards.endpoint import BODILESS, ApiField, Endpoint, Response

_HTTP = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_COLON = re.compile(r":([A-Za-z_]\w*)")
_TYPES = {
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "number": "number",
    "float": "number",
    "decimal": "number",
    "bool": "boolean",
    "boolean": "boolean",
    "string": "string",
    "str": "string",
    "text": "string",
    "object": "object",
    "array": "array",
    "list": "array",
}


def document(endpoints: Sequence[Endpoint], title: str = "API") -> str:
    """The OpenAPI document of endpoints as JSON; later twins of an endpoint are left out.

    WS and SSE are GET requests that go on; the description says so.
    """
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        method = endpoint.method.lower()
        streamed = method in ("ws", "sse")
        method = "get" if streamed else method
        if method in _HTTP:
            path = _COLON.sub(r"{\1}", endpoint.path.split("?")[0])
            paths.setdefault(path, {}).setdefault(method, _operation(endpoint, streamed))
    whole = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "0.1.0"},
        "paths": paths,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _operation(endpoint: Endpoint, streamed: bool) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": endpoint.summary} if endpoint.summary else {}
    if streamed:
        kind = "WebSocket" if endpoint.method == "WS" else "server-sent events"
        operation["description"] = f"Stays open ({kind})."
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {}}
        for name in dict.fromkeys(endpoint.parameters)
        if name
    ]
    query = {field.name: _asked(field) for field in endpoint.query}
    if endpoint.method in BODILESS:
        query |= {
            field.name: {
                "name": field.name,
                "in": "query",
                "required": not field.optional,
                "schema": _type(field),
            }
            for field in endpoint.request
        }
    elif endpoint.request:
        operation["requestBody"] = {"required": True, "content": _content(endpoint.request)}
    parameters += query.values()
    if parameters:
        operation["parameters"] = parameters
    answers = {one.status: _answer(one) for one in endpoint.responses if one.status}
    operation["responses"] = answers or {"default": {"description": "Not said yet"}}
    return operation


def _asked(field: ApiField) -> dict[str, Any]:
    """A parameter of the path's query; its value is an example unless it names a type or itself."""
    asked: dict[str, Any] = {"name": field.name, "in": "query", "required": False}
    known = _TYPES.get(field.type.lower())
    asked["schema"] = {"type": known} if known else {}
    if field.type and not known and field.type != field.name:
        asked["example"] = field.type
    return asked


def _answer(response: Response) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": response.note or phrase(response.status)}
    if response.fields:
        answer["content"] = _content(response.fields)
    return answer


def phrase(status: str) -> str:
    """The words HTTP has for a status; the status itself where it has none."""
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return status


def _content(fields: Iterable[ApiField]) -> dict[str, Any]:
    fields = _once(fields)
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: _type(field) for field in fields},
    }
    required = [field.name for field in fields if not field.optional]
    if required:
        schema["required"] = required
    return {"application/json": {"schema": schema}}


def _once(fields: Iterable[ApiField]) -> list[ApiField]:
    return list({field.name: field for field in fields}.values())


def _type(field: ApiField) -> dict[str, Any]:
    known = _TYPES.get(field.type.strip().lower())
    inner: dict[str, Any] = {"type": known} if known else {}
    if field.type and not known:
        inner["description"] = field.type
    return {"type": "array", "items": inner} if field.many else inner

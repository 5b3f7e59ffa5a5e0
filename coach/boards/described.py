"""Endpoints read from an OpenAPI document in JSON, as far as the api board can say them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coach.boards.board import Span
from coach.boards.endpoint import BODILESS, METHODS, ApiField, Endpoint, Response

_MOST = 2000
_DEEPEST = 8


def read(text: str) -> tuple[Endpoint, ...]:
    """The operations of a document in its order; none where it is no such JSON. Never raises."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    paths = _mapping(_mapping(whole).get("paths"))
    found: list[Endpoint] = []
    for path, item in paths.items():
        shared = _mapping(item).get("parameters")
        for method, operation in _mapping(item).items():
            if method.upper() in METHODS and path.startswith("/") and len(found) < _MOST:
                found.append(_Reader(whole).endpoint(method, path, _mapping(operation), shared))
    return tuple(found)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


class _Reader:
    """Reads one operation; references are followed inside the document."""

    def __init__(self, whole: object) -> None:
        self.whole = whole

    def endpoint(
        self, method: str, path: str, operation: Mapping[str, Any], shared: object
    ) -> Endpoint:
        method = method.upper()
        told = _word(operation.get("description"))
        if method == "GET" and told.startswith("Stays open ("):
            method = "WS" if "WebSocket" in told else "SSE"
        asked = [
            self._followed(one) for one in [*_list(shared), *_list(operation.get("parameters"))]
        ]
        query = [one for one in asked if one.get("in") == "query" and _word(one.get("name"))]
        fields = tuple(self._parameter(one) for one in query)
        body = tuple(self._content(self._followed(operation.get("requestBody"))))
        if method not in BODILESS and fields:
            path += "?" + "&".join(field.name for field in fields)
            fields = ()
        span = Span(0, 0)
        return Endpoint(
            method,
            path,
            fields or body,
            tuple(self._responses(_mapping(operation.get("responses")))),
            span,
            span,
            span,
            _word(operation.get("summary")),
        )

    def _followed(self, value: object) -> Mapping[str, Any]:
        """A mapping, with references inside the document replaced by what they point at."""
        found = _mapping(value)
        for _ in range(_DEEPEST):
            target = found.get("$ref")
            if not isinstance(target, str) or not target.startswith("#/"):
                return found
            here: object = self.whole
            for step in target[2:].split("/"):
                here = _mapping(here).get(step.replace("~1", "/").replace("~0", "~"))
            found = _mapping(here)
        return found

    def _parameter(self, one: Mapping[str, Any]) -> ApiField:
        return self._field(_word(one.get("name")), one.get("schema"), bool(one.get("required")))

    def _field(self, name: str, schema: object, required: bool) -> ApiField:
        said = self._followed(schema)
        many = said.get("type") == "array"
        inner = self._followed(said.get("items")) if many else said
        kind = _word(inner.get("type")) or _word(inner.get("description"))
        return ApiField(name, not required, many, kind)

    def _content(self, holder: Mapping[str, Any]) -> Iterator[ApiField]:
        for media in _mapping(holder.get("content")).values():
            schema = self._followed(_mapping(media).get("schema"))
            required = _list(schema.get("required"))
            for name, one in _mapping(schema.get("properties")).items():
                yield self._field(name, one, name in required)
            return

    def _responses(self, responses: Mapping[str, Any]) -> Iterator[Response]:
        from coach.boards.openapi import phrase

        for status, answer in responses.items():
            if status.isdecimal():
                said = self._followed(answer)
                told = _word(said.get("description"))
                note = "" if told == phrase(status) else told
                yield Response(status, tuple(self._content(said)), note)

"""An API as an OpenAPI 3.1 document with schemas, examples, errors, limits and webhooks."""

import json
import re
from typing import Any

from coach.boards.api.api_model import METHODS, Api, ApiField, Endpoint, Response
from coach.boards.api.completed import asked_at, completed
from coach.boards.api.naming_operations import operation_names
from coach.boards.api.openapi_parts import (
    RATE_HEADERS,
    UNSAID,
    error_response,
    scheme_of,
)
from coach.boards.api.openapi_schemas import Schemas
from coach.boards.api.path_nouns import last_word, type_name
from coach.boards.api.rule import fixed
from coach.boards.api.samples import kind_of, sample
from coach.boards.api.status_words import phrase

_STREAMS = {"WS": "WebSocket", "SSE": "server-sent events"}


def document(model: Api, title: str = "API") -> str:
    """The OpenAPI document as JSON; later twins of an endpoint are left out."""
    return json.dumps(Writer(model, title).whole(), ensure_ascii=False, indent=2) + "\n"


class Writer:
    """One document in the making."""

    def __init__(self, model: Api, title: str) -> None:
        self.model = model
        self.title = title
        self.schemas = Schemas(model)
        self.schemes: dict[str, Any] = {}
        self.tags: dict[str, None] = {}
        self.errors = False

    def whole(self) -> dict[str, Any]:
        """The document as plain values."""
        paths = self._paths()
        hooks = {
            endpoint.path: {"post": self._hook(endpoint)}
            for endpoint in self.model.endpoints
            if endpoint.method == "RECV"
        }
        conventions = self.model.conventions
        security = self._security(conventions.auth)
        whole: dict[str, Any] = {
            "openapi": "3.1.0",
            "info": {
                "title": self.title,
                "version": _version(self.model),
                "description": self._description(),
                "contact": {"name": "The team that owns it"},
            },
            "servers": [{"url": _server(conventions.base)}],
            "tags": [{"name": name, "description": f"All about {name}."} for name in self.tags],
            "security": security if security is not None else [],
            "paths": paths,
        }
        if hooks:
            whole["webhooks"] = hooks
        components: dict[str, Any] = {}
        if self.schemas.used:
            components["schemas"] = self.schemas.used
        if self.schemes:
            components["securitySchemes"] = self.schemes
        if components:
            whole["components"] = components
        return whole

    def _description(self) -> str:
        """What no path can say: conventions, functions, messages."""
        conventions = self.model.conventions
        lines = []
        if conventions.rate:
            lines.append(f"Rate limit: {conventions.rate}.")
        for endpoint in self.model.endpoints:
            if endpoint.method in ("CALL", "SEND"):
                fields = ", ".join(field.name for field in endpoint.fields)
                told = "Function" if endpoint.method == "CALL" else "Message to the server"
                lines.append(f"{told}: {endpoint.path}({fields})")
        return "\n".join(lines) or "Written on an API board."

    def _paths(self) -> dict[str, Any]:
        shown = [e for e in self.model.endpoints if e.method in METHODS or e.method in _STREAMS]
        paths: dict[str, dict[str, Any]] = {}
        spelled: dict[str, str] = {}
        for endpoint, name in zip(shown, operation_names(shown), strict=True):
            path, names = _templated(endpoint)
            path = spelled.setdefault(re.sub(r"\{[^}]*\}", "{}", path), path)
            names = re.findall(r"\{([^}]*)\}", path)
            method = "get" if endpoint.method in _STREAMS else endpoint.method.lower()
            method = "x-query" if method == "query" else method
            item = paths.setdefault(path, {})
            if method not in item:
                item[method] = self._operation(endpoint, name, names)
        return paths

    def _operation(self, endpoint: Endpoint, name: str, names: list[str]) -> dict[str, Any]:
        stream = _STREAMS.get(endpoint.method)
        told = endpoint.summary or _spaced(name)
        operation: dict[str, Any] = {
            "operationId": name,
            "summary": told,
            "description": f"Stays open ({stream})." if stream else told,
            "tags": [self._tag(endpoint)],
        }
        parameters = self._parameters(endpoint, names)
        if parameters:
            operation["parameters"] = parameters
        if endpoint.fields:
            schema = self.schemas.body(endpoint, _noun(endpoint))
            operation["requestBody"] = {"required": True, "content": {"application/json": schema}}
        operation["responses"] = self._responses(endpoint)
        security = self._security(endpoint.auth) if endpoint.auth else None
        if security is not None:
            operation["security"] = security
        return operation

    def _tag(self, endpoint: Endpoint) -> str:
        nouns = [part for part in endpoint.own if fixed(part)]
        tag = nouns[0].partition(":")[0] if nouns else "root"
        self.tags.setdefault(tag)
        return tag

    def _parameters(self, endpoint: Endpoint, names: list[str]) -> list[dict[str, Any]]:
        parameters: dict[tuple[str, str], dict[str, Any]] = {}
        nouns = endpoint.segments
        for name in dict.fromkeys(names):
            at = next((i for i, part in enumerate(nouns) if f"{{{name}}}" in part), 0)
            noun = nouns[at - 1] if at else ""
            parameters["path", name] = {
                "name": name, "in": "path", "required": True, "schema": {"type": "string"},
                "example": str(sample(ApiField(name), noun)),
            }  # fmt: skip
        for field in endpoint.query:
            schema = kind_of(field)
            parameters["query", field.name] = {
                "name": field.name, "in": "query", "required": not field.optional,
                "schema": {"type": "array", "items": schema} if field.many else schema,
                **({"example": sample(field)} if field.example else {}),
            }  # fmt: skip
        for header in endpoint.headers:
            parameters["header", header] = {
                "name": header, "in": "header", "required": header == "Idempotency-Key",
                "schema": {"type": "string"},
            }  # fmt: skip
        return list(parameters.values())

    def _responses(self, endpoint: Endpoint) -> dict[str, Any]:
        responses: dict[str, Any] = {}
        for response in endpoint.responses:
            status = response.status.upper() if response.status else ""
            status = status or ("default" if endpoint.responses[0] is not response else "200")
            if status not in responses:
                responses[status] = self._response(endpoint, response, status)
        if not any(status.startswith(("2", "3")) for status in responses):
            responses["2XX"] = {"description": UNSAID}
        return responses

    def _response(self, endpoint: Endpoint, response: Response, status: str) -> dict[str, Any]:
        response = completed(self.model, endpoint, response)
        told = response.note or (phrase(status) if status != "default" else "Another answer")
        answer: dict[str, Any] = {"description": told}
        refused = status.startswith(("4", "5"))
        if response.fields or response.type:
            media = "text/event-stream" if endpoint.method == "SSE" else "application/json"
            answer["content"] = {media: self.schemas.answer(endpoint, response, _noun(endpoint))}
        elif refused and self.model.conventions.errors:
            answer["content"] = error_response(
                self.model.conventions.errors, status, self.schemas, endpoint
            )
        if status == "429":
            answer["headers"] = RATE_HEADERS
        if status == "201" or (status == "202" and asked_at(self.model, endpoint)):
            answer["headers"] = {
                "Location": {"description": "Where it is", "schema": {"type": "string"}}
            }
        return answer

    def _security(self, auth: str) -> list[dict[str, Any]] | None:
        """The security requirement of a scheme; [] where anybody may call, None if not said."""
        if not auth:
            return None
        if auth == "none":
            return []
        if auth == "yes":
            auth = (
                self.model.conventions.auth
                if self.model.conventions.auth not in ("", "none", "yes")
                else "bearer"
            )
        name, scheme = scheme_of(auth)
        self.schemes[name] = scheme
        return [{name: []}]

    def _hook(self, endpoint: Endpoint) -> dict[str, Any]:
        self.tags.setdefault("webhooks")
        hook: dict[str, Any] = {
            "operationId": "on" + type_name(endpoint.path.replace(".", "_")),
            "summary": endpoint.path,
            "description": endpoint.summary or f"The service tells of {endpoint.path}.",
            "tags": ["webhooks"],
            "responses": {"200": {"description": "Taken"}},
        }
        if endpoint.fields:
            content = self.schemas.body(endpoint, endpoint.path.partition(".")[0])
            hook["requestBody"] = {"required": True, "content": {"application/json": content}}
        return hook


def _noun(endpoint: Endpoint) -> str:
    nouns = [part for part in endpoint.own if fixed(part)]
    return nouns[-1] if nouns else last_word(endpoint.path)


def _templated(endpoint: Endpoint) -> tuple[str, list[str]]:
    """The path with every parameter named, none of them twice."""
    names: list[str] = []

    def named(match: re.Match[str]) -> str:
        name = re.sub(r"[^\w.-]", "_", match[1].strip()) or "value"
        while name in names:
            name += "2"
        names.append(name)
        return "{" + name + "}"

    return re.sub(r"\{([^{}/]*)\}", named, endpoint.path), names


def _version(model: Api) -> str:
    base = re.search(r"v\d+(?:\.\d+)*", model.conventions.base)
    return base[0] if base else "0.1.0"


def _server(base: str) -> str:
    url = base.rstrip("/")
    return url if not url or "://" in url or url.startswith("/") else f"/{url}"


def _spaced(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
    return words[:1].upper() + words[1:]

"""A whole OpenAPI document, in JSON or YAML, as the board's model."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from coach.boards.api.address import parameterised
from coach.boards.api.api_model import (
    METHODS,
    Api,
    ApiField,
    Conventions,
    Endpoint,
    Resource,
    Response,
)
from coach.boards.api.draft import NO_HEADERS
from coach.boards.api.field_list import one_field
from coach.boards.api.openapi_parts import UNSAID
from coach.boards.api.status_words import phrase
from coach.boards.board import Finding, Severity, Span

_MOST = 2_000
_DEEPEST = 8
_HOLDS = frozenset(
    ("description", "required", "headers", "links", "schema", "examples", "summary", "$ref")
)
"""What OpenAPI itself lets stand beside a content."""


def read_document(text: str) -> Api | None:
    """The model of a document; None where the text is none that can be read. Never raises."""
    whole = _loaded(text)
    if not isinstance(whole, dict) or not isinstance(whole.get("paths"), dict):
        return None
    return _Document(text, whole).model()


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    if text.lstrip().startswith("{"):
        return None
    from coach.boards.api.yaml_subset import load

    return load(text)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _sketched(holder: Mapping[str, Any]) -> Iterator[ApiField]:
    """The fields of a body written in short where its content belongs: `{ url, tags[] }`."""
    for key, value in holder.items():
        if str(key) in _HOLDS or str(key).startswith("x-"):
            continue
        kind = _word(value)
        field = one_field(f"{key}: {kind}" if kind else str(key))
        if field is not None:
            yield field


class _Document:
    """One document; references are followed inside it."""

    def __init__(self, text: str, whole: Mapping[str, Any]) -> None:
        self.text = text
        self.whole = whole
        self.at = 0

    def model(self) -> Api:
        endpoints: list[Endpoint] = []
        findings: list[Finding] = []
        for path, item in _mapping(self.whole.get("paths")).items():
            shared = _mapping(item).get("parameters")
            for key, operation in _mapping(item).items():
                method = str(key).upper().removeprefix("X-")
                if method not in METHODS or not str(path).startswith("/"):
                    continue
                if len(endpoints) >= _MOST:
                    message = f"Only {_MOST:,} operations are read."
                    findings = [Finding("limit", Severity.ERROR, message, Span(self.at, self.at))]
                    continue
                endpoints.append(self._endpoint(method, str(path), _mapping(operation), shared))
        endpoints += self._hooks()
        lines = self.text.split("\n")
        return Api(
            tuple(endpoints),
            tuple(self._resources()),
            self._conventions(),
            tuple(findings),
            starts=tuple(accumulate((len(line) + 1 for line in lines), initial=0))[:-1],
            remarks=((1, title),) if (title := self._title()) else (),
        )

    def _title(self) -> str:
        """What the document says it is."""
        about = _mapping(self.whole.get("info"))
        return ", ".join(filter(None, (_word(about.get("title")), _word(about.get("version")))))

    def _place(self, word: str) -> Span:
        """Where a path stands in the text, looked for onwards from the one before."""
        for quoted in (f'"{word}"', f"{word}:", f"'{word}'"):
            at = self.text.find(quoted, self.at)
            if at >= 0:
                self.at = at
                return Span(at, at + len(quoted))
        return Span(self.at, self.at)

    def _endpoint(
        self, method: str, path: str, operation: Mapping[str, Any], shared: object
    ) -> Endpoint:
        told = _word(operation.get("description"))
        if method == "GET" and told.startswith("Stays open ("):
            method = "WS" if "WebSocket" in told else "SSE"
        asked = [self._followed(p) for p in [*_list(shared), *_list(operation.get("parameters"))]]
        named = [p for p in asked if _word(p.get("name"))]
        headers = [_word(p.get("name")) for p in named if p.get("in") == "header"]
        fields, many = self._content(self._followed(operation.get("requestBody")))
        span = self._place(path)
        return Endpoint(
            method,
            parameterised(path),
            span,
            span,
            tuple(self._parameter(p) for p in named if p.get("in") == "query"),
            tuple(name for name in headers if name.lower() not in NO_HEADERS),
            tuple(fields),
            tuple(self._responses(_mapping(operation.get("responses")))),
            self._auth(operation),
            _word(operation.get("summary")),
            many,
            bool(fields),
        )

    def _hooks(self) -> Iterator[Endpoint]:
        for name, item in _mapping(self.whole.get("webhooks")).items():
            fields, many = self._content(
                self._followed(_mapping(_mapping(item).get("post")).get("requestBody"))
            )
            span = self._place(str(name))
            yield Endpoint(
                "RECV", str(name), span, span, fields=tuple(fields), many=many, bodied=True
            )

    def _auth(self, operation: Mapping[str, Any]) -> str:
        if "security" not in operation:
            return ""
        required = _list(operation["security"])
        return self._scheme(required) if required else "none"

    def _scheme(self, required: list[Any]) -> str:
        defined = _mapping(_mapping(self.whole.get("components")).get("securitySchemes"))
        for requirement in required:
            for name in _mapping(requirement):
                scheme = self._followed(defined.get(name))
                kind = _word(scheme.get("type"))
                if kind == "http":
                    return _word(scheme.get("scheme")).lower() or "yes"
                if kind == "apiKey":
                    return "cookie" if scheme.get("in") == "cookie" else "api key"
                return {"oauth2": "oauth2", "openIdConnect": "oauth2", "mutualTLS": "mtls"}.get(
                    kind, "yes"
                )
        return "none"

    def _conventions(self) -> Conventions:
        servers = _list(self.whole.get("servers"))
        base = _word(_mapping(servers[0]).get("url")) if servers else ""
        auth = self._scheme(_list(self.whole.get("security"))) if self.whole.get("security") else ""
        described = _word(_mapping(self.whole.get("info")).get("description"))
        rate = re.search(r"Rate limit: (.+?)\.(?:\s|$)", described)
        schemas = _mapping(_mapping(self.whole.get("components")).get("schemas"))
        errors = (
            "problem+json" if "Problem" in schemas else "envelope" if "Error" in schemas else ""
        )
        at = self.text.find(base) if base and base != "/" else 0
        return Conventions(
            "" if base == "/" else base, auth, rate[1] if rate else "", errors,
            spans=(("base", Span(max(at, 0), max(at, 0) + len(base))),),
        )  # fmt: skip

    def _resources(self) -> Iterator[Resource]:
        schemas = _mapping(_mapping(self.whole.get("components")).get("schemas"))
        self.at = 0
        for name, schema in schemas.items():
            if name not in ("Problem", "Error"):
                fields = tuple(self._properties(self._followed(schema)))
                if fields:
                    yield Resource(str(name), fields, self._place(str(name)), stated=False)

    def _followed(self, value: object) -> Mapping[str, Any]:
        """A mapping, with references inside the document replaced by what they point at."""
        said = _mapping(value)
        for _ in range(_DEEPEST):
            pointer = said.get("$ref")
            if not isinstance(pointer, str) or not pointer.startswith("#/"):
                return said
            here: object = self.whole
            for step in pointer[2:].split("/"):
                here = _mapping(here).get(step.replace("~1", "/").replace("~0", "~"))
            said = _mapping(here)
        return said

    def _parameter(self, parameter: Mapping[str, Any]) -> ApiField:
        required = bool(parameter.get("required"))
        return self._field(_word(parameter.get("name")), parameter.get("schema"), required)

    def _field(self, name: str, schema: object, required: bool) -> ApiField:
        said = self._followed(schema)
        many = said.get("type") == "array"
        inner = self._followed(said.get("items")) if many else said
        kind = inner.get("format") if inner.get("format") in ("float", "double", "binary") else None
        told = _word(kind or inner.get("type")) or _word(inner.get("description"))
        note = (
            "one of " + ", ".join(map(str, values)) if (values := _list(inner.get("enum"))) else ""
        )
        return ApiField(name, not required, many, told, note=note)

    def _properties(self, schema: Mapping[str, Any], depth: int = 0) -> Iterator[ApiField]:
        required = _list(schema.get("required"))
        for name, value in _mapping(schema.get("properties")).items():
            yield self._field(str(name), value, name in required)
        if depth < _DEEPEST:
            for part in _list(schema.get("allOf")):
                yield from self._properties(self._followed(part), depth + 1)

    def _content(self, holder: Mapping[str, Any]) -> tuple[list[ApiField], bool]:
        for media in _mapping(holder.get("content")).values():
            schema = self._followed(_mapping(media).get("schema"))
            many = schema.get("type") == "array"
            inner = self._followed(schema.get("items")) if many else schema
            return list({field.name: field for field in self._properties(inner)}.values()), many
        if "content" in holder:
            return [], False
        return list(_sketched(holder)), False

    def _responses(self, responses: Mapping[str, Any]) -> Iterator[Response]:
        for status, answer in responses.items():
            said = self._followed(answer)
            word = str(status).lower()
            if not re.fullmatch(r"[1-5](?:\d\d|xx)", word) or said.get("description") == UNSAID:
                continue
            kind, many = self._type(said)
            common = kind in ("Problem", "Error")
            fields, listed = ([], False) if kind else self._content(said)
            told = _word(answer if isinstance(answer, str) else said.get("description"))
            note = "" if told == phrase(word) else told
            kind = "" if common else kind
            yield Response(word, kind, many or listed, tuple(fields), note)

    def _type(self, answer: Mapping[str, Any]) -> tuple[str, bool]:
        """The name of the schema an answer refers to, and whether it is a list or a page of it."""
        for media in _mapping(answer.get("content")).values():
            schema = _mapping(_mapping(media).get("schema"))
            many = schema.get("type") == "array"
            inner = _mapping(schema.get("items")) if many else schema
            paged = _mapping(_mapping(schema.get("properties")).get("data"))
            if not many and paged.get("type") == "array":
                many, inner = True, _mapping(paged.get("items"))
            pointer = inner.get("$ref")
            name = (
                pointer.rpartition("/")[2]
                if isinstance(pointer, str)
                else _word(inner.get("title"))
            )
            return name, many
        return "", False

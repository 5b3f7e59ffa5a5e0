"""The board as JSON: what was read, and what was found."""

import json
from collections.abc import Iterable
from typing import Any

from coach.boards.api.api_model import Api, ApiField, Endpoint
from coach.boards.api.field_list import parts_within
from coach.boards.api.path_nouns import same_noun
from coach.boards.board import Finding


def to_json(model: Api, findings: Iterable[Finding]) -> str:
    """One JSON object: endpoints, resources, settings, findings; lines count from 1."""
    conventions = model.conventions
    settings = {
        name: value
        for name in ("base", "auth", "rate", "errors")
        if (value := getattr(conventions, name))
    }
    settings |= dict(conventions.others)
    whole: dict[str, Any] = {
        "endpoints": [_endpoint(model, endpoint) for endpoint in model.endpoints],
        "resources": [
            {"name": known.name, "fields": _fields(known.fields)} for known in model.resources
        ],
        "settings": settings,
        "findings": [
            {
                "code": finding.code,
                "severity": str(finding.severity),
                "line": model.line(finding.span.start) if finding.span else None,
                "message": finding.message,
                "source": finding.source,
            }
            for finding in findings
        ],
    }
    if model.remarks:
        whole["notes"] = [{"line": line, "text": said} for line, said in model.remarks]
    if model.asides:
        whole["also"] = [{"line": line, "text": said} for line, said in model.asides]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _endpoint(model: Api, endpoint: Endpoint) -> dict[str, Any]:
    nouns = [part for part in endpoint.segments if "{" not in part]
    known = next(
        (
            resource.name
            for noun in reversed(nouns)
            for resource in model.resources
            if same_noun(resource.name, noun)
        ),
        None,
    )
    return {
        "line": model.line(endpoint.span.start),
        "method": endpoint.method,
        "path": endpoint.path,
        "query": [field.name for field in endpoint.query],
        **({"parameters": said} if (said := _parameters(endpoint)) else {}),
        "headers": list(endpoint.headers),
        "fields": _fields(endpoint.fields),
        "answers": [
            {
                "status": answer.status or None,
                "type": (answer.type + "[]" * answer.many) or None,
                "fields": _fields(answer.fields),
                **({"note": answer.note} if answer.note else {}),
            }
            for answer in endpoint.responses
        ],
        "auth": (endpoint.auth if endpoint.auth != "yes" else "")
        or model.conventions.auth
        or endpoint.auth
        or None,
        "resource": known or (nouns[-1] if nouns and endpoint.http else None),
        **({"summary": endpoint.summary} if endpoint.summary else {}),
    }


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    """The query's parameters of which more was said than their names."""
    told = [known for known in endpoint.query if known != ApiField(known.name) or _more(known)]
    return [
        {"name": known.name, "type": known.type, "optional": known.optional}
        | {key: value for key in ("example", "default", "note") if (value := getattr(known, key))}
        for known in told
    ]


def _more(field: ApiField) -> bool:
    return bool(field.example or field.default or field.note)


def _fields(fields: Iterable[ApiField]) -> list[dict[str, Any]]:
    return [_field(field) for field in fields]


def _field(field: ApiField) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "optional": field.optional,
        "many": field.many,
    }
    if field.default:
        said["default"] = field.default
    if field.note:
        said["note"] = field.note
    parts = parts_within(field)
    if parts:
        return {**said, "fields": _fields(parts)}
    return {**said, "example": field.example} if field.example else said

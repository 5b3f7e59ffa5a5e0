"""Parts that every OpenAPI document of the board has in common: errors, limits, security."""

from typing import TYPE_CHECKING, Any

from coach.boards.api.api_model import Endpoint
from coach.boards.api.error_shapes import parts_of, schema_of, shaped
from coach.boards.api.refusals import enveloped, refusal

if TYPE_CHECKING:
    from coach.boards.api.openapi_schemas import Schemas

UNSAID = "Not said yet"
"""What stands for an answer that nobody wrote."""

RATE_HEADERS: dict[str, Any] = {
    "RateLimit": {
        "description": "What is left, and when it begins anew",
        "schema": {"type": "string"},
        "example": '"default";r=0;t=30',
    },
    "RateLimit-Policy": {
        "description": "How much may be asked in which window",
        "schema": {"type": "string"},
        "example": '"default";q=100;w=60',
    },
    "Retry-After": {
        "description": "Seconds to wait",
        "schema": {"type": "integer"},
        "example": 30,
    },
}


def error_response(
    errors: str, status: str, schemas: "Schemas", endpoint: Endpoint
) -> dict[str, Any]:
    """The content of an answer that refuses, by the error format that holds for all."""
    name, schema, media = (
        ("Error", _ENVELOPE, "application/json")
        if enveloped(errors)
        else ("Problem", _PROBLEM, "application/problem+json")
    )
    if parts_of(errors):
        schema = schema_of(shaped(parts_of(errors), "409", "CONFLICT", "Conflict", ()))
    schemas.used.setdefault(name, schema)
    return {
        media: {
            "schema": {"$ref": f"#/components/schemas/{name}"},
            "example": refusal(errors, status, endpoint),
        }
    }


_TEXT: dict[str, Any] = {"type": "string"}
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A problem as RFC 9457 has it.",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"detail": _TEXT, "pointer": _TEXT},
                "required": ["detail"],
            },
        },
    },
    "required": ["title", "status"],
}
_ENVELOPE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "code": _TEXT,
                "message": _TEXT,
                "details": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"field": _TEXT, "message": _TEXT},
                        "required": ["field", "message"],
                    },
                },
            },
            "required": ["code", "message"],
        },
        "request_id": _TEXT,
    },
    "required": ["error", "request_id"],
}


def scheme_of(auth: str) -> tuple[str, dict[str, Any]]:
    """The name and definition of a security scheme."""
    match auth:
        case "api key":
            return "apiKey", {"type": "apiKey", "in": "header", "name": "X-API-Key"}
        case "cookie":
            return "cookie", {"type": "apiKey", "in": "cookie", "name": "session"}
        case "basic":
            return "basic", {"type": "http", "scheme": "basic"}
        case "mtls":
            return "mutualTLS", {"type": "mutualTLS"}
        case "oauth2":
            flow = {"tokenUrl": "/oauth/token", "scopes": {}}
            return "oauth2", {"type": "oauth2", "flows": {"clientCredentials": flow}}
    return "bearer", {"type": "http", "scheme": "bearer"}

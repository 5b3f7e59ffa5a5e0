"""Parts that every OpenAPI document of the board has in common: errors, limits, security."""

from typing import TYPE_CHECKING, Any

from coach.boards.api.status_words import phrase

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
_CODES = {
    "400": "VALIDATION_ERROR", "401": "UNAUTHENTICATED", "403": "PERMISSION_DENIED",
    "404": "NOT_FOUND", "409": "CONFLICT", "429": "RATE_LIMITED", "500": "INTERNAL",
}  # fmt: skip
_MESSAGES = {
    "400": "Invalid request parameters", "401": "Authentication required",
    "403": "Permission denied", "404": "Resource not found", "409": "Conflict",
    "429": "Rate limit exceeded", "500": "Internal server error",
}  # fmt: skip


def example_error(errors: str, status: str) -> dict[str, Any]:
    """An error as it is answered: problem+json (RFC 9457), or the document's envelope."""
    told = _MESSAGES.get(status) or phrase(status)
    if "envelope" not in errors.lower() and not errors.startswith("{"):
        return {
            "type": "about:blank",
            "title": told,
            "status": int(status) if status.isdecimal() else 400,
            "detail": "quantity must be greater than 0" if status == "400" else told,
        }
    error: dict[str, Any] = {"code": _CODES.get(status, "ERROR"), "message": told}
    if status in ("400", "422"):
        error["details"] = [{"field": "quantity", "message": "must be greater than 0"}]
    return {"error": error, "request_id": "req-abc123"}


def error_response(errors: str, status: str, schemas: "Schemas") -> dict[str, Any]:
    """The content of an answer that refuses, by the error format that holds for all."""
    envelope = "envelope" in errors.lower() or errors.startswith("{")
    name, schema, media = (
        ("Error", _ENVELOPE, "application/json")
        if envelope
        else ("Problem", _PROBLEM, "application/problem+json")
    )
    schemas.used.setdefault(name, schema)
    return {
        media: {
            "schema": {"$ref": f"#/components/schemas/{name}"},
            "example": example_error(errors, status),
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

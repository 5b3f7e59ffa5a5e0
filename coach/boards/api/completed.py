"""What a brief answer leaves to be understood, for examples and documents: `-> 200` behind an act
on a thing answers the thing; `-> 202` says where one reads how far it is."""

from dataclasses import replace
from typing import Any

from coach.boards.api.api_model import PARAMETER, Api, Endpoint, Resource, Response
from coach.boards.api.path_nouns import same_noun, singular, type_name
from coach.boards.api.rule import acting, fixed, target
from coach.boards.api.status_words import phrase


def completed(model: Api, endpoint: Endpoint, response: Response) -> Response:
    """The answer with what is understood of it; what was written stays."""
    if response.fields or response.type:
        return response
    if response.status == "200":
        thing = acted_on(model, endpoint)
        return replace(response, type=type_name(thing.name)) if thing else response
    if response.status == "202" and not response.note:
        path = asked_at(model, endpoint)
        note = f"{phrase('202')}: it is done later; GET {path} tells how it stands"
        return replace(response, note=note) if path else response
    return response


def acted_on(model: Api, endpoint: Endpoint) -> Resource | None:
    """The resource on one of which something is done (POST /orders/{id}/cancel), where it was
    named and its fields are known."""
    if endpoint.method != "POST" or not acting(endpoint):
        return None
    nouns = [part for part in endpoint.own if fixed(part)]
    noun = nouns[-1] if "}:" in endpoint.own[-1] else nouns[-2] if len(nouns) > 1 else ""
    last = nouns[-1]
    if any(same_noun(resource.name, last) for resource in model.resources):
        return None
    return next((r for r in model.resources if r.fields and same_noun(r.name, noun)), None)


def asked_at(model: Api, endpoint: Endpoint) -> str:
    """The path at which the thing that a request is about can be read; "" without one."""
    shape = PARAMETER.sub("{}", endpoint.path).rstrip("/")
    if acting(endpoint):
        shape = shape.rpartition(":")[0] if "}:" in endpoint.own[-1] else shape.rpartition("/")[0]
    known = {other.shape[1]: other.path for other in model.endpoints if other.method == "GET"}
    made = endpoint.method == "POST" and not acting(endpoint)
    return known.get(f"{shape}/{{}}" if made else shape, "")


_DONE = {
    "pay": "paid", "send": "sent", "ship": "shipped", "cancel": "cancelled", "stop": "stopped",
    "submit": "submitted", "begin": "begun", "hold": "held", "undo": "undone",
    "start": "running", "retry": "pending", "restart": "running", "resume": "running",
}  # fmt: skip


def afterwards(endpoint: Endpoint, body: Any) -> Any:
    """The example of a thing after an act on it: a cancelled order's status says so."""
    if endpoint.method != "POST" or not acting(endpoint) or not isinstance(body, dict):
        return body
    act = target(endpoint).lower()
    if act != singular(act):
        return body
    ends = act + ("d" if act.endswith("e") else "ed")
    done = _DONE.get(act) or (act[:-1] + "ied" if act.endswith("y") else ends)
    return {
        name: done if name in ("status", "state") and value == "pending" else value
        for name, value in body.items()
    }

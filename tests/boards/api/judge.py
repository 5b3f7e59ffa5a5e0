"""Judges readings of sketches: what is false, what is missing, and whether a loss was told.

The corpus says of each sketch what a careful reader understands. A reading is whole where nothing
is false or missing; a part that is missing may be told by a finding on its line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TELLS = {"unread", "unclosed", "stray-words", "unreadable-field", "limit"}
Read = Mapping[str, Any]


def bare(name: str) -> str:
    """A field's name without marks of arrays and of what may be missing."""
    return name.strip("\"'` ").removesuffix("?").removesuffix("[]")


def names(fields: Sequence[Any]) -> set[str]:
    """Names of fields given as words or as objects."""
    return {bare(field["name"] if isinstance(field, dict) else field) for field in fields}


def key(endpoint: Read) -> tuple[str, str]:
    """What tells two interfaces apart."""
    return endpoint["method"], endpoint["path"].rstrip("/") or "/"


def parts(endpoint: Read) -> Iterator[tuple[str, str]]:
    """All that is said of an interface, piece by piece."""
    for part in ("query", "fields"):
        yield from ((part, name) for name in names(endpoint[part]))
    yield from (("header", name.lower()) for name in endpoint["headers"])
    for answer in endpoint["answers"]:
        if answer["status"]:
            yield "status", answer["status"]
        yield from (("answered", name) for name in names(answer["fields"]))


def types(endpoint: Read) -> set[str]:
    """Types of answers, lists and single ones alike."""
    return {bare(answer["type"]).lower() for answer in endpoint["answers"] if answer["type"]}


def compare(want: Read, got: Read) -> tuple[list[str], list[tuple[str, str]]]:
    """What is false, and what is missing, each with a word to look for in the sketch."""
    false: list[str] = []
    missing: list[tuple[str, str]] = []
    left = list(got["endpoints"])
    for endpoint in want["endpoints"]:
        same = [other for other in left if key(other) == key(endpoint)]
        if not same:
            words = [word for word in endpoint["path"].replace("{", "/").split("/") if word]
            missing.append((f"{key(endpoint)}", (words or [endpoint["method"]])[-1].strip("}")))
            continue
        best = max(same, key=lambda other: len(names(other["query"]) & names(endpoint["query"])))
        left.remove(best)
        wanted, read = set(parts(endpoint)), set(parts(best))
        missing += [(f"{key(endpoint)} {part}", part[1]) for part in sorted(wanted - read)]
        false += [f"{key(endpoint)} {part}" for part in sorted(read - wanted)]
        missing += [(f"{key(endpoint)} type {t}", t) for t in types(endpoint) - types(best)]
        if endpoint["auth"]:
            said = {None: None, "none": "public"}.get(best["auth"], "auth")
            if said != endpoint["auth"]:
                false.append(f"{key(endpoint)} auth {said}")
    false += [f"{key(endpoint)}" for endpoint in left]
    read_as = {resource["name"].lower(): names(resource["fields"]) for resource in got["resources"]}
    for resource in want["resources"]:
        if read_as.get(resource["name"].lower()) != names(resource["fields"]):
            missing.append((f"resource {resource['name']}", resource["name"]))
    return false, missing


def short_labels(text: str) -> list[dict[str, Any]]:
    """Sketches with what is meant on a line a call: `POST /a f=x,y h=Key 201:id,at 409=Type`."""
    sketches = []
    for block in text.split("=== ")[1:]:
        head, _, rest = block.partition("\n")
        told, _, labels = rest.rpartition("---\n")
        want: dict[str, Any] = {"id": head, "text": told, "resources": [], "unread_lines": []}
        lines = [line.split() for line in labels.strip().split("\n")]
        want["endpoints"] = [_short_label(line) for line in lines if line[0] != "U"]
        want["unread_lines"] = [int(line[1]) for line in lines if line[0] == "U"]
        sketches.append(want)
    return sketches


def _short_label(line: list[str]) -> dict[str, Any]:
    method, path, *said = line
    call: dict[str, Any] = {"method": method, "path": path, "auth": None, "answers": []}
    call |= {"query": [], "headers": [], "fields": []}
    for word in said:
        kind = {"q=": "query", "h=": "headers", "f=": "fields"}.get(word[:2])
        answer = re.match(r"(\d\d\d)?(?:=(\w+))?(?::(.*))?\Z", word)
        if word == "auth":
            call["auth"] = "auth"
        elif kind:
            call[kind] = word[2:].split(",")
        elif answer:
            fields = answer[3].split(",") if answer[3] else []
            call["answers"].append({"status": answer[1], "type": answer[2], "fields": fields})
    return call


def verdict(want: Read, got: Read) -> str:
    """ "whole", "part" where each loss was told, or what is silently wrong."""
    false, missing = compare(want, got)
    told = {finding["line"] for finding in got["findings"] if finding["code"] in TELLS}
    lines = want["text"].split("\n")
    silent = [
        what
        for what, word in missing
        if not any(line and word.lower() in lines[line - 1].lower() for line in told)
    ]
    quiet = [line for line in want["unread_lines"] if line not in told]
    if false or silent or quiet:
        return f"false {false}, silently missing {silent}, lines not told {quiet}"
    return "part" if missing else "whole"

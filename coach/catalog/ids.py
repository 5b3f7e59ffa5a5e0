"""Ids made of names: small letters, digits and single hyphens, no two the same."""

import re
from collections.abc import Iterable

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 48


def id_of(name: str) -> str:
    """A name as an id; "thing" where nothing of it can stand in one."""
    return _OTHER.sub("-", name.casefold()).strip("-")[:_LONGEST].strip("-") or "thing"


def identified(names: Iterable[str]) -> tuple[str, ...]:
    """An id for each name; the second of two alike ends in 2."""
    ids: dict[str, None] = {}
    for name in names:
        base = id_of(name)
        made, count = base, 1
        while made in ids:
            count += 1
            made = f"{base}-{count}"
        ids[made] = None
    return tuple(ids)

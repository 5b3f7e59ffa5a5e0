"""Whether an index can serve a query: equalities first, in any order, then the sort or a range."""

from collections.abc import Sequence

from coach.boards.schema.schema_parts import SortPart


def serves(
    parts: Sequence[SortPart],
    unique: bool,
    equal: Sequence[str],
    sort: Sequence[SortPart],
    ranges: Sequence[str],
) -> bool:
    """Whether an index on these parts answers without reading more than it must.

    A unique one inside the equalities leaves one row at most. Orders hold all as asked or all
    turned round: an index is read backwards too (PostgreSQL 15, 11.4).
    """
    names = [part.text.casefold() for part in parts]
    wanted = {name.casefold() for name in equal}
    if unique and names and set(names) <= wanted:
        return True
    if not (wanted or sort or ranges):
        return False
    count = len(wanted)
    if set(names[:count]) != wanted:
        return False
    rest = parts[count:]
    if sort:
        left = [part for part in sort if part.text.casefold() not in wanted]
        if len(rest) < len(left):
            return False
        pairs = list(zip(rest, left, strict=False))
        if any(have.text.casefold() != want.text.casefold() for have, want in pairs):
            return False
        turned = {have.descending != want.descending for have, want in pairs}
        return len(turned) <= 1
    if ranges:
        bounds = {name.casefold() for name in ranges}
        return bool(rest) and rest[0].text.casefold() in bounds
    return True

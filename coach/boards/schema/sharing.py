"""One index for several queries, and indexes that others make superfluous."""

from dataclasses import replace

from coach.boards.schema.advised import ProposedIndex, QueryAdvice
from coach.boards.schema.schema_parts import Index, Schema, Table


def merged(answers: list[QueryAdvice]) -> list[QueryAdvice]:
    """One index for several queries where its columns begin another's."""
    result = list(answers)
    for at, answer in enumerate(result):
        keep = tuple(p for p in answer.proposals if _wider(p, at, result) is None)
        if len(keep) < len(answer.proposals):
            other = next(w for p in answer.proposals if (w := _wider(p, at, result)) is not None)
            reason = f"The index advised for another query serves it: {other.said}."
            result[at] = replace(answer, proposals=keep, reason=reason)
    return result


def _wider(proposal: ProposedIndex, at: int, answers: list[QueryAdvice]) -> ProposedIndex | None:
    """An index advised elsewhere on the same table that begins with all of this one's columns."""
    if proposal.where or proposal.method != "btree":
        return None
    table = answers[at].query.table.casefold()
    for place, other in enumerate(answers):
        if other.query.table.casefold() != table or place == at:
            continue
        for candidate in other.proposals:
            if (
                candidate.where
                or candidate.method != "btree"
                or candidate.plain[: len(proposal.plain)] != proposal.plain
            ):
                continue
            if candidate.plain != proposal.plain or place > at:
                same_order = candidate.columns[: len(proposal.columns)] == proposal.columns
                if same_order or not any(
                    " desc" in c for c in (*candidate.columns, *proposal.columns)
                ):
                    return candidate
    return None


def redundant(schema: Schema) -> tuple[Index, ...]:
    """Plain indexes that begin another one or the key; unique and partial ones never are."""
    indexes = []
    for table, listed in schema.indexed.items():
        keys = _keys(schema.table(table))
        plain = [index for index in listed if not index.where and index.method == "btree"]
        folded = [_folded(index) for index in plain]
        for place, index in enumerate(plain):
            parts = folded[place]
            if index.unique or index.include or not parts:
                continue
            others = (
                other
                for number, other in enumerate(folded)
                if number != place and (other != parts or number < place)
            )
            if any(begun[: len(parts)] == parts for begun in (*keys, *others)):
                indexes.append(index)
    return tuple(sorted(indexes, key=lambda index: index.span.start))


_Parts = tuple[tuple[str, bool], ...]


def _keys(table: Table | None) -> list[_Parts]:
    """The indexes that a table's key and unique groups have by themselves."""
    if table is None:
        return []
    groups = (table.key, *table.uniques, *((c.name,) for c in table.columns if c.unique))
    return [tuple((name.casefold(), False) for name in group) for group in groups]


def _folded(index: Index) -> _Parts:
    return tuple((part.text.casefold(), part.descending) for part in index.parts)

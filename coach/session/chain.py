"""A sequence that grows at its end without being copied, while every earlier one stays as it was.

All versions look at one list, each at so many of its items. The newest may write the next item
behind its own; one that is no longer the newest copies what it sees first.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

ItemT = TypeVar("ItemT")
ItemT_co = TypeVar("ItemT_co", covariant=True)


class Chain(Sequence[ItemT_co], Generic[ItemT_co]):
    """Items that never change, in order. Compared by identity; made longer with `chained`."""

    __slots__ = ("_items", "_size")

    def __init__(self, items: list[ItemT_co], size: int) -> None:
        """The first `size` of the items; the list is this chain's and its successors' to extend."""
        self._items = items
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[ItemT_co]:
        items = self._items
        return (items[i] for i in range(self._size))

    @overload
    def __getitem__(self, place: int) -> ItemT_co: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[ItemT_co, ...]: ...

    def __getitem__(self, place: int | slice) -> ItemT_co | tuple[ItemT_co, ...]:
        """One item, or a stretch of them as a tuple."""
        if isinstance(place, slice):
            return tuple(self._items[i] for i in range(*place.indices(self._size)))
        if not -self._size <= place < self._size:
            raise IndexError("there is no such item in the chain")
        return self._items[place if place >= 0 else place + self._size]

    def __repr__(self) -> str:
        return f"Chain({list(self)!r})"


def chained(before: Sequence[ItemT], item: ItemT) -> Chain[ItemT]:
    """The items of `before` and one more; `before` itself does not change.

    Takes the time of one item where `before` is the newest of its kind.
    """
    size = len(before)
    if isinstance(before, Chain):
        items = before._items
        if len(items) == size:
            items.append(item)
            if items[size] is item:
                return Chain(items, size + 1)
    return Chain([*before, item], size + 1)

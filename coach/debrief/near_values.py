"""Lines of a sheet that have about the value of a quantity, whatever their name."""

from functools import lru_cache

from coach.boards.estimate import units
from coach.catalog.board_parts import ReferenceQuantity
from coach.match.sheets import computed, stated


@lru_cache(maxsize=256)
def by_value(quantity: ReferenceQuantity, text: str) -> tuple[float, str]:
    """How well some line of a sheet has a quantity's value (0.5 at the tolerance, 1 exactly, 0
    for none), and that line."""
    reference = stated(quantity.value)
    if reference is None or not reference.amount:
        return 0.0, ""
    best = (0.0, "")
    for value in computed(text):
        mine = value.unit or "1"
        if not units.same_dimension(mine, reference.unit or "1"):
            continue
        try:
            factor = float(
                units.convert(value.amount, mine, reference.unit or "1") / reference.amount
            )
        except ValueError:
            factor = float(value.amount / reference.amount)
        off = max(factor, 1 / factor) if factor > 0 else float("inf")
        if off <= quantity.factor:
            best = max(best, (1 - 0.5 * (off - 1) / (quantity.factor - 1), value.line))
    return best

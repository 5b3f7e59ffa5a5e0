"""Who may wait at a hub's door: how many before they said who they are, and how often an address
may guess a token."""

from collections import Counter, deque

WAITING_MOST = 64
WAITING_OF_ONE = 8
GUESSES = 5
"""So many wrong tokens of one address, then it is locked out for wrong ones."""
REMEMBERED = 600.0
"""Seconds a wrong token counts."""
ADDRESSES_MOST = 10_000


class Door:
    """Counts; a right token is never kept out by it."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()
        self._wrong: dict[str, deque[float]] = {}

    def come(self, address: str) -> bool:
        """Somebody connects; whether there is room to wait."""
        if self._waiting[address] >= WAITING_OF_ONE or self._waiting.total() >= WAITING_MOST:
            return False
        self._waiting[address] += 1
        return True

    def through(self, address: str) -> None:
        """Who waited is in, or gone."""
        self._waiting[address] -= 1
        if self._waiting[address] <= 0:
            del self._waiting[address]

    def wrong(self, address: str, now: float) -> str:
        """A wrong token from that address: the code to answer, auth or locked_out."""
        if address not in self._wrong and len(self._wrong) >= ADDRESSES_MOST:
            self._wrong.pop(next(iter(self._wrong)))
        tried = self._wrong.setdefault(address, deque(maxlen=GUESSES))
        while tried and now - tried[0] > REMEMBERED:
            tried.popleft()
        if len(tried) >= GUESSES:
            return "locked_out"
        tried.append(now)
        return "auth"

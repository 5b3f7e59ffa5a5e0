"""When a screen under test has come to rest, told by its event loop and not by a long wait.

Textual's pilot sleeps 20 ms and again until the processor was free meanwhile, twice at each key.
What it waits for can be seen: that no callback is ready, that no timer is due within those 20 ms,
that no thread of the loop works, and that the process computes nothing. It leans on private parts
of asyncio (`_ready`, `_scheduled`, Python 3.11 to 3.14) and of Textual 8.2.8 (`wait_for_idle` in
its `app` and `pilot`); where they are gone, the wait is Textual's own.
"""

import asyncio
from time import monotonic, process_time
from typing import Any

from textual import app, pilot
from textual._wait import wait_for_idle

SOON = 0.02
"""Seconds within which a timer is waited for: the pause that Textual makes."""
_STEP = 0.002
_FREE = 0.0002
"""Seconds of processor time in a step, below which nothing was computed."""
_TIMERS = 5
"""Timers that are waited for at most, where each begins another."""


async def settled(min_sleep: float = SOON, max_sleep: float = 1) -> None:
    """Waits until nothing is left to do, at least and at most so many seconds."""
    loop: Any = asyncio.get_running_loop()
    if not (hasattr(loop, "_ready") and hasattr(loop, "_scheduled")):
        return await wait_for_idle(min_sleep, max_sleep)
    begun = monotonic()
    quiet = timers = 0
    while quiet < 2 and monotonic() - begun < max_sleep:
        await asyncio.sleep(0)
        if loop._ready or _threads_work(loop):
            quiet = 0
            if not loop._ready:
                await asyncio.sleep(_STEP)
            continue
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=0.0)
        until = due - loop.time()
        if due and until < SOON and timers < _TIMERS:
            timers, quiet = timers + 1, 0
            await asyncio.sleep(max(0.0, until))
            continue
        used = process_time()
        await asyncio.sleep(_STEP)
        quiet = quiet + 1 if process_time() - used < _FREE else 0
    left = min_sleep - (monotonic() - begun)
    if left > 0:
        await asyncio.sleep(left)
    return None


def _threads_work(loop: Any) -> bool:
    """Whether a thread of the loop's own pool has something to do."""
    pool = getattr(loop, "_default_executor", None)
    if pool is None:
        return False
    return bool(pool._work_queue.qsize() or pool._idle_semaphore._value < len(pool._threads))


def see_rest() -> None:
    """From now on the pilot of every test waits in this way."""
    for module in (app, pilot):
        setattr(module, "wait_for_idle", settled)  # noqa: B010 - not told by its stub

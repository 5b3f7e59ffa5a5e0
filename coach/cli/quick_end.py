"""The end of the program: at once, without taking apart what it has built.

To free every module and value one by one takes Python a sixth of what a small command costs, and
the system frees them all the same.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


def end(code: int, caller: "FrameType | None") -> None:
    """Ends the process with that exit code: what is to be done at the end is done, and what was
    written is out. `caller` is the script's frame that called the program.

    Returns, and leaves the end to Python, where the program was not started by Python alone (who
    measures or follows a run stands under it, and has work to do after it), where another thread
    is still at work, where Python stays open afterwards, or where an output takes no more.
    """
    named = "__main__"
    while caller is not None:
        if caller.f_globals.get("__name__") != named:
            return
        caller, named = caller.f_back, "runpy"  # under the script stands what `-m` started it with
    threading = sys.modules.get("threading")
    if sys.flags.inspect or (threading is not None and threading.active_count() > 1):
        return
    from atexit import _run_exitfuncs

    _run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)

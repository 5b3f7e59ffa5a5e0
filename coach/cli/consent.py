"""Asking a person before words leave this machine for a language model elsewhere."""

import os
import sys
from typing import TYPE_CHECKING, TextIO

from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.mock.model_seat import ModelChoice
    from coach.paths import Paths


def asked_for(named: str, paths: "Paths", stdin: TextIO) -> "ModelChoice":
    """The model of an option NAME@URL and the key for it; a place elsewhere is asked about once,
    on the terminal. UsageError where it is no model or where the answer is no."""
    from coach.mock.model_seat import allow, allowed, chosen, question

    model = chosen(named, os.environ)
    if allowed(paths, model.endpoint):
        return model
    told = question(model.endpoint)
    if not stdin.isatty():
        raise UsageError(f"{told}\nNobody has said yes to that yet.", "Run it in a terminal once.")
    sys.stderr.write(f"{told}\nSend it? Type yes: ")
    sys.stderr.flush()
    if stdin.readline(20).strip().lower() not in ("yes", "y"):
        raise UsageError("Nothing was sent.", "A model on this machine is never asked about.")
    allow(paths, model.endpoint)
    return model

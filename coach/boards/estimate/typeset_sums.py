r"""Calculations set in TeX, as notes have them: `$8 \times 10^{6} \approx 8\text{M}$`."""

import re
from typing import Final

_MARKS: Final = r"\\(?:times|cdot|div|approx|text|frac|mathrm|left|sim)\b"
_FRACTION: Final = r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}"
_WORDS: Final = r"\\(?:text|mathrm|textbf|mathbf|operatorname)\{([^{}]*)\}"
_RAISED: Final = r"\^\{(-?[0-9]+)\}"
_SIGNS: Final = (
    (r"\times", "×"), (r"\cdot", "×"), (r"\div", "/"), (r"\approx", "≈"), (r"\sim", "≈"),
    (r"\left", ""), (r"\right", ""), (r"\,", " "), (r"\;", " "), (r"\ ", " "), (r"\%", "%"),
)  # fmt: skip


def untypeset(line: str) -> str:
    """The line in plain signs; one without TeX in it is given back as it is."""
    if "\\" not in line or re.search(_MARKS, line) is None:
        return line
    for _ in range(3):
        line = re.sub(_FRACTION, r"(\1) / (\2)", re.sub(_WORDS, r" \1 ", line))
    line = re.sub(_RAISED, r"^\1", line)
    for said, sign in _SIGNS:
        line = line.replace(said, sign)
    line = re.sub(r"(?<=[0-9)])~", " ", line.replace("{,}", ","))
    return line.replace("$", "")

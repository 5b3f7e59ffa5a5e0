r"""Calculations set in TeX, as notes have them: `$8 \times 10^{6} \approx 8\text{M}$`."""

import re
from typing import Final

_MARKS: Final = r"\\(?:times|cdot|div|(?:thick)?approx|text|frac|math[a-z]+|left|sim|implies|to)\b"
_FRACTION: Final = r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}"
_WORDS: Final = r"\\(?:text[a-z]*|math[a-z]+|operatorname|boxed)\{([^{}]*)\}"
_RAISED: Final = r"\^\{(-?[0-9]+)\}"
_SIGNS: Final = (
    (r"\times", "×"), (r"\cdot", "×"), (r"\div", "/"), (r"\pm", "±"), (r"\approx", "≈"),
    (r"\thickapprox", "≈"), (r"\simeq", "≈"), (r"\sim", "≈"), (r"\implies", "⇒"),
    (r"\Rightarrow", "⇒"), (r"\rightarrow", "→"), (r"\to ", "→ "), (r"\left", ""),
    (r"\right", ""), (r"\quad", " "), (r"\,", " "), (r"\;", " "), (r"\ ", " "), (r"\%", "%"),
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

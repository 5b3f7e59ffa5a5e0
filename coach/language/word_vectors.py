"""What words mean, as numbers: texts that mean the same point the same way, in whatever words.

A vector of a text is the sum of those of its words, and of the pieces of words that are not in the
table, each already weighed by how rare it is. The table is static: looking up and adding is all
that is done with it, no model runs. It was fitted once, by tests/language/fit_word_vectors.py, so
that these sums point where the sentence encoder all-MiniLM-L6-v2 (Apache-2.0) points; that script
says on which texts and how. Such tables are known as static or distilled sentence embeddings
(Model2Vec 2024).
"""

import pkgutil
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from operator import mul
from sys import byteorder
from unicodedata import normalize
from zlib import crc32

from coach.frozen import dataclass

Vector = Sequence[float]
"""The numbers of a text, of length 1, or all nought where no word of it is known."""

WIDTH = 64
"""Numbers of a vector. Of 48, 64, 96, 128 and 192 this was the least with which as many questions
found their fact as with all the encoder's 384."""
LONGEST = 24
"""Letters of the longest piece in the table."""
MOST = 64
"""Words of a text that are looked up; the rest of a longer one changes little."""
_WORD = re.compile(r"[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class _Table:
    """The pieces' checksums in order; what their numbers are multiplied with; the numbers, in
    one row after the other, each from -127 to 127."""

    keys: "array[int]"
    scales: "array[float]"
    rows: bytes


@cache
def _table() -> _Table:
    data = pkgutil.get_data("coach.language", "data/word_vectors.bin")
    assert data is not None, "the package's loader gives no data"
    count = int.from_bytes(data[:4], "little")
    keys, scales = (
        array("I", data[4 : 4 + 4 * count]),
        array("f", data[4 + 4 * count : 4 + 8 * count]),
    )
    if byteorder == "big":
        keys.byteswap()
        scales.byteswap()
    return _Table(keys, scales, data[4 + 8 * count :])


def words(text: str) -> list[str]:
    """The words and numbers of a text that are looked up, small letters without accents."""
    plain = (
        normalize("NFD", text).encode("ascii", "ignore").decode() if not text.isascii() else text
    )
    return _WORD.findall(plain.lower())[:MOST]


def packed(table: Mapping[str, tuple[float, Sequence[int]]]) -> bytes:
    """The file of a table: by piece the factor and the whole numbers of its row. A piece that goes
    on inside a word begins with "##"."""
    rows = sorted((crc32(piece.encode()), *row) for piece, row in table.items())
    keys, scales = array("I", (row[0] for row in rows)), array("f", (row[1] for row in rows))
    body = b"".join(array("b", row[2]).tobytes() for row in rows)
    return len(rows).to_bytes(4, "little") + keys.tobytes() + scales.tobytes() + body


def _place(piece: str) -> int:
    """Where a piece stands in the table, -1 for one that does not."""
    keys, key = _table().keys, crc32(piece.encode())
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else -1


@lru_cache(maxsize=4096)
def _rows(word: str) -> tuple[Vector, ...]:
    """The rows of the fewest pieces from the left that make up a word; none where some of it is
    in no piece."""
    return tuple(map(_row, pieces(word, lambda piece: _place(piece) >= 0)))


def pieces(word: str, known: Callable[[str], bool]) -> list[str]:
    """The longest known pieces from the left that make up a word, none where it cannot be done
    (WordPiece, Schuster and Nakajima 2012)."""
    parts, at = [], 0
    while at < len(word):
        for end in range(min(len(word), at + LONGEST), at, -1):
            piece = f"##{word[at:end]}" if at else word[:end]
            if known(piece):
                parts.append(piece)
                at = end
                break
        else:
            return []
    return parts


@lru_cache(maxsize=2048)
def _row(piece: str) -> Vector:
    table, at = _table(), _place(piece)
    scale = table.scales[at]
    numbers = array("b", table.rows[at * WIDTH : (at + 1) * WIDTH])
    return array("f", [scale * number for number in numbers])


def vector(text: str) -> Vector:
    """Where a text points."""
    rows = [row for word in words(text) for row in _rows(word)]
    return unit([sum(column) for column in zip(*rows, strict=True)]) if rows else (0.0,) * WIDTH


def unit(numbers: Sequence[float]) -> Vector:
    """A vector in this direction, of length 1; nought stays nought."""
    length = sqrt(sum(map(mul, numbers, numbers))) or 1.0
    return array("f", [number / length for number in numbers])


def likeness(left: Vector, right: Vector) -> float:
    """How much two vectors point the same way: 1 for the same, about 0 for what has nothing in
    common (the cosine)."""
    return float(sum(map(mul, left, right)))

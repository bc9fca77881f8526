"""What ``tokenizers`` makes of texts, for comparison."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer  # pyright: ignore[reportMissingTypeStubs]

MODEL_FOLDER = Path(__file__).resolve().parents[4] / "model-minilm" / "data"


def encode(texts: list[str]) -> list[list[int]]:
    """Numbers of the pieces of each text, without special tokens around them."""
    tokenizer = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))  # pyright: ignore[reportUnknownMemberType]
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)  # pyright: ignore[reportUnknownMemberType]
    return [each.ids for each in encoded]

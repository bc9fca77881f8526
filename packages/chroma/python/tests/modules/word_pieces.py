"""What ``tokenizers`` makes of texts, for comparison."""

from __future__ import annotations

from stemma_chroma.mini_lm import default_folder
from tokenizers import Tokenizer  # pyright: ignore[reportMissingTypeStubs]


def encode(texts: list[str]) -> list[list[int]]:
    """Numbers of the pieces of each text, without special tokens around them."""
    tokenizer = Tokenizer.from_file(str(default_folder() / "tokenizer.json"))  # pyright: ignore[reportUnknownMemberType]
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)  # pyright: ignore[reportUnknownMemberType]
    return [each.ids for each in encoded]

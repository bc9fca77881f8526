"""A blank pipeline: a tokenizer without a model."""

import spacy


def tokens_of(text: str) -> list[str]:
    """The tokens of an English text."""
    return [token.text for token in spacy.blank("en")(text)]


def read_much() -> None:
    """Some seconds in Cython, with Python's lock held."""
    tokenizer = spacy.blank("en").tokenizer
    for number in range(40):
        tokenizer(" ".join(f"word{number}-{index}" for index in range(20_000)))

"""A small model with weights made up on the spot: nothing is downloaded."""

import numpy as np
import torch
from transformers import BertConfig, BertModel


def _model(layers: int = 1, width: int = 32) -> BertModel:
    config = BertConfig(
        vocab_size=100,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=2,
        intermediate_size=4 * width,
    )
    return BertModel(config).eval()


def shape_of_states() -> list[int]:
    """The hidden states of three tokens."""
    with torch.no_grad():
        return list(_model()(torch.tensor([[1, 2, 3]])).last_hidden_state.shape)


def length_of(tokens: object) -> int:
    """The number of states for token numbers that came from JavaScript."""
    with torch.no_grad():
        return _model()(torch.tensor(np.asarray(tokens)[None, :])).last_hidden_state.shape[1]


def read_much() -> None:
    """Some seconds, most of them in C++."""
    model = _model(layers=8, width=512)
    with torch.no_grad():
        for _ in range(20):
            model(torch.randint(0, 100, (8, 256)))

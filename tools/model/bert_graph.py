"""The BERT encoder of sentence-transformers models as an ONNX graph, from its weights and its config.json.

Names of weights are those of the safetensors file. Shapes: b texts, t tokens, h hidden size, a heads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from graph_builder import GraphBuilder
from numpy.typing import NDArray
from onnx import TensorProto, helper

Weights = Mapping[str, NDArray[np.float32]]

_MASKED = -1e9
"""Added to the attention score of padding: its softmax is then 0."""


class BertGraph:
    """Writes the layers one after the other."""

    def __init__(self, config: Mapping[str, Any], weights: Weights) -> None:
        self._graph = GraphBuilder()
        self._weights = weights
        self._layers = int(config["num_hidden_layers"])
        self._heads = int(config["num_attention_heads"])
        self._hidden = int(config["hidden_size"])
        self._epsilon = float(config["layer_norm_eps"])

    def build(self) -> onnx.ModelProto:
        """Inputs ids, mask and kinds, each (b, t); output ``last_hidden_state`` (b, t, h)."""
        states = self._embeddings()
        mask = self._attention_mask()
        for layer in range(self._layers):
            prefix = f"encoder.layer.{layer}"
            states = self._norm(
                self._graph.add(self._attention(states, mask, prefix), states),
                f"{prefix}.attention.output.LayerNorm",
            )
            states = self._norm(
                self._graph.add(self._feed_forward(states, prefix), states), f"{prefix}.output.LayerNorm"
            )
        self._graph.node("Identity", states, output="last_hidden_state")
        names = ["input_ids", "attention_mask", "token_type_ids"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in names
        ]
        shape = ["batch", "tokens", self._hidden]
        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)
        return self._graph.model("bert", inputs, [output])

    def _weight(self, name: str) -> str:
        return self._graph.weight(name, self._weights[name].astype(np.float32))

    def _linear(self, states: str, name: str) -> str:
        # A layer stores its matrix as (out, in); MatMul wants (in, out).
        matrix = self._graph.weight(
            f"{name}.weight.T", np.transpose(self._weights[f"{name}.weight"].astype(np.float32))
        )
        return self._graph.add(self._graph.node("MatMul", states, matrix), self._weight(f"{name}.bias"))

    def _norm(self, states: str, name: str) -> str:
        scale, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        return self._graph.node("LayerNormalization", states, scale, bias, axis=-1, epsilon=self._epsilon)

    def _embeddings(self) -> str:
        """Word, kind and position, added: (b, t) → (b, t, h)."""
        graph = self._graph
        length = graph.node("Gather", graph.node("Shape", "input_ids"), graph.integers(1), axis=0)
        scalar = graph.node("Squeeze", length, graph.integers(0))
        zero, one = (graph.node("Squeeze", graph.integers(value), graph.integers(0)) for value in (0, 1))
        positions = graph.node("Range", zero, scalar, one)
        words = graph.node("Gather", self._weight("embeddings.word_embeddings.weight"), "input_ids")
        kinds = graph.node(
            "Gather", self._weight("embeddings.token_type_embeddings.weight"), "token_type_ids"
        )
        places = graph.node("Gather", self._weight("embeddings.position_embeddings.weight"), positions)
        return self._norm(graph.add(graph.add(words, kinds), places), "embeddings.LayerNorm")

    def _attention_mask(self) -> str:
        """1 for a token, 0 for padding → 0 and ``_MASKED``, to be added to scores: (b, t) → (b, 1, 1, t)."""
        graph = self._graph
        present = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
        absent = graph.node("Sub", graph.number(1.0), present)
        return graph.multiply(graph.node("Unsqueeze", absent, graph.integers(1, 2)), graph.number(_MASKED))

    def _attention(self, states: str, mask: str, prefix: str) -> str:
        """Every token looks at every other, in each head by itself: (b, t, h) → (b, t, h)."""
        graph = self._graph
        width = self._hidden // self._heads
        split = graph.integers(0, 0, self._heads, width)

        def heads(kind: str, order: list[int]) -> str:
            projected = self._linear(states, f"{prefix}.attention.self.{kind}")
            return graph.node("Transpose", graph.node("Reshape", projected, split), perm=order)

        query = heads("query", [0, 2, 1, 3])  # (b, a, t, width)
        key = heads("key", [0, 2, 3, 1])  # (b, a, width, t): transposed for the product
        value = heads("value", [0, 2, 1, 3])
        scores = graph.multiply(graph.node("MatMul", query, key), graph.number(1 / float(np.sqrt(width))))
        attention = graph.node("Softmax", graph.add(scores, mask), axis=-1)
        context = graph.node("Transpose", graph.node("MatMul", attention, value), perm=[0, 2, 1, 3])
        joined = graph.node("Reshape", context, graph.integers(0, 0, self._hidden))
        return self._linear(joined, f"{prefix}.attention.output.dense")

    def _feed_forward(self, states: str, prefix: str) -> str:
        wide = self._gelu(self._linear(states, f"{prefix}.intermediate.dense"))
        return self._linear(wide, f"{prefix}.output.dense")

    def _gelu(self, x: str) -> str:
        """x · (1 + erf(x / √2)) / 2, the exact form that BERT was trained with."""
        graph = self._graph
        scaled = graph.multiply(x, graph.number(1 / float(np.sqrt(2))))
        gate = graph.add(graph.node("Erf", scaled), graph.number(1.0))
        return graph.multiply(x, graph.multiply(gate, graph.number(0.5)))

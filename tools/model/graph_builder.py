"""A thin notation for ONNX graphs: operators as methods, tensors as names."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper


class GraphBuilder:
    """Collects nodes and weights. Every method returns the name of the tensor that it makes."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._initializers: dict[str, onnx.TensorProto] = {}

    def node(self, operator: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:  # noqa: ANN401
        """Apply any ONNX operator."""
        name = output or f"{operator.lower()}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def weight(self, name: str, values: NDArray[np.float32]) -> str:
        """Store a tensor once under its name."""
        if name not in self._initializers:
            self._initializers[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def number(self, value: float) -> str:
        """Store a scalar."""
        return self.weight(f"number {value!r}", np.array(value, dtype=np.float32))

    def integers(self, *values: int) -> str:
        """Store a list of integers, as shapes and axes are."""
        name = f"integers {values}"
        if name not in self._initializers:
            self._initializers[name] = numpy_helper.from_array(np.array(values, dtype=np.int64), name)
        return name

    def add(self, left: str, right: str) -> str:
        """Add elementwise."""
        return self.node("Add", left, right)

    def multiply(self, left: str, right: str) -> str:
        """Multiply elementwise."""
        return self.node("Mul", left, right)

    def model(
        self, name: str, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        """Close the graph and check it."""
        graph = helper.make_graph(self._nodes, name, inputs, outputs, list(self._initializers.values()))
        # The first opset with LayerNormalization, in the format of its time: old runtimes read it, too.
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)  # pyright: ignore[reportUnknownMemberType]
        return model

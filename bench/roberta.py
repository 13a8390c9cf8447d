"""RoBERTa base and large (Liu et al. 2019) with random weights, for :mod:`bench.speed`: fp32, without any head.

ONNX graphs of the operators that exporters write, so that onnxruntime fuses what it fuses in exported models; a graph
made here runs about as fast as one that PyTorch exports. Needs the package ``onnx``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np


class Size(NamedTuple):
    """Of a RoBERTa encoder."""

    width: int
    layers: int
    heads: int
    vocabulary: int = 50265
    positions: int = 514


BASE, LARGE = Size(768, 12, 12), Size(1024, 24, 16)


@dataclass
class Graph:
    """Nodes and weights while they are put together; every method returns the name of its output."""

    nodes: list[Any] = field(default_factory=list)
    weights: dict[str, np.ndarray] = field(default_factory=dict)
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(1))

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def keep(self, value: np.ndarray) -> str:
        name = f"w{len(self.weights)}"
        self.weights[name] = value
        return name

    def weight(self, *shape: int) -> str:
        return self.keep(self.random.standard_normal(shape, np.float32) * np.float32(0.02))

    def number(self, value: float) -> str:
        return self.keep(np.array(value, np.float32))

    def linear(self, x: str, wide: int, out: int) -> str:
        return self.op("Add", self.op("MatMul", x, self.weight(wide, out)), self.weight(out))

    def norm(self, x: str, width: int) -> str:
        scale = self.keep(np.ones(width, np.float32))
        return self.op("LayerNormalization", x, scale, self.weight(width), axis=-1, epsilon=1e-5)

    def gelu(self, x: str) -> str:
        wave = self.op("Erf", self.op("Div", x, self.number(math.sqrt(2))))
        return self.op("Mul", self.op("Mul", x, self.op("Add", wave, self.number(1))), self.number(0.5))


def graph_of(size: Size) -> tuple[bytes, dict[str, np.ndarray]]:
    """(graph, weights); inputs ``ids``, ``places`` int64 and ``mask`` float (1 reads), all [batch, pieces]."""
    graph = Graph()
    x = graph.op("Gather", graph.weight(size.vocabulary, size.width), "ids")
    x = graph.op("Add", x, graph.op("Gather", graph.weight(size.positions, size.width), "places"))
    x = graph.norm(graph.op("Add", x, graph.weight(size.width)), size.width)
    hidden = graph.op("Mul", graph.op("Sub", graph.number(1), "mask"), graph.number(-10000))
    hidden = graph.op("Unsqueeze", hidden, graph.keep(np.array([1, 2])))
    for _ in range(size.layers):
        x = graph.norm(graph.op("Add", x, _attention(graph, x, hidden, size)), size.width)
        wide = graph.gelu(graph.linear(x, size.width, 4 * size.width))
        x = graph.norm(graph.op("Add", x, graph.linear(wide, 4 * size.width, size.width)), size.width)
    return _proto(graph, x), graph.weights


def _attention(graph: Graph, x: str, hidden: str, size: Size) -> str:
    width, part = size.width, size.width // size.heads
    split = graph.keep(np.array([0, 0, size.heads, part]))

    def heads(order: list[int]) -> str:
        return graph.op("Transpose", graph.op("Reshape", graph.linear(x, width, width), split), perm=order)

    scores = graph.op("MatMul", heads([0, 2, 1, 3]), heads([0, 2, 3, 1]))
    scores = graph.op("Add", graph.op("Div", scores, graph.number(math.sqrt(part))), hidden)
    mixed = graph.op("MatMul", graph.op("Softmax", scores, axis=-1), heads([0, 2, 1, 3]))
    mixed = graph.op("Transpose", mixed, perm=[0, 2, 1, 3])
    return graph.linear(graph.op("Reshape", mixed, graph.keep(np.array([0, 0, width]))), width, width)


def _proto(graph: Graph, output: str) -> bytes:
    """The graph with its small constants, which patterns are fused by; the matrices stay outside."""
    from onnx import TensorProto, helper, numpy_helper

    given = {"ids": TensorProto.INT64, "places": TensorProto.INT64, "mask": TensorProto.FLOAT}
    inputs = [helper.make_tensor_value_info(name, kind, ["batch", "pieces"]) for name, kind in given.items()]
    result = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", "pieces", "width"])
    tensors = [
        _outer(name, value.shape) if outside(value) else numpy_helper.from_array(value, name)
        for name, value in graph.weights.items()
    ]
    made = helper.make_graph(graph.nodes, "roberta", inputs, [result], tensors)
    opset = [helper.make_opsetid("", 17)]
    return bytes(helper.make_model(made, opset_imports=opset, ir_version=8).SerializeToString())


def _outer(name: str, shape: tuple[int, ...]) -> Any:
    """A matrix that the session is handed in memory: 1.4 GB of them would not fit into a graph file twice."""
    from onnx import TensorProto

    kind, place = TensorProto.FLOAT, TensorProto.EXTERNAL
    tensor = TensorProto(name=name, dims=shape, data_type=kind, data_location=place)
    tensor.external_data.add(key="location", value="memory")
    return tensor


def outside(value: np.ndarray) -> bool:
    return value.ndim == 2


def session(size: Size, threads: int) -> Any:
    """An onnxruntime session of the encoder."""
    import onnxruntime

    graph, weights = graph_of(size)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    large = {name: onnxruntime.OrtValue.ortvalue_from_numpy(w) for name, w in weights.items() if outside(w)}
    options.add_external_initializers(list(large), list(large.values()))
    return onnxruntime.InferenceSession(graph, options, ["CPUExecutionProvider"])


def batches(texts: Iterable[Sequence[int]], size: int = 8) -> list[dict[str, np.ndarray]]:
    """Runs of word pieces as batches of like length, padded."""
    ordered = sorted(texts, key=len)
    made: list[dict[str, np.ndarray]] = []
    for at in range(0, len(ordered), size):
        some = ordered[at : at + size]
        ids = np.ones((len(some), max(map(len, some))), np.int64)
        mask = np.zeros(ids.shape, np.float32)
        for row, text in enumerate(some):
            ids[row, : len(text)], mask[row, : len(text)] = text, 1
        places = np.tile(np.arange(2, ids.shape[1] + 2), (len(some), 1))  # 0 and 1 are for padding
        made.append({"ids": ids, "places": places, "mask": mask})
    return made

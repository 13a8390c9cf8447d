"""From a checkpoint to the package's model: ONNX, int8 weights, tokenizer and labels.

``python -m training.export --checkpoint build/model --out wiredesk/annotate/model``
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from training import corpora, meaning
from training.network import KINDS, OUTPUTS, Network, Shape
from training.smooth import smooth
from training.train import pretrained
from training.windows import Cutter
from wiredesk.annotate import rolesets

INPUTS = ("pieces", "cases", "first", "last")
READER_INPUTS = ("words", "head", "distance", "way", "kind", "absent", "arguments")
OPSET = 17
LOOKED_AT = 100  # windows from which the sizes of activations are taken


class Graph(torch.nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        out = self.network(*inputs)
        return tuple(out[name] for name in OUTPUTS)


def load(folder: Path) -> Network:
    """The averaged weights of a training run."""
    network = Network(Shape(**json.loads((folder / "shape.json").read_text())))
    network.load_state_dict(torch.load(folder / "last.pt")["average"])
    return network.eval()


def to_onnx(network: Network, path: Path) -> None:
    examples = (torch.randint(1, 999, (2, 9)), torch.zeros(2, 9, dtype=torch.long)) + tuple(
        torch.randint(1, 8, (2, 5)) for _ in range(2)
    )
    piece = {0: "batch", 1: "pieces"}
    word = {0: "batch", 1: "words"}
    axes = {"pieces": piece, "cases": piece, "first": word, "last": word} | {name: dict(word) for name in OUTPUTS}
    axes["arc"][2] = "words"
    torch.onnx.export(
        Graph(network), examples, str(path), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


class ReaderGraph(torch.nn.Module):
    """The reader with the tags of every kind of frame."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.reader = network.reader

    def forward(self, *inputs: torch.Tensor) -> tuple[torch.Tensor, ...]:
        states = self.reader(*inputs)
        return tuple(self.reader.tags[kind](states) for kind in KINDS)


def reader_to_onnx(network: Network, path: Path) -> None:
    examples = (
        torch.randn(2, 5, network.shape.width), torch.randn(2, network.shape.width),
        torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, 5, dtype=torch.long), torch.zeros(2, dtype=torch.long),
        torch.zeros(2, 5), torch.zeros(2, rolesets.SIZE),
    )  # fmt: skip
    both = {0: "frames", 1: "words"}
    axes = {"words": both, "head": {0: "frames"}, "distance": both, "way": both, "kind": {0: "frames"}, "absent": both}
    axes["arguments"] = {0: "frames"}
    torch.onnx.export(
        ReaderGraph(network), examples, str(path), input_names=READER_INPUTS, output_names=KINDS,
        dynamic_axes=axes | dict.fromkeys(KINDS, both), opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def quantize(fp32: Path, int8: Path) -> None:
    """Dynamic int8: weights of every matrix product per channel, embeddings per table."""
    ready = fp32.with_suffix(".ready.onnx")
    quant_pre_process(str(fp32), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(int8),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"],
    )
    ready.unlink()
    onnx.checker.check_model(str(int8))


def write_rest(network: Network, out: Path) -> None:
    """The relation scorer, which runs outside the graph, the labels and the tokenizer."""
    weight, bias = network.label.weight.detach().numpy(), network.label.bias.detach().numpy()
    np.savez(out / "label.npz", weight=weight, bias=bias)
    (out / "labels.json").write_text(json.dumps(network.shape.labels, indent=1) + "\n")
    tokenizer = json.loads((pretrained() / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"padding": None, "truncation": None}
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def write_meaning(options: argparse.Namespace) -> None:
    """The map to the sentence embedding, fitted to the int8 encoder that has just been written."""
    documents = corpora.ewt(options.data, "train") + corpora.gum(options.data, "train") + corpora.own("train")
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    meaning.give(documents, cutter, pretrained(), options.checkpoint / "meaning.pt")
    weight, bias = meaning.fit(options.out, [sentence for document in documents for sentence in document])
    np.savez(options.out / "meaning.npz", weight=weight.astype(np.float16), bias=bias.astype(np.float16))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("build/model"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=Path("wiredesk/annotate/model"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    network = load(options.checkpoint)
    documents = corpora.ewt(options.data, "train") + corpora.own("train")
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    smooth(network, random.Random(1).sample(cutter.cut(documents, random.Random(1)), LOOKED_AT))
    fp32 = options.checkpoint / "fp32.onnx"
    to_onnx(network, fp32)
    quantize(fp32, options.out / "model.onnx")
    reader = options.checkpoint / "reader.fp32.onnx"
    reader_to_onnx(network, reader)
    quantize(reader, options.out / "reader.onnx")
    write_rest(network, options.out)
    write_meaning(options)
    for name in sorted(path.name for path in options.out.iterdir()):
        print(f"{(options.out / name).stat().st_size / 1e6:7.2f} MB  {name}")


if __name__ == "__main__":
    main()

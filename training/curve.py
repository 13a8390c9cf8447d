"""What each thousand of our own passages adds: ``python -m training.curve --checkpoint build/public``.

The encoder is one that has not seen the passages (a run without ``own``) and stays as it is; the heads that they teach
learn from more and more of them, and are measured on the passages of the dev part. A lower bound: joint training also
moves the encoder. The reader, which takes most of the time, learns with ``--reader`` only.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training import corpora
from training.evaluate import evaluate
from training.export import load
from training.losses import cross_entropy, frame_losses, name_loss
from training.network import KINDS, Network
from training.train import pretrained
from training.windows import Cutter, Window, batches, tensors

SIZES, EPOCHS, SPEED = (0.25, 0.5, 1.0, 2.0, 3.0, 4.0), 12, 2e-3
HEADS = ("ner", "cue", "event", "status")


def states(network: Network, windows: list[Window]) -> list[tuple[list[Window], dict[str, Tensor], Tensor]]:
    """Batches with their targets and the states of their words."""
    made = []
    for batch in batches(windows, random.Random(1)):
        given = tensors(batch, network.shape.labels)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            word = network(given["pieces"], given["cases"], given["first"], given["last"])["word"]
        made.append((batch, given, word.float().clone()))
    return made


def learn(network: Network, some: list[tuple[list[Window], dict[str, Tensor], Tensor]], *, reader: bool) -> Network:
    """A copy whose heads have learnt from the batches; the encoder is left alone."""
    taught = copy.deepcopy(network)
    parts = [*taught.reader.parameters(), *(p for name in HEADS for p in taught.tags[name].parameters())]
    adam = torch.optim.AdamW(parts, lr=SPEED)
    for epoch in range(EPOCHS):
        for group in adam.param_groups:
            group["lr"] = SPEED * (1 - epoch / EPOCHS)
        for windows, given, word in random.Random(epoch).sample(some, len(some)):
            taught.train()
            word = taught.drop_head(word)
            loss = name_loss(taught.tags["ner"](word), given["ner"])
            for name in HEADS[1:]:
                loss = loss + cross_entropy(taught.tags[name](word), given[name])
            if reader:
                loss = loss + torch.stack([*frame_losses(taught, word, windows, random.Random(epoch)).values()]).sum()
            loss.backward()
            adam.step()
            adam.zero_grad(set_to_none=True)
    return taught.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--reader", action="store_true", help="what the reader learns as well: hours")
    options = parser.parse_args()
    torch.manual_seed(1)
    network = load(options.checkpoint)
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    dev = corpora.own("dev")
    for thousands in SIZES:
        windows = cutter.cut(corpora.own("train", thousands=thousands), random.Random(1))
        scores = evaluate(learn(network, states(network, windows), reader=options.reader), cutter, dev)
        if not options.reader:
            scores = {name: value for name, value in scores.items() if name not in KINDS}
        passages = sum(len(window.sentences) for window in windows)
        print(json.dumps({"passages": passages} | {k: round(v, 1) for k, v in scores.items()}), flush=True)


if __name__ == "__main__":
    main()

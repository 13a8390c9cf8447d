"""Documents to training windows: what the model learns from is cut as it is read at run time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

torch = pytest.importorskip(
    "torch", reason="training needs torch; `make train` installs it in an environment of its own"
)
pytest.importorskip("safetensors", reason="training needs safetensors; `make train` installs it")

from training import (  # noqa: E402
    frames,
    losses,
    network,  # noqa: E402
)
from training.corpora import Frame, Sentence, allowed, tags  # noqa: E402
from training.windows import UNKNOWN, Cutter, Window, batches, entity_table, tensors  # noqa: E402
from wiredesk.annotate import encoder, reader  # noqa: E402

LABELS = {
    "upos": ["NOUN", "VERB", "PUNCT"],
    "xpos": ["NN", "VBD", "."],
    "dep": ["root", "nsubj", "punct"],
    "ner": tags(),
    "cue": ["O", "B", "I"],
    "event": ["O", "ASSAULT"],
    "status": ["happened", "negated"],
    "roles": ["O", "B-ARG0", "I-ARG0"],
    "speech": ["O", "B-SRC", "I-SRC", "B-CON", "I-CON"],
    "event_roles": ["O", "B-INI", "I-INI"],
}


class Letters:
    """A tokenizer that makes a piece of each three letters."""

    def no_padding(self) -> None: ...

    def no_truncation(self) -> None: ...

    def encode(self, word: str, add_special_tokens: bool) -> Letters:
        assert not add_special_tokens
        self.ids = [200 + ord(word[i]) for i in range(0, len(word), 3)]
        return self


def sentence(*words: str) -> Sentence:
    size = len(words)
    return Sentence(
        list(words),
        upos=["NOUN"] * size,
        xpos=["NN"] * size,
        heads=[0] * size,
        deps=["root", *["nsubj"] * (size - 1)],
        entities=["O"] * size,
        scheme="coarse",
    )


def documents(draw_sizes: list[list[int]]) -> list[list[Sentence]]:
    return [
        [sentence(*[f"w{d}{s}{i}" for i in range(size)]) for s, size in enumerate(sizes)]
        for d, sizes in enumerate(draw_sizes)
    ]


@given(st.lists(st.lists(st.integers(1, 30), max_size=8), max_size=4), st.integers(0, 99))
def test_every_sentence_once_in_order(sizes: list[list[int]], seed: int) -> None:
    source = documents(sizes)
    windows = Cutter(Letters()).cut(source, random.Random(seed))  # type: ignore[arg-type]
    assert [s for window in windows for s in window.sentences] == [s for document in source for s in document]
    for window in windows:
        assert len(window.pieces) == sum(len(s.words) for s in window.sentences)
        assert len(window.sentences) == 1 or window.length <= 2 + 160


def test_a_sentence_beyond_measure_is_left_out() -> None:
    windows = Cutter(Letters()).cut([[sentence(*["abcdef"] * 130), sentence("a")]], random.Random(1))  # type: ignore[arg-type]
    assert [len(window.pieces) for window in windows] == [1]


def test_a_long_word_has_as_many_pieces_as_at_run_time() -> None:
    cutter = Cutter(Letters())  # type: ignore[arg-type]
    assert len(cutter.pieces("a" * 300)) == encoder.LONGEST_WORD
    assert cutter.pieces("") == [100]


@given(st.lists(st.integers(1, 60), max_size=30), st.integers(0, 99))
def test_batches_hold_every_window_once_within_bounds(lengths: list[int], seed: int) -> None:
    windows = [Window([], [[1]] * length) for length in lengths]
    made = [batch for batch in batches(windows, random.Random(seed), size=200) if batch]
    assert sorted(id(w) for batch in made for w in batch) == sorted(map(id, windows))
    assert all(len(batch) == 1 or len(batch) * max(w.length for w in batch) <= 200 for batch in made)


def test_tensors_of_two_windows() -> None:
    cutter = Cutter(Letters())  # type: ignore[arg-type]
    first = cutter.window([sentence("Mali", "burned"), sentence("no")])
    bare = Sentence(["hm", "12"])
    out = tensors([first, cutter.window([bare])], LABELS)
    assert out["pieces"][0].tolist() == [
        101,
        200 + ord("M"),
        200 + ord("i"),
        200 + ord("b"),
        200 + ord("n"),
        200 + ord("n"),
        102,
    ]
    assert out["first"][0].tolist() == [1, 3, 5] and out["last"][0].tolist() == [2, 4, 5]
    assert out["head"][0].tolist() == [0, 0, 2]
    assert out["start"][0].tolist() == [1, 0, 1] and out["sentence"][0].tolist() == [1, 1, 2]
    assert out["cases"][0].tolist() == [0, 1, 1, 0, 0, 0, 0]
    assert out["upos"][1].tolist() == [UNKNOWN] * 3 == out["head"][1].tolist()  # a layer that is not there
    assert out["ner"][1].tolist() == [UNKNOWN] * 3 and out["fact"].isnan().all()


def test_dropout_keeps_the_mean_and_lets_go_when_it_is_over() -> None:
    torch.manual_seed(1)
    drop, ones = network.Dropout(0.25), torch.ones(100, 1001)
    dropped = drop(ones)
    assert dropped.unique().tolist() == pytest.approx([0, 4 / 3])
    assert float(dropped.mean()) == pytest.approx(1, abs=0.02)
    assert torch.equal(drop.eval()(ones), ones)


def test_a_corpus_of_fewer_labels_leaves_the_others_open() -> None:
    assert allowed("coarse", "B-ORG") == ["B-GOV", "B-ARM", "B-ORG", "B-MED"]
    assert allowed("own", "B-ORG") == ["B-ORG"]
    assert "B-DAT" in allowed("coarse", "O") and "B-PER" not in allowed("coarse", "O")
    rows, table = entity_table()
    for (scheme, tag), number in rows.items():
        assert [tags()[i] for i in table[number].nonzero().flatten().tolist()] == sorted(
            allowed(scheme, tag), key=tags().index
        )


def test_frames_are_placed_in_the_window_and_cut_at_their_reach() -> None:
    said = sentence("Mali", "burned", "it")
    said.frames = [Frame("roles", 1, 1, [("ARG0", 0, 0), ("ARG9", 2, 2)])]
    wide = sentence("he", "said")
    wide.frames = [Frame("speech", 1, 1, [("CON", -3, -1), ("SRC", 0, 0)], wide=True)]
    window = Cutter(Letters()).window([said, wide])  # type: ignore[arg-type]
    roles, speech = frames.placed([window], LABELS)
    assert (roles.head, roles.first, roles.tags) == ((1, 1), 0, [1, 0, UNKNOWN])  # a label too rare is not learnt
    assert (speech.head, speech.first) == ((4, 4), 0)
    assert [LABELS["speech"][i] for i in speech.tags] == ["B-CON", "I-CON", "I-CON", "B-SRC", "O"]
    (near,) = [one for one in frames.placed([window], LABELS, {"roles": 60, "speech": 1}) if one.kind == "speech"]
    assert (near.first, [LABELS["speech"][i] for i in near.tags]) == (3, ["B-SRC", "O"])


def test_a_batch_of_everything_has_a_loss_for_every_head() -> None:
    full = sentence("Mali", "burned", "it")
    full.frames = [Frame(kind, 1, 1, [(label, 0, 0)]) for kind, label in
                   (("roles", "ARG0"), ("speech", "SRC"), ("event_roles", "INI"))]  # fmt: skip
    full.cues, full.events, full.status, full.factuality = (
        ["O", "B", "O"],
        ["O", "ASSAULT", "O"],
        {1: "negated"},
        {1: 2.0},
    )
    full.meaning = torch.ones(16) / 4
    window = Cutter(Letters()).window([full])  # type: ignore[arg-type]
    made = tiny()
    parts = losses.losses(made, tensors([window], LABELS), [window], random.Random(1))
    assert set(parts) == set(losses.WEIGHTS) and all(value > 0 for value in parts.values())
    losses.joint(parts, losses.WEIGHTS).backward()
    idle = [name for name, p in made.named_parameters() if p.grad is None]
    assert not idle, idle  # every weight learns


def test_windows_grow_where_no_sentence_ends_one_by_chance() -> None:
    source = documents([[4] * 40])
    sizes = [
        len(Cutter(Letters()).cut(source, random.Random(1), apart=apart))  # type: ignore[arg-type]
        for apart in (0.0, 0.33, 1.0)
    ]
    assert sizes[0] < sizes[1] < sizes[2] == 40


def tiny() -> network.Network:
    shape = network.Shape(
        vocabulary=500, width=16, layers=1, heads=2, feed_forward=16, positions=64, arc=8, label=8, reader=32,
        reader_layers=1, labels=LABELS,
    )  # fmt: skip
    return network.Network(shape)


def test_the_network_gives_what_the_export_names() -> None:
    window = Cutter(Letters()).window([sentence("Mali", "burned", "it")])  # type: ignore[arg-type]
    inputs = {
        name: tensor
        for name, tensor in tensors([window], LABELS).items()
        if name in ("pieces", "cases", "first", "last")
    }
    made = tiny().eval()
    out = made(**inputs)
    assert set(out) == set(network.OUTPUTS)
    assert out["arc"].shape == (1, 3, 3) and out["start"].shape == out["fact"].shape == (1, 3)
    assert made.label_scores(out["label_dep"], out["label_head"]).shape == (1, 3, len(LABELS["dep"]))


def test_smoothing_changes_no_answer_and_tames_a_loud_channel() -> None:
    from training.smooth import largest, smooth

    torch.manual_seed(1)
    window = Cutter(Letters()).window([sentence("Mali", "burned", "it")])  # type: ignore[arg-type]
    given = tensors([window], LABELS)
    inputs = [given[name] for name in ("pieces", "cases", "first", "last")]
    made = tiny().eval()
    layer = made.stack[0]
    layer.norm1.weight.data[3] = 50.0
    before, loud = made(*inputs), largest(made, [window])[layer.up]
    assert int(loud.argmax()) == 3
    smooth(made, [window])
    after = made(*inputs)
    assert all(torch.allclose(after[name], before[name], atol=1e-4) for name in before)
    assert loud.max() * layer.up.factor[3] < loud.max() / 4 and (layer.up.factor <= 1).all()
    apart = layer.down.loud.tolist()
    assert len(apart) == len(set(apart)) == 2 and not layer.down.linear.weight[:, apart].any()


def test_the_mean_of_two_runs_is_a_run_to_start_from(tmp_path: Path) -> None:
    from training.mix import mean, write
    from training.train import finished

    low, high = ({"a": torch.full((2,), value), "b": torch.tensor(value)} for value in (1.0, 3.0))
    write(mean([low, high]), tmp_path)
    assert {name: value.tolist() for name, value in finished(tmp_path).items()} == {"a": [2.0, 2.0], "b": 2.0}


def test_what_reader_and_training_must_share() -> None:
    assert network.KINDS == reader.KINDS
    assert all(reader.REACH[kind] <= reach for kind, reach in frames.REACH.items())


def test_training_and_run_time_read_the_same_frame(nlp: Language) -> None:
    """Words, distances and ways that the reader learns from are those that it is given."""
    from training import reader as learning
    from wiredesk.annotate import states

    encode = nlp.get_pipe("encoder")
    words = [
        "Rebels",
        "said",
        "that",
        "the",
        "army",
        "of",
        "Mali",
        "had",
        "shelled",
        "a",
        "village",
        "near",
        "Gao",
        ".",
    ]
    doc = encode(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]))  # type: ignore[operator]
    given = Sentence(words, heads=[0] * len(words), frames=[Frame("roles", 8, 8, [("ARG0", 3, 6)])])
    cutter = Cutter(encode.tokenizer)  # type: ignore[attr-defined]
    labels = encode.labels  # type: ignore[attr-defined]
    seen = learning.see(encode, cutter.window([given]), labels)  # type: ignore[arg-type]
    (read,) = seen.frames
    kept = states.of(doc)
    assert kept is not None
    frame = reader._Framer(doc, kept, "roles").frame(8, 8)
    assert frame.words.tolist() == list(range(read.first, read.first + len(read.tags)))
    assert frame.ways.tolist() == learning.way(seen, read, len(labels["dep"])).tolist()
    assert abs(kept.word - seen.word).max() < 0.01

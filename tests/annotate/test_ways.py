"""The way through a tree from a predicate to each word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wiredesk.annotate import ways

# "The army that shelled Goma fled": fled <- army <- {The, shelled <- {that, Goma}}
HEADS = [1, 5, 3, 1, 3, 5]
DET, NSUBJ, OBJ, RELCL, ROOT = range(5)
RELATIONS = [DET, NSUBJ, NSUBJ, RELCL, OBJ, ROOT]


def way(predicate: int) -> list[int]:
    return ways.ways(ways.branches(HEADS, RELATIONS), HEADS, predicate, 5).tolist()


def test_down_is_told_by_the_branch_and_up_by_the_steps() -> None:
    step = 6  # the node itself and five relations
    assert way(5) == [2 + NSUBJ] * 5 + [1]  # all of the subject hangs in one branch
    assert way(3) == [
        1 + step + 1 + DET,  # one step up, then down into the determiner
        1 + step,  # the node one step up
        2 + NSUBJ,
        1,
        2 + OBJ,
        1 + 2 * step,  # two steps up
    ]
    assert max(way(3)) < ways.count(5)


def test_the_top_of_a_stretch() -> None:
    assert ways.top(HEADS, 2, 4) == 3 and ways.top(HEADS, 0, 0) == 0 and ways.top(HEADS, 0, 5) == 5


@given(st.integers(1, 12).flatmap(lambda n: st.tuples(*[st.integers(0, max(i - 1, 0)) for i in range(n)])))
def test_every_word_of_a_tree_has_a_way_unless_it_is_far(heads: tuple[int, ...]) -> None:
    relations = [i % 5 for i in range(len(heads))]
    branch = ways.branches(heads, relations)
    for predicate in range(len(heads)):
        found = ways.ways(branch, heads, predicate, 5)
        node, depth = predicate, 0
        while heads[node] != node:
            node, depth = heads[node], depth + 1
        assert found[predicate] == 1 and (found < ways.count(5)).all()
        assert depth > ways.HIGHEST or (found != ways.ELSEWHERE).all()

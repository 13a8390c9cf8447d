"""Which harm word a single count hangs on, read off the words: voice, object, "of", toll.

It works on headlines and on agency texts without commas; what the words leave open is left to the parse
(``tree``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wiredesk.annotate.figures.harms import Harm, Reading, after, before, voice
from wiredesk.annotate.figures.sentence import Sentence
from wiredesk.annotate.figures.victims import Counted, is_thing
from wiredesk.annotate.figures.words import among, phrases, words
from wiredesk.knowledge import knowledge

REACH = 16  # tokens from a subject to its passive verb
NEAR = 5  # tokens from a number to a bare participle
TOLL = 11  # tokens from "toll" to its number
SAME = "same"  # the category of "the victims": that of the figure told before
FAR_TOLL = 30  # the same where "reached" or "exceeded" stands before the number


@dataclass(frozen=True)
class Bound:
    """A count and the harm words that it belongs to; ``role`` is how ("object", "subject", "of", "toll", "noun")."""

    counted: Counted
    chain: tuple[Harm, ...]
    role: str
    share: bool = False  # "among the dead were ...": a part of a total named elsewhere


def itself(sentence: Sentence, one: Counted) -> Bound | None:
    """The harm word is the counted noun or an adjective before it: "12 deaths", "two wounded soldiers"."""
    if one.head is None:
        return None
    taken = _taken(sentence, one, one.head)
    if taken:
        return taken
    for chain in sentence.chains:
        for harm in chain:
            if harm.start == one.head and harm.reading("counts", "lives"):
                return Bound(one, (harm,), "noun")
            begin = one.start if one.partitive else one.first  # "ten of those killed were children"
            if begin <= harm.start < one.head and harm.reading("states", "affects"):
                return Bound(one, tuple(chain), "noun")
    return None


def _taken(sentence: Sentence, one: Counted, head: int) -> Bound | None:
    """ "took 12 prisoners", "lost three soldiers": the noun is the harm, where such a verb stands before it."""
    verb, noun = sentence.word(before(sentence.tokens, one.start)), sentence.tokens[head]
    category = next((told["nouns"].get(noun) for told in knowledge("harms")["taken"] if verb in told["verbs"]), None)
    return Bound(one, (Harm(head, head + 1, (Reading(category, "counts"),)),), "noun") if category else None


def side(sentence: Sentence, chain: Sequence[Harm]) -> str:
    """Where the harmed stand: ``before`` the words or ``after`` them."""
    tokens, last = sentence.tokens, chain[-1]
    if not any(harm.reading("affects") for harm in chain):
        return "before"
    kind = voice(tokens, last, chain)
    if kind != "open":
        return "before" if kind == "passive" else "after"
    i = after(tokens, last.end)
    counted = sentence.counted_at(i) or sentence.counted_at(last.end)
    if counted:
        return "before" if _claimed(sentence, counted) else "after"
    if sentence.word(last.end) == knowledge("harms")["since"]:
        return "before"
    word = sentence.word(i)
    if not word or not word[0].isalpha():
        return "before" if word != '"' else "after"
    ends = word in words("victims", "phrase_ends") and not among(word, "determiners")
    return "before" if ends else "after"


def _claimed(sentence: Sentence, one: Counted) -> bool:
    """Whether another harm word follows the count and takes it: "30 killed 12 wounded", not "killed 12 wounded 30"."""
    i = one.end
    while among(sentence.word(i), "passive", "adverbs"):
        i += 1
    chain = next((c for c in sentence.chains if c[0].start == i and c[0].reading("affects", "states", "suffers")), None)
    if chain is None:
        return False
    following = sentence.counted_at(after(sentence.tokens, chain[-1].end))
    return following is None or _claimed(sentence, following)


def to_the_left(sentence: Sentence, one: Counted) -> Bound | None:
    return _object(sentence, one) or _of(sentence, one) or _toll(sentence, one) or _among(sentence, one)


def _ending_at(sentence: Sentence, i: int) -> Sequence[Harm] | None:
    return next((chain for chain in sentence.chains if chain[-1].end == i + 1), None)


def _object(sentence: Sentence, one: Counted) -> Bound | None:
    for i in {before(sentence.tokens, one.start), one.start - 1, _before_source(sentence, one.start)}:
        chain = _ending_at(sentence, i)
        if (
            chain
            and chain[-1].reading("affects")
            and side(sentence, chain) == "after"
            and not _counted_noun(sentence, i)
        ):
            return Bound(one, tuple(chain), "object")
    return _second_object(sentence, one)


def _counted_noun(sentence: Sentence, i: int) -> bool:
    """Whether the harm word is itself the noun of a count: "4 martyrs"."""
    return any(one.head == i for one in sentence.counts)


def _before_source(sentence: Sentence, i: int) -> int:
    """The token before "according to the latest toll", where such words part a verb from its number."""
    back = range(i - 1, max(-1, i - 8), -1)
    return next((j - 1 for j in back if sentence.tokens[j : j + 2] == ["according", "to"]), i - 1)


def _second_object(sentence: Sentence, one: Counted) -> Bound | None:
    """ "killing their leader and 12 fighters": a conjunct of an object that is no count itself."""
    linked = phrases("harms", "second_objects")
    reach = range(max(0, one.start - 3), one.start)
    begin = next((i for i in reach if (hit := linked.at(sentence.tokens, i)) and hit[0] == one.start), None)
    if begin is None:
        return None
    for i in range(begin - 1, max(-1, begin - 12), -1):
        word = sentence.tokens[i]
        chain = _ending_at(sentence, i)
        if chain:
            affects = chain[-1].reading("affects") and side(sentence, chain) == "after"
            return Bound(one, tuple(chain), "object") if affects and i < begin - 1 else None
        stopped = word != "of" and among(word, "clause_breaks", "passive", "oblique")
        if stopped or any(
            other.start <= i < other.end and other.head is not None and not other.single for other in sentence.counts
        ):
            return None
    return None


def _of(sentence: Sentence, one: Counted) -> Bound | None:
    i = one.start - 1
    while among(sentence.word(i), "determiners", "adverbs"):
        i -= 1
    if sentence.word(i) != "of":
        return None
    for chain in sentence.chains:
        harm = chain[-1]
        if harm.end == i and harm.reading("of", "counts", "lives"):
            return Bound(one, tuple(link for link in chain if link.reading("of", "counts", "lives")), "of")
    return None


def _toll(sentence: Sentence, one: Counted) -> Bound | None:
    if not (among(sentence.word(one.start - 1), "toll_verbs") or _toll_ends_at(sentence, one.start)):
        return None
    reach = FAR_TOLL if among(sentence.word(one.start - 1), "toll_reaches") else TOLL
    for chain in reversed(sentence.chains):
        harm = chain[0]
        if harm.reading("tolls") and harm.end <= one.start <= harm.end + reach:
            inner = any(harm.end <= other.start < one.start for other in sentence.counts if not other.single)
            return None if (inner and reach == TOLL) or is_thing(sentence.tokens, one) else Bound(one, (harm,), "toll")
    return None


def _toll_ends_at(sentence: Sentence, i: int) -> bool:
    """ "the toll, estimated between 40 and 60": the bound belongs to the number."""
    ends = (i, i - 1) if sentence.word(i - 1) == "," else (i,)
    return any(chain[0].end in ends and chain[0].reading("tolls") for chain in sentence.chains)


def _among(sentence: Sentence, one: Counted) -> Bound | None:
    """ "among the dead were three children", "those killed include a nurse", "of those killed six were women"."""
    i, seen = one.start - 1, False
    while among(sentence.word(i), "inclusions", "adverbs"):
        seen = seen or among(sentence.word(i), "inclusions")
        i -= 1
    harmed = sentence.harmed_before(one.start)
    if harmed:
        return Bound(one, tuple(harmed), "subject", share=True)
    if seen and among(sentence.word(i), "groups") and among(sentence.word(i - 1), "share_openers"):
        return Bound(one, (Harm(i, i + 1, (Reading(SAME, "states"),)),), "subject", share=True)
    chain = _ending_at(sentence, i) if seen else None
    if chain and _a_group(sentence, chain) and chain[-1].reading("affects", "states"):
        return Bound(one, tuple(chain), "subject", share=True)
    return None


def _a_group(sentence: Sentence, chain: Sequence[Harm]) -> bool:
    """Whether the harm word names a group told before: "the dead", "those killed"."""
    return among(sentence.word(chain[0].start - 1), "share_openers")


def to_the_right(sentence: Sentence, one: Counted) -> Bound | None:
    oblique = among(sentence.word(one.start - 1), "oblique")
    for i in range(one.end, min(one.end + REACH, len(sentence.tokens))):
        chain = next((chain for chain in sentence.chains if chain[0].start == i), None)
        if chain and chain[0].reading("affects", "suffers", "states"):
            return _subject(sentence, one, chain, i - one.end, oblique)
        if among(sentence.tokens[i], "clause_breaks"):
            return None
        other = sentence.counted_at(i)
        if other and not is_thing(sentence.tokens, other) and sentence.word(i - 1) not in words("harms", "oblique"):
            return None
    return None


def _subject(sentence: Sentence, one: Counted, chain: Sequence[Harm], gap: int, oblique: bool) -> Bound | None:
    if _a_group(sentence, chain) and "among" in sentence.tokens[one.end : chain[0].start]:
        return Bound(one, tuple(chain), "subject", share=True)
    if gap == 0 and among(sentence.word(one.start - 1), "leaving"):
        return Bound(one, tuple(chain), "subject")
    if side(sentence, chain) != "before" or (oblique and gap > 0):
        return None
    suffering = chain[0].reading("suffers")
    if suffering and suffering.form == "ing" and gap > 2:
        return None
    passive = voice(sentence.tokens, chain[-1], chain) == "passive"
    free = passive or suffering is not None or _predicate(sentence, chain)
    if gap > NEAR and not free:
        return None
    return Bound(one, tuple(chain), "subject")


def _predicate(sentence: Sentence, chain: Sequence[Harm]) -> bool:
    """Whether a copula or "left" stands before the adjective: "were dead", "remain missing"."""
    i = before(sentence.tokens, chain[0].start)
    return among(sentence.word(i), "passive", "remaining")

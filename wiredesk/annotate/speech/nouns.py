"""Attributions by a noun, an adjective, an adverb or a preposition: "the claim that", "according to"."""

from __future__ import annotations

from spacy.tokens import Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import Entry, cues, hedges
from wiredesk.annotate.speech.draft import Draft, antecedent, entries_of, is_light, match, source_of, with_preposition
from wiredesk.annotate.speech.frames import Filled
from wiredesk.annotate.speech.tree import Range


def noun_cue(noun: Token) -> Draft | None:
    entries = cues().nouns.get(noun.lemma_.lower(), ())
    if not entries:
        return None
    matched = _match_noun(noun, entries)
    if matched is None:
        return None
    verdict, filled = matched
    source, cue = _noun_source(noun)
    clausal = filled.preposition is None and noun.doc[filled.pieces[0][0]].lower_ == "that"
    if source is None and not clausal:
        return None
    draft = Draft(noun.i, with_preposition(cue, filled), source, filled.pieces, verdict)
    draft.negative = cues().negative(verdict) != tree.negated(noun, noun.head)
    return draft


def _match_noun(noun: Token, entries: tuple[Entry, ...]) -> tuple[str, Filled] | None:
    for entry in entries:
        for child in noun.children:
            if child.i < noun.i or child.dep_ not in {"acl", "ccomp", "nmod", "acl:relcl"}:
                continue
            mark = tree.marker(child)
            word = mark.lower_ if mark is not None else ""
            if child.dep_ == "nmod" and "topic" in entry.frames and word in cues().topics and mark is not None:
                return entry.verdict, Filled([(mark.right_edge.i + 1, child.right_edge.i + 1)], mark)
            clause = child.dep_ in {"acl", "ccomp"} and word in {"that", "whether", "to", "of", "about"}
            wanted = "vp" if word == "to" else "topic" if word in cues().topics else "that"
            if clause and wanted in entry.frames:
                return entry.verdict, Filled([tree.reach(child)])
    return None


def _noun_source(noun: Token) -> tuple[Range | None, Range]:
    """Whose word it is, and the cue: "the ministry's claim", "a claim by ...", "they issued a warning"."""
    doc, plain = noun.doc, (noun.i, noun.i + 1)
    for child in tree.children(noun, "nmod"):
        mark = tree.marker(child)
        if child.dep_ == "nmod:poss":
            return tree.reach(child), (child.right_edge.i + 1, noun.i + 1)
        if mark is not None and mark.lower_ in {"by", "from"} and child.i > noun.i:
            return tree.trim(doc, mark.i + 1, child.right_edge.i + 1), plain
    verb = noun.head
    if noun.dep_ in {"obj", "obl"} and verb.pos_ in tree.VERBAL and is_light(verb):
        who = tree.agent(verb) if tree.passive(verb) else tree.subject(tree.top_of(verb))
        start = tree.group(tree.top_of(verb), verb)[0]
        return source_of(who, verb, tree.top_of(verb)), (start, noun.i + 1) if start < noun.i else plain
    for child in tree.children(noun, "compound", "amod", "nmod"):
        if child.i < noun.i and (child.pos_ == "PROPN" or child.ent_type_ in {"NORP", "ORG", "PER", "LOC"}):
            return (child.left_edge.i, child.right_edge.i + 1), (child.right_edge.i + 1, noun.i + 1)
    return None, plain


def adjective_cue(word: Token) -> Draft | None:
    entries = entries_of(word, cues().adjectives)
    who = tree.own_subject(word) if entries else None
    matched = match(word, entries, False) if who is not None and who.dep_ != "expl" else None
    if who is None or matched is None or not tree.children(word, "cop"):
        return None
    verdict, filled = matched
    cue = with_preposition(tree.group(word, word), filled)
    draft = Draft(word.i, cue, source_of(who, word, word), filled.pieces, verdict)
    draft.negative = cues().negative(verdict) != tree.negated(word)
    draft.speaker = antecedent(who)
    return draft


def adverb_cue(adverb: Token) -> Draft | None:
    clause = tree.clause_of(adverb.head)
    pieces = tree.without([tree.reach(clause)], [(adverb.i, adverb.i + 1)])
    return Draft(adverb.i, (adverb.i, adverb.i + 1), None, pieces, hedges().hearsay[adverb.lower_])


def preposition_cue(token: Token) -> Draft | None:
    if token.lower_ not in cues().openers:
        return None
    for phrase, verdict in cues().prepositions.items():
        if token.lower_ == phrase[0]:
            end = token.i + len(phrase)
            if tuple(t.lower_ for t in token.doc[token.i : end]) == phrase and end < len(token.doc):
                return _according(token, end, verdict)
    nouns = cues().possessed.get(token.lower_)
    if nouns and token.dep_ == "case" and token.head.lemma_.lower() in nouns:
        owner = next((c for c in token.head.children if c.dep_ == "nmod:poss"), None)
        if owner is not None and token.head.i > owner.i > token.i:
            low, high = tree.reach(token.head)
            pieces = tree.without([tree.reach(tree.clause_of(token.head.head))], [(low, high)])
            return Draft(token.i, (token.i, token.head.i + 1), tree.reach(owner), pieces, "believe")
    return None


def _according(token: Token, end: int, verdict: str) -> Draft | None:
    """ "According to X, P": the source hangs behind the phrase, the content is the clause that it modifies."""
    top = token.doc[end]
    while top.left_edge.i > token.i and top.head.i != top.i:
        top = top.head
    low, high = tree.reach(top)
    if top.head.i == top.i or token.doc[low : token.i].text.strip(",-–— "):
        return None
    source = tree.trim(token.doc, end, high)
    apart = low < token.i or (token.i and token.nbor(-1).text == ",") or token.is_sent_start
    clause = tree.sentence_of(top.head) if apart else tree.clause_of(top.head)
    pieces = tree.without([tree.reach(clause)], [(low, high)])
    return Draft(token.i, (token.i, end), source, pieces, verdict) if source else None

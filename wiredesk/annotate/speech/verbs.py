"""Attributions by a verb: "said that ...", "was quoted as saying", "issued a statement saying"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from wiredesk.annotate.speech import tree
from wiredesk.annotate.speech.cues import cues
from wiredesk.annotate.speech.draft import Draft, antecedent, entries_of, is_light, match, source_of, with_preposition
from wiredesk.annotate.speech.frames import Filled
from wiredesk.annotate.speech.near import near_content, near_medium, near_subject, to_sentence_end
from wiredesk.annotate.speech.tree import Range


def verb_cue(verb: Token) -> Draft | None:
    entries = entries_of(verb, cues().verbs)
    if not entries or verb.dep_ in {"amod", "compound", "case", "aux"}:
        return None
    is_passive = tree.passive(verb)
    top = tree.top_of(verb)
    matched = match(verb, entries, is_passive)
    quotable = any(frame in {"that", "quote"} for entry in entries for frame in entry.frames)
    if matched is None and not quotable:
        return None
    verdict, filled = matched or (entries[0].verdict, Filled([]))
    who = tree.agent(verb) if is_passive else tree.subject(top)
    if verb.dep_ == "advcl" and verb.head.lemma_ in {"quote", "cite"} and tree.passive(verb.head):
        who, top = tree.own_subject(verb.head), verb.head  # "was quoted as saying"
    if (issuer := _issuer(verb)) is not None:
        who, top = tree.subject(issuer), issuer  # "issued a statement saying"
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and who is None:
        return None  # "a film called ..."
    doc, cue = verb.doc, _through_particle(verb, tree.group(top, verb))
    telling = entries[0].frames[0] == "that" and verb.tag_ in {"VBD", "VBZ", "VBP"} and not is_passive
    source = source_of(who, verb, top)
    if telling and (who is None or who.lower_ not in tree.RELATIVES):
        own = source if tree.own_subject(top) is not None else None
        source = near_subject(top, cue, own) or source
    source = _closed(doc, source, cue)
    if source is None and not is_passive:
        return None
    if telling and not filled.pieces and verb.lemma_.lower() in cues().bare:
        filled = Filled(near_content(verb, cue, source))
    if telling and filled.pieces and verb.lemma_.lower() in cues().bare:
        filled = filled._replace(pieces=to_sentence_end(verb, cue, filled.pieces))
    draft = Draft(verb.i, with_preposition(cue, filled), source, filled.pieces, verdict)
    draft.negative = cues().negative(verdict) != tree.negated(verb, top)
    medium = _medium(verb) or near_medium(doc, max(draft.core[1], verb.i + 1))
    draft.medium = next(iter(tree.without([medium], draft.pieces)), None) if medium else None
    draft.quotable = quotable
    draft.speaker = antecedent(who)
    return draft


def _through_particle(verb: Token, cue: Range) -> Range:
    """A cue with the word that makes its entry: "put it", "speak out"."""
    follows = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    listed = f"{verb.lemma_.lower()} {follows.lower_}" in cues().verbs
    return (cue[0], max(cue[1], verb.i + 2)) if listed and follows.head.i == verb.i else cue


def _issuer(verb: Token) -> Token | None:
    """The verb that puts out the words in which something is said: "issued" in "issued a statement saying ..."."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or noun.dep_ != "obj" or noun.head.pos_ not in tree.VERBAL:
        return None
    worded = noun.lemma_.lower() in cues().nouns or noun.lemma_.lower() in cues().media
    return noun.head if worded and is_light(noun.head) and not tree.passive(noun.head) else None


def _closed(doc: Doc, source: Range | None, cue: Range) -> Range | None:
    """A source with the comma that ends its apposition, as the corpora have it: "Ana Diaz, a nurse," said."""
    if source is None or source[1] >= cue[0] or doc[source[1]].text != ",":
        return source
    return (source[0], source[1] + 1) if any(doc[i].text == "," for i in range(*source)) else source


def _medium(verb: Token) -> Range | None:
    """ "in a statement", "on X", "told reporters"."""
    media = cues().media
    for child in verb.children:
        if child.dep_.startswith(("obl", "nmod")) and child.lemma_.lower() in media and tree.marker(child) is not None:
            return tree.trim(verb.doc, *tree.reach(child))
        told = child.dep_ in {"obj", "iobj"} and verb.i < child.left_edge.i <= verb.i + 2
        if told and (child.lemma_.lower() in media or child.lower_ in media):
            return tree.trim(verb.doc, verb.i, child.right_edge.i + 1)
    return None

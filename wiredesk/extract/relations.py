"""What holds between actors: other names, backers, opponents, aims, places (knowledge/relations.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from spacy.tokens import Span as Words
from spacy.tokens import Token

from wiredesk.annotate.actors import actor_of, aliases
from wiredesk.extract.named import actors_named
from wiredesk.extract.telling import Telling
from wiredesk.extract.wording import tidy
from wiredesk.knowledge import knowledge
from wiredesk.model import Actor, Claim, Place, Relation

Found = tuple[str, Actor, Actor | Place | str, Token]  # kind, from, to, the word that says so


def lexicon() -> dict[str, Any]:
    read: dict[str, Any] = knowledge("relations")
    return read


def relation_claims(telling: Telling) -> Iterator[Claim]:
    """A claim for each relation told, each pair and kind once a report."""
    seen = set()
    for kind, from_, to, token in [*_names(telling), *_told(telling)]:
        unit = telling.unit(token)
        key = (kind, from_.id, to if isinstance(to, str) else to.name)
        if unit is None or key in seen or (isinstance(to, Actor) and to.id == from_.id and kind != "also_known_as"):
            continue
        seen.add(key)
        relation = Relation(kind=kind, from_=from_, to=to)  # type: ignore[arg-type, call-arg]
        yield telling.claim(unit, token, telling.doc[token.i : token.i + 1], relation=relation, tense="present")


def _names(telling: Telling) -> Iterator[Found]:
    for name, others, _ in aliases(telling.doc):
        actor = actor_of(name)
        if actor.kind in ("population", "other"):
            continue
        for other in others:
            yield "also_known_as", actor, other.text, name.root


def _told(telling: Telling) -> Iterator[Found]:
    words = lexicon()
    frames = [(frame, set(frame["lemmas"])) for frame in words["verbs"]]
    for token in telling.doc:
        if token.pos_ == "VERB":
            for frame, lemmas in frames:
                if token.lemma_ in lemmas and not _uncertain(token):
                    yield from _of_verb(telling, token, frame)
            yield from _of_designation(token)
        elif token.pos_ == "NOUN":
            if token.lemma_ in words["goals"]:
                yield from _of_goal(token)
            if token.lemma_ in words["borders"]:
                yield from _of_border(token)
            for role in words["roles"]:
                if token.lemma_ in role["nouns"]:
                    yield from _of_role(token, role["kind"])
    yield from _places_of_members(telling)


def _uncertain(token: Token) -> bool:
    """Negated, planned or past: then it does not simply hold."""
    children = {child.lower_ for child in token.children if child.dep_ in ("aux", "advmod", "aux:pass")}
    past = token.tag_ == "VBD" or children & {"had", "did"}
    return bool(
        past or children & {"not", "n't", "n’t", "never", "would", "could", "may", "might", *lexicon()["not_now"]}
    )


def _of_verb(telling: Telling, verb: Token, frame: dict[str, Any]) -> Iterator[Found]:
    turned = _is_passive(verb) and frame["to"] == ["obj"]
    agents, targets = _passive(verb) if turned else (_subjects(verb), _targets(verb, frame["to"]))
    for agent in (actor for token in agents[:1] for actor in actors_named(token)):
        for target in targets[:1]:
            if frame["kind"] in ("seeks", "operates_in", "based_in"):
                yield frame["kind"], agent, _place_or_words(telling, target), verb
            else:
                others = [actor for actor in actors_named(target) if actor.name[:1].isupper()]
                others = [actor for actor in others if frame["kind"] != "borders" or actor.kind == "state"]
                if frame["kind"] != "borders" or agent.kind == "state":
                    yield from ((frame["kind"], agent, actor, verb) for actor in others)


def _of_designation(verb: Token) -> Iterator[Found]:
    """ "The union designated the group as a terrorist organization", "a group listed as terrorist by Canada"."""
    words = lexicon()["designating"]
    if verb.lemma_ not in words["verbs"] or verb.tag_ == "VB":
        return
    if {child.lower_ for child in verb.children} & {*words["unless"], *lexicon()["not_now"]}:
        return
    called = [child for child in verb.children if child.dep_ in ("xcomp", "obl", "obj", "advcl") and child.i > verb.i]
    called = [child for child in called if {t.lower_ for t in (child, *child.children)} & set(words["as"])]
    if not called:
        return
    turned = _is_passive(verb)
    agents, targets = _passive(verb) if turned else (_subjects(verb), _targets(verb, ["obj"]))
    if turned and not agents:  # "listed as a terrorist group by Canada": the agent may hang on the group
        agents = [child for child in called[0].children if child.dep_ == "nmod" and _case(child) == "by"]
    for target in (actor for token in targets[:1] for actor in actors_named(token)):
        for agent in (actor for token in agents[:1] for actor in actors_named(token)):
            if target.kind not in ("state", "population") and agent.kind in words["by"]:
                yield "designated_by", target, agent, verb


def _is_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not any(child.lemma_ == "have" for child in verb.children)


def _passive(verb: Token) -> tuple[list[Token], list[Token]]:
    """(agents, what is acted on) of a participle."""
    agents = [child for child in verb.children if child.dep_.startswith("obl") and _case(child) == "by"]
    return agents, [c for c in verb.children if c.dep_ == "nsubj:pass"] or ([verb.head] if verb.dep_ == "acl" else [])


def _subjects(verb: Token) -> list[Token]:
    """The subject, shared over coordination, or the noun that a relative clause is about."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if own and own[0].lower_ in ("that", "which", "who") and verb.dep_.startswith("acl"):
        return [verb.head]
    if own:
        return own
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _subjects(verb.head)
    return [verb.head] if verb.dep_ == "acl" else []


def _targets(verb: Token, places: list[str]) -> list[Token]:
    found = []
    for place in places:
        relation, _, case = place.partition(":")
        found += [
            child
            for child in verb.children
            if child.dep_.split(":")[0] == relation and (not case or _case(child) == case) and child.i > verb.i
        ]
    return found


def _case(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def _of_goal(noun: Token) -> Iterator[Found]:
    """ "Its goal is independence", "Their aim is to ..." """
    owner = next((child for child in noun.children if child.dep_ == "nmod:poss"), None)
    if owner is None or noun.dep_ not in ("nsubj", "nsubj:outer"):
        return
    goal = noun.head
    words = goal.doc[_after(noun, goal) : goal.right_edge.i + 1]
    for actor in actors_named(owner):
        yield "seeks", actor, tidy(_without_end(words).text)[:200], noun


def _after(noun: Token, goal: Token) -> int:
    """The first word of the predicate: behind the copula."""
    copula = next((child for child in goal.children if child.dep_ == "cop"), None)
    return max(noun.right_edge.i, copula.i if copula is not None else 0) + 1


def _of_border(noun: Token) -> Iterator[Found]:
    """ "The two countries share a border", "the Iran-Pakistan border", "the border between A and B"."""
    sides: list[Actor] = []
    if noun.head.lemma_ == "share" and noun.dep_ == "obj":
        sides = [actor for token in _subjects(noun.head)[:1] for actor in actors_named(token)]
    if len(sides) < 2:
        between = [c for c in noun.children if c.dep_ in ("nmod", "compound") and _case(c) in ("between", "")]
        sides = [actor for token in between for actor in actors_named(token) if actor.kind == "state"]
    if len(sides) == 2 and all(side.kind == "state" for side in sides):
        yield "borders", sides[0], sides[1], noun


def _of_role(noun: Token, kind: str) -> Iterator[Found]:
    """ "the armed wing of X", "X's proxy" beside a name (apposition or copula)."""
    owners = [c for c in noun.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and _case(c) == "of")]
    holder = (
        noun.head if noun.dep_ == "appos" else next((c for c in noun.children if c.dep_ in ("nsubj", "appos")), None)
    )
    if not owners or holder is None:
        return
    for owner in actors_named(owners[0]):
        for actor in actors_named(holder):
            yield (kind, actor, owner, noun) if kind == "part_of" else (kind, owner, actor, noun)


def _places_of_members(telling: Telling) -> Iterator[Found]:
    """ "Hezbollah in Lebanon": a named group with a place right after it."""
    places = {place.span.start: place for place in telling.doc._.places}
    for mention in telling.doc._.actors:
        after = mention.span.end
        grouped = mention.actor.kind == "armed group" and mention.span.root.pos_ == "PROPN"
        if grouped and after + 1 in places and telling.doc[after].lower_ == "in":
            yield "operates_in", mention.actor, _bare(places[after + 1]), mention.span.root


def _place_or_words(telling: Telling, target: Token) -> Place | str:
    """The place, where the phrase is a place and no more; else the words."""
    words = _without_end(target.doc[target.left_edge.i : target.right_edge.i + 1])
    bare = words[1:] if words[0].dep_ == "case" and words[0].lower_ in ("in", "for") else words
    named = bare[1:] if len(bare) > 1 and bare[0].dep_ == "det" else bare
    starts = (bare.start, named.start)
    place = next((p for p in telling.doc._.places if p.span.start in starts and p.span.end == bare.end), None)
    if place is not None and target.dep_.startswith("obl"):
        return _bare(place)
    words = bare
    text = tidy(words.text)[:200]
    return text if words and words[0].pos_ == "PROPN" else text[:1].lower() + text[1:]


def _without_end(words: Words) -> Words:
    """Without a trailing relative clause that a comma cuts off, and without final punctuation."""
    for token in words:
        if (
            token.text in (",", ";")
            and any(t.dep_ == "acl:relcl" and t.i > token.i for t in words)
            and token.i > words.start
        ):
            return words.doc[words.start : token.i]
    end = words.end
    while end > words.start + 1 and words.doc[end - 1].is_punct and words.doc[end - 1].text not in '”")':
        end -= 1
    return words.doc[words.start : end]


def _bare(place: Place) -> Place:
    return place.model_copy(update={"span": None})

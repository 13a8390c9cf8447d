"""A small situation with everything that a page must show; its places, actors and outlets are made up."""

from __future__ import annotations

from html.parser import HTMLParser

from wiredesk.model import (  # isort: skip
    Actor, Brief, Claim, Dropped, Event, EventMention, Figure, Link, Mark, Relation, Report, SaidFigure, Section,
    Sentence, Situation, Span, Speaker, Statement, When,
)  # fmt: skip

ORVANE = Actor(id="orvane", name="Orvane", kind="state", sector="GOV")
TESSALY = Actor(id="tessaly", name="Tessaly", kind="state", sector="GOV")
FRONT = Actor(id="front", name="Highland Front", aliases=("HF",), kind="armed group", sector="REB", note="separatist")
AGENCY = Actor(id="kestrel", name="Kestrel agency", kind="media", sector="MED", note="aligned with the state of Orvane")

WIRE = Report.of(
    "DORREM, March 4 (Harrow Wire) - Orvane fired rockets on Monday at two villages in the Tessalian highlands, "
    "killing three shepherds and hurting at least nine people, Tessaly's interior ministry said.\n\n"
    "Orvane's Kestrel agency said the rockets had destroyed “two bases of the Highland Front” and that "
    "only fighters were among the dead; it put their number at about 20.\n\n"
    "Tessaly called the attack <an act of war> & recalled its envoy. The ministry said three people were killed.",
    published="2030-03-04T21:15Z", outlet="Harrow Wire", title="Orvane fires rockets at highland villages",
    source="https://harrow-wire.example/2030/03/04/rockets", authors=("Lena Marsh",),
)  # fmt: skip
COPY = Report.of(
    "Orvane fired rockets on Monday at two villages in the Tessalian highlands, killing three shepherds and hurting "
    "at least nine people, Tessaly's interior ministry said.",
    published="2030-03-05", outlet="Brackwater Courier", title="Rockets kill three in the highlands",
    source="/home/somebody/clippings/courier.html", repeats=WIRE.id,
)  # fmt: skip
LATER = Report.of(
    "Two days after the rocket fire Tessaly's army shelled a depot across the border, its general staff said on "
    "Wednesday1. “We answered at a time of our choosing,” the staff said.\n"
    "Orvane denied that any depot was hit.\n"
    "The Highland Front, also known as the Army of the Passes, seeks a state of its own. \u200fשלום\u202e</script>\x0b",
    published="2030-03-06", outlet="The Lowland Review", title="Tessaly shells “depot” </title> in answer",
    source="javascript:alert(1)",
    dropped=(Dropped(text="Sign up for our <b>newsletter</b>", reason="not part of the article"),),
)  # fmt: skip


def words(report: Report, text: str) -> Span:
    start = report.text.index(text)
    return Span(report=report.id, start=start, end=start + len(text), text=text)


MINISTRY = Speaker(description="Tessaly's interior ministry", role="official")
KESTREL = Speaker(actor=AGENCY, role="media")
STAFF = Speaker(description="Tessaly's general staff", role="official")
LATER = LATER.model_copy(update={"marks": (Mark(span=words(LATER, "1"), label="1", word="Wednesday"),)})
ROCKETS = EventMention(type="ASSAULT", mode="aerial", initiators=(ORVANE,), recipients=(TESSALY,))
SHELLING = EventMention(type="ASSAULT", mode="heavy-weapons", initiators=(TESSALY,), recipients=(ORVANE,))
DEAD = Figure(category="killed", low=3, victims="shepherds", span=words(WIRE, "three shepherds"))
HURT = Figure(category="injured", low=9, victims="people", span=words(WIRE, "at least nine people"))
FIGHTERS = Figure(category="killed", low=20, approximate=True, as_of="2030-03-04", span=words(WIRE, "about 20"))


def claim(id: str, *evidence: Span, by: Speaker, **content: object) -> Claim:
    return Claim(id=id, report=evidence[0].report, evidence=evidence, speakers=(by,), **content)  # type: ignore[arg-type]


CLAIMS = (
    claim("rockets", words(WIRE, "Orvane fired rockets on Monday at two villages"), by=MINISTRY, event=ROCKETS),
    claim("rockets-copy", words(COPY, "Orvane fired rockets on Monday at two villages"), by=MINISTRY, event=ROCKETS),
    claim("dead", words(WIRE, "two villages in the Tessalian highlands, killing three shepherds"),
          words(WIRE, "three people were killed"), by=MINISTRY, figure=DEAD),
    claim("hurt", words(WIRE, "killing three shepherds and hurting at least nine people"), by=MINISTRY, figure=HURT),
    claim("fighters", words(WIRE, "only fighters were among the dead; it put their number at about 20"), by=KESTREL,
          figure=FIGHTERS),
    claim("bases", words(WIRE, "two bases of the Highland Front"), by=KESTREL, statement=Statement(text="two bases")),
    claim("war", words(WIRE, "Tessaly called the attack <an act of war> & recalled its envoy"),
          by=Speaker(actor=TESSALY, role="official"), statement=Statement(text="an act of war", about=(TESSALY,))),
    claim("shelling", words(LATER, "Tessaly's army shelled a depot across the border"), by=STAFF, event=SHELLING),
    claim("denial", words(LATER, "Orvane denied that any depot was hit"), by=Speaker(actor=ORVANE, role="official"),
          event=SHELLING, polarity="negative"),
    claim("name", words(LATER, "The Highland Front, also known as the Army of the Passes"), by=Speaker(role="report"),
          relation=Relation.model_validate({"kind": "also_known_as", "from": FRONT, "to": "Army of the Passes"})),
    claim("aim", words(LATER, "The Highland Front, also known as the Army of the Passes, seeks a state of its own"),
          by=Speaker(role="report"),
          relation=Relation.model_validate({"kind": "seeks", "from": FRONT, "to": "a state of its own"})),
)  # fmt: skip
ANSWER = Link(
    kind="response_to", **{"from": "shelled"}, to="fired", evidence=(words(LATER, "Two days after the rocket fire"),)
)
FIRED = Event(
    id="fired", type="ASSAULT", initiators=(ORVANE,), when=When(value="2030-03-04", edtf="2030-03-04"),
    standing="disputed", why="Tessaly's interior ministry counts 3 killed, Kestrel agency about 20",
    claims=("rockets", "rockets-copy"), sentence="Orvane fired rockets at two villages in the Tessalian highlands.",
    figures=(
        SaidFigure(figure=DEAD, speakers=("Tessaly's interior ministry",), claims=("dead",)),
        SaidFigure(figure=HURT, speakers=("Tessaly's interior ministry",), claims=("hurt",)),
        SaidFigure(figure=FIGHTERS, speakers=("kestrel",), claims=("fighters",)),
    ),
)  # fmt: skip
SHELLED = Event(
    id="shelled", type="ASSAULT", initiators=(TESSALY,), when=When(value="2030-03-06", edtf="2030-03-06"),
    standing="denied", why="Orvane denies it", claims=("shelling", "denial"), links=(ANSWER,),
    sentence="Tessaly's army shelled a depot across the border.",
)  # fmt: skip
SITUATION = Situation(
    reports=(LATER, WIRE, COPY), claims=CLAIMS, actors=(ORVANE, TESSALY, FRONT, AGENCY), events=(FIRED, SHELLED),
    relations=tuple(one.relation.model_copy(update={"claims": (one.id,)}) for one in CLAIMS if one.relation),
    links=(ANSWER,),
)  # fmt: skip


def said(text: str, *claims: str, event: str | None = None, day: str | None = None) -> Sentence:
    return Sentence(text=text, claims=claims, event=event, day=day)


BRIEF = Brief(
    title="Rockets & shells <between> Orvane and Tessaly",
    as_of="2030-03-06",
    lead=(
        said("Orvane fired rockets at two villages in the Tessalian highlands.", "rockets", "rockets-copy"),
        said("Tessaly answered two days later.", "shelling"),
    ),
    sections=(
        Section(kind="timeline", title="Timeline", sentences=(
            said("Orvane fired rockets at two villages, killing three shepherds, Tessaly's interior ministry said.",
                 "rockets", "rockets-copy", "dead", event="fired", day="2030-03-04"),
            said("The same ministry said at least nine people were hurt.", "hurt", event="fired", day="2030-03-04"),
            said("Tessaly recalled its envoy.", "war", day="2030-03-04/2030-03-05"),
            said("Tessaly's army shelled a depot across the border, its general staff said.", "shelling",
                 event="shelled", day="2030-03-06"),
            said("Earlier raids have no date.", "bases"),
        )),
        Section(kind="voices", title="Who says what", sentences=(
            said("Tessaly called the attack “an act of war”.", "war"),
            said("The Kestrel agency said two bases of the Highland Front were destroyed.", "bases"),
        )),
        Section(kind="disputed", title="What is disputed", sentences=(
            said("The ministry counts three dead, all shepherds; the Kestrel agency about 20, all fighters.",
                 "dead", "fighters", event="fired"),
        )),
        Section(kind="actors", title="Who is who", sentences=(
            said("The Highland Front seeks a state of its own.", "aim"),
        )),
        Section(kind="background", title="Background", sentences=(said("The Front has two bases.", "bases"),)),
        Section(kind="open", title="What stays open", sentences=(said("A mark after “Wednesday” leads nowhere."),)),
        Section(kind="sources", title="Sources"),
    ),
)  # fmt: skip


VOID = {"meta", "link", "input", "br", "hr", "img"}


class Tree(HTMLParser):
    """Checks what lxml forgives: end tags that close no open element."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

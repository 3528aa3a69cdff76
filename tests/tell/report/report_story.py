"""An invented contested story, small enough to be read whole, with every kind of entry that a report shows."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import (
    Article,
    Block,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Layout,
    Origin,
    Passage,
    Quotation,
    Reading,
    Relation,
    Relay,
    Reuse,
    Sentence,
    Source,
    Span,
    Story,
    StoryRecord,
    Timex,
    When,
)
from onrecord.text import make_id, span


def day(value: str | None, basis: str = "given", reason: str = "") -> When:
    if value is None:
        return When()
    return When(value=value, earliest=value, latest=value, basis=basis, reason=reason)  # type: ignore[arg-type]


def find(text: str, words: str) -> Span:
    at = text.index(words)
    return span(text, at, at + len(words))


def document(
    name: str,
    text: str,
    *,
    published: When,
    publisher: str | None = None,
    url: str | None = None,
    title: str | None = None,
    authors: Sequence[str] = (),
    agency: Sequence[str] = (),
    left_out: Sequence[tuple[str, str]] = (),
) -> Document:
    """A document of one block and one sentence a line; `left_out` are (line, kind)."""
    kinds = dict(left_out)
    blocks, sentences, at = [], [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = kinds.get(line, "body")
            blocks.append(Block(start=at, end=at + len(line), kind=kind))  # type: ignore[arg-type]
            if kind == "body":
                sentences.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    article = Article(
        id=make_id("a", name),
        text=text,
        publisher=publisher,
        url=url,
        title=title,
        authors=tuple(authors),
        published=published,
        path=f"/home/somebody/{name}.txt",
    )
    layout = Layout(blocks=tuple(blocks), sentences=tuple(sentences), language="en", agency=tuple(agency), published=published)
    return Document(article=article, layout=layout, reading=Reading(anchor=published))


def quote(
    d: Document,
    content: str,
    who: str | None,
    *,
    cue: str = "said",
    stance: str = "asserts",
    chain: Sequence[str] = (),
    kind: str = "person",
) -> Quotation:
    part = find(d.article.text, content)
    source = Source(name=who, kind=kind) if who else None  # type: ignore[arg-type]
    return Quotation(
        id=make_id("q", d.article.id, part.start, part.end, who),
        article=d.article.id,
        content=(part,),
        cue=find(d.article.text, cue) if cue else None,
        source=source,
        chain=tuple(Relay(name=n) for n in chain),
        stance=stance,  # type: ignore[arg-type]
        said=d.reading.anchor,
    )


def figure(
    d: Document,
    words: str,
    low: float | None,
    high: float | None,
    *,
    indicator: str,
    unit: str = "person",
    as_of: str | None = None,
    giver: str | None = None,
    quotation: str | None = None,
    approximate: bool = False,
) -> Figure:
    part = find(d.article.text, words)
    return Figure(
        id=make_id("f", d.article.id, part.start, part.end),
        article=d.article.id,
        passage=part,
        low=low,
        high=high,
        unit=unit,
        indicator=indicator,
        as_of=day(as_of) if as_of else None,
        giver=giver,
        quotation=quotation,
        approximate=approximate,
    )


def read(
    d: Document, quotations: Sequence[Quotation] = (), figures: Sequence[Figure] = (), dates: Sequence[Timex] = ()
) -> Document:
    reading = replace(d.reading, quotations=tuple(quotations), figures=tuple(figures), dates=tuple(dates))
    return replace(d, reading=reading)


def passage(d: Document, words: str) -> Passage:
    part = find(d.article.text, words)
    return Passage(article=d.article.id, start=part.start, end=part.end, exact=part.exact)


HARBOUR = """Minister Orla Venn said the harbour wall at Tesk is sound.
At least 12 people were hurt when the wall gave way on Monday, the rescue service said.
Sign up for our letter."""
COAST = """The dockers' union denied that the harbour wall at Tesk is sound.
"The wall was never repaired," its chair Ilo Marrak said.
The rescue service put the number of people hurt at 31 on Wednesday.
The Coast Gazette could not verify either account."""
BAY = """Minister Orla Venn said the harbour wall at Tesk is sound, according to Lumen, citing Radio Tesk.
About 30 people were hurt.
Two people close to the ministry accused the builder of fraud."""


def make_story() -> tuple[list[Document], StoryRecord]:
    """Three articles: a claim, its denial, a toll that rises, a relay of two, an unnamed accusation, a copy."""
    one = document(
        "one", HARBOUR, published=day("2031-05-05"), publisher="Lumen", left_out=[("Sign up for our letter.", "boilerplate")]
    )
    two = document(
        "two",
        COAST,
        published=day("2031-05-07"),
        publisher="The Coast Gazette",
        url="https://coast.example/wall?a=1&b=2",
        title="Union: wall unsafe",
    )
    three = document("three", BAY, published=day("2031-05-08", "inferred", "it names Wednesday"), agency=["Lumen"])
    sound = quote(one, "the harbour wall at Tesk is sound", "Orla Venn")
    hurt = quote(one, "At least 12 people were hurt when the wall gave way on Monday", "rescue service")
    denied = quote(two, "that the harbour wall at Tesk is sound", "dockers' union", cue="denied", stance="denies")
    never = quote(two, "The wall was never repaired", "Ilo Marrak")
    verify = quote(
        two, "either account", "The Coast Gazette", cue="could not verify", stance="cannot-verify", kind="organisation"
    )
    relayed = quote(three, "the harbour wall at Tesk is sound", "Orla Venn", chain=["Radio Tesk", "Lumen"])
    fraud = quote(three, "the builder of fraud", "Two people close to the ministry", cue="accused", kind="anonymous")
    toll = "people hurt at Tesk"
    at_least = figure(one, "At least 12 people", 12, None, indicator=toll, as_of="2031-05-05", quotation=hurt.id)
    counted = figure(two, "31", 31, 31, indicator=toll, as_of="2031-05-07", giver="rescue service")
    about = figure(three, "About 30 people", 30, 30, indicator=toll, approximate=True)
    monday = find(one.article.text, "on Monday")
    documents = [
        read(
            one,
            [sound, hurt],
            [at_least],
            [Timex(passage=monday, type="DATE", value="2031-05-05", earliest="2031-05-05", latest="2031-05-05")],
        ),
        read(two, [denied, never, verify], [counted]),
        read(three, [relayed, fraud], [about]),
    ]
    same = Claim(
        id=make_id("c", sound.id, relayed.id),
        text=sound.content[0].exact,
        members=(sound.id, relayed.id),
        origins=1,
        first_said="2031-05-05",
        status="disputed",
    )
    alone = Claim(
        id=make_id("c", fraud.id),
        text=fraud.content[0].exact,
        members=(fraud.id,),
        origins=1,
        first_said="2031-05-08",
        status="single-origin",
    )
    fell = passage(one, "the wall gave way on Monday")
    record = StoryRecord(
        story=Story(
            id=make_id("s", "tesk"),
            title="Union: wall unsafe",
            articles=tuple(d.article.id for d in documents),
            earliest="2031-05-05",
            latest="2031-05-08",
        ),
        reuse=(
            Reuse(
                left=passage(one, "Minister Orla Venn said the harbour wall at Tesk is sound"),
                right=passage(three, "Minister Orla Venn said the harbour wall at Tesk is sound"),
                similarity=1.0,
                earlier="left",
                reason="published three days earlier",
            ),
        ),
        origins=(
            Origin(id=make_id("o", "lumen"), name="Lumen", articles=(one.article.id, three.article.id), reason="credited"),
            Origin(id=make_id("o", "coast"), name="The Coast Gazette", articles=(two.article.id,)),
        ),
        entities=(
            Entity(
                id=make_id("n", "venn"),
                name="Orla Venn",
                kind="person",
                descriptions=("Minister",),
                sources=(sound.id, relayed.id),
            ),
        ),
        claims=(same, alone),
        relations=(
            Relation(left=sound.id, right=denied.id, relation="contradicts", reason="a denial of the same words"),
            Relation(left=at_least.id, right=counted.id, relation="narrows", reason="31 is at least 12"),
            Relation(left=sound.id, right=never.id, relation="updates", reason="said two days later"),
        ),
        events=(
            Event(id=make_id("e", "fell"), date="2031-05-05", text=fell.exact, passages=(fell,), articles=(one.article.id,)),
            Event(
                id=make_id("e", "later"),
                date="2031-05-20/2031-05-22",
                text="The rescue service",
                passages=(passage(two, "The rescue service"),),
                articles=(two.article.id,),
            ),
        ),
    )
    return documents, record

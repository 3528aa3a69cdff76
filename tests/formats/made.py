"""An invented story told by a person of ill will: markup, formulas, controls and torn letters in every text from outside."""

from dataclasses import replace

from onrecord.judge.standing import Judged
from onrecord.judge.targets import entry_target
from onrecord.model import (
    Article,
    Block,
    Change,
    Claim,
    Document,
    Entity,
    Event,
    Figure,
    Judgement,
    Layout,
    Origin,
    Passage,
    Place,
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
    When,
)
from onrecord.tell.tables import Contents, gather
from onrecord.text import span

SCRIPT = "<script>window.planted=1</script><img src=x onerror=window.planted=1>"
NASTY = (
    f'=HYPERLINK("http://evil.example") {SCRIPT}"\'</p>]]>--><!-- \u202egnp.\u2066 \x00\x07\x1b[31m \ud800 \x85\u2028 🌊 '
    "[[note]] "
    "![x](javascript:alert(1)) `$$x$$` #tag %%c%% ==m== https://evil.example www.evil.example a@evil.example k:: v | ^b"
)
DAY = When(value="2031-05-14", earliest="2031-05-14", latest="2031-05-14", basis="stated", reason=NASTY)


def find(text: str, words: str) -> Span:
    at = text.index(words)
    return span(text, at, at + len(words))


def make_hostile(*, id_: str = "1") -> Contents:
    """One story of two articles with an entry of every kind."""
    said = f"the wall above Vell {NASTY} is sound"
    text = f"Dam wall gives way {NASTY}\r\n🌊 Ansa {NASTY} Kelmer said {said}.\n=1+1 and 40 houses fell.\n"
    documents = []
    for n, url in enumerate(("javascript:alert(1)", "https://vell.example/?a=1&b=2"), 1):
        article = Article(
            id=f"a-{id_}{n}",
            text=text,
            path=f"../{NASTY}",
            url=url,
            publisher=NASTY,
            title=f"Wall {NASTY}",
            authors=(NASTY, "Lio Brandt"),
            language=NASTY,
            published=DAY,
        )
        lines = [(m, m + len(line)) for line in text.split("\n") if line for m in [text.index(line)]]
        q = Quotation(
            id=f"q-{id_}{n}",
            article=article.id,
            content=(find(text, said), find(text, "40 houses")),
            cue=find(text, "said"),
            source=Source(name=NASTY, mention=find(text, "Kelmer"), kind="person", aliases=(NASTY,)),
            chain=(Relay(name=NASTY), Relay(name="Orsk Bay Radio")),
            form="mixed",
            said=DAY,
        )
        f = Figure(
            id=f"f-{id_}{n}",
            article=article.id,
            passage=find(text, "40 houses"),
            low=40.0,
            high=None,
            unit=NASTY,
            indicator=NASTY,
            place=NASTY,
            as_of=DAY,
            quotation=q.id,
            giver=NASTY,
        )
        layout = Layout(
            blocks=tuple(Block(start=a, end=b, kind="body") for a, b in lines),
            sentences=tuple(Sentence(start=a, end=b, paragraph=i) for i, (a, b) in enumerate(lines)),
            language=NASTY,
            agency=(NASTY,),
            published=DAY,
        )
        documents.append(Document(article=article, layout=layout, reading=Reading(anchor=DAY, quotations=(q,), figures=(f,))))
    first, second = (f"a-{id_}{n}" for n in (1, 2))
    whole = Passage(article=first, start=0, end=4, exact=text[:4])
    third = Passage(article=second, start=0, end=4, exact=NASTY)
    members = (f"q-{id_}1", f"q-{id_}2")
    relation = Relation(left=members[0], right=members[1], relation="contradicts", reason=NASTY)
    placed = Place(
        id=f"g-{id_}",
        name=NASTY,
        kind="town",
        latitude=-13.5,
        longitude=-71.9,
        gazetteer_id="3941584",
        country="PE",
        within=NASTY,
        mentions=(whole,),
        figures=(f"f-{id_}1",),
        events=(f"e-{id_}",),
        reason=NASTY,
    )
    unplaced = Place(id=f"g-{id_}x", name="Vell", mentions=(whole,), reason="no gazetteer is sure to have it")
    record = StoryRecord(
        story=Story(id=f"s-{id_}", title=NASTY, articles=(first, second), earliest="2031-05-14", latest="2031-05-14"),
        reuse=(Reuse(left=whole, right=third, similarity=0.9, earlier="left", reason=NASTY),),
        origins=(Origin(id=f"o-{id_}", name=NASTY, articles=(first, second), reason=NASTY),),
        entities=(Entity(id=f"n-{id_}", name=NASTY, kind="person", aliases=(NASTY,), descriptions=(NASTY,), sources=members),),
        claims=(Claim(id=f"c-{id_}", text=NASTY, members=members, origins=1, first_said="2031-05-14", status="disputed"),),
        relations=(relation,),
        events=(Event(id=f"e-{id_}", date="2031-05-13/2031-05-14", text=NASTY, passages=(whole,), articles=(first,)),),
        places=(placed, unplaced),
    )
    return gather(documents, [record])


def judge_hostile(contents: Contents, *, editor: str = "N. Orr", why: str = "") -> Contents:
    """The contents with judgements on a statement and a figure of theirs, one graded, one corrected, one note taken back."""
    said = next(q for q in contents.quotations.values() if q.content)
    counted = next(iter(contents.figures.values()))
    made = []
    for n, (decision, entry, changes) in enumerate(
        (
            ("grade-information", said, {"credibility": "4"}),
            ("correct-figure", counted, {"low": "41"}),
            ("note", said, {}),
            ("grade-information", counted, {"credibility": "6"}),
        )
    ):
        target = entry_target(entry, contents.documents[entry.article].article.text)
        judgement = Judgement(
            id=f"j-{n}",
            decision=decision,  # type: ignore[arg-type]
            editor=editor,
            at=f"2031-05-1{n}T09:30:00Z",
            why=why,
            targets=(target,),
            changes=tuple(Change(field=k, value=v) for k, v in changes.items()),
        )
        made.append(Judged(judgement=judgement, state="withdrawn" if decision == "note" else "stands"))
    undo = Judgement(id="j-9", decision="undo", editor=editor, at="2031-05-19T09:30:00Z", undoes="j-2")
    return replace(contents, judgements=(*made, Judged(judgement=undo, state="stands")))

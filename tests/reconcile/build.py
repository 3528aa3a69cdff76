"""Documents of an invented story, read by hand: what the later stages are given in their tests."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.clean.sentences import split_sentences
from onrecord.model import (
    Article,
    Block,
    Document,
    Figure,
    Layout,
    Name,
    NameKind,
    Origin,
    Quotation,
    Reading,
    Relation,
    Relay,
    Reuse,
    Sentence,
    Source,
    SourceKind,
    Stance,
    Timex,
    When,
)
from onrecord.reconcile.story import Reconciled, reconcile
from onrecord.text import make_id, span


def when(value: str | None) -> When | None:
    """A day or month as it is given."""
    if value is None:
        return None
    if len(value) == 7:
        last = calendar.monthrange(int(value[:4]), int(value[5:]))[1]
        return When(value=value, earliest=f"{value}-01", latest=f"{value}-{last:02d}", basis="stated")
    return When(value=value, earliest=value, latest=value, basis="stated")


class Page:
    """An article under construction: `says`, `counts`, `dates` and `names` mark what stands in its text."""

    def __init__(self, text: str, *, day: str = "2031-05-14", publisher: str = "The Vell Courier", name: str = "a.txt") -> None:
        self.text = text
        self.article = Article(
            id=make_id("a", name, text), text=text, path=name, publisher=publisher, published=when(day) or When()
        )
        self.quotations: list[Quotation] = []
        self.figures: list[Figure] = []
        self.marks: list[Timex] = []
        self.named: list[Name] = []

    def says(
        self,
        source: str | None,
        content: str,
        *,
        cue: str | None = None,
        stance: Stance = "asserts",
        kind: SourceKind = "person",
        chain: Sequence[str] = (),
        nth: int = 1,
    ) -> str:
        """Mark an attributed statement and return its id."""
        start = -1
        for _ in range(nth):
            start = self.text.index(content, start + 1)
        named = self.text.find(source) if source else -1
        mention = span(self.text, named, named + len(source)) if source and named >= 0 else None
        quotation = Quotation(
            id=make_id("q", self.article.id, start, content, source, stance),
            article=self.article.id,
            content=(span(self.text, start, start + len(content)),),
            cue=span(self.text, self.text.index(cue), self.text.index(cue) + len(cue)) if cue else None,
            source=Source(name=source, mention=mention, kind=kind) if source else None,
            chain=tuple(Relay(name=name) for name in chain),
            stance=stance,
            said=self.article.published,
        )
        self.quotations.append(quotation)
        return quotation.id

    def counts(
        self,
        passage: str,
        indicator: str,
        low: float | None,
        high: float | None,
        *,
        unit: str = "person",
        as_of: str | None = None,
        giver: str | None = None,
        approximate: bool = False,
        quotation: str | None = None,
    ) -> str:
        """Mark a figure and return its id."""
        start = self.text.index(passage)
        figure = Figure(
            id=make_id("f", self.article.id, start, indicator),
            article=self.article.id,
            passage=span(self.text, start, start + len(passage)),
            low=low,
            high=high,
            approximate=approximate,
            unit=unit,
            indicator=indicator,
            as_of=when(as_of),
            giver=giver,
            quotation=quotation,
        )
        self.figures.append(figure)
        return figure.id

    def dates(self, expression: str, earliest: str, latest: str | None = None) -> "Page":
        """Mark every standing of a time expression."""
        for m in re.finditer(re.escape(expression), self.text):
            self.marks.append(
                Timex(
                    passage=span(self.text, m.start(), m.end()),
                    type="DATE",
                    value=earliest,
                    earliest=earliest,
                    latest=latest or earliest,
                )
            )
        return self

    def names(self, mention: str, full: str | None = None, *, kind: NameKind = "person") -> "Page":
        """Mark every standing of a name."""
        for m in re.finditer(re.escape(mention), self.text):
            self.named.append(Name(passage=span(self.text, m.start(), m.end()), kind=kind, full=full or mention))
        return self

    def read(self) -> Document:
        """The article with all that was marked."""
        blocks, sentences = [], []
        for number, m in enumerate(re.finditer(r"[^\n]+", self.text)):
            blocks.append(Block(start=m.start(), end=m.end(), kind="body"))
            sentences += [Sentence(start=a, end=b, paragraph=number) for a, b in split_sentences(self.text, m.start(), m.end())]
        published = replace(self.article.published, basis="given")
        return Document(
            article=self.article,
            layout=Layout(blocks=tuple(blocks), sentences=tuple(sentences), language="en", published=published),
            reading=Reading(
                anchor=published,
                dates=tuple(self.marks),
                names=tuple(self.named),
                quotations=tuple(self.quotations),
                figures=tuple(self.figures),
            ),
        )


def run(*pages: Page, origins: tuple[Origin, ...] | None = None, reuse: tuple[Reuse, ...] = ()) -> Reconciled:
    """What is reconciled of pages, each an origin of its own unless they are given."""
    documents = [page.read() for page in pages]
    own = tuple(Origin(id=f"o{d.article.id}", name="", articles=(d.article.id,)) for d in documents)
    return reconcile(documents, reuse=reuse, origins=own if origins is None else origins)


def pairs(found: Reconciled, kind: str) -> set[frozenset[str]]:
    """The pairs of ids with one kind of relation."""
    return {frozenset((r.left, r.right)) for r in found.relations if r.relation == kind}


def claim_of(found: Reconciled, member: str) -> tuple[str, ...]:
    """The members of the claim that an item is of."""
    return next(c.members for c in found.claims if member in c.members)


def only(found: Reconciled, kind: str) -> Relation:
    """The one relation of a kind."""
    [relation] = [r for r in found.relations if r.relation == kind]
    return relation


def toll(
    value: str,
    low: float | None,
    high: float | None,
    *,
    day: str,
    name: str,
    giver: str,
    indicator: str = "people killed at Vell",
) -> Page:
    """A page with one toll and who gives it."""
    page = Page(f"On that day {value} died at Vell, {giver} said.", day=day, name=name)
    page.counts(value, indicator, low, high, as_of=day, giver=giver)
    return page

"""What people decided about what a page shows, and the forms by which an editor decides more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.judge.corrections import KINDS
from onrecord.judge.scales import CREDIBILITY, RELIABILITY
from onrecord.ledger import Ledger
from onrecord.model import Figure, Quotation, Relation
from onrecord.paging.arranging import get_relations
from onrecord.review.judging import look_up_states, look_up_targets
from onrecord.review.lookups import RELATIONS
from onrecord.store import judgements as judged
from onrecord.store import slices, sources
from onrecord.store import stories as derived
from onrecord.tell.report.verdicts import Verdict, tell_judgement
from onrecord.tell.report.wording import clip, tell_when
from onrecord.tell.tables import words_of
from onrecord.web.entries import SAID
from onrecord.web.parts import find_dispute
from onrecord.web.shown import find_head

MAX_FORMS = 40  # relations or parts that one page lets judge
MAX_LABEL = 160
MAX_OTHERS = 300  # sources of the story among which the same one is chosen
_NO_NAMES = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "s", "the", "to"))
_GRADES = {"reliability": RELIABILITY, "credibility": CREDIBILITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form: a line of text, or one of `options` (value, label); sent as it `was`, it is left alone.

    One without a label is hidden, and always set.
    """

    name: str
    label: str
    was: str = ""
    options: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One thing that can be decided: `ids` are what it is about, `parts` (id, words) those of which some are chosen.

    A form without fields is a button; `label` says what it is about where that is not the page's own subject.
    """

    decision: str
    title: str
    ids: tuple[str, ...]
    button: str
    label: str = ""
    fields: tuple[Field, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    needs_why: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page is about: ids whose judgements it shows, the articles that they stand in, and its forms.

    Those of a `whole` article are all that speak of what stands in it; those of a `story` speak of its articles as such.
    """

    articles: tuple[str, ...]
    ids: frozenset[str] = frozenset()
    whole: bool = False
    story: bool = False
    forms: tuple[Form, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """Who decides on the pages of a server, and what its forms carry to show that they are its own."""

    editor: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The judgements on what a page shows, and its forms, where somebody edits; `waiting` are not yet worked in."""

    verdicts: tuple[Verdict, ...] = ()
    waiting: bool = False
    forms: tuple[Form, ...] = ()
    editing: Editing | None = None
    back: str = "/"

    @property
    def quick(self) -> dict[str, list[Form]]:
        """The forms that are buttons, by what they are about."""
        found: dict[str, list[Form]] = {}
        for form in self.forms:
            if not form.title:
                found.setdefault(form.label, []).append(form)
        return found


def make_review(ledger: Ledger, about: About, *, editing: Editing | None, back: str) -> Review:
    """What a page shows below its subject; `back` is its own address."""
    connection = ledger.connection
    rows = judged.judgements_on(connection, about.articles)
    if about.story:
        rows = [j for j in rows if j.decision == "undo" or any(t.kind == "article" for t in j.targets)]
    bound = look_up_targets(connection, rows) if rows else {}
    shown = [
        tell_judgement(s)
        for s in (look_up_states(connection, rows) if rows else [])
        if s.judgement.decision != "undo"
        and (about.whole or any({t.id, bound.get(t)} & about.ids for t in (*s.judgement.targets, *s.judgement.rest)))
    ]
    return Review(
        verdicts=tuple(sorted(shown, key=lambda v: (v.state in ("withdrawn", "overruled"), v.at))),
        waiting=judged.are_waiting(connection, about.articles),
        forms=about.forms if editing else (),
        editing=editing,
        back=back,
    )


def _note(id_: str) -> Form:
    return Form(decision="note", title="Write a note", ids=(id_,), button="Note", needs_why=True)


def _grade(id_: str, scale: str) -> Form:
    options = tuple((k, f"{k}: {v}") for k, v in _GRADES[scale].items())
    source = scale == "reliability"
    return Form(
        decision="grade-source" if source else "grade-information",
        title="Grade the source" if source else "Grade the information",
        ids=(id_,),
        button="Grade",
        fields=(Field(name=scale, label="Reliability" if source else "Credibility", options=options),),
    )


def _correct_day(id_: str, was: str, what: str) -> Form:
    day = Field(name="value", label=f"The day {what}", was=was, hint="2031-05-14, 2031-05 or 2031")
    return Form(decision="correct-date", title="Correct the day", ids=(id_,), button="Correct", fields=(day,))


def about_entry(ledger: Ledger, id_: str) -> About:
    """A statement or figure."""
    connection = ledger.connection
    quotations, figures = slices.get_entries(connection, [id_])
    entry: Quotation | Figure = quotations[0] if quotations else figures[0]
    story = find_head(connection, id_).first
    relations = slices.get_holding(connection, story, "relations", [id_])[:MAX_FORMS]
    forms = [*_judge_relations(ledger, relations)]
    forms.append(Form(decision="confirm-entry", title="", ids=(id_,), button="Right as read", label="This entry"))
    if isinstance(entry, Quotation):
        source = entry.source
        said = entry.said
        forms += [_correct_source(id_, source.name if source else "")]
        forms += [_correct_day(id_, (said.value or "") if said else "", "it was said")]
    else:
        forms += [_correct_figure(entry), _correct_source(id_, entry.giver or "")]
        forms += [_correct_day(id_, (entry.as_of.value or "") if entry.as_of else "", "it holds for")]
    forms += [_grade(id_, "credibility"), *([_grade(id_, "reliability")] if isinstance(entry, Quotation) else [])]
    other = Field(name="ids", label="The other’s id", hint="q-… or f-…")
    kinds = Field(name="relation", label="This one, and the other", options=tuple((r, r) for r in RELATIONS))
    forms += [
        Form(decision="merge-claims", title="Says the same as another", ids=(id_,), button="Put together", fields=(other,)),
        Form(decision="confirm-relation", title="Stands to another as", ids=(id_,), button="State it", fields=(other, kinds)),
        _note(id_),
    ]
    return About(articles=(entry.article,), ids=frozenset({id_}), forms=tuple(forms))


def _correct_source(id_: str, name: str) -> Form:
    fields = (
        Field(name="source", label="Who it is", was=name, hint="empty for nobody named"),
        Field(name="kind", label="Kind", options=(("", "as the article has it"), *((k, k) for k in KINDS))),
    )
    return Form(decision="correct-source", title="Correct the source", ids=(id_,), button="Correct", fields=fields)


def _correct_figure(figure: Figure) -> Form:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.12g}"

    yes = (("true", "yes"), ("false", "no"))
    fields = (
        Field(name="low", label="At least", was=number(figure.low), hint="empty where open"),
        Field(name="high", label="At most", was=number(figure.high), hint="empty where open"),
        Field(name="approximate", label="About so much", was="true" if figure.approximate else "false", options=yes),
        Field(name="unit", label="Unit", was=figure.unit),
        Field(name="indicator", label="What it counts", was=figure.indicator),
        Field(name="place", label="Place", was=figure.place or ""),
    )
    return Form(decision="correct-figure", title="Correct the figure", ids=(figure.id,), button="Correct", fields=fields)


def _judge_relations(ledger: Ledger, relations: Sequence[Relation]) -> list[Form]:
    words = label_entries(ledger, (i for r in relations for i in (r.left, r.right)))
    forms = []
    for r in relations:
        label = f"{words.get(r.left, r.left)} {r.relation} {words.get(r.right, r.right)}"
        fields = (Field(name="relation", label="", was=r.relation),)
        holds = Form(decision="confirm-relation", title="", ids=(r.left, r.right), button="It does", label=label, fields=fields)
        forms += [] if r.decided_by == "person" else [holds]
        forms.append(replace(holds, decision="reject-relation", button="It does not"))
    return forms


def label_entries(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """The words of statements and figures, cut to what a label holds, who gives them, and where and when."""
    found = _look_up_entries(ledger, ids)
    return {id_: f"“{clip(' '.join(text.split()), MAX_LABEL)}” ({given})" for id_, (text, given) in found.items()}


def tell_givers(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """Who gives statements and figures, and where and when they were printed."""
    return {id_: given for id_, (_, given) in _look_up_entries(ledger, ids).items()}


def _look_up_entries(ledger: Ledger, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    quotations, figures = slices.get_entries(ledger.connection, ids)
    outlines = slices.get_outlines(ledger.connection, [*(q.article for q in quotations), *(f.article for f in figures)])
    printed = {d.article.id: ", ".join(filter(None, (d.article.publisher, tell_when(d.reading.anchor)))) for d in outlines}
    rows = [(q.id, words_of(q), q.source.name if q.source else "", q.article) for q in quotations]
    rows += [(f.id, f.passage.exact, f.giver or "", f.article) for f in figures]
    return {id_: (text, ", ".join(filter(None, (clip(who, 60), printed.get(article))))) for id_, text, who, article in rows}


def about_claim(ledger: Ledger, entry: str) -> About:
    """The claim that a statement or figure makes."""
    connection = ledger.connection
    claims = slices.get_holding(connection, find_head(connection, entry).first, "claims", [entry])
    members = claims[0].members
    words = label_entries(ledger, members[:MAX_FORMS])
    other = Field(name="ids", label="Any id of the other claim", hint="c-…, q-… or f-…")
    forms = [
        Form(
            decision="merge-claims", title="Is the same as another claim", ids=(entry,), button="Put together", fields=(other,)
        )
    ]
    if len(members) > 1:
        parts = tuple((m, words[m]) for m in members[:MAX_FORMS] if m in words)
        forms.append(
            Form(decision="split-claim", title="Some of it is another claim", ids=(entry,), button="Take out", parts=parts)
        )
    forms += [_grade(entry, "credibility"), _note(entry)]
    return About(articles=_articles_of(ledger, members), ids=frozenset(members), forms=tuple(forms))


def _articles_of(ledger: Ledger, entries: Iterable[str]) -> tuple[str, ...]:
    return tuple(slices.articles_of_entries(ledger.connection, entries))


def about_dispute(ledger: Ledger, entry: str) -> About:
    """The dispute that a statement or figure is in."""
    head = find_head(ledger.connection, entry)
    found = find_dispute(ledger, head, entry)
    shown = found.shown if found else ()
    (group,) = get_relations(ledger.connection, head.first, shown) or [[]]
    entries = {i for d in shown for i in d.entries}
    forms = _judge_relations(ledger, sorted(group, key=lambda r: -r.score)[:MAX_FORMS])
    return About(articles=_articles_of(ledger, entries), ids=frozenset(entries), forms=(*forms, _note(entry)))


def about_source(ledger: Ledger, quotation: str, page: int) -> About:
    """The source of a statement; those of its statements that a page of it shows can be set apart."""
    connection = ledger.connection
    head = find_head(connection, quotation)
    quotations, figures = slices.get_entries(connection, [quotation])
    said = quotations[0].id if quotations else (figures[0].quotation or "") if figures else ""
    entity = next(iter(slices.get_givers(connection, head.first, [said])), None)
    article = _articles_of(ledger, [quotation])
    if entity is None:
        return About(articles=article, ids=frozenset({said}), forms=(_grade(said, "reliability"), _note(said)))
    own = set(entity.sources)
    shown = sources.list_said(connection, head.first, sources.name_source(connection, said))[(page - 1) * SAID : page * SAID]
    apart = [q for q in shown if q in own]
    words = label_entries(ledger, apart)
    first, _ = sources.page_sources(connection, head.first, offset=0, limit=MAX_OTHERS)
    known = [s for s in first if s.name and s.name != entity.name]
    called = _words_of_names(entity.name, *entity.aliases)
    # two spellings of one share a word: they stand first
    known.sort(key=lambda s: (not called & _words_of_names(s.name), s.name.lower()))
    others = [(s.first, f"{clip(s.name, 60)} ({s.statements:,})") for s in known]
    other = Field(name="ids", label="The other", options=(("", "choose, or give an id"), *others))
    by_id = Field(name="ids", label="or its id, or that of a statement of theirs", hint="n-… or q-…")
    name = Field(name="name", label="Who said these", hint="a name")
    parts = tuple((q, words[q]) for q in apart if q in words)
    forms = (
        _grade(entity.id, "reliability"),
        Form(
            decision="merge-entities", title="Is the same as another", ids=(entity.id,), button="Put together",
            fields=(other, by_id),
        ),
        Form(
            decision="split-entity", title="Some of it is somebody else’s", ids=(entity.id,), button="Set apart",
            fields=(name,), parts=parts,
        ),
        _note(entity.id),
    )  # fmt: skip
    return About(
        articles=_articles_of(ledger, entity.sources) or article, ids=frozenset({entity.id, *entity.sources}), forms=forms
    )


def _words_of_names(*names: str) -> set[str]:
    return {word for name in names for word in re.findall(r"\w+", name.casefold()) if word not in _NO_NAMES}


def about_article(ledger: Ledger, article: str) -> About:
    """An article, and all that was decided about what stands in it."""
    head = find_head(ledger.connection, article)
    anchor = ledger.article(article).reading.anchor
    other = Field(name="ids", label="An id of the other story", hint="s-… or a-…")
    forms = [
        _correct_day(article, anchor.value or "", "it was published"),
        Form(
            decision="merge-stories",
            title="Its story is the same as another",
            ids=(article,),
            button="Put together",
            fields=(other,),
        ),
    ]
    if anchor.basis in ("inferred", "unknown"):
        forms.insert(
            0,
            Form(
                decision="confirm-entry", title="", ids=(article,), button="Right as inferred", label="The day of this article"
            ),
        )
    if head.articles > 1:
        forms.append(
            Form(decision="split-story", title="Is of another story", ids=(head.id, article), button="Take it out of the story")
        )
    return About(articles=(article,), whole=True, forms=(*forms, _note(article)))


def about_story(ledger: Ledger, key: str) -> About:
    """A story: what was decided about its articles as such, and notes on it."""
    head = find_head(ledger.connection, key)
    articles = derived.articles_of(ledger.connection, head.first)
    other = Field(name="ids", label="An id of the other story", hint="s-… or a-…")
    merge = Form(
        decision="merge-stories", title="Is the same as another story", ids=(head.id,), button="Put together", fields=(other,)
    )
    return About(articles=tuple(articles), ids=frozenset(articles), story=True, forms=(merge, _note(head.id)))

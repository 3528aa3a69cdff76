"""The page: view models of every part, rendered by templates that escape all they are given."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

from onrecord.judge.standing import Judged
from onrecord.model import Document, StoryRecord
from onrecord.tell.report.alone import Alone, Shared, find_alone, find_shared
from onrecord.tell.report.briefs import Brief, write_briefs
from onrecord.tell.report.changes import Changes, find_changes
from onrecord.tell.report.copies import Copies, find_copies
from onrecord.tell.report.days import Timeline, tell_days
from onrecord.tell.report.disputes import Disputes, find_disputes
from onrecord.tell.report.entries import ArticleRef
from onrecord.tell.report.people import People, find_people
from onrecord.tell.report.places import Where, find_where
from onrecord.tell.report.records import Prepared, prepare_story
from onrecord.tell.report.retold import Retold, retell
from onrecord.tell.report.safe import make_anchor, make_visible
from onrecord.tell.report.texts import MAX_TITLE, ArticleText, show_articles
from onrecord.tell.report.verdicts import Verdict, mark_entries, tell_judgement
from onrecord.tell.report.wording import clip, count, tell_range

if TYPE_CHECKING:
    from jinja2 import Environment

MANY_ARTICLES = 12
_PACKAGE = "onrecord.tell.report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a story holds, in numbers."""

    articles: str
    days: str
    origins: str
    statements: str
    sources: str
    figures: str
    disputes: str
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story as the page shows it; `suffix` keeps the anchors of its parts apart from those of other stories.

    `verdicts` are what people decided, `at` the place of each entry that these speak of, by its id.
    A page that shows one part leaves the others empty; `offset` says how many disputes come before those that it shows.
    """

    anchor: str
    suffix: str
    title: str
    verbatim: bool
    summary: Summary
    headline_of: ArticleRef | None = None
    briefs: tuple[Brief, ...] = ()
    disputes: Disputes = field(default_factory=Disputes)
    changes: Changes = field(default_factory=Changes)
    alone: Alone = field(default_factory=Alone)
    shared: tuple[Shared, ...] = ()
    timeline: Timeline = field(default_factory=Timeline)
    where: Where = field(default_factory=Where)
    people: People = field(default_factory=People)
    copies: Copies = field(default_factory=Copies)
    articles: tuple[ArticleText, ...] = ()
    folded: bool = False
    offset: int = 0
    retold: tuple[Retold, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    at: Mapping[str, str] = field(default_factory=dict)


def view_story(
    documents: Sequence[Document],
    record: StoryRecord,
    *,
    suffix: str = "",
    title: str | None = None,
    judgements: Sequence[Judged] = (),
) -> StoryView:
    """The view models of one story; of the judgements those are its own that speak of one of its articles."""
    held = {d.article.id for d in documents}
    own = [j for j in judgements if any(t.article in held for t in (*j.judgement.targets, *j.judgement.rest))]
    story = prepare_story(documents, record, judged=mark_entries(own, documents))
    disputes, people = find_disputes(story), find_people(story)
    changes, copies = find_changes(story), find_copies(story)
    return StoryView(
        anchor=make_anchor("s", record.story.id),
        suffix=suffix,
        title=clip(title or record.story.title or "Untitled", MAX_TITLE),
        verbatim=title is None,
        headline_of=None if title else _find_headline(story),
        summary=_summarise(story, disputes, people),
        disputes=disputes,
        changes=changes,
        briefs=write_briefs(disputes, changes, copies),
        alone=find_alone(story),
        shared=find_shared(story, disputes),
        timeline=tell_days(story),
        where=find_where(story),
        people=people,
        copies=copies,
        articles=show_articles(story),
        folded=len(story.documents) > MANY_ARTICLES,
        retold=retell(story),
        verdicts=tuple(tell_judgement(j) for j in own),
        at={t.id: story.entries[t.id].at for j in own for t in j.judgement.targets if t.id in story.entries},
    )


def render_report(
    documents: Sequence[Document],
    records: Sequence[StoryRecord],
    *,
    title: str | None = None,
    judgements: Sequence[Judged] = (),
) -> str:
    """One self-contained HTML page about the stories: no script, no request to anywhere.

    A story whose articles are not among the documents is left out; the largest story comes first.
    """
    by_id = {d.article.id: d for d in documents}
    stories = []
    ordered = sorted(records, key=lambda r: (-len(r.story.articles), r.story.earliest or "9999", r.story.id))
    for n, record in enumerate(ordered, 1):
        own = [by_id[a] for a in dict.fromkeys(record.story.articles) if a in by_id]
        if own:
            single = len(ordered) == 1
            suffix, given = "" if single else f"-{n}", title if single else None
            stories.append(view_story(own, record, suffix=suffix, title=given, judgements=judgements))
    heading = title or (stories[0].title if len(stories) == 1 else f"{count(len(stories), 'story', 'stories')} on the record")
    totals = f"{count(sum(len(s.articles) for s in stories), 'article')} in {count(len(stories), 'story', 'stories')}"
    template = make_environment().get_template("page.html.j2")
    return template.render(stories=stories, heading=heading, totals=totals, several=len(stories) > 1)


def _find_headline(story: Prepared) -> ArticleRef | None:
    """The article whose headline the story goes by: it speaks for that article, not for the record."""
    for d in story.documents:
        titles = (d.article.text[b.start : b.end] for b in d.layout.blocks if b.kind == "title")
        if story.record.story.title and story.record.story.title == (d.article.title or next(titles, None)):
            return story.refs[d.article.id]
    return None


def _summarise(story: Prepared, disputes: Disputes, people: People) -> Summary:
    known = [(w.earliest, w.latest) for d in story.documents if (w := d.reading.anchor).earliest and w.latest]
    first, last = min((w[0] for w in known), default=None), max((w[1] for w in known), default=None)
    origins = {o.id if (o := story.origin_of.get(d.article.id)) else d.article.id for d in story.documents}
    return Summary(
        articles=count(len(story.documents), "article"),
        days=tell_range(first, last),
        origins=count(len(origins), "origin"),
        statements=count(len(story.quotations), "statement"),
        sources=count(people.total, "source"),
        figures=count(len(story.figures), "figure"),
        disputes=count(disputes.total, "question"),
        undated=len(story.documents) - len(known),
    )


def style_sheet() -> str:
    """The style of the report: our own files, which hold nothing from outside."""
    folder = resources.files(_PACKAGE) / "templates"
    return "".join((folder / name).read_text(encoding="utf8") for name in ("report.css", "map.css", "small.css", "print.css"))


@functools.cache
def make_environment(package: str = "") -> "Environment":
    """The templates of the report, after those of `package` where it is named, loaded once and only when a page is made.

    Every text from outside is escaped, its controls shown. A link leads to an anchor of the same page; a page that holds one
    part of many gives its templates a `link` of its own.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: Any) -> Any:
        return make_visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (package, _PACKAGE) if name]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["style"] = Markup(style_sheet())  # noqa: S704
    environment.globals["link"] = lambda anchor: f"#{anchor}"
    return environment

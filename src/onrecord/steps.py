"""The steps of the way, as one table: what each needs, what it gives, its version, and the function behind it.

A step is a function of the values it needs, by keyword. To put another function in a step's place, hand `replace_step(...)`'s
table to the pipeline; what it needs and gives stays the same. A version is raised whenever a step would give something else for
the same input: ledgers then compute again what it made.
"""

import dataclasses
import hashlib
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.clean.layout import lay_out
from onrecord.errors import OnrecordError
from onrecord.group.days import infer_days
from onrecord.group.origins import find_origins
from onrecord.group.reuse import find_reuse
from onrecord.model import Article, Block, Layout, Name, Quotation, Timex, When
from onrecord.neural import Marks, Traces, default_vectoriser, read_text, weights_id
from onrecord.reconcile.entities import find_entities
from onrecord.reconcile.indicators import settle_indicators
from onrecord.reconcile.items import content_of
from onrecord.reconcile.places import find_places
from onrecord.reconcile.story import Reconciled, read_likely, reconcile
from onrecord.tell.timeline import make_timeline
from onrecord.understand.dates import find_dates
from onrecord.understand.figures import find_figures
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `run` takes the values named in `needs` as keywords and returns the value named in `gives`.

    `without` takes the same and gives what stands in its place where `run` fails. `labelled` tells whether what it gives may
    hang on the labels that figures have across the story; what does not may be found while these are.
    """

    gives: str
    needs: tuple[str, ...]
    version: int
    run: Callable[..., Any]
    without: Callable[..., Any] = lambda **_: ()
    labelled: bool = True


class StepFailedWarning(RuntimeWarning):
    """A step failed on an article or story that it should have read; all that does not rest on it was done."""


def _marks(*, article: Article, layout: Layout) -> Marks | None:
    # no news article is longer; what stands behind is left to the rules, which cost less
    return read_text(article.text, [s for s in layout.sentences if s.end <= READ])


def _names(*, article: Article, layout: Layout, marks: Marks | None) -> tuple[Name, ...]:
    return find_names(article.text, layout.sentences, marks=marks)


def _dates(*, article: Article, layout: Layout, anchor: When) -> tuple[Timex, ...]:
    return find_dates(article.text, layout.sentences, anchor=anchor)


def _quotations(**needs: Any) -> object:
    return find_quotations(needs.pop("article"), needs.pop("layout"), **needs)


def _meanings(*, quotations: Sequence[Quotation], marks: Marks | None) -> dict[str, bytes]:
    vectoriser = default_vectoriser()
    if vectoriser is None:
        return {}
    traces = marks.traces if marks else Traces()
    vectors = vectoriser.statement_vectors(
        traces, [(tuple((s.start, s.end) for s in q.content), content_of(q)) for q in quotations]
    )
    return {q.id: vector for q, vector in zip(quotations, vectors, strict=True)}


def _figures(**needs: Any) -> object:
    return find_figures(needs.pop("article"), needs.pop("layout"), **needs)


def _origins(**needs: Any) -> object:
    return find_origins(needs["documents"], needs["reuse"])


def _reconciled(**needs: Any) -> object:
    return reconcile(needs.pop("documents"), **needs)


def _events(**needs: Any) -> object:
    return make_timeline(needs.pop("documents"), **needs)


def _places(**needs: Any) -> object:
    return find_places(needs["documents"], needs["events"])


def _unread(*, article: Article) -> Layout:
    blocks = (Block(start=0, end=len(article.text), kind="body"),) if article.text else ()
    return Layout(blocks=blocks, sentences=(), language="", readable=False, note="its layout could not be told")


READ = 100_000
"""Characters of an article that the reader reads."""

LAYOUT = Step(gives="layout", needs=("article",), version=10, run=lambda article: lay_out(article), without=_unread)

# on one article by itself, its expressions of time resolved against `anchor`
READING = (
    Step(gives="marks", needs=("article", "layout"), version=3, run=_marks, without=lambda **_: None),
    Step(gives="names", needs=("article", "layout", "marks"), version=5, run=_names),
    Step(gives="dates", needs=("article", "layout", "anchor"), version=8, run=_dates),
    Step(gives="quotations", needs=("article", "layout", "names", "dates", "marks"), version=21, run=_quotations),
    Step(
        gives="figures",
        needs=("article", "layout", "names", "dates", "quotations", "anchor"),
        version=18,
        run=_figures,
    ),
    Step(gives="meanings", needs=("quotations", "marks"), version=2, run=_meanings, without=lambda **_: {}),
)

STORIES = 7
"""The version of what puts articles into stories."""

# across the articles of one story
DAYS = Step(gives="days", needs=("documents",), version=12, run=lambda documents: infer_days(documents), without=lambda **_: {})
LABELS = Step(
    gives="labels", needs=("documents",), version=8, run=lambda documents: settle_indicators(documents), without=lambda **_: {}
)
STORY = (
    # hangs on no label either, but where figures are labelled there is nothing else to do until wording is compared
    Step(gives="entities", needs=("documents",), version=1, run=lambda documents: find_entities(documents)),
    Step(gives="reuse", needs=("documents",), version=5, run=lambda documents: find_reuse(documents), labelled=False),
    Step(gives="origins", needs=("documents", "reuse"), version=3, run=_origins, labelled=False),
    Step(
        gives="likely",
        needs=("documents",),
        version=1,
        run=lambda documents: read_likely(documents),
        without=lambda **_: {},
        labelled=False,
    ),
    Step(
        gives="reconciled",
        needs=("documents", "reuse", "origins", "likely"),
        version=24,
        run=_reconciled,
        without=lambda **_: Reconciled(),
    ),
    Step(gives="events", needs=("documents", "origins"), version=9, run=_events, labelled=False),
    Step(gives="places", needs=("documents", "events"), version=2, run=_places, labelled=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The whole way as a table."""

    layout: Step = LAYOUT
    reading: tuple[Step, ...] = READING
    days: Step = DAYS
    labels: Step = LABELS
    story: tuple[Step, ...] = STORY

    @property
    def version(self) -> str:
        """A short hash of the names and versions of all steps, and of the weights: another one computes something else."""
        rows = [f"{s.gives}:{s.version}" for s in (self.layout, *self.reading, self.days, self.labels, *self.story)]
        rows += [f"stories:{STORIES}", f"weights:{weights_id()}"]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]


def replace_step(steps: Steps, gives: str, run: Callable[..., Any], *, version: int) -> Steps:
    """The table with another function behind the step that gives `gives`.

    Raises: KeyError where no step gives it.
    """

    def swap(step: Step) -> Step:
        return dataclasses.replace(step, run=run, version=version, labelled=True) if step.gives == gives else step

    every = (steps.layout, *steps.reading, steps.days, steps.labels, *steps.story)
    if gives not in {s.gives for s in every}:
        raise KeyError(f"no step gives {gives!r}; there are: {', '.join(s.gives for s in every)}")
    return Steps(
        layout=swap(steps.layout),
        reading=tuple(swap(s) for s in steps.reading),
        days=swap(steps.days),
        labels=swap(steps.labels),
        story=tuple(swap(s) for s in steps.story),
    )


def untouched_by(name: str, steps: Sequence[Step]) -> frozenset[str]:
    """What the steps give that does not depend on the value `name`, nor on what depends on it."""
    touched = {name}
    for step in steps:
        if touched & set(step.needs):
            touched.add(step.gives)
    return frozenset(step.gives for step in steps) - touched


def without_labels(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Those of the steps across a story that need nothing but its documents without their labels, and what such steps give."""
    known, found = {"documents"}, []
    for step in steps:
        if not step.labelled and known.issuperset(step.needs):
            known.add(step.gives)
            found.append(step)
    return tuple(found)


def iterate_steps(steps: Sequence[Step], values: Mapping[str, Any]) -> Iterator[Any]:
    """As `run_steps`, what each gives as soon as it is found."""
    known = dict(values)
    for step in steps:
        known |= run_steps([step], known)
        yield known[step.gives]


def run_steps(steps: Sequence[Step], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the steps give, each from `values` and what the steps before it gave.

    Warns: StepFailedWarning where a step fails; what is read is anybody's text, and one that a step cannot cope with is no
    reason to lose the others.
    """
    known = dict(values)
    for step in steps:
        needed = {name: known[name] for name in step.needs}
        try:
            known[step.gives] = step.run(**needed)
        except (OnrecordError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
            known[step.gives] = step.without(**needed)
            told = f"{_name(values)}: {step.gives} left out, as finding them failed ({type(error).__name__}: {error})"
            warnings.warn(f"{told}; the rest was read. Please report it with this text.", StepFailedWarning, stacklevel=2)
    return {step.gives: known[step.gives] for step in steps}


def _name(values: Mapping[str, Any]) -> str:
    articles = [values["article"]] if "article" in values else [d.article for d in values["documents"]]
    first = articles[0].path or articles[0].url or articles[0].id
    return first if len(articles) == 1 else f"{first} and {len(articles) - 1} more of its story"

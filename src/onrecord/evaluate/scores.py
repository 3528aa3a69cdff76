"""What a measurement gives: precision, recall and F1 of each metric, of one story or as the mean of several."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace

from onrecord.errors import OnrecordError


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision `p`, recall `r` and their harmonic mean `f`, each from 0 to 1 and None where the metric has no such part.

    `found` and `gold` count what the ledger and the annotation hold; `parts` are recalls of parts (`R_direct`).
    """

    r: float
    p: float | None = None
    f: float | None = None
    found: int | None = None
    gold: int = 0
    parts: Mapping[str, float] = field(default_factory=dict)

    def get(self, part: str) -> float | None:
        """The figure named "P", "R", "F" or as in `parts`; None where there is none."""
        return {"P": self.p, "R": self.r, "F": self.f, **self.parts}.get(part)


def score_counts(hits: int, found: int, gold: int) -> Score:
    """A score from counts; nothing found where nothing was wanted is perfect."""
    precision = hits / found if found else float(not gold)
    return score_rates(precision, hits / gold if gold else 1.0, found=found, gold=gold)


def score_rates(precision: float, recall: float, *, found: int, gold: int) -> Score:
    """A score from precision and recall that were counted apart."""
    both = precision + recall
    return Score(p=precision, r=recall, f=2 * precision * recall / both if both else 0.0, found=found, gold=gold)


def score_recall(hits: int, gold: int, *, none: float = 1.0, of: int | None = None) -> Score:
    """A score of recall alone: `hits` of `of` (else of `gold`), or `none` where there is nothing to hit."""
    total = gold if of is None else of
    return Score(r=hits / total if total else none, gold=gold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The metrics of one story, in the order in which they are shown."""

    articles: Score
    not_body: Score
    statements: Score
    attributed: Score
    chains: Score
    denials: Score
    figures: Score
    valued: Score
    indicators: Score
    dates: Score
    same: Score
    contradicts: Score
    updates: Score
    narrows: Score
    reuse: Score
    events: Score
    grounding: Score

    def get(self, metric: str) -> float | None:
        """The figure named "metric.part" ("statements.F"); None where the metric has no such part.

        Raises: OnrecordError where there is no such metric.
        """
        name, _, part = metric.partition(".")
        if name not in METRICS or not part:
            raise OnrecordError(f"no figure {metric!r}: write one of {', '.join(METRICS)}, a dot, and P, R or F")
        score: Score = getattr(self, name)
        return score.get(part)


METRICS = tuple(f.name for f in fields(Scores))


def mean_scores(scores: Sequence[Scores]) -> Scores:
    """The mean of each figure over the stories; counts are summed.

    Raises: OnrecordError where there is no story.
    """
    if not scores:
        raise OnrecordError("no mean of no stories: give at least one")
    return Scores(**{name: _mean([getattr(s, name) for s in scores]) for name in METRICS})


def _mean(scores: Sequence[Score]) -> Score:
    parts = sorted({part for s in scores for part in s.parts})
    return Score(
        p=_average(s.p for s in scores),
        r=sum(s.r for s in scores) / len(scores),
        f=_average(s.f for s in scores),
        found=None if scores[0].found is None else sum(s.found or 0 for s in scores),
        gold=sum(s.gold for s in scores),
        parts={part: _average(s.parts.get(part) for s in scores) or 0.0 for part in parts},
    )


def _average(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else None


def with_parts(score: Score, parts: Mapping[str, float]) -> Score:
    """The score with recalls of parts beside it."""
    return replace(score, parts=parts)


def format_table(stories: Mapping[str, Scores]) -> str:
    """A table, a row a metric: P, R and F of each story, then of their mean where there are several."""
    columns = dict(stories)
    if len(columns) > 1:
        columns["mean"] = mean_scores(list(stories.values()))
    width = max(20, *(len(name) + 2 for name in columns)) if columns else 20
    lines = [
        " " * 12 + "".join(f"{name:>{width}}" for name in columns),
        " " * 12 + f"{'P     R     F':>{width}}" * len(columns),
    ]
    for metric in METRICS:
        row = [getattr(scores, metric) for scores in columns.values()]
        cells = ["  ".join(_show(v) for v in (s.p, s.r, s.f)) for s in row]
        lines.append(f"{metric:12}" + "".join(f"{cell:>{width}}" for cell in cells))
    return "\n".join(lines)


def _show(value: float | None) -> str:
    return "   -" if value is None else f"{value:.2f}"

"""What a check of a draft gives: findings, each with its evidence."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
Kind = Literal[
    "quote-words",
    "quote-tense",
    "quote-cut",
    "quote-joined",
    "quote-made",
    "quote-unknown",
    "attribution-wrong",
    "attribution-dropped",
    "figure-unknown",
    "figure-bound",
    "figure-stale",
    "figure-disputed",
    "statement-reversed",
    "statement-disputed",
    "statement-superseded",
    "statement-unsupported",
    "single-origin",
    "day-differs",
]
Change = Literal["equal", "changed", "added", "left-out"]

TITLES: dict[Kind, str] = {
    "quote-words": "Quote differs",
    "quote-tense": "Quote differs in tense",
    "quote-cut": "Quote cut without a mark",
    "quote-joined": "Quotes joined",
    "quote-made": "Not a quotation in the source",
    "quote-unknown": "Quote not in the ledger",
    "attribution-wrong": "Said by somebody else",
    "attribution-dropped": "Attribution dropped",
    "figure-unknown": "Figure that no source gives",
    "figure-bound": "Bound dropped",
    "figure-stale": "Figure overtaken",
    "figure-disputed": "Figure disputed",
    "statement-reversed": "Turned round",
    "statement-disputed": "Disputed",
    "statement-superseded": "Overtaken",
    "statement-unsupported": "Not in the ledger",
    "single-origin": "One origin only",
    "day-differs": "Day differs",
}
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A verbatim passage of an article, who published it when, and the statement or figure in it.

    `place` is `article:start-end`; `url` is the original page with the words to look for; `source` is whoever the passage is
    attributed to. `role` says what the passage shows, in a word or two.
    """

    role: str
    article: str
    start: int
    end: int
    exact: str
    place: str
    publisher: str | None
    published: str | None
    url: str | None
    entry: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One step of a word-by-word comparison: the words of the draft and those of the source, either of which may be none."""

    change: Change
    draft: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at in a draft: where it stands, what it is, how grave, why, and what it rests on.

    An error goes against what the ledger holds, a warning should be looked at before printing, a note is for information.
    """

    number: int
    kind: Kind
    severity: Severity
    start: int
    end: int
    exact: str
    message: str
    differences: tuple[Difference, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of a draft was looked at."""

    words: int
    sentences: int
    quotes: int
    quotes_to_the_letter: int
    figures: int
    figures_found: int
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A draft as it was read, and what was found in it, in the order of its text.

    `text` is what the offsets of the findings count in; `stories` are the stories of the ledger that it was held against.
    """

    text: str
    day: str | None
    stories: tuple[str, ...]
    counts: Counts
    findings: tuple[Finding, ...]

    def worst(self) -> Severity | None:
        """The gravest severity among the findings."""
        return next((s for s in SEVERITIES if any(f.severity == s for f in self.findings)), None)

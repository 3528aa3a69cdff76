"""What a draft says, or has somebody say, beside what the ledger has like it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.check.lookup import Index
from onrecord.check.matters import Held, matter_of, matter_said, words_said
from onrecord.check.quotes import Quote, judge_source
from onrecord.model import Document, Quotation, Sentence, Span

MAX_SENTENCES = 600
LEAST = 3  # stems that a statement must be about to be compared
# How much of a statement another one has that says the same, and of the other way round.
SAYS, NEARLY_ALL, BACK = 0.55, 0.85, 0.4
PLAIN = 0.15  # an article's own voice that says nearly as much as somebody in it needs no attribution
_REPORTS = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|told|tells?|accord(?:ing|s)|claim(?:s|ed|ing)?|alleg\w+|accus\w+|blam(?:e[sd]?|ing)"
    r"|report(?:s|ed|edly)|den(?:y|ies|ied|ying)|insist\w*|add(?:s|ed)|warn\w*|announc\w+|confirm\w*|admit\w*|acknowledg\w+"
    r"|stat(?:es|ed|ing)|argu(?:es|ed|ing)|believ\w+|think\w*|thought|estimat\w+|expect\w*|describ\w+|call(?:s|ed)|wrote|writes"
    r"|ask(?:s|ed)|demand\w*|urg(?:es|ed|ing)|promis\w+|pledg\w+|vow\w*|conced\w+|maintain\w*|suggest\w*|reject\w*|dismiss\w*"
    r"|disput\w*|contradict\w*|found|finds|conclud\w+|point(?:s|ed) to|quot\w+|cit(?:es|ed|ing)|known to|put (?:it|the)|puts"
    r"|reckon\w*|mention\w*|version|account|explain\w*|repl(?:y|ies|ied)|answer\w*|declar\w+|repeat\w*|assert\w*"
    r"|speaks?|spoken|spoke)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A statement of the ledger beside one of the draft: how much of each is in the other."""

    held: Held
    entry: Quotation
    ours: float
    theirs: float
    same: bool
    other: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of the draft, attributed or in its own voice (`quotation` is None), and the ledger's statements like it.

    `heard` is how much of it the likest sentence of the ledger has, `plain` how much one has in its article's own voice.
    """

    start: int
    end: int
    text: str
    matter: frozenset[str]
    quotation: Quotation | None
    sentence: str
    like: tuple[Likeness, ...]
    heard: float
    plain: float
    nearest: Held | None
    entries: tuple[str, ...] = ()

    def rests_on(self) -> list[str]:
        """The ids of the statements that say the same."""
        alike = [
            x
            for x in self.like
            if (x.same or self.quotation is None) and x.ours >= SAYS and (x.theirs >= BACK or x.ours >= NEARLY_ALL)
        ]
        best = max((x.ours for x in alike), default=0.0)
        return [*self.entries, *(x.entry.id for x in alike if x.ours >= best - PLAIN)]


def match_statements(draft: Document, quotes: Sequence[Quote], index: Index, stories: Sequence[str]) -> list[Said]:
    """The statements of a draft, sentence by sentence, with what the ledger has like them."""
    text = draft.article.text
    found: list[Said] = []
    for sentence in draft.layout.sentences[:MAX_SENTENCES]:
        whole = text[sentence.start : sentence.end]
        inside = [q for q in draft.reading.quotations if any(sentence.start <= p.start < sentence.end for p in q.content)]
        found += [_match_said(draft, q, whole, quotes, index, stories) for q in inside if q.source]
        touched = inside or [q for q in draft.reading.quotations if q.cue and sentence.start <= q.cue.start < sentence.end]
        if not touched and not _REPORTS.search(whole) and not _is_quoted(quotes, sentence):
            found.append(_match_own(whole, sentence, index, stories))
    return found


def _is_quoted(quotes: Sequence[Quote], sentence: Sentence) -> bool:
    return any(q.passage.start < sentence.end and q.passage.end > sentence.start for q in quotes)


def _match_own(whole: str, sentence: Sentence, index: Index, stories: Sequence[str]) -> Said:
    near = [h for h in index.find_near(whole) if h.story in stories]
    matter = matter_of(whole)
    like = []
    for h in near:
        for q in h.quotations:
            if q.source is None:
                continue
            theirs = matter_said(q)
            ours = index.share(matter, theirs)
            if ours >= SAYS:
                back = index.share(theirs, matter)
                like.append(Likeness(held=h, entry=q, ours=ours, theirs=back, same=False, other=False))
    return Said(
        start=sentence.start,
        end=sentence.end,
        text=whole,
        matter=matter,
        quotation=None,
        sentence=whole,
        like=_in_order(like),
        heard=max((index.share(matter, h.matter) for h in near), default=0.0),
        plain=max((index.share(matter, h.own) for h in near), default=0.0),
        nearest=near[0] if near else None,
    )


def _in_order(like: Sequence[Likeness]) -> tuple[Likeness, ...]:
    return tuple(sorted(like, key=lambda x: (-round(x.ours, 6), -round(x.theirs, 6), x.entry.article, x.entry.id)))


def _match_said(
    draft: Document, q: Quotation, whole: str, quotes: Sequence[Quote], index: Index, stories: Sequence[str]
) -> Said:
    start, end = q.content[0].start, q.content[-1].end
    parts = words_said(q)
    matter = matter_said(q)
    near = {(h.article, h.start): h for h in index.find_near(whole) if h.story in stories}
    if len(matter) >= LEAST:
        near |= {(h.article, h.start): h for h in index.find_near(parts) if h.story in stories}
    like = []
    for h in near.values():
        for entry in h.quotations:
            if entry.source is None:
                continue
            theirs = matter_said(entry)
            ours = index.share(matter, theirs)
            back = index.share(theirs, matter)
            if ours < SAYS - 0.1 and back < NEARLY_ALL:
                continue
            verdict = judge_source(draft, q, Span(start=start, end=end, exact=""), entry, index)
            like.append(Likeness(held=h, entry=entry, ours=ours, theirs=back, same=verdict == "same", other=verdict == "other"))
    spoken = [x for x in quotes if x.spoken is not None and x.spoken.id == q.id]
    entries = tuple(m.entry.id for x in spoken for m in x.matches if m.entry and m.exact)
    first = next(iter(near.values()), None)
    return Said(
        start=start,
        end=end,
        text=parts,
        matter=matter,
        quotation=q,
        sentence=whole,
        like=_in_order(like),
        heard=max((index.share(matter, h.matter) for h in near.values()), default=0.0),
        plain=max((index.share(matter, h.own) for h in near.values()), default=0.0),
        nearest=first,
        entries=entries,
    )

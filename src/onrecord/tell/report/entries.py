"""What every part of the report shows of an entry: its words in their sentence, who gives it, when, where it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Document, Figure, Quotation, Span
from onrecord.tell.report.wording import STANCE_MARKS, STANCES

_MAX_CONTENT = 600
_MAX_AROUND = 160
_JOINED = 2  # letters between two sentences
CUT = " […] "


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Verbatim words of one style: "u" is attributed, "" is the sentence around; "cut" marks words left out."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """How an article is named: its number in the story, publisher, day, and the anchor of its text."""

    number: int
    anchor: str
    publisher: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Giver:
    """Who a statement or figure is attributed to: name, description, anchor of the source's own entries."""

    name: str
    role: str = ""
    anchor: str | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure as it is shown: its wording, what it is read as, what it counts."""

    wording: str
    read_as: str
    indicator: str
    place: str
    as_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One statement or figure as the report shows it.

    `anchor` is the address of the entry, `at` of its place in the article, `label` its short name on paper. `claim` is the
    anchor of the claim that it shares with others, `own_claim` of one that is its alone and is shown with it. `judged` is what
    people decided about it.
    """

    id: str
    anchor: str
    at: str
    label: str
    giver: Giver
    stance: str
    mark: str
    stance_class: str
    cue: str
    content: tuple[Piece, ...]
    said: str
    article: ArticleRef
    chain: tuple[str, ...] = ()
    headline: bool = False
    amount: Amount | None = None
    claim: str | None = None
    own_claim: str | None = None
    judged: tuple[str, ...] = ()
    day: str = "9999"
    position: int = 0
    document: Document = field(repr=False, compare=False)
    spans: tuple[Span, ...] = field(repr=False, compare=False)

    @property
    def context(self) -> tuple[Piece, ...]:
        """The words in the sentences that they stand in; worked out when asked, for a page shows few of many."""
        return show_context(self.document, self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an entry stands: its short name, the anchor of its place, the id of its article and how far it is in there."""

    label: str
    at: str
    article: str
    position: int


def find_spot(entry: Entry) -> Spot:
    """Where an entry stands."""
    return Spot(label=entry.label, at=entry.at, article=entry.document.article.id, position=entry.position)


def tell_stance(quotation: Quotation | None) -> tuple[str, str, str]:
    """The stance of a statement as a word, a mark and a class; a figure of the article itself asserts."""
    stance = quotation.stance if quotation else "asserts"
    return STANCES.get(stance, "asserts"), STANCE_MARKS.get(stance, "+"), stance


def show_content(spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The attributed words alone, parts joined by a mark for what lies between."""
    pieces: list[Piece] = []
    room = _MAX_CONTENT
    for number, part in enumerate(spans):
        if number:
            pieces.append(Piece(text=CUT, style="cut"))
        if room <= 0:
            break
        pieces.append(Piece(text=part.exact[:room], style="u"))
        if len(part.exact) > room:
            pieces.append(Piece(text=CUT, style="cut"))
        room -= len(part.exact)
    return tuple(pieces)


def show_context(document: Document, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The attributed words inside the sentences that they begin and end in, what lies far around them cut."""
    if not spans:
        return ()
    text = document.article.text
    spans = sorted(spans, key=lambda s: s.start)
    first, last = _sentence_around(document, spans[0].start), _sentence_around(document, spans[0].end - 1)
    near = [s for s in spans if s.start < last[1]] or spans[:1]
    # the next sentences of one quotation are read with it
    while len(near) < len(spans) and spans[len(near)].start - near[-1].end <= _JOINED:
        near.append(spans[len(near)])
        last = _sentence_around(document, near[-1].end - 1)
    start, end = min(first[0], near[0].start), max(last[1], near[-1].end)
    pieces: list[Piece] = []
    if near[0].start - start > _MAX_AROUND:
        start = _word_start(text, near[0].start - _MAX_AROUND, near[0].start)
        pieces.append(Piece(text=CUT, style="cut"))
    at, room = start, _MAX_CONTENT
    for part in near:
        if part.start > at:
            pieces.append(Piece(text=text[at : part.start]))
        a = max(part.start, at)
        pieces.append(Piece(text=text[a : min(part.end, a + room)], style="u"))
        if part.end - a > room:
            pieces.append(Piece(text=CUT, style="cut"))
            return tuple(pieces)
        room -= max(part.end - a, 0)
        at = max(part.end, at)
    if end - at > _MAX_AROUND:
        stop = _word_end(text, at + _MAX_AROUND, end)
        pieces += [Piece(text=text[at:stop]), Piece(text=CUT, style="cut")]
    elif end > at:
        pieces.append(Piece(text=text[at:end]))
    if len(near) < len(spans) and pieces[-1].style != "cut":
        pieces.append(Piece(text=CUT, style="cut"))
    return tuple(p for p in pieces if p.text)


def _sentence_around(document: Document, position: int) -> tuple[int, int]:
    sentences = document.layout.sentences
    i = bisect_right(sentences, position, key=lambda s: s.start) - 1
    if i >= 0 and position < sentences[i].end:
        return sentences[i].start, sentences[i].end
    blocks = document.layout.blocks
    i = bisect_right(blocks, position, key=lambda b: b.start) - 1
    text = document.article.text
    low, high = (blocks[i].start, blocks[i].end) if i >= 0 and position < blocks[i].end else (0, len(text))
    return max(low, text.rfind("\n", 0, position) + 1), min(high, (text.find("\n", position) + 1 or len(text) + 1) - 1)


def _word_start(text: str, low: int, high: int) -> int:
    at = text.find(" ", low, high)
    return at + 1 if at >= 0 else low


def _word_end(text: str, low: int, high: int) -> int:
    at = text.find(" ", low, high)
    return at if at >= 0 else min(low + _MAX_AROUND, high)


def figures_within(figures: Sequence[Figure], span: Span) -> list[Figure]:
    """The figures, in order of their place, whose passage lies inside the span."""
    i = bisect_left(figures, span.start, key=lambda f: f.passage.start)
    found = []
    while i < len(figures) and figures[i].passage.start < span.end:
        found.append(figures[i])
        i += 1
    return found

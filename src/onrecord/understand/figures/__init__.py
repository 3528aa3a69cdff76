"""Figures: quantities with bounds, unit and indicator.

The grammar is read from the inside out: `tokens`, `numerals`, `bounds` around them, `units` and `nouns` beside them make
`quantities`; `exclusions` says what is none. `context` gives units that a sentence leaves unsaid, `roles`, `places` and
`indicators` say what is counted, `attachments`, `changes` and
`holding` who gives it and for which day.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from onrecord.model import Article, Figure, Layout, Name, Quotation, Timex, When
from onrecord.text import make_id, span
from onrecord.understand.figures.attachments import Attachments
from onrecord.understand.figures.changes import date_formers, date_taken_up
from onrecord.understand.figures.context import resolve_units
from onrecord.understand.figures.givers import credit_figures, find_giver, is_alleged, is_known
from onrecord.understand.figures.holding import date_by_context
from onrecord.understand.figures.indicators import EVENT_ROLES, Label, Setting, complete_labels, make_label
from onrecord.understand.figures.moves import read_moves
from onrecord.understand.figures.places import event_place, find_first_places, is_country, main_place
from onrecord.understand.figures.quantities import Quantity, read_quantities
from onrecord.understand.figures.shares import name_parts

_REACH = 300
"""How far from a figure its sentence is read for what it counts: a sentence without an end is as long as the text."""
_RECALLED = 4
"""A number that takes up what was counted before has its day as well, where it is among the last so many."""
_SPOKEN_OF = 8
"""Sentences before a share in which whoever has it may be named."""
_DECADE = 10
_TO_BRACKET = 8
"""Letters between an amount and the bracket that converts it."""
_MOST = 3_000
"""So many figures an article may have; a longer row of numbers is a data file."""


def find_figures(
    article: Article,
    layout: Layout,
    *,
    names: Sequence[Name],
    dates: Sequence[Timex],
    quotations: Sequence[Quotation],
    anchor: When,
) -> tuple[Figure, ...]:
    """The quantities stated in an article's title and body, in the order of the text; the first 3,000 where there are more."""
    text = article.text
    sentences = [s for s in layout.sentences if s.kind in {"title", "body"}]
    attached = Attachments(text, names=names, dates=dates, quotations=quotations, anchor=anchor)
    read = [(s, [q for q in read_quantities(text, s.start, s.end) if not attached.is_dated(q)]) for s in sentences]
    first = find_first_places(text, sentences, names)
    attached.know_places(sentences, first)
    main = main_place(text, sentences, names, first)
    event = event_place(text, sentences, first, main)
    pairs = [
        (s, read_moves(text, quantities, s.start)) for s, quantities in zip(sentences, resolve_units(text, read), strict=True)
    ]
    pairs = [(s, [_in_years(q) for q in quantities]) for s, quantities in pairs]
    order = {s.start: number for number, s in enumerate(sentences)}
    rows = []
    for sentence, quantities, number in islice(((s, qs, n) for s, qs in pairs for n in range(len(qs))), _MOST):
        q = quantities[number]
        setting = Setting(
            text=text,
            start=max(sentence.start, q.start - _REACH),
            end=min(sentence.end, q.end + _REACH),
            ceiling=quantities[number + 1].start if number + 1 < len(quantities) else sentence.end,
            place=_whole(attached.place(q, sentence, scene=q.people), main),
            main=main,
            day=attached.day(q, sentence),
            member=attached.member(q),
            scene=_whole(attached.place(q, sentence, scene=True, tied="harm"), main),
            deed=_whole(attached.place(q, sentence, scene=True, tied="deed"), main),
            event=event,
            person=attached.person_in(sentences[max(0, order[sentence.start] - _SPOKEN_OF) : order[sentence.start]])
            if q.dimension == "share"
            else None,
        )
        label = make_label(q, setting)
        if not _is_witness(q, label):
            rows.append((q, setting, label, sentence))
    before = {s.start: earlier for earlier, s in pairwise(sentences)}
    told = [(q, label, order[sentence.start]) for q, _, label, sentence in rows]
    labels = name_parts(told, complete_labels(told), text)
    figures: list[Figure] = []
    for number, ((q, setting, own, sentence), label) in enumerate(zip(rows, labels, strict=True)):
        quotation = attached.quotation(q)
        if quotation and (is_alleged(q, text, quotation) or is_known(q, sentence, text)):
            quotation = None
        as_of = attached.as_of(q, sentence, quotation)
        if own.refers and as_of and as_of.basis != "stated":
            as_of = next((f.as_of for f in figures[: -_RECALLED - 1 : -1] if f.indicator == label.text and f.as_of), as_of)
        figures.append(
            Figure(
                id=make_id("f", article.id, q.start, q.end),
                article=article.id,
                passage=span(text, q.start, _passage_end(text, q, rows[number + 1][0] if number + 1 < len(rows) else None)),
                low=q.low,
                high=q.high,
                approximate=q.approximate,
                unit=q.unit,
                indicator=label.text,
                place=_place_of(own, setting),
                as_of=as_of,
                quotation=quotation.id if quotation else None,
                change=q.change or None,
                giver=figures[-1].giver
                if q.equivalent and figures
                else find_giver(q, sentence, text, quotation=quotation, attached=attached, before=before.get(sentence.start)),
            )
        )
    figures = credit_figures(figures, [sentence for *_, sentence in rows], sentences, text)
    placed = [(q, sentence) for q, _, _, sentence in rows]
    dated = date_taken_up(text, placed, date_formers(text, placed, figures, dates), sentences, dates)
    return date_by_context(text, placed, dated, sentences, dates, anchor=anchor)


def _in_years(q: Quantity) -> Quantity:
    """Decades in years: one outlet's three decades are another's 30 years."""
    if q.unit != "decade":
        return q
    low, high = (None if n is None else n * _DECADE for n in (q.low, q.high))
    return replace(q, low=low, high=high, unit="year")


def _passage_end(text: str, q: Quantity, following: Quantity | None) -> int:
    """Where a figure's words end: with the bracket that gives it in another unit ("30m-high (100ft)"), if one follows."""
    if following is None or not following.equivalent or not 0 <= following.start - q.end <= _TO_BRACKET:
        return q.end
    bracketed = text[q.end : following.start].rstrip().endswith("(") and text[following.end : following.end + 1] == ")"
    return following.end + 1 if bracketed else q.end


def _is_witness(q: Quantity, label: Label) -> bool:
    """Whether "one" person is but whoever speaks or acts ("one witness said"), not a count."""
    return q.people and q.form == "words" and q.low == q.high == 1 and label.role not in EVENT_ROLES


def _place_of(label: Label, setting: Setting) -> str | None:
    """Where a figure is for: what befell people has the place that its clause says, or the country it is told of."""
    told_of = label.family != "people" or label.role not in EVENT_ROLES or (setting.place and is_country(setting.place))
    return setting.place if told_of else setting.place_of(label.role)


def _whole(place: str | None, main: str | None) -> str | None:
    """The article's place where `place` is a part of its name ("the Gulf" of the Gulf of Sarn)."""
    return main if place and main and (main.startswith(f"{place} ") or main.endswith(f" {place}")) else place

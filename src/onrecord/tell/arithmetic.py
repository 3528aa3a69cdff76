"""Arithmetic: sums across figures that the wording ties together, derived from them and always shown as derived.

"Five more bodies" and a toll of nine make 14; "70 million more than parliament approved" takes 520 million back to 450; of an
area of which 86 per cent was retaken a seventh is left. Where no wording ties two numbers, nothing is reckoned.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.language.words import content_words
from onrecord.model import Document, Figure

_REACH = 60  # letters between two figures, or a figure and the words that tie it
_LONGEST = 600  # letters of a sentence that are read around a figure
_CANDIDATES = 200  # figures of one kind that are looked through
_ROUNDED = 0.02  # sums of rounded numbers that differ by less fit

_COMPARED = re.compile(
    r"^\s*(?:\w+\s){0,2}(?P<way>more|higher|above|less|fewer|lower|below)\s(?:than\s)?(?!\d)(?P<base>[^,.;:]{3,60})",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"^further\s")
_MORE = re.compile(r"\b(?:more|another|further|additional)\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:(?:toll|number|total|count|figure|tally)\b[^.;]{0,60}\b(?:r[io]se|rises|risen|climbed|grew|grown|went up|reached)"
    r"|(?:bringing|brings|brought|taking|takes|took|raising|raised|pushing)\b[^.;]{0,60}\bto)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:retak\w+|retook|recaptured?|regained?|reclaimed?|recovered|lost|cleared|repaid|sold|destroyed|used|spent|burnt|burned)\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"^\s*of\s(?:(?:the|all|its|their|that)\s){0,3}(?:area|territory|land|ground|region|sum|debt|stock|loan|forest|stores?)\b",
    re.IGNORECASE,
)
_DOWN_FROM = re.compile(r"\b(?:down|reduced|shrunk|cut|fallen|fell) from\s(?:\w+\s){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that wording ties together: `text` tells it, `fits` is whether the figures agree, `figures` are their ids.

    The last of `figures` is the one that the sum is held against.
    """

    text: str
    fits: bool
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A figure with the sentence it stands in."""

    figure: Figure
    day: str
    sentence: str
    at: int

    @property
    def before(self) -> str:
        return self.sentence[max(0, self.at - _REACH) : self.at]

    @property
    def behind(self) -> str:
        end = self.at + len(self.figure.passage.exact)
        return self.sentence[end : end + 2 * _REACH]

    @property
    def number(self) -> float | None:
        """The one number that the wording gives, be it exact or a bound."""
        low, high = self.figure.low, self.figure.high
        return low if high is None or low == high else high if low is None else None

    @property
    def is_point(self) -> bool:
        return self.figure.low is not None and self.figure.low == self.figure.high


def _tell(document: Document) -> list[_Told]:
    starts = [s.start for s in document.layout.sentences]
    told = []
    for f in sorted(document.reading.figures, key=lambda f: (f.passage.start, f.id)):
        number = bisect_right(starts, f.passage.start) - 1
        if number < 0:
            continue
        sentence = document.layout.sentences[number]
        begin = max(sentence.start, f.passage.start - _LONGEST // 2)
        text = document.article.text[begin : min(sentence.end, f.passage.start + _LONGEST // 2)]
        day = document.reading.anchor.earliest or "9999"
        told.append(_Told(figure=f, day=day, sentence=text, at=f.passage.start - begin))
    return told


def _show(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 1000 or float(number).is_integer() else f"{number:,.4g}"


def _quote(told: _Told) -> str:
    return "“" + " ".join(told.figure.passage.exact.split()) + "”"


def _agree(sum_: float, given: float) -> bool:
    return abs(sum_ - given) <= _ROUNDED * max(abs(sum_), abs(given))


def _nearest(told: Iterable[_Told], day: str, fits: Callable[[_Told], bool]) -> _Told | None:
    """The latest figure that was told no later than a day, of those of one day one that makes the sum come out."""
    before = [t for t in told if t.day <= day]
    return max(before, key=lambda t: (t.day, fits(t), t.figure.id), default=None)


def _find_differences(told: Sequence[_Told], by_unit: dict[str, list[_Told]]) -> Iterable[Check]:
    """ "520 million crowns, 70 million more than parliament approved"."""
    for at, extra in enumerate(told):
        found = _COMPARED.match(extra.behind)
        if not found or not at or extra.number is None:
            continue
        whole = told[at - 1]
        f, amount = whole.figure, extra.number
        gap = extra.figure.passage.start - f.passage.end
        if f.unit != extra.figure.unit or not 0 <= gap <= _REACH or not whole.is_point or whole.number is None:
            continue
        base = set(content_words(found["base"]))
        label = set(content_words(f.indicator))
        tied = [
            t
            for t in by_unit[f.unit][:_CANDIDATES]
            if t.is_point and t.figure.id not in (f.id, extra.figure.id) and t.figure.passage.exact != f.passage.exact
            if base & set(content_words(t.sentence)) and label & set(content_words(t.figure.indicator))
        ]
        sign = 1 if found["way"].lower() in ("more", "higher", "above") else -1
        total = whole.number

        def fits(t: _Told, *, sign: int = sign, amount: float = amount, total: float = total) -> bool:
            return t.number is not None and _agree(t.number + sign * amount, total)

        start = _nearest(tied, whole.day, fits)
        if start is None or start.number is None:
            continue
        sum_ = start.number + sign * amount
        agrees = fits(start)
        text = f"{_show(start.number)} {'+' if sign > 0 else '−'} {_show(amount)} = {_show(sum_)}: " + _verdict(agrees, whole)
        yield Check(text=text, fits=agrees, figures=(start.figure.id, extra.figure.id, f.id))


def _verdict(agrees: bool, told: _Told) -> str:
    return f"{'fits' if agrees else 'does not fit'} {_quote(told)}"


def _find_additions(told: Sequence[_Told], by_label: dict[tuple[str, str], list[_Told]]) -> Iterable[Check]:
    """ "The toll rose after crews found five more bodies", in an article that gives the toll."""
    for extra in told:
        f = extra.figure
        if not _FURTHER.match(f.indicator) or not _MORE.search(extra.before[-16:] + f.passage.exact) or not extra.is_point:
            continue
        if not _TOTAL.search(extra.sentence) or extra.number is None:
            continue
        levels = by_label[f.unit, _FURTHER.sub("", f.indicator)][:_CANDIDATES]
        whole = next((t for t in levels if t.figure.article == f.article and t.is_point), None)
        if whole is None or whole.number is None:
            continue
        total, amount = whole.number, extra.number

        def fits(t: _Told, *, amount: float = amount, total: float = total) -> bool:
            return t.number is not None and _agree(t.number + amount, total)

        start = _nearest((t for t in levels if t.day < extra.day and t.figure.low is not None), extra.day, fits)
        if start is None or start.number is None:
            continue
        sum_ = start.number + amount
        agrees = fits(start) or (start.figure.high is None and total >= sum_)
        least = "at least " if start.figure.high is None else ""
        text = f"{_show(start.number)} + {_show(amount)} = {least}{_show(sum_)}: " + _verdict(agrees, whole)
        yield Check(text=text, fits=agrees, figures=(start.figure.id, f.id, whole.figure.id))


def _find_shares(told: Sequence[_Told], pairs: Sequence[tuple[_Told, _Told]]) -> Iterable[Check]:
    """ "Retaken 86% of the area captured", where another sentence gives "less than 200, down from 1,300"."""
    for share in told:
        f = share.figure
        if f.unit != "percent" or not _OF_WHOLE.match(share.behind) or not _TAKEN.search(share.before):
            continue
        low, high = f.low if f.low is not None else 0.0, f.high if f.high is not None else 100.0
        if not 0 <= low <= high <= 100:
            continue
        names = _names(share.sentence)
        for left, whole in pairs:
            if not names & _names(left.sentence) or whole.number is None or left.day[:7] != share.day[:7]:
                continue
            most, least = whole.number * (100 - low) / 100, whole.number * (100 - high) / 100
            agrees = _meets(left.figure, least, most)
            bound = "at most " if f.high is None else "at least " if f.low is None else ""
            rest = most if f.low is not None else least
            given = low if f.low is not None else high
            sum_ = f"{_show(whole.number)} × (100 − {_show(given)}) % = {bound}{_show(rest)}"
            text = f"{sum_}: {_verdict(agrees, left)}"
            yield Check(text=text, fits=agrees, figures=(whole.figure.id, f.id, left.figure.id))
            break


def _names(sentence: str) -> set[str]:
    return set(re.findall(r"(?<=\s)[A-Z][\w’'-]{3,}", f" {sentence}"))


def _meets(given: Figure, least: float, most: float) -> bool:
    """Whether a figure's bounds and a reckoned range have a number in common, roundings allowed for."""
    slack = _ROUNDED * max(abs(least), abs(most))
    return (given.low is None or given.low <= most + slack) and (given.high is None or given.high >= least - slack)


def find_checks(documents: Iterable[Document]) -> tuple[Check, ...]:
    """The sums of one story, each once, those that do not come out first."""
    by_unit: dict[str, list[_Told]] = defaultdict(list)
    by_label: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    articles = [_tell(d) for d in sorted(documents, key=lambda d: d.article.id)]
    pairs: list[tuple[_Told, _Told]] = []
    for told in articles:
        for at, t in enumerate(told):
            by_unit[t.figure.unit].append(t)
            by_label[t.figure.unit, t.figure.indicator].append(t)
            if at and t.figure.unit == told[at - 1].figure.unit and _DOWN_FROM.search(t.before) and len(pairs) < _CANDIDATES:
                pairs.append((told[at - 1], t))
    found: dict[str, Check] = {}
    for told in articles:
        for check in (*_find_differences(told, by_unit), *_find_additions(told, by_label), *_find_shares(told, pairs)):
            found.setdefault(check.text, check)
    return tuple(sorted(found.values(), key=lambda c: (c.fits, c.text)))

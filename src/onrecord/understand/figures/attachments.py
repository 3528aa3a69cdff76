"""What a figure is attached to: the place and day its sentence names, and the statement that gives it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Name, Quotation, Sentence, Timex, When
from onrecord.text import span
from onrecord.understand.figures.places import LONGEST, Place, find_places
from onrecord.understand.figures.quantities import Quantity

_REACH = 500
_OPENING = 12  # characters before a date that opens its sentence ("By midday on ...")
# where another state of affairs begins, whose day is not the figure's
_TURN = re.compile(
    r",\s+(?=[\d.,$€£]{1,12}(?:\s[a-z]+){0,3}?\s(?:more|less|fewer|higher|lower)\sthan\b)|,\s+(?=(?:down|up|having(?!\searlier\b)|after|before|while|but|who|whose|which|where|when|since|compared|against|from|as)\b)|;\s|\s[-–—]+\s"
    r"|\s(?=(?:up\s|down\s)?from\s\d)|\s(?=(?:that|which)\s(?:the\s)?\w+(?:\s\w+)?\s(?:estimated?|puts?|reckon(?:ed|s)?|valued|priced)\b)|\s(?=(?:larger|bigger|higher|lower|smaller|greater)\sthan\b)"
)
_OF_NAME = re.compile(r"\sof\s(?:the\s)?(?P<name>[A-Z])")
_YEAR = re.compile(r"\d{4}")
_EVENT_OF_YEAR = re.compile(
    r"\s(?:[A-Z]|(?:[a-z]+\s)?(?:disaster|war|invasion|earthquake|quake|crisis|spill|election|vote|crash|attack|attacks|bombing)\b)"
)
_NOW = re.compile(r"\b(?:now|currently|still|so far|to date|at present)\b", re.IGNORECASE)
_VERB = 240
# "the war that began in June has displaced 900": what has come about, or is so, has no past day
_IS_SO = re.compile(
    r"\b(?:has|have)\s(?:[a-z]+ly\s|also\s|already\s|so\sfar\s)?(?:left|been|killed|injured|wounded|displaced|claimed|cost|driven|forced|taken|made"
    r"|seen|risen|fallen|grown|reached|lost|led|brought|become|caused|destroyed)\b[^.;:]{0,180}$"
    r"|,\s(?:which|who)\s(?:now\s|still\s)?(?:holds?|is|are|has|have|controls?|owns?|employs?|owes?)\s(?:[a-z]+\s){0,4}$"
)
_BEFORE_IT = re.compile(r"\bbefore\s(?:it|they|he|she)\s(?:was|were|had)\b[^,.;]{0,50}$")
# a number that a content ends in the midst of
_CUT = re.compile(r"\d[.,]\d")
_RECALLED = 200
"""Names that a short form ("the team") looks back over."""
_COLLECTIVE = re.compile(r"\b(?:Team|Panel|Group|Committee|Commission|Task Force)$")
_TIMED = re.compile(r"\d{4}-\d\d-\d\dT")
_SINCE = re.compile(r"\bsince\b[^,;.]{0,110}$", re.IGNORECASE)
_WHOLE_DATE = 120
# "40 troops on the border after its annexation of Sarn last month", "sentenced 40 over the killing of a guard last summer"
_OF_OTHER = re.compile(
    r"^\sof\s(?:the\s)?\d[\d,]*\s[^.,;:]{2,90}$"
    r"|\s(?:after|before)\s(?:its|his|her|their|he|she|they|it)\s(?:[^.;:]|\.\d){2,90}$"
    r"|\s(?:following|in\sconnection\swith|in\sthe\swake\sof|in\sresponse\sto|because\sof|in\sretaliation\sfor)\s"
    r"(?:its|the|his|her|their|an?)\s[^.;:]{2,140}$"
    r"|\sover\s(?:its|the|his|her|their|an?)\s(?:[a-z]+\s)?(?:[a-z]+(?:ing|[ts]ion)|murder|deaths?|attacks?|riots?|crash|war)\b[^.;:]{2,90}$"
)
# "on Wednesday and Thursday", "between 22 May and 2 June"
_TO_NEXT = re.compile(r"\s(?:and|to|until|through)\s(?:on\s)?|\s?[-–]\s?")


def _day_of(value: str | None) -> str | None:
    """A value without its time of day ("2031-05-14TMO")."""
    return value.partition("T")[0] if value and _TIMED.match(value) else value


def _shown(date: Timex) -> str | None:
    """The value of a date, or what its first and last day have in common where the value leaves a part open."""
    if not date.value or "X" not in date.value or not date.earliest or not date.latest:
        return _day_of(date.value)
    if date.earliest == date.latest:
        return date.earliest
    return next((date.earliest[:n] for n in (7, 4) if date.earliest[:n] == date.latest[:n]), f"{date.earliest}/{date.latest}")


class Attachments:
    """The names, dates and quotations of one article, ready to be looked up by offset."""

    def __init__(
        self, text: str, *, names: Sequence[Name], dates: Sequence[Timex], quotations: Sequence[Quotation], anchor: When
    ) -> None:
        """Sorts what is known by where it stands."""
        self._text = text
        self._anchor = anchor
        self._names = sorted(names, key=lambda n: n.passage.start)
        self._name_starts = [n.passage.start for n in self._names]
        self._dates = sorted((d for d in dates if d.type in {"DATE", "TIME"}), key=lambda d: d.passage.start)
        self._date_starts = [d.passage.start for d in self._dates]
        spans = sorted((s.start, s.end, number) for number, q in enumerate(quotations) for s in q.content)
        self._contents = spans
        self._content_starts = [start for start, _, _ in spans]
        self._longest = max((end - start for start, end, _ in spans), default=0)
        self._quotations = quotations
        self._places: dict[int, list[Place]] = {}
        self._nearest: dict[tuple[int, int, int], Timex | None] = {}

    def know_places(self, sentences: Sequence[Sentence], places: Sequence[list[Place]]) -> None:
        """Takes the places that were found in the whole of the first sentences."""
        self._places.update((s.start, own) for s, own in zip(sentences, places, strict=False) if s.end - s.start <= LONGEST)

    def _dates_in(self, start: int, end: int) -> list[Timex]:
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def is_dated(self, q: Quantity) -> bool:
        """Whether the number is part of a date or time that was read, and measures no time itself."""
        near = self._dates_in(q.core - 40, q.core + 1)
        return q.dimension != "time" and any(d.passage.end > q.core for d in near)

    def place(self, q: Quantity, sentence: Sentence, *, scene: bool = False, tied: str = "") -> str | None:
        """The place that the sentence names nearest to the figure, one behind it before one ahead.

        With `scene` it is where what is counted happened: a place of the event before others, none where somebody speaks.
        With `tied` it is one whose clause says that of people there ("harm", "deed"), and None where no clause does.
        """
        if sentence.start not in self._places:
            names = self._names[bisect_left(self._name_starts, sentence.start) : bisect_left(self._name_starts, sentence.end)]
            self._places[sentence.start] = find_places(self._text, sentence.start, sentence.end, names)
        places = self._places[sentence.start]
        at = bisect_left(places, q.start, key=lambda p: p.start)
        near = places[max(0, at - 8) : at + 8]
        near = [p for p in near if not (p.is_apart if scene else p.is_spoken)]
        if scene:
            near = [p for p in near if p.is_scene] or near
        if tied:
            near = [p for p in near if p.tied_to == tied]
        return min(near, key=lambda p: p.start - q.end if p.start >= q.end else q.start - p.start + 30).name if near else None

    def member(self, q: Quantity) -> str | None:
        """The full name of what the counted belong to ("40 members of the Front")."""
        of = _OF_NAME.match(self._text, q.end)
        if not of:
            return None
        at = bisect_left(self._name_starts, of.start("name"))
        known = self._names[at] if at < len(self._names) else None
        if known and known.passage.start == of.start("name"):
            return known.full if known.kind == "organisation" else None
        return None

    def _nearest_date(self, q: Quantity, sentence: Sentence) -> Timex | None:
        """The date nearest to the figure in its own clause, else one that opens the sentence, for all of it."""
        key = q.start, q.end, sentence.start
        if key not in self._nearest:
            self._nearest[key] = self._find_nearest_date(q, sentence)
        return self._nearest[key]

    def _find_nearest_date(self, q: Quantity, sentence: Sentence) -> Timex | None:
        first, last = max(sentence.start, q.start - _REACH), min(sentence.end, q.end + _REACH)
        turns = [m.start() for m in _TURN.finditer(self._text, first, last)]
        start = max((t for t in turns if t < q.start), default=first)
        end = min((t for t in turns if t >= q.end), default=last)
        dates = [
            d
            for d in self._dates_in(first, last)
            if d.earliest and not (self._is_since(d) or self._is_in_name(d) or self._is_aside(d, q) or self._is_of_other(d, q))
        ]
        if q.dimension == "factor":
            # "six times what leaked in 2021": a date behind is of what it is compared with
            dates = [d for d in dates if d.passage.start < q.start]
        if _IS_SO.search(self._text, max(first, q.start - _VERB), q.start):
            dates = [d for d in dates if not self._is_past(d)]
        now = _NOW.search(self._text, start, end)
        own = [d for d in dates if start <= d.passage.start < end and not (now and self._is_of_event(d))]
        # "the tube that it laid on Monday now takes 40": what is so now is not of that day
        own = [d for d in own if not (now and d.passage.end <= now.start() and now.end() <= q.start)]
        if own:
            return min(own, key=lambda d: d.passage.start - q.end if d.passage.start >= q.end else q.start - d.passage.end + 10)
        if now:
            return None
        opening = [d for d in dates if d.passage.start - sentence.start <= _OPENING and d.passage.end <= q.start]
        return opening[0] if opening else None

    def _is_past(self, date: Timex) -> bool:
        """Whether a date lies before the article's day and is no part of a time that runs up to it ("so far this year")."""
        today = self._anchor.earliest
        before = self._text[max(0, date.passage.start - 8) : date.passage.start].lower()
        return bool(today and date.latest and date.latest < today) and not before.endswith(("by ", "as of ", "until "))

    def _is_of_event(self, date: Timex) -> bool:
        """Whether the date is the day of what happened ("Tuesday's fire"), not of what is known now."""
        return self._text[date.passage.end : date.passage.end + 3] in {"'s ", "’s "}

    def _is_in_name(self, date: Timex) -> bool:
        """Whether a year only says which event is meant ("the 2021 Marn disaster")."""
        year = _YEAR.fullmatch(date.passage.exact) is not None
        return (
            year
            and self._text[max(0, date.passage.start - 4) : date.passage.start].lower() == "the "
            and (_EVENT_OF_YEAR.match(self._text, date.passage.end) is not None)
        )

    def _is_aside(self, date: Timex, q: Quantity) -> bool:
        """Whether a date before the figure is of what came later ("the pipe before it was capped last week leaked 40")."""
        start = date.passage.start
        return start < q.start and _BEFORE_IT.search(self._text, max(0, start - 70), start) is not None

    def _is_since(self, date: Timex) -> bool:
        """Whether the date begins a time that lasts ("since an uprising began in March")."""
        return _SINCE.search(self._text, max(0, date.passage.start - _WHOLE_DATE), date.passage.start) is not None

    def _is_of_other(self, date: Timex, q: Quantity) -> bool:
        """Whether a date behind the figure is of what went before, or of what "the" counted will be part of one day."""
        start = date.passage.start
        if start < q.end:
            return False
        today = self._anchor.latest
        known = self._text[max(0, q.start - 4) : q.start].lower() == "the "
        coming = bool(today and date.earliest and date.earliest > today)
        return (known and coming) or _OF_OTHER.search(self._text[q.end : min(start, q.end + 2 * _REACH)]) is not None

    def _up_to(self, date: Timex) -> Timex:
        """The date, or the time up to the one that it is joined to ("on Wednesday and Thursday")."""
        at = bisect_left(self._date_starts, date.passage.end)
        following = self._dates[at] if at < len(self._dates) else None
        if following is None or not date.earliest or not following.latest or following.latest <= date.earliest:
            return date
        if not _TO_NEXT.fullmatch(self._text, date.passage.end, following.passage.start):
            return date
        whole = span(self._text, date.passage.start, following.passage.end)
        return Timex(passage=whole, type="DATE", value="", earliest=date.earliest, latest=following.latest)

    def day(self, q: Quantity, sentence: Sentence) -> str | None:
        """The ISO day that the sentence names nearest to the figure."""
        date = self._nearest_date(q, sentence)
        return date.earliest if date and date.earliest == date.latest else None

    def as_of(self, q: Quantity, sentence: Sentence, quotation: Quotation | None) -> When | None:
        """The day a figure holds for: stated in its sentence, else when it was said, else the article's."""
        date = self._nearest_date(q, sentence)
        if date:
            date = self._up_to(date)
            reason = f"“{date.passage.exact}” in its sentence"
            return When(value=_shown(date) or None, earliest=date.earliest, latest=date.latest, basis="stated", reason=reason)
        if quotation and quotation.said and quotation.said.earliest:
            return When(
                value=_day_of(quotation.said.value),
                earliest=quotation.said.earliest,
                latest=quotation.said.latest,
                basis="inferred",
                reason="when it was said",
            )
        if not self._anchor.earliest and not self._anchor.latest:
            return None
        anchor = self._anchor
        return When(
            value=anchor.value,
            earliest=anchor.earliest,
            latest=anchor.latest,
            basis="inferred",
            reason="the day of its article",
        )

    def quotation(self, q: Quantity) -> Quotation | None:
        """The innermost statement whose content covers the number; of those with one content, the one the others relay."""
        best: tuple[int, int, int] | None = None
        first = bisect_left(self._content_starts, q.core - self._longest)
        last = bisect_left(self._content_starts, q.core + 1)
        for start, end, number in self._contents[first:last]:
            if start <= q.core < end and not (end < q.end and _CUT.match(self._text, end - 1)):
                told = self._quotations[number]
                rank = (sum(s.end - s.start for s in told.content), -len(told.chain), number)
                best = min(best or rank, rank)
        return self._quotations[best[2]] if best else None

    def around(self, quotation: Quotation) -> list[Quotation]:
        """The other statements in whose content one stands, in the order of the text."""
        at = quotation.content[0].start
        first = bisect_left(self._content_starts, at - self._longest)
        last = bisect_left(self._content_starts, at + 1)
        covering = [self._quotations[number] for start, end, number in self._contents[first:last] if start <= at < end]
        return [other for other in covering if other.id != quotation.id]

    def body_like(self, before: int) -> str | None:
        """The team, panel or the like that was named last before an offset."""
        end = bisect_left(self._name_starts, before)
        names = self._names[max(0, end - _RECALLED) : end]
        return next((n.full for n in reversed(names) if n.kind == "organisation" and _COLLECTIVE.search(n.full)), None)

    def person_in(self, sentences: Sequence[Sentence]) -> str | None:
        """The first person of the last of these sentences that names one who is not only the owner of something."""
        for sentence in reversed(sentences):
            first, last = (bisect_left(self._name_starts, at) for at in (sentence.start, sentence.end))
            for name in self._names[first:last]:
                owns = self._text[name.passage.end : name.passage.end + 2] in {"'s", "’s", "s'", "s’"}
                if name.kind == "person" and not owns:
                    return name.full
        return None

    def bodies(self) -> Iterator[str]:
        """The organisations that the article names."""
        return (n.full for n in self._names if n.kind == "organisation")

    def bodies_before(self, start: int, end: int) -> list[Name]:
        """The organisations named between two offsets."""
        names = self._names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]
        return [n for n in names if n.kind == "organisation"]

"""Quantities: numerals with bounds, ranges, units and head nouns, as a sentence states them."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.understand.figures.bounds import Bound, Modifier, bounds_after, bounds_before
from onrecord.understand.figures.drafts import Draft, read_range
from onrecord.understand.figures.exclusions import is_age, is_deictic, is_excluded, is_model, is_name_part
from onrecord.understand.figures.measures import read_measure, read_share
from onrecord.understand.figures.numerals import read_numeral
from onrecord.understand.figures.specials import (
    BEGINNINGS,
    FACTORS,
    is_pronoun,
    read_article,
    read_clocked,
    read_one,
    read_special,
)
from onrecord.understand.figures.tokens import Token, are_joined, low_at, tokenize
from onrecord.understand.figures.units import read_sign

_SHORTEST_TABLE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as one sentence states it, offsets into the text; `unit` is "" where the sentence names none.

    `noun` is the singular of the counted noun (or of the noun that a duration or sum qualifies), `words` are those before it;
    `core` is where the bare number begins. `equivalent` marks the same amount given again in another unit, `lent` a
    unit that another quantity lends. `modifier` is what the words before it say (">" more than, "<" less than, "~" about);
    `change` is the way that it goes, `former` the low and high of the value it replaced. `aside` marks what is a quantity but
    no figure of a story: an age, "one" of several.
    """

    start: int
    end: int
    core: int
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str = ""
    dimension: str = ""
    noun: str = ""
    words: tuple[str, ...] = ()
    people: bool = False
    form: str = "digits"
    equivalent: bool = False
    bounded: bool = False
    lent: bool = False
    modifier: Modifier = "="
    change: Literal["up", "down", ""] = ""
    former: tuple[float | None, float | None] | None = None
    aside: Literal["age", "one", "name", ""] = ""

    @property
    def rate(self) -> str:
        """The period or unit that the amount is per, or ""."""
        return "" if self.dimension == "speed" else self.unit.partition("/")[2]

    @property
    def value(self) -> float:
        """One number for it: the known bound, or the lower of two."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0


def read_quantities(text: str, start: int, end: int, *, asides: bool = False) -> list[Quantity]:
    """Every quantity of one sentence, in order; dates, ordinals and parts of names are left out, and ages without `asides`."""
    tokens = tokenize(text, start, end)
    found: list[Quantity] = []
    beginnings = [n for n, t in enumerate(tokens) if t.kind == "number" or t.low in BEGINNINGS or t.low.endswith("fold")]
    if not beginnings or _is_table(tokens):
        return found
    factors = any(t.low in FACTORS for t in tokens)
    at, floor = 0, start  # what stands before token `at` is read
    for i in beginnings:
        if i < at:
            continue
        draft = _read_draft(text, tokens, i, factors=factors)
        if asides and (aside := _read_aside(text, tokens, i, draft, floor, end)):
            found.append(aside[0])
            floor, at = aside[0].end, aside[1]
            continue
        if draft is None:
            continue
        measured = draft.dimension not in {"", "count", "people"}
        named = not draft.name and is_name_part(tokens, draft.numeral, draft.head)
        named = named or (not measured and is_model(tokens, draft.numeral))
        excluded = named or is_excluded(text, tokens, draft.numeral, measured=measured)
        quantity = None if excluded else _finish(text, tokens, draft, floor, end)
        if quantity and quantity.dimension == "name":
            quantity = replace(quantity, aside="name", modifier="=") if asides else None
        if quantity is None:
            at = draft.numeral.last
            continue
        if found and _defines(text, found[-1], quantity):
            found.pop()
            floor, at = quantity.end, max(draft.numeral.last, draft.last)
            continue
        if found:
            quantity = _link(text, found[-1], quantity)
        found.append(quantity)
        floor = quantity.end
        at = max(draft.numeral.last, draft.crossed or draft.last)
    return _with_rates(text, found)


def _with_rates(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, those with one rate behind their bracket ("40 barrels (1,680 gallons/6 m³) a day") with that rate."""
    done = list(found)
    for n, q in enumerate(found):
        rate = _RATE_BEHIND.match(text, q.end) if n and q.dimension in _RATED else None
        first = n
        while rate and first and found[first - 1].dimension == q.dimension:
            gap = text[found[first - 1].end : found[first].start]
            if len(gap) > _BRACKET or ")" in gap:
                break
            first -= 1
        for k in range(first, n + 1) if rate and first < n else ():
            if "/" not in found[k].unit:
                done[k] = replace(found[k], unit=f"{found[k].unit}/{rate.group('per') if rate else ''}")
    return done


def _read_aside(
    text: str, tokens: list[Token], i: int, draft: Draft | None, floor: int, end: int
) -> tuple[Quantity, int] | None:
    """An age or "one" of several at token `i`, with the token after it."""
    if draft is None:
        one = read_one(tokens, i)
        quantity = _finish(text, tokens, one, floor, end) if one else None
        return (replace(quantity, aside="one"), one.last) if quantity and one else None
    numeral = draft.numeral._replace(last=draft.last) if draft.ranged else draft.numeral
    if numeral.form not in {"digits", "words"} or draft.dimension in {"money", "share"} or not is_age(text, tokens, numeral):
        return None
    aged = Draft(numeral, numeral.first, numeral.last, draft.low, draft.high, "year", "age", ranged=draft.ranged)
    quantity = _finish(text, tokens, aged, floor, end)
    return (replace(quantity, aside="age"), numeral.last) if quantity else None


def _is_table(tokens: list[Token]) -> bool:
    """Whether a long row of tokens is mostly numbers: a table, of which no words say what it counts."""
    if len(tokens) < _SHORTEST_TABLE:
        return False
    numbers = sum(t.kind == "number" for t in tokens)
    return 2 * numbers > sum(t.kind == "word" and len(t.text) > 1 for t in tokens)


def _read_draft(text: str, tokens: list[Token], i: int, *, factors: bool) -> Draft | None:
    numeral = read_numeral(tokens, i)
    special = read_special(tokens, i, numeral, factors=factors)
    if special:
        return special
    if tokens[i].kind == "number" or low_at(tokens, i + 1) in {"hour", "hours", "minute", "minutes"}:
        clocked = read_clocked(tokens, i)
        if clocked:
            return clocked
    if numeral is None or is_pronoun(tokens, numeral):
        return read_article(text, tokens, i)
    draft = Draft(numeral, numeral.first, numeral.last, numeral.low, numeral.high)
    sign = read_sign(tokens, i, scaled=numeral.scaled)
    if sign:
        draft.name, draft.dimension, draft.first = sign[0], "money", sign[1]
    read_range(tokens, draft)
    if numeral.form == "fraction" and not draft.name:
        read_share(tokens, draft)
    else:
        read_measure(tokens, draft)
    return draft


def _finish(text: str, tokens: list[Token], draft: Draft, floor: int, ceiling: int) -> Quantity | None:
    head = draft.head
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    before = bounds_before(text, floor, start)
    if (
        draft.dimension == "time"
        and is_deictic(tokens, draft.last, draft.name)
        and before.bound != "low"
        and not _lasts(tokens, draft)
    ):
        return None
    if (
        not draft.name
        and low_at(tokens, draft.last) == "-"
        and are_joined(tokens, draft.last)
        and are_joined(tokens, draft.last + 1)
    ):
        return None
    after = bounds_after(text, ceiling, tokens[draft.numeral.last - 1].end)
    if after.at == tokens[draft.numeral.last - 1].end:
        after = bounds_after(text, ceiling, end)
    bound = before.bound or after.bound
    during = before.during and draft.dimension == "time" and draft.numeral.form != "article"
    if during and not text[max(floor, before.at - 4) : before.at].lower().endswith("for "):
        bound = None
    if draft.name == "percent" and draft.low == _WHOLE and _DENIED.search(text, max(floor, start - _REACH), start):
        bound = bound or "high"
    if bound is None and _HIGH_END.search(text, max(floor, before.at - _SUBJECT), before.at):
        bound = "high"
    low, high = _bounded(draft, bound)
    from_ = before.at
    if draft.ranged and text[max(floor, from_ - 8) : from_].lower() == "between ":
        from_ -= 8
    aged = _AGED.match(text, end, ceiling) if draft.dimension == "people" else None
    return Quantity(
        start=from_,
        end=aged.end() if aged else max(end, after.at),
        core=start,
        low=low,
        high=high,
        approximate=before.approximate or after.approximate or draft.numeral.approximate,
        unit=draft.name,
        dimension=draft.dimension,
        noun=head.lemma if head else "",
        words=head.words if head else (),
        people=draft.dimension == "people",
        form=draft.numeral.form,
        bounded=bound is not None or draft.ranged,
        modifier=before.modifier if before.modifier != "=" else after.modifier,
    )


def _lasts(tokens: list[Token], draft: Draft) -> bool:
    """Whether a time is how long something took before another was done ("sat for five hours before ruling")."""
    doing = low_at(tokens, draft.last) == "before" and low_at(tokens, draft.last + 1).endswith("ing")
    return doing and low_at(tokens, draft.first - 1) == "for"


def _bounded(draft: Draft, bound: Bound | None) -> tuple[float | None, float | None]:
    """The interval: a range as it is, else open on the side that the bound leaves open."""
    if draft.ranged or bound is None:
        return draft.low, draft.high
    return (draft.low, None) if bound == "low" else (None, draft.low)


#: "Not yet retaken by 100 %": what is denied of the whole is less of it.
_DENIED = re.compile(r"\b(?:not|never|cannot|[a-z]{2,6}n['’]t)\s(?!(?:only|more|less|just|merely)\b)[^.;:,]{0,70}$")
_WHOLE, _REACH = 100.0, 90
#: "The high-end estimate of oil on the water was 270,000".
_HIGH_END = re.compile(
    r"\b(?:high-end|upper-end|upper)\s(?:estimate|figure|projection)\s(?:of|for)\s[^.;:,\d]{3,80}\s(?:is|was)\s$", re.IGNORECASE
)
_SUBJECT = 120
_AGED = re.compile(
    r"\s(?:aged\s(?:under\s|over\s)?|under\s(?:the\sage\sof\s)?|over\sthe\sage\sof\s|younger\sthan\s)\d{1,2}\b(?!,\d)"
)


_EQUALS = re.compile(
    r"\s?(?:of\s[a-z]{2,12}\s)?\(?(?:equals?|is\sequal\sto|=|is|holds|contains|that['’]?s|that\sis)\s(?:about\s)?"
)


def _defines(text: str, last: Quantity, this: Quantity) -> bool:
    """Whether the two only say what a unit is in another ("one barrel equals 42 gallons")."""
    one = last.low == last.high == 1 and last.dimension == this.dimension and this.dimension in _CONVERTIBLE
    return one and _EQUALS.fullmatch(text, last.end, this.start) is not None


_RATE_BEHIND = re.compile(
    r"\)\s(?:of\s[a-z]{2,12}\s)?(?:an?|per|each|every)[\s-](?P<per>minute|hour|day|week|month|year)\b(?!\s(?:ago|earlier|later))"
)
_BRACKET = 6
_RATED = frozenset({"volume", "mass", "money", "power", "energy"})
_OF_WHAT = re.compile(r"^of\s[a-z]{2,12}(?:\s[a-z]{2,12})?\s(?=[(\[])")
_EXTENT = re.compile(r"^[\s-](?:high|tall|long|wide|deep|thick|broad)(?=\s?[(\[])", re.IGNORECASE)
_CONVERTIBLE = frozenset({"volume", "length", "area", "mass", "money", "temperature", "speed", "power", "pressure", "torque"})


def _link(text: str, last: Quantity, this: Quantity) -> Quantity:
    """The same amount in another unit, in brackets or after "or", has the bounds and the rate of the first."""
    gap = _OF_WHAT.sub("", _EXTENT.sub("", text[last.end : this.start]).strip().lower())
    same = (
        last.dimension == this.dimension
        and this.dimension in _CONVERTIBLE
        and last.unit.split("/")[0] != this.unit.split("/")[0]
    )
    if not same or gap not in {"(", "[", ", or", "or", "/", ",", "(or"} or (gap in {"or", ","} and not last.equivalent):
        return this
    rate = last.rate
    unit = f"{this.unit}/{rate}" if rate and "/" not in this.unit else this.unit
    low, high = this.low, this.high
    if not this.bounded and last.low is None:
        low, high = None, this.value
    elif not this.bounded and last.high is None:
        low, high = this.value, None
    return replace(
        this,
        low=low,
        high=high,
        unit=unit,
        approximate=this.approximate or last.approximate,
        equivalent=True,
        modifier=last.modifier if this.modifier == "=" else this.modifier,
    )

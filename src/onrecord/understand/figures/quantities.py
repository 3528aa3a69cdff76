"""Quantities: numerals with bounds, ranges, units and head nouns, as a sentence states them."""

import re
from dataclasses import dataclass, replace

from onrecord.understand.figures.bounds import bounds_after, bounds_before
from onrecord.understand.figures.exclusions import is_deictic, is_excluded, is_name_part
from onrecord.understand.figures.nouns import Head, find_head
from onrecord.understand.figures.numerals import Numeral, read_numeral
from onrecord.understand.figures.tokens import Token, are_joined, low_at, tokenize
from onrecord.understand.figures.units import read_rate, read_sign, read_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity as one sentence states it, offsets into the text; `unit` is "" where the sentence names none.

    `noun` is the singular of the counted noun (or of the noun that a duration or sum qualifies), `words` are those before it;
    `core` is where the bare number begins. `equivalent` marks the same amount given again in another unit.
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

    @property
    def value(self) -> float:
        """One number for it: the known bound, or the lower of two."""
        return self.low if self.low is not None else self.high if self.high is not None else 0.0


@dataclass(slots=True)
class _Draft:
    """What is known of a quantity while it is read: tokens `first` to `last`, numeral and unit."""

    numeral: Numeral
    first: int
    last: int
    low: float
    high: float | None
    name: str = ""
    dimension: str = ""
    head: Head | None = None
    ranged: bool = False
    crossed: int = 0


def read_quantities(text: str, start: int, end: int) -> list[Quantity]:
    """Every quantity of one sentence, in order; ages, dates, ordinals and parts of names are left out."""
    tokens = tokenize(text, start, end)
    found: list[Quantity] = []
    i, floor = 0, start
    while i < len(tokens):
        draft = _read_draft(text, tokens, i)
        if draft is None:
            i += 1
            continue
        if is_excluded(text, tokens, draft.numeral, measured=draft.dimension not in {"", "count", "people"}) or (
            not draft.name and is_name_part(tokens, draft.numeral, draft.head)
        ):
            i = draft.numeral.last
            continue
        quantity = _finish(text, tokens, draft, floor, end)
        if quantity is None:
            i = draft.numeral.last
            continue
        if found:
            quantity = _link(text, found[-1], quantity)
        found.append(quantity)
        floor = quantity.end
        i = max(draft.numeral.last, draft.crossed or draft.last)
    return found


def _read_draft(text: str, tokens: list[Token], i: int) -> _Draft | None:
    special = _read_special(tokens, i)
    if special:
        return special
    numeral = read_numeral(tokens, i)
    if numeral is None or _is_pronoun(tokens, numeral):
        return _read_article(text, tokens, i)
    draft = _Draft(numeral, numeral.first, numeral.last, numeral.low, numeral.high)
    sign = read_sign(tokens, i, scaled=numeral.scaled)
    if sign:
        draft.name, draft.dimension, draft.first = sign[0], "money", sign[1]
    _read_range(tokens, draft)
    if numeral.form == "fraction" and not draft.name:
        _as_share(tokens, draft)
    else:
        _read_unit_or_head(tokens, draft)
    return draft


def _as_share(tokens: list[Token], draft: _Draft) -> None:
    """A fraction is a share in percent, unless it is of a unit ("half a mile")."""
    after = draft.last + (low_at(tokens, draft.last) == "of") + (low_at(tokens, draft.last + 1) in {"a", "an"})
    unit = read_unit(tokens, after)
    if unit and after > draft.last:
        draft.name, draft.dimension, draft.last = unit.name, unit.dimension, unit.last
        return
    draft.name, draft.dimension = "percent", "share"
    draft.low *= 100
    draft.high = None if draft.high is None else draft.high * 100
    draft.head = find_head(tokens, draft.last, single=True)


def _is_pronoun(tokens: list[Token], numeral: Numeral) -> bool:
    """ "one" as a pronoun or in "one of the", and "scores" as a verb."""
    low, after = tokens[numeral.first].low, low_at(tokens, numeral.last)
    if low == "one" and numeral.last - numeral.first == 1:
        if after == "in" and read_numeral(tokens, min(numeral.last + 1, len(tokens) - 1)):
            return False
        unit = read_unit(tokens, numeral.last)
        if unit:
            return unit.dimension == "time" or low_at(tokens, numeral.first - 1) in {"no", "this", "that", "the"}
        return after not in {
            "person",
            "soldier",
            "man",
            "woman",
            "child",
            "civilian",
            "people",
            "worker",
            "policeman",
            "officer",
        }
    if low == "scores":
        return after not in {
            "of",
            "more",
            "were",
            "are",
            "have",
            "had",
            "killed",
            "dead",
            "injured",
            "wounded",
            "missing",
            "others",
            "remain",
        }
    return False


def _read_special(tokens: list[Token], i: int) -> _Draft | None:
    """ "one in five" as a share; "twice", "sixfold" and "N times" as factors; "no casualties" as zero."""
    low = tokens[i].low
    if low.endswith("fold") and len(low) > 5 and (bare := read_numeral([tokens[i]._replace(text=low[:-4], low=low[:-4])], 0)):
        return _Draft(bare._replace(first=i, last=i + 1), i, i + 1, bare.low, bare.high or bare.low, "times", "factor")
    if low in {"twice", "thrice"} and (low_at(tokens, i + 1) in _COMPARED or low_at(tokens, i - 1) in _NEAR):
        value = 2.0 if low == "twice" else 3.0
        last = _compared_end(tokens, i + 1)
        return _Draft(Numeral(i, i + 1, value, value, "words"), i, last, value, value, "times", "factor")
    if low == "no" and tokens[i].kind == "word" and low_at(tokens, i + 1) in _LOSSES:
        return _Draft(
            Numeral(i, i + 1, 0.0, 0.0, "words"),
            i,
            i + 2,
            0.0,
            0.0,
            "person",
            "people",
            Head(i + 1, _LOSSES[low_at(tokens, i + 1)], True, ()),
        )
    numeral = read_numeral(tokens, i)
    if numeral is None:
        return None
    joint = numeral.last
    if low_at(tokens, joint) in {"in", "of"} or (low_at(tokens, joint) == "out" and low_at(tokens, joint + 1) == "of"):
        joint += 2 if low_at(tokens, joint) == "out" else 1
        other = read_numeral(tokens, joint) if joint < len(tokens) else None
        small = (
            other
            and other.high
            and numeral.low < other.low <= 1000
            and other.low not in range(30, 100)
            and numeral.form == other.form
        )
        if (
            small
            and other
            and (low_at(tokens, numeral.last) == "out" or (low_at(tokens, numeral.last) == "in" and other.form == "words"))
        ):
            value = 100 * numeral.low / other.low
            draft = _Draft(numeral, i, other.last, value, value, "percent", "share")
            draft.head = find_head(tokens, other.last)
            return draft
    if numeral.high is not None and numeral.form != "fraction" and not numeral.scaled:
        draft = _Draft(numeral, numeral.first, numeral.last, numeral.low, numeral.high)
        _read_range(tokens, draft)
        at = draft.last
        if low_at(tokens, at) in {"times", "fold"} or (low_at(tokens, at) == "-" and low_at(tokens, at + 1) == "fold"):
            at += 2 if low_at(tokens, at) == "-" else 1
            if tokens[at - 1].low == "fold" or low_at(tokens, at) in _COMPARED or _is_owner(tokens, at):
                draft.name, draft.dimension, draft.last = "times", "factor", _compared_end(tokens, at)
                return draft
    return None


_NEAR = frozenset("nearly almost over about roughly around than at".split())
_COMPARED = frozenset(
    """more higher larger greater bigger less fewer lower faster as the that what its their his previous current normal worse
    smaller longer deadlier""".split()
)
_LOSSES = {"casualties": "casualty", "injuries": "injury", "deaths": "death", "fatalities": "fatality", "survivors": "survivor"}


def _is_owner(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].low.endswith("'s")


def _compared_end(tokens: list[Token], i: int) -> int:
    """The token after what a factor is compared with, at most four words on."""
    j = i
    while (
        j < len(tokens)
        and j - i < 4
        and tokens[j].kind == "word"
        and tokens[j].low not in {"and", "but", "in", "on", "by", "from"}
    ):
        j += 1
    return j


def _read_article(text: str, tokens: list[Token], i: int) -> _Draft | None:
    """ "a mile", "a decade": one of a unit, where it is a length or a bound says that it is measured; "decades" of time."""
    low = tokens[i].low
    if low in {"decades", "centuries"} and low_at(tokens, i - 1) in {"for", "over", "in", "of", "than", "took", "take"}:
        value = 20.0 if low == "decades" else 200.0
        return _Draft(Numeral(i, i + 1, value, None, "vague", approximate=True), i, i + 1, value, None, "year", "time")
    if low not in {"a", "an"} or i + 1 >= len(tokens):
        return None
    unit = read_unit(tokens, i + 1)
    if unit is None or unit.dimension not in {"length", "time", "area"} or tokens[i + 1].low.endswith("s"):
        return None
    bounds = bounds_before(text, tokens[0].start, tokens[i].start)
    if bounds.bound is None and not bounds.approximate:
        measured = unit.dimension == "length" and low_at(tokens, unit.last) in {
            "below",
            "above",
            "from",
            "away",
            "long",
            "wide",
            "beneath",
            "under",
            "deep",
            "off",
        }
        if not measured or unit.name in {"m", "foot", "yard", "inch"}:
            return None
    if unit.dimension == "time" and bounds.bound is None:
        return None
    return _Draft(Numeral(i, i + 1, 1.0, 1.0, "article"), i, unit.last, 1.0, 1.0, unit.name, unit.dimension)


def _read_range(tokens: list[Token], draft: _Draft) -> None:
    """Joins a second numeral: "12,000-19,000", "two to three", "between 5 km and 10 km", "$4 to $5 billion"."""
    between = any(low_at(tokens, draft.first - k) in {"between", "from"} for k in (1, 2))
    i = draft.last
    unit = read_unit(tokens, i)
    if unit and (between or (unit.dimension == "share" and low_at(tokens, unit.last) == "to")):
        i = unit.last
        rate = read_rate(tokens, i)
        i = rate[1] if rate else i
    word = low_at(tokens, i)
    if (
        word not in {"to", "-", "–", "—", "and", "or"}
        or (word in {"and"} and not between)
        or (word in {"-", "–", "—"} and not _is_dash(tokens, i))
    ):
        return
    j = i + 1
    while low_at(tokens, j) in {"up", "to", "about", "around"} and word != "-":
        j += 1
    if word == "to" and j > i + 1:
        return
    money = draft.dimension == "money" and j < len(tokens) and tokens[j].kind == "mark"
    j += money
    second = read_numeral(tokens, j) if j < len(tokens) else None
    if second is None or second.high is None or draft.high is None or second.form == "fraction":
        return
    if word == "or" and not between and (draft.numeral.form != "words" or second.form != "words" or second.low > 20):
        return
    low = draft.low
    if second.scaled and not draft.numeral.scaled and low < 1000 and (factor := _scale(tokens, second)) > 1:
        low *= factor
    if low >= second.low or (low == draft.low and second.low > 1000 * max(low, 1)):
        return
    draft.low, draft.high, draft.last, draft.ranged = low, second.low, second.last, True


def _scale(tokens: list[Token], numeral: Numeral) -> float:
    bare = read_numeral([tokens[numeral.first]], 0)
    return numeral.low / bare.low if bare and bare.low else 1.0


def _is_dash(tokens: list[Token], i: int) -> bool:
    spaced = not are_joined(tokens, i) and i + 1 < len(tokens) and not are_joined(tokens, i + 1)
    return (are_joined(tokens, i) and are_joined(tokens, i + 1)) or (spaced and tokens[i].text == "–")


def _read_unit_or_head(tokens: list[Token], draft: _Draft) -> None:
    i = draft.last
    hyphen = low_at(tokens, i) == "-" and are_joined(tokens, i) and i + 1 < len(tokens) and are_joined(tokens, i + 1)
    if hyphen and low_at(tokens, i + 1) in {"strong", "member", "person", "man"}:
        draft.name, draft.dimension, draft.last = "person", "people", i + 2
        draft.head = find_head(tokens, i + 2, single=True)
        return
    if low_at(tokens, i) == "of" and draft.numeral.form != "vague":
        return
    of = low_at(tokens, i) == "of"
    unit = read_unit(tokens, i + hyphen + of)
    if draft.dimension == "money":
        if unit and unit.dimension == "money" and not hyphen:
            draft.last = unit.last
        draft.head = (
            find_head(tokens, draft.last, single=True, reach=3) if low_at(tokens, draft.last) not in {"of", "-"} else None
        )
        _read_money_rate(tokens, draft)
        return
    if unit is None:
        if not hyphen:
            draft.head = find_head(tokens, i, single=draft.numeral.low == 1)
            if draft.head:
                draft.last = draft.head.at + 1
                draft.name, draft.dimension = ("person", "people") if draft.head.is_people else (draft.head.lemma, "count")
        return
    draft.name, draft.dimension, draft.last = unit.name, unit.dimension, unit.last
    if unit.dimension == "time":
        _read_lasting(tokens, draft, hyphen=hyphen)
        return
    _read_long_rate(tokens, draft)
    if unit.dimension == "share" and low_at(tokens, draft.last) not in _SHARE_STOP:
        draft.head = find_head(tokens, draft.last, single=True, reach=3)


_SHARE_STOP = frozenset({"of", "in", "on", "to", "from", "by", "-", ",", ".", "and"})


def _read_money_rate(tokens: list[Token], draft: _Draft) -> None:
    rate = read_rate(tokens, draft.last)
    if rate:
        draft.name, draft.last = f"{draft.name}/{rate[0]}", rate[1]


def _read_lasting(tokens: list[Token], draft: _Draft, *, hyphen: bool) -> None:
    """What a duration is of: "30-day truce", "three-year-old conflict", "three years of war"."""
    i = draft.last
    if low_at(tokens, i) == "-" and low_at(tokens, i + 1) in {"old", "long"}:
        i += 2
        hyphen = True
    elif low_at(tokens, i) == "of":
        draft.head = find_head(tokens, i, single=True, reach=3)
    elif low_at(tokens, i) == "'":
        i += 1
        hyphen = True
    if hyphen:
        draft.head = _lasting(tokens, i)
    if draft.head:
        draft.last = draft.head.at + 1


def _lasting(tokens: list[Token], i: int) -> Head | None:
    """What a hyphenated duration qualifies: a thing known to last, else the last word of the phrase that is no participle."""
    for j in range(i, min(i + 3, len(tokens))):
        if tokens[j].low in _LASTING:
            return Head(j, tokens[j].low, False, ())
    head = find_head(tokens, i, single=True, reach=2)
    return None if head and head.lemma.endswith("ed") else head


_LASTING = frozenset(
    """truce ceasefire war conflict uprising siege blockade occupation insurgency campaign strike sentence term deal contract
    plan ban curfew lockdown pause extension deadline period trial investigation career reign absence suspension visit tour
    mission operation battle streak run drought wait delay history""".split()
)
_AGED = re.compile(
    r",?\s(?:aged\s(?:under\s|over\s)?|under\s(?:the\sage\sof\s)?|over\sthe\sage\sof\s|younger\sthan\s)\d{1,2}\b(?!,\d)"
)


def _read_long_rate(tokens: list[Token], draft: _Draft) -> None:
    """A rate beside the unit, or after a bracket, the substance or its verb ("barrels (210,000 gallons) of oil are leaking a day")."""
    if draft.dimension not in {"volume", "mass", "length", "count", "power", "energy"} or "/" in draft.name:
        return
    i = draft.last
    steps = 0
    closing = _closing(tokens, i)
    if closing:
        i = closing
    elif low_at(tokens, i) == "," and low_at(tokens, i + 1) == "or":
        j = i + 2
        while j < len(tokens) and j - i < 7 and tokens[j].text != ",":
            j += 1
        if low_at(tokens, j) == "," and read_rate(tokens, j + 1):
            i, closing = j + 1, j + 1
    while i < len(tokens) and steps < 5:
        rate = read_rate(tokens, i)
        if rate:
            draft.name = f"{draft.name}/{rate[0]}"
            if closing:
                draft.crossed = draft.last
            else:
                draft.last = rate[1]
            return
        if tokens[i].kind != "word" or not (
            tokens[i].low in {"of", "oil", "crude", "gas", "water", "are", "is", "was", "were"} or tokens[i].low.endswith("ing")
        ):
            return
        i, steps = i + 1, steps + 1


def _closing(tokens: list[Token], i: int) -> int:
    """The token after a short bracket that opens at token `i`, or 0."""
    if low_at(tokens, i) not in {"(", "["}:
        return 0
    for j in range(i + 1, min(len(tokens), i + 12)):
        if tokens[j].text in ")]":
            return j + 1
    return 0


def _finish(text: str, tokens: list[Token], draft: _Draft, floor: int, ceiling: int) -> Quantity | None:
    head = draft.head
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    before = bounds_before(text, floor, start)
    if draft.dimension == "time" and is_deictic(tokens, draft.last, draft.name) and before.bound != "low":
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
    if before.during and draft.dimension == "time":
        bound = (
            None if before.bound == "low" and not text[: start - 1].endswith(("for over", "well over", "just over")) else bound
        )
    low: float | None = draft.low
    high: float | None = draft.high
    if draft.ranged:
        pass
    elif bound == "low":
        high = None
    elif bound == "high":
        low, high = None, draft.low
    from_ = before.at
    if draft.ranged:
        lead = text[max(floor, from_ - 8) : from_].lower()
        if lead.endswith("between "):
            from_ -= 8
    while from_ < start and text[from_].isspace():
        from_ += 1
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
    )


_CONVERTIBLE = frozenset({"volume", "length", "area", "mass", "money", "temperature", "speed"})


def _link(text: str, last: Quantity, this: Quantity) -> Quantity:
    """The same amount in another unit, in brackets or after "or", has the bounds and the rate of the first."""
    gap = text[last.end : this.start].strip().lower()
    same = (
        last.dimension == this.dimension
        and this.dimension in _CONVERTIBLE
        and last.unit.split("/")[0] != this.unit.split("/")[0]
    )
    if not same or gap not in {"(", "[", ", or", "or", "/", ",", "(or"} or (gap in {"or", ","} and not last.equivalent):
        return this
    rate = last.unit.partition("/")[2]
    unit = f"{this.unit}/{rate}" if rate and "/" not in this.unit else this.unit
    low, high = this.low, this.high
    if not this.bounded and last.low is None:
        low, high = None, this.value
    elif not this.bounded and last.high is None:
        low, high = this.value, None
    return replace(this, low=low, high=high, unit=unit, approximate=this.approximate or last.approximate, equivalent=True)

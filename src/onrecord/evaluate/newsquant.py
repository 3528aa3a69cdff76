"""Quantities against NewsQuant (Almasian et al. 2023): value, value with unit, value with change.

What the corpus's figures are by, and so ours:

- A sentence's quantities are paired one to one; one that is not annotated is wrong.
- Value: both ends of a range, a vague number within its range ("thousands": 1,000-10,000), a share of one as a fraction or in
  percent. A change from one value to another is held as one range without a change: found where both are read and
  the one is known as the former value of the other.
- Unit: the canonical unit ("dollar per gram"); of counted nouns the head ("vehicle" of "Kia Hyundai vehicle"); "-" where none.
- Change: ">" (more than, at least), "<" (less than, at most), "~" (about, nearly), "up" and "down" by what happens to the
  amount, else "=". "More than" comes before a rise or fall, a rise or fall before "about".
- Ages, and "one" of several, count as quantities there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.evaluate.scores import Score, score_counts
from onrecord.language.units import name_unit
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.reading import read_sentence

PARTS = ("value", "unit", "change")
_NAMES = {
    "percent": "percentage", "GBP": "pound sterling", "JPY": "japanese yen", "MYR": "malaysian ringgit", "CNY": "chinese yuan",
    "USD": "dollar", "EUR": "euro", "HKD": "hong kong dollar", "CAD": "canadian dollar", "DKK": "danish krone",
    "AUD": "australian dollar", "SGD": "singaporean dollar", "ILS": "shekel", "HRK": "croatian kuna", "INR": "indian rupee",
    "person": "people", "times": "count", "1": "-", "": "-",
}  # fmt: skip
"""What the corpus calls a unit, where it is not its long name."""


_ALSO = {"tonne": "metric ton", "gigatonne": "gigaton", "time": "count", "square foot": "square feet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One difference in a sentence: an annotated quantity not found, one found that is not annotated, or a wrong part."""

    text: str
    kind: str
    wanted: str
    found: str


def path_in(corpora: Path) -> Path:
    """Where the corpus stands among the corpora."""
    return corpora / "figures" / "newsquant" / "newsquant-dev.json"


def load_sentences(corpora: Path) -> list[dict[str, Any]] | None:
    """The development half of the corpus, None where it is absent."""
    path = path_in(corpora)
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return rows or None


def score_newsquant(rows: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Score], list[Miss]]:
    """The scores by part, each with the value right as well, and what is missed."""
    hits = dict.fromkeys(PARTS, 0)
    found = wanted = 0
    misses: list[Miss] = []
    for row in rows:
        quantities = read_sentence(row["text"])
        pairs, used = _pair(row["quantities"], quantities)
        wanted += len(row["quantities"])
        found += len(quantities) - sum(len(qs) - 1 for qs in pairs.values())
        for number, gold in enumerate(row["quantities"]):
            name = f"{gold['value']} {gold['normalized_unit']} {gold['change']}"
            if number not in pairs:
                misses.append(Miss(text=row["text"], kind="missed", wanted=name, found=""))
                continue
            q = pairs[number][-1]
            hits["value"] += 1
            for part, right in (
                ("unit", is_same_unit(gold, q)),
                ("change", ("=" if len(pairs[number]) > 1 else change_of(q)) == gold["change"]),
            ):
                hits[part] += right
                if not right:
                    misses.append(Miss(text=row["text"], kind=part, wanted=name, found=_show(q)))
        misses += [
            Miss(text=row["text"], kind="extra", wanted="", found=_show(q)) for n, q in enumerate(quantities) if n not in used
        ]
    return {part: score_counts(hits[part], found, wanted) for part in PARTS}, misses


def _show(q: Quantity) -> str:
    return f"{q.low} {q.high} {q.unit or '-'} {q.noun} {change_of(q)}"


def _pair(golds: Sequence[Mapping[str, Any]], quantities: Sequence[Quantity]) -> tuple[dict[int, list[Quantity]], set[int]]:
    """The quantities that each annotated one is found as, unit and change alike before others; two for a move."""
    pairs: dict[int, list[Quantity]] = {}
    used: set[int] = set()
    order = sorted(range(len(golds)), key=lambda n: len(_values(golds[n])) == 1)
    for alike in (True, False):
        for number in order:
            if number in pairs:
                continue
            for at, q in enumerate(quantities):
                former = _find_former(quantities, q)
                moved = former is not None and _is_move(golds[number], quantities[former], q)
                if at in used or not (moved or is_same_value(golds[number], q)):
                    continue
                if alike and not is_same_unit(golds[number], q):
                    continue
                pairs[number] = [quantities[former], q] if moved and former is not None else [q]
                used |= {at, former} if moved and former is not None else {at}
                break
    return pairs, used


def _find_former(quantities: Sequence[Quantity], q: Quantity) -> int | None:
    if q.former is None:
        return None
    return next((n for n, other in enumerate(quantities) if other is not q and (other.low, other.high) == q.former), None)


def _values(gold: Mapping[str, Any]) -> tuple[float, ...]:
    text = gold["value"].replace(" ", "")
    low, dash, high = text[1:].replace("E-", "E~").partition("-")
    return tuple(float(n.replace("~", "-")) for n in ([text[0] + low, high] if dash else [text]))


def _near(a: float | None, b: float) -> bool:
    return a is not None and abs(a - b) <= 1e-6 * max(1e-6, abs(b))


def _is_move(gold: Mapping[str, Any], former: Quantity, q: Quantity) -> bool:
    values = _values(gold)
    return len(values) == 2 and any(_near(former.value, a) and _near(q.value, b) for a, b in (values, values[::-1]))


def is_same_value(gold: Mapping[str, Any], q: Quantity) -> bool:
    """Whether a quantity has the annotated value."""
    values = _values(gold)
    if len(values) == 1:
        share = 100.0 if q.unit == "percent" and q.form in {"fraction", "words"} and abs(values[0]) < 1 else 1.0
        return _near(q.value, values[0] * share)
    if q.form == "vague":
        return q.low is not None and values[0] <= q.low <= values[1]
    return _near(q.low, values[0]) and _near(q.high, values[1])


def is_same_unit(gold: Mapping[str, Any], q: Quantity) -> bool:
    """Whether a quantity has the annotated unit."""
    wanted = str(gold["normalized_unit"]).lower().replace("united states dollar", "dollar")
    unit, _, rate = q.unit.partition("/")
    whole = name_unit(q.unit)
    parts = [_NAMES.get(part) or name_unit(part) for part in (unit, rate) if part]
    named = whole if rate and whole != q.unit else " per ".join(parts)
    if q.aside == "age":
        return wanted.endswith("age")
    if wanted == (named or "-") or wanted == _ALSO.get(named):
        return True
    if unit == "percent":
        return wanted.startswith("%")
    heads = {q.noun, q.noun.rstrip("s")} if q.dimension in {"people", "count"} and q.noun else set()
    words = {w.rstrip("s") for w in wanted.split()} | set(wanted.split())
    return bool(heads & words) or (named == "people" and "people" in words)


def change_of(q: Quantity) -> str:
    """The change of a quantity as the corpus writes it."""
    if q.modifier == ">" or not q.change:
        return q.modifier
    return q.change

"""When a ledger's source, value or day is the one that the annotation gives."""

import re
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations
from typing import Any, TypeVar

from onrecord.evaluate.words import MATCH, fold_words, overlap

T = TypeVar("T", bound=Hashable)

# titles and little words that do not tell one source from another
_UNTELLING = frozenset(
    ("mr", "mrs", "ms", "dr", "sir", "president", "general", "gen", "prime", "minister", "the", "a", "an", "of", "s")
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOLERANCE = 0.01


def _telling(name: str | None) -> set[str]:
    return fold_words(name) - _UNTELLING


def is_same_source(name: str | None, mention: str | None, source: Mapping[str, Any] | None) -> bool:
    """Whether a ledger's source is the gold's: by name or alias, or by a mention that the gold name is made of.

    Where the gold names nobody, a source without a name is right.
    """
    if not name:
        return source is None or not (source.get("name") or "").strip()
    if source is None:
        return False
    wanted = _telling(name)
    if any(overlap(wanted, _telling(given)) >= MATCH for given in (source.get("name"), *(source.get("aliases") or ()))):
        return True
    said = _telling((source.get("mention") or {}).get("exact"))
    described = _telling(mention)
    return bool(said) and said == described and not described.isdisjoint(wanted)


def is_same_value(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether both bounds agree within one per cent; an open bound agrees with an open one alone."""
    return all(_is_same_bound(gold.get(side), found.get(side)) for side in ("low", "high"))


def _is_same_bound(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _TOLERANCE * max(abs(a), abs(b), 1e-9)


def read_days(value: str | None) -> tuple[str, str] | None:
    """First and last day of "2025-03-12" or "2025-03-12/2025-03-13"; None where there is no day."""
    days = _DAY.findall(value or "")
    return (days[0], days[-1]) if days else None


def group_alike(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What stands for each id: one id of all that the pairs connect with it."""
    parent = {id_: id_ for id_ in ids}

    def find(id_: str) -> str:
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    for left, right in pairs:
        if left in parent and right in parent:
            parent[find(left)] = find(right)
    return {id_: find(id_) for id_ in parent}


def pairs_within(groups: Iterable[Iterable[T]]) -> set[frozenset[T]]:
    """Every pair of two different members of one group."""
    return {frozenset(pair) for group in groups for pair in combinations(set(group), 2)}

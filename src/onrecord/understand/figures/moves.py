"""Moves: which way an amount goes ("rose by a third", "down 0.6%"), and the value that it replaced ("down from 1,300")."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.tokens import word_set

Direction = Literal["up", "down"]

_UP = word_set(
    """up rose rise rises risen rising gain gains gained gaining climb climbs climbed climbing jump jumps jumped jumping surge
    surges surged surging soar soars soared soaring advance advances advanced advancing grow grows grew grown growing increase
    increases increased increasing add adds added adding rally rallied rebounded leap leapt leaped swelled expanded spiked
    strengthened raise raises raised raising lift lifted boost boosted climbing widened improved higher"""
)
_DOWN = word_set(
    """down fell fall falls fallen falling lose loses lost losing drop drops dropped dropping decline declines declined
    declining slide slides slid sliding slip slips slipped slipping sink sinks sank sunk sinking dip dips dipped dipping tumble
    tumbles tumbled tumbling plunge plunges plunged plunging plummet plummets plummeted plummeting shed sheds shedding ease
    eases eased easing decrease decreases decreased decreasing shrink shrinks shrank shrunk shrinking contracted cut cuts
    cutting reduce reduces reduced reducing lower lowers lowered lowering slump slumps slumped slumping retreat retreated slash
    slashed slashing narrow narrowed narrowing weakened"""
)
_GETS = word_set("gain gains gained gaining add adds added adding lose loses lost losing shed sheds shedding")
"""Verbs that are of a change only where shares, money or points are gained or lost: "lost 190 soldiers" is none."""
_DOES = word_set(
    """cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering slash slashed slashing raise raises raised
    raising lift lifted boost boosted increase increases increased increasing grow narrow narrowed narrowing advance improved
    widened expanded strengthened weakened higher"""
)
"""Verbs that have an object, and so need "by", "to" or nothing before the number: "cut 60 jobs" is none."""
_COUNTED = frozenset({"people", "count"})
_PARTICLE = re.compile(
    r"(?:g[ai]v(?:e[sn]?|ing)|boil\w*|set\w*|put\w*|t[ao]k\w*|took|c[ao]m\w*|ma[kd]e\w*|pick\w*|back\w*|w[io]und\w*|sum\w*|add\w*|sign\w*"
    r"|turn\w*|show\w*|line\w*|lead\w*|led|br[eo]ak\w*|broke|h[eo]ld\w*|shut\w*|laid|lay|count\w*|sh[o]?t|track\w*|gunn\w*|r[au]n\w*)"
)
"""Verbs that "up" or "down" is a part of: "gave up 517 yards"."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|[,;:.()]|\S")
_LIGHT = word_set(
    """by about around nearly almost roughly some approximately another further much as over under more than just only mere
    sharp record the total combined additional extra slightly or up early so far again that"""
)
_REACH = 60
_OBJECT = 3
"""Words of an object between a verb and "by": "grow sales by 35 per cent"."""
_ALSO = re.compile(r"(?:,\s*or|\s+or|\s*\(|\s*/|,)\s*$")
_FROM = re.compile(
    r"\bfrom\s+(?:(?:an?|the|its|about|around|some|nearly|almost|over|just|only|estimated|earlier|previous)\s+){0,3}$"
)
_STATED = re.compile(r"\b(?P<way>up|down)\s+from\b[^,;]{0,30}$")
_ONWARD = re.compile(r"\s+to\s+(?:[a-z]+\s){0,2}$")
_BETWEEN = re.compile(r"[;:—]|,\swhich\b|\b(?:while|but|whereas)\b|\.\s")
_BY_SIGN = frozenset("+")


def read_moves(text: str, quantities: Sequence[Quantity], start: int) -> list[Quantity]:
    """The quantities of one sentence, which begins at `start`, with the way they go and the value that they replaced."""
    moved: list[Quantity] = []
    for q in quantities:
        floor = moved[-1].end if moved else start
        direction = _direction(text, q, floor, moved)
        moved.append(replace(q, change=direction) if direction else q)
    return _with_formers(text, moved, start)


def _direction(text: str, q: Quantity, floor: int, before: Sequence[Quantity]) -> Direction | Literal[""]:
    if q.dimension == "time" or q.aside:
        return ""
    if text[q.core - 1 : q.core] in _BY_SIGN and q.core > floor and q.dimension == "share":
        return "up"
    gap = text[max(floor, q.start - _REACH) : q.start]
    if before and before[-1].change and before[-1].former is None and _ALSO.fullmatch(gap):
        return before[-1].change
    if q.dimension == "share" and q.low is not None and q.low < 0:
        return "down"
    return _by_verb(gap, q)


def _by_verb(gap: str, q: Quantity) -> Direction | Literal[""]:
    words = [w.lower() for w in _WORD.findall(gap)]
    linked = ""
    skipped = 0
    for at in reversed(range(len(words))):
        word = words[at]
        if word in {"by", "to"} and not skipped and not linked:
            linked = word
            continue
        if word in _UP or word in _DOWN:
            if word in {"up", "down"} and at and _PARTICLE.fullmatch(words[at - 1]):
                return ""
            if word in _GETS and q.dimension in _COUNTED:
                return ""
            if word in _DOES and (skipped if linked == "to" else not linked and q.dimension in _COUNTED):
                return ""
            return "up" if word in _UP else "down"
        if word in _LIGHT or word.endswith("ly"):
            continue
        if linked != "by" or skipped == _OBJECT or not word[0].isalpha():
            return ""
        skipped += 1
    return ""


def _with_formers(text: str, quantities: list[Quantity], start: int) -> list[Quantity]:
    """Each value with the one it replaced: "900, down from 1,300", "rose from 14 to 20", "narrowed to 3 from 5"."""
    done = list(quantities)
    for number, q in enumerate(quantities):
        floor = quantities[number - 1].end if number else start
        if q.aside or q.dimension == "time" or not _FROM.search(text, max(floor, q.start - _REACH), q.start):
            continue
        ahead = quantities[number + 1] if number + 1 < len(quantities) else None
        gap = text[q.end : ahead.start] if ahead else ""
        onward = (_ONWARD.search if q.low == q.high else _ONWARD.match)(gap)
        if ahead and _is_like(q, ahead) and onward and not _BETWEEN.search(gap):
            to = number + 1
        elif (
            number
            and (q.low == q.high or _STATED.search(text, floor, q.start))
            and _is_like(quantities[number - 1], q)
            and not _BETWEEN.search(text, quantities[number - 1].end, q.start)
        ):
            to = number - 1
        else:
            continue
        later = done[to]
        way: Direction = "up" if later.value > q.value else "down"
        if stated := _STATED.search(text, max(floor, q.start - _REACH), q.start):
            way = "up" if stated.group("way") == "up" else "down"
        if not later.unit or q.unit.startswith(f"{later.unit}/"):
            later = replace(later, unit=q.unit, dimension=q.dimension, noun=q.noun)
        done[to] = replace(later, former=(q.low, q.high), change=later.change or way)
        if not q.unit:
            done[number] = replace(q, unit=later.unit, dimension=later.dimension, noun=later.noun, people=later.people)
    return done


def _is_like(a: Quantity, b: Quantity) -> bool:
    return a.unit.partition("/")[0] == b.unit.partition("/")[0] or not a.unit or not b.unit

"""What a rule of the grammar is: a pattern for one way of saying a time, and what the match says.

A pattern is a template: `<name>` stands for a named group of the lexicon and a space for white space.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.understand.dates import lexicon
from onrecord.understand.dates.expressions import Meaning

#: A meaning with offsets, where one match says two times.
Found = tuple[int, int, Meaning]
#: What a match says; None where the words turn out to say no time.
Build = Callable[[re.Match[str]], Meaning | Iterator[Found] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying a time: its pattern and what it says.

    It is tried only in sentences that hold a word of the kind it needs and, in small letters, one of the parts that it `holds`
    (none are named: any). `weak` terms ("the year", "the morning") say a time only together with another term.
    """

    needs: str
    pattern: re.Pattern[str]
    build: Build
    weak: bool = False
    holds: tuple[str, ...] = ()


def make_rule(needs: str, template: str, build: Build, *, weak: bool = False, holds: str = "") -> Rule:
    """The rule of a template; it matches whole words, in any case. `holds` are parts of words, of which each match has one."""
    spaced = re.sub(r" (?![^\[]*\])", r"\\s{1,3}", template)
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda m: lexicon.PLACEHOLDERS[m.group(1)], spaced)
    return Rule(needs, re.compile(rf"(?<!\w){filled}(?!\w)", re.IGNORECASE), build, weak, tuple(holds.split()))


def read_turn(words: str | None) -> int:
    """-1 for the last, 1 for the next, 0 for any other word before a unit or a name of the calendar."""
    last = (words or "").lower().split()[-1:]
    if last in (["last"], ["past"], ["previous"], ["preceding"]):
        return -1
    return 1 if last in (["next"], ["coming"], ["upcoming"], ["following"]) else 0


def read_year(m: re.Match[str]) -> int | None:
    """The year that a match holds, if any."""
    year = m.groupdict().get("year")
    return int(year) if year else None


def is_name(word: str) -> bool:
    """Whether a word is written as a name, which months, weekdays and holidays are."""
    return word[0].isupper()

"""What is new, told once: contradictions by their question, figures by what they count, claims under their article."""

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.since import Since
from onrecord.tell.report.between import tell_between
from onrecord.tell.report.wording import clip, tell_value
from onrecord.tell.tables import Row
from onrecord.text import fold

SHOWN = 12  # questions, quantities and statements of each kind
STEPS = 8  # values of a quantity
SAID = 12  # claims of an article
_WORDS = 400
_OF_NUMBERS = ("These numbers exclude each other", "A later number", "A more exact number")
MOST = 30  # articles
_PLAIN = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two that are set against each other, or of which the right one follows: id, words, who gives it, and the day."""

    left: tuple[str, str, str, str]
    right: tuple[str, str, str, str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """New contradictions of one question: what it asks, the strongest pair, and how many more there are."""

    name: str
    pair: Pair
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a quantity moved: its values in order of time, each once (id, words, who gives it, day), and how many more."""

    name: str
    steps: tuple[tuple[str, str, str, str], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An article, and what was first said in it: entry, words, what is counted, by whom, how it stands, when it was said."""

    article: str
    publisher: str
    title: str
    day: str
    said: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new, each thing in one place; what is past the limits is counted in `more` by section."""

    questions: tuple[Question, ...]
    courses: tuple[Course, ...]
    reversed: tuple[Pair, ...]
    superseded: tuple[Pair, ...]
    corroborated: tuple[Row, ...]
    changed: tuple[Row, ...]
    articles: tuple[Brought, ...]


def list_missing(found: Since) -> list[str]:
    """The articles that new claims stand in, and that are not among the articles told."""
    return sorted({row["article"] for row in found.claims.rows} - {row["id"] for row in found.articles.rows})


def tell_news(found: Since, articles: Iterable[Row] = ()) -> News:
    """The news of `onrecord.since`, so that no value, statement or article stands twice; `articles` are those missing in it."""
    questions = _tell_questions(found.disputed.rows)
    courses = _tell_courses(found.moved.rows)
    reversed_ = [_pair(r, "before", "after") for r in found.reversed.rows]
    taken_back = {(p.left[0], p.right[0]) for p in reversed_}
    # of two statements that hold numbers the numbers are told
    superseded = [
        _pair(r, "before", "after")
        for r in found.superseded.rows
        if not r["reason"].startswith(_OF_NUMBERS) and (r["left"], r["right"]) not in taken_back
    ]
    told = {i for p in (*reversed_, *superseded, *(q.pair for q in questions)) for i in (p.left[0], p.right[0])}
    told |= {step[0] for c in courses for step in c.steps}
    told |= {fold(words) for p in (*reversed_, *superseded, *(q.pair for q in questions)) for words in (p.left[1], p.right[1])}
    told |= {fold(step[1]) for c in courses for step in c.steps}
    return News(
        questions=tuple(questions[:SHOWN]),
        courses=tuple(courses[:SHOWN]),
        reversed=tuple(reversed_[:SHOWN]),
        superseded=tuple(superseded[:SHOWN]),
        corroborated=found.corroborated.rows[:SHOWN],
        changed=found.changed.rows[:SHOWN],
        articles=tuple(_tell_articles(found, told, {r["id"]: r for r in (*found.articles.rows, *articles)})),
    )


def _gather(rows: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _pair(row: Row, left: str, right: str, *, title: str = "") -> Pair:
    by = {"says": "said_by", "against": "against_by", "before": "before_by", "after": "after_by"}
    days = {"says": "day", "against": "against_day", "before": "before_day", "after": "after_day"}
    sides = [(row[i], clip(row[n], _WORDS), row[by[n]], _tell_day(row[days[n]])) for i, n in (("left", left), ("right", right))]
    return Pair(left=sides[0], right=sides[1], why=clip(tell_between(row["reason"], title=title), _WORDS))


def _tell_day(day: str | None) -> str:
    """A day or month; weeks, and days that are only known not to be later, are left to the entry."""
    return tell_value(day) if day and _PLAIN.fullmatch(day) else ""


def _sort_day(day: str | None) -> str:
    """The day by which something holds, for an order: of a week its Monday, of a stretch its end."""
    week = _WEEK.search(day or "")
    if week:
        return dt.date.fromisocalendar(int(week[1]), min(int(week[2]), 52) or 1, 1).isoformat()
    found = _PLAIN.findall(day or "")
    return found[-1] if found else "9999"


def _tell_questions(rows: Sequence[Row]) -> list[Question]:
    """By what their figures count; two statements that hold figures of a question told are left to it."""
    asked = {r["indicator"].casefold() for r in rows if r["indicator"]}
    kept = [
        r for r in rows if r["indicator"] or not (r["reason"].startswith(_OF_NUMBERS) and any(a in r["reason"] for a in asked))
    ]
    groups = _gather(kept, lambda r: r["indicator"].casefold() or (r["left"], r["right"]))
    return [
        Question(
            name=group[0]["indicator"],
            pair=_pair(group[0], "says", "against", title=group[0]["indicator"]),
            more=len(group) - 1,
        )
        for group in groups
    ]


def _tell_courses(rows: Sequence[Row]) -> list[Course]:
    """By what is counted, those of most values first."""
    courses = []
    for group in _gather(rows, lambda r: r["indicator"].casefold()):
        steps: dict[str, tuple[str, str, str, str]] = {}
        days: dict[str, str] = {}
        for row in group:
            pair = _pair(row, "before", "after")
            for step, day in ((pair.left, row["before_day"]), (pair.right, row["after_day"])):
                steps.setdefault(fold(step[1]), step)
                days[step[0]] = _sort_day(day)
        ordered = sorted(steps.values(), key=lambda step: days[step[0]])
        courses.append(Course(name=group[0]["indicator"], steps=tuple(ordered[-STEPS:]), more=max(len(ordered) - STEPS, 0)))
    return sorted(courses, key=lambda course: -len(course.steps) - course.more)


def _tell_articles(found: Since, told: set[str], heads: Mapping[str, Row]) -> list[Brought]:
    """The articles, those first that bring something not told above, each with what it is the first to say."""
    said: dict[str, list[Row]] = {}
    for row in found.claims.rows:
        if row["entry"] not in told and fold(row["words"]) not in told:
            said.setdefault(row["article"], []).append(row)
    made = []
    for id_, head in heads.items():
        own = [r for r in said.get(id_, ()) if fold(r["words"]) not in fold(head["title"])]
        made.append(
            Brought(
                article=id_, publisher=head["publisher"] or "", title=head["title"], day=_tell_day(head["published"]),
                said=tuple(own[:SAID]), more=max(len(own) - SAID, 0),
            )
        )  # fmt: skip
    order = {id_: head["published"] or "" for id_, head in heads.items()}
    return sorted(made, key=lambda a: (not a.said, order[a.article], a.article))[:MOST]

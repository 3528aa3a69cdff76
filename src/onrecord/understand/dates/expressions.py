"""What a time expression says before it is known when it was said: underspecified meanings, and where they stand."""

from dataclasses import dataclass
from typing import Literal

Base = Literal["anchor", "mention"]
Modifier = Literal["", "start", "mid", "end", "earlier", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A year, month or day of which parts may be missing; `years_on` counts from the year of the anchor ("March last year").

    `limit` marks the time that something lasts to ("until mid-November").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    years_on: int | None = None
    turn: int = 0
    limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week, ISO number; `turn` is -1 for the last, 1 for the next, 0 where the clause tells."""

    number: int
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted:
    """A unit of the calendar some steps from the day of publication or from the time told of last.

    `about` are the words after "the day before", `of` the day itself where they name one ("the day after Christmas");
    `compared` marks "a year ago", which of a quarter means that quarter.
    """

    unit: str
    steps: int
    base: Base = "anchor"
    about: str = ""
    of: "Meaning | None" = None
    compared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season; `turn` as for a weekday, `year` where it is said."""

    code: str
    turn: int = 0
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A quarter or half of a year ("Q3", "H1"); `years_on` counts from the year of the anchor."""

    code: str
    year: int | None = None
    years_on: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The quarter told of ("the latest quarter"), that of another `year`, or `years_on` from it ("the year-ago period").

    Where no quarter is told of, one that is `called` a quarter is that of the `code`, else the last that ended; any other is
    the year.
    """

    called: bool
    year: int | None = None
    years_on: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekend:
    """A weekend that the clause tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A holiday of the calendar; `turn` as for a weekday."""

    name: str
    year: int | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day ("T11:29", "TEV") of a day; without one, of a day that is not said."""

    time: str
    day: "Meaning | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time; with `reach`, the stretch of that many days before (negative) or after the anchor."""

    value: str
    reach: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A set of times."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A value that needs no anchor: a decade, a century, PAST_REF, PRESENT_REF, FUTURE_REF."""

    value: str


Meaning = Calendar | Weekday | Shifted | Season | Part | Period | Weekend | Holiday | Clock | Duration | Repeated | Fixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A tagged expression: its offsets, its meaning, and the part of it that is meant."""

    start: int
    end: int
    meaning: Meaning
    modifier: Modifier = ""

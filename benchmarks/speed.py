"""Speed: a cold start on a few articles, and the time an article takes as a ledger grows.

    python benchmarks/speed.py [--articles 1000] [--folder FOLDER]

Cold start: `onrecord read` and `onrecord report` as processes of their own on FOLDER (by default the bundled example), whole
wall-clock time. Growth: N articles made from the example's texts, as stories of a dozen with telling words and days of their
own, read in one run; the time an article takes in each tenth of the run. Fails below a floor of benchmarks/speed.toml.
"""

import argparse
import datetime
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

from onrecord.group.frequencies import rarity
from onrecord.ledger import Ledger, Progress
from onrecord.model import Article, When
from onrecord.read.plain import article_id

ROOT = Path(__file__).resolve().parents[1]
TELLING = 3.5  # rarity from which a word is another one in each story
SYLLABLES = ("bar", "den", "fol", "gar", "hol", "kel", "lor", "mar", "nev", "os", "pel", "rin", "sal", "tor", "ven", "wick")


def cold_start(folder: Path, metadata: Path | None) -> float:
    """Seconds from nothing to a report, two processes."""
    with tempfile.TemporaryDirectory() as out:
        ledger = Path(out) / "x.onrecord"
        options = ["--metadata", str(metadata)] if metadata else []
        begun = time.perf_counter()
        onrecord = [sys.executable, "-m", "onrecord"]
        subprocess.run(
            [*onrecord, "read", str(folder), *options, "--ledger", str(ledger)], check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(
            [*onrecord, "report", str(ledger), "-o", str(Path(out) / "x.html")], check=True, stderr=subprocess.DEVNULL
        )
        return time.perf_counter() - begun


def coin(story: int, word: str) -> str:
    """Another, invented word for a telling word of a story, the same each time."""
    value = zlib.crc32(f"{story} {word.lower()}".encode())
    made = "".join(SYLLABLES[(value >> (4 * i)) % len(SYLLABLES)] for i in range(3))
    return made.capitalize() if word[0].isupper() else made


def find_telling(texts: list[str]) -> re.Pattern[str]:
    """The words of the texts that are others in each story."""
    found = {m for text in texts for m in re.findall(r"\b[A-Za-z][a-z]{3,}\b", text)}
    telling = sorted(word for word in found if rarity(word.lower()) > TELLING)
    return re.compile(r"\b(?:" + "|".join(telling) + r")\b")


def vary(texts: list[str], telling: re.Pattern[str], number: int) -> Article:
    """The article of that number made from the texts: each round through them is a story with words and days of its own."""
    story, which = divmod(number, len(texts))
    text = telling.sub(lambda m: coin(story, m.group()), texts[which])
    day = (datetime.date(2031, 1, 6) + datetime.timedelta(days=story * 3 + which % 5)).isoformat()
    name = f"{story:05d}-{which:02d}.txt"
    return Article(
        id=article_id(text, url=None, external_id=None, name=name),
        text=text,
        path=name,
        publisher=f"Outlet {which}",
        published=When(value=day, earliest=day, latest=day, basis="given", reason="made"),
    )


def variants(texts: list[str], count: int) -> Iterator[Article]:
    """Articles made from the texts, story by story."""
    telling = find_telling(texts)
    return (vary(texts, telling, number) for number in range(count))


def growth(texts: list[str], count: int) -> tuple[list[float], float, float]:
    """Milliseconds an article in each tenth of a run of `count`, seconds for comparing, seconds in all."""
    marks: list[tuple[int, float]] = []
    compared = 0.0
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "x.onrecord") as ledger:
        begun = time.perf_counter()

        def note(progress: Progress) -> None:
            nonlocal compared
            now = time.perf_counter()
            if progress.doing == "reading" and progress.done % max(1, count // 10) == 0:
                marks.append((progress.done, now))
            elif progress.doing != "reading":
                compared = now

        ledger.add(variants(texts, count), progress=note)
        whole = time.perf_counter() - begun
    tenths, last = [], (0, begun)
    for done, at in marks:
        tenths.append(1000 * (at - last[1]) / (done - last[0]))
        last = (done, at)
    return tenths, compared - last[1], whole


def main() -> int:
    """Measures, prints, compares with the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="articles for the cold start")
    parser.add_argument("--metadata", type=Path)
    arguments = parser.parse_args()
    (example,) = [p.parent for p in (ROOT / "examples").glob("*/articles")]
    folder, metadata = (
        arguments.folder or example / "articles",
        arguments.metadata or (None if arguments.folder else example / "metadata.csv"),
    )
    floors = tomllib.loads((ROOT / "benchmarks/speed.toml").read_text(encoding="utf-8"))
    runs = sorted(cold_start(folder, metadata) for _ in range(3))
    print(
        f"cold start, {folder.parent.name}: {runs[1]:.2f} s to read and report (median of 3; floor {floors['cold_start_s']} s)"
    )
    texts = [p.read_text(encoding="utf-8") for p in sorted((example / "gold/articles").glob("*.txt"))]
    tenths, compared, whole = growth(texts, arguments.articles)
    print(
        f"{arguments.articles} articles: {whole:.1f} s, of them {compared:.1f} s comparing; ms an article to read, by tenths:"
    )
    print("  " + " ".join(f"{t:.1f}" for t in tenths))
    ratio = (sum(tenths[-3:]) / 3) / (sum(tenths[:3]) / 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  the last three tenths took {ratio:.2f} times the first three (at most {floors['growth']}); peak {peak:.0f} MB")
    failed = runs[1] > floors["cold_start_s"] or ratio > floors["growth"]
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

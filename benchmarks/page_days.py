"""The day of publication of web pages against WCXB, with htmldate beside it.

    python benchmarks/page_days.py CORPORA

CORPORA/cleaning/wcxb holds pages and, of most, the day. Precision is over the pages that have one and get one, recall over all
that have one; a day is right where it is the very day. Everyone is told the address of the page. Skips, with a line, where the
corpus is absent.
"""

import argparse
import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from htmldate import find_date

from onrecord.clean.layout import lay_out
from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.read.articles import Given, Place
from onrecord.read.decoding import declared_charset, decode
from onrecord.read.html import read_markup

Page = tuple[bytes, str, str]  # the page, its address, its day


def find_ours(data: bytes, url: str) -> str:
    """The day that onrecord gives an article; empty where it gives none or no single day."""
    markup = decode(data, charset=declared_charset(data))
    try:
        when = lay_out(read_markup(markup, Place(source=url, url=url), Given(), limits=Limits())).published
    except (InputError, LimitError):
        return ""
    return when.earliest or "" if when.earliest == when.latest else ""


def find_first(data: bytes, url: str) -> str:
    """The day that htmldate gives when asked for the original one, and for what is plainly marked."""
    return find_date(data, url=url, original_date=True, extensive_search=False) or ""


def find_any(data: bytes, url: str) -> str:
    """The day that htmldate gives as it is used mostly."""
    return find_date(data, url=url) or ""


def find_original(data: bytes, url: str) -> str:
    """The day that htmldate gives when asked for the original one, by any means."""
    return find_date(data, url=url, original_date=True) or ""


FINDERS: dict[str, Callable[[bytes, str], str]] = {
    "onrecord": find_ours,
    "htmldate": find_any,
    "htmldate, original": find_original,
    "htmldate, original, marked": find_first,
}


def read_pages(folder: Path) -> Iterator[Page]:
    """The pages that have a day."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        day = (row["ground_truth"].get("publish_date") or "")[:10]
        page = folder / "html" / f"{path.stem}.html.gz"
        if len(day) == 10 and page.exists():
            yield gzip.decompress(page.read_bytes()), row["url"], day


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    folder = parser.parse_args().corpora / "cleaning" / "wcxb"
    if not folder.is_dir():
        print(f"skipped: no {folder}; docs/corpora.md says where the public gets WCXB")
        return
    pages = list(read_pages(folder))
    print(f"{len(pages)} pages with a day{'':12}{'precision':>10}{'recall':>10}{'F1':>10}{'wrong':>8}{'none':>8}")
    for name, find in FINDERS.items():
        found = [(find(data, url), day) for data, url, day in pages]
        right = sum(given == day for given, day in found)
        given = sum(bool(given) for given, _ in found)
        p, r = right / max(1, given), right / max(1, len(pages))
        f = 2 * p * r / (p + r) if right else 0.0
        print(f"{name:32}{p:10.3f}{r:10.3f}{f:10.3f}{given - right:8}{len(pages) - given:8}", flush=True)


if __name__ == "__main__":
    main()

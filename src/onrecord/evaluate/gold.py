"""A story's annotation, and a ledger seen through it: which of its articles is which, and the words that its spans cover."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.evaluate.words import AlignedText, GoldText, Words

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One story's annotation as read: the rows of `gold.json` and the reference text of each file."""

    texts: Mapping[str, GoldText]
    inputs: Mapping[str, str]  # what names an article (file, `input`) -> file
    articles: tuple[Row, ...]
    statements: tuple[Row, ...]
    figures: tuple[Row, ...]
    dates: tuple[Row, ...]
    relations: tuple[Row, ...]
    same_groups: tuple[tuple[str, ...], ...]
    reuse: tuple[Row, ...]
    events: tuple[Row, ...]

    def words(self, row: Row, key: str) -> Words:
        """The words of a row's verbatim passage."""
        return self.texts[row["file"]].find(row[key], row.get("nth", 1))

    def not_body(self, row: Row) -> Words:
        """The words of an article row that are no part of the article."""
        text = self.texts[row["file"]]
        if "not_body_lines" in row:
            return frozenset().union(*(text.lines(*pair) for pair in row["not_body_lines"]))
        return frozenset().union(*(text.find(passage) for passage in row.get("not_body", ())))


def _parse_gold(folder: Path) -> Gold:
    rows = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = sorted((folder / "articles").iterdir())
    inputs = {path.name: path.name for path in files}
    for row in rows["articles"]:
        if "input" in row and row["input"] not in inputs:
            inputs[row["input"]] = row["file"]
    return Gold(
        texts={path.name: GoldText(path.read_text(encoding="utf-8")) for path in files},
        inputs=inputs,
        articles=tuple(rows["articles"]),
        statements=tuple(rows["statements"]),
        figures=tuple(rows["figures"]),
        dates=tuple(rows["dates"]),
        relations=tuple(rows["relations"]),
        same_groups=tuple(tuple(group["members"]) for group in rows.get("same_groups", ())),
        reuse=tuple(rows["reuse"]),
        events=tuple(rows["events"]),
    )


def read_gold(folder: Path) -> Gold:
    """The annotation in a story's folder (`gold.json` and `articles/`).

    Raises: OnrecordError where there is none.
    """
    try:
        return _parse_gold(folder)
    except OSError as error:
        raise OnrecordError(f"{folder}: no annotated story there ({error}); it needs gold.json and articles/") from error
    except (ValueError, KeyError, TypeError) as error:
        raise OnrecordError(f"{folder / 'gold.json'}: not an annotation ({error!r})") from error


class LedgerView:
    """A ledger's articles matched to the gold's files: by URL, else by the name of their file."""

    def __init__(self, gold: Gold, ledger: Mapping[str, Any]) -> None:
        self.file_of: dict[str, str] = {}
        self.article_of: dict[str, Row] = {}
        for article in ledger["articles"]:
            if file := _file_of(gold, article):
                self.file_of[article["id"]] = file
                self.article_of[file] = article
        self._texts = {file: AlignedText(a.get("text") or "", gold.texts[file]) for file, a in self.article_of.items()}

    def cover(self, article: str, spans: Iterable[Row]) -> tuple[str, Words]:
        """The gold file of an article and the gold words under its spans."""
        file = self.file_of[article]
        return file, self._texts[file].cover(spans)

    def cover_file(self, file: str, spans: Iterable[Row]) -> Words:
        """The gold words under spans of the article that is this gold file; none where the ledger lacks it."""
        return self._texts[file].cover(spans) if file in self._texts else frozenset()

    def rows(self, file: str, key: str) -> list[Row]:
        """What the ledger's article of this gold file holds under `key`."""
        return list(self.article_of.get(file, {}).get(key) or ())

    def holds(self, *articles: str) -> bool:
        """Whether all of the articles are among the gold's."""
        return all(article in self.file_of for article in articles)


def _file_of(gold: Gold, article: Row) -> str | None:
    path, url = article.get("path") or "", article.get("url") or ""
    # a feed's entries share one path, so the address goes first
    names = (url, PurePosixPath(path).name, "" if path else PurePosixPath(url).name)
    return next((gold.inputs[name] for name in names if name and name in gold.inputs), None)

"""The metadata file: a row an article, found again by file or address."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from onrecord.errors import ConfigError, InputError
from onrecord.model import Article
from onrecord.read.addresses import host_of, keep_url
from onrecord.read.articles import Given, keep_field, keep_names
from onrecord.read.decoding import decode
from onrecord.read.formats import HEAD, name_binary
from onrecord.read.rows import given_day, load_json
from onrecord.text import as_input_text

COLUMNS = ("file", "url", "publisher", "published", "title", "authors")
LARGEST = 64 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Metadata:
    """The rows of a metadata file, by file and by address; it remembers which were matched."""

    name: str
    rows: list[Given] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    by_file: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=dict)
    by_url: dict[str, int] = field(default_factory=dict)
    by_path: dict[str, int] = field(default_factory=dict)
    matched: set[int] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def assign(self, inputs: Iterable[tuple[str, str | None]]) -> None:
        """Say which rows are of which inputs, each given by its path and its path inside the folder that was read.

        A row is of the input whose path it names; a row that names none is of the only input left with its file's name.
        """
        left: dict[str, list[str]] = {}
        for path, relative in inputs:
            number = self.by_file.get(relative) if relative else None
            if number is None:
                parts = PurePosixPath(path.replace("\\", "/")).parts
                endings = ("/".join(parts[start:]) for start in range(len(parts) - 1))
                number = next((self.by_file[ending] for ending in endings if ending in self.by_file), None)
            if number is None:
                left.setdefault(PurePosixPath(path.replace("\\", "/")).name, []).append(path)
            else:
                self.by_path[path] = number
        taken = set(self.by_path.values())
        for name, paths in left.items():
            numbers = [number for number in self.by_name.get(name, []) if number not in taken]
            if len(numbers) == len(paths) == 1:
                self.by_path[paths[0]] = numbers[0]

    def find(self, article: Article) -> Given | None:
        """What the file says of an article, by the file that it was read from, else by its address."""
        number = self.by_path.get(article.path) if article.path else None
        if number is None and article.url:
            number = self.by_url.get(_address_key(article.url))
        if number is None:
            return None
        self.matched.add(number)
        return self.rows[number]

    def unmatched(self) -> tuple[str, ...]:
        """A warning for the rows that matched nothing, if there are any."""
        left = [label for number, label in enumerate(self.labels) if number not in self.matched]
        if not left:
            return ()
        shown = ", ".join(left[:5]) + (f" and {len(left) - 5:,} more" if len(left) > 5 else "")
        return (f"{self.name}: {len(left):,} of {len(self.labels):,} rows match no article that was read: {shown}",)


def apply_metadata(article: Article, given: Given) -> Article:
    """The article with what is given of it in place of what was found.

    Its id stays: the same file is the same article, read with metadata or without.
    """
    url = article.url or given.url
    ours = Given(
        url=url,
        external_id=article.external_id,
        publisher=article.publisher,
        title=article.title,
        authors=article.authors,
        language=article.language,
        published=article.published,
    )
    merged = given.over(ours)
    return replace(
        article,
        url=url,
        publisher=merged.publisher or host_of(url),
        title=merged.title,
        authors=merged.authors,
        published=merged.published,
    )


def load_metadata(path: Path) -> Metadata:
    """The rows of a metadata file in JSON, JSONL or CSV, told by content.

    Raises: ConfigError where there is no such file; InputError where it is none of the three, a row names no article, or a
    day in it cannot be read.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise ConfigError(f"{name}: a folder; --metadata takes one JSON, JSONL or CSV file with a row an article")
        if not path.is_file():
            raise ConfigError(f"{name}: no such metadata file; give a JSON, JSONL or CSV file with a row an article")
        if path.stat().st_size > LARGEST:
            raise InputError(f"{name}: a metadata file of more than {LARGEST // 1048576} MiB; split the articles and it")
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{name}: the metadata file cannot be read ({error.strerror or error}); check its permissions"
        ) from error
    if known := name_binary(data[:HEAD]):
        raise InputError(f"{name}: {known[0]}, not text; save it as CSV with a header line: {', '.join(COLUMNS)}")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InputError(f"{name}: there is nothing in it; write JSON, JSONL or CSV with {', '.join(COLUMNS)}")
    rows = _parse(decode(data).removeprefix("\ufeff"), name)
    metadata = Metadata(name=name)
    unknown: dict[str, None] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(
                f'{name}, row {number}: not an object; a row has "file" or "url" and any of {", ".join(COLUMNS[2:])}'
            )
        unknown.update(dict.fromkeys(str(key)[:60] for key in row if key not in COLUMNS and key is not None))
        _add(metadata, row, f"{name}, row {number}")
    if unknown:
        shown = ", ".join(list(unknown)[:10])
        metadata.warnings.append(f"{name}: columns that are not known are passed over: {shown}; known are {', '.join(COLUMNS)}")
    return metadata


def _add(metadata: Metadata, row: Mapping[str, Any], where: str) -> None:
    file, address = row.get("file"), row.get("url")
    file = file.strip().replace("\\", "/").removeprefix("./") if isinstance(file, str) else ""
    url = keep_url(address)
    if isinstance(address, str) and address.strip() and url is None:
        raise InputError(f"{where}: no http(s) address: {address[:80]!r}; correct it, or name the file")
    if not file and url is None:
        raise InputError(f'{where}: neither "file" nor "url"; name the article that the row is of')
    try:
        published = given_day(row.get("published"), field="published")
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    published = replace(published, reason='"published" in the metadata file') if published.basis == "given" else published
    number = len(metadata.rows)
    metadata.rows.append(
        Given(
            url=url,
            publisher=keep_field(row.get("publisher")),
            title=keep_field(row.get("title")),
            authors=keep_names(row.get("authors")),
            published=published,
        )
    )
    metadata.labels.append(file or url or "")
    if file:
        if file in metadata.by_file:
            metadata.warnings.append(f"{where}: {file} has a row already; the first is used")
        metadata.by_file.setdefault(file, number)
        metadata.by_name.setdefault(PurePosixPath(file).name, []).append(number)
    if url:
        metadata.by_url.setdefault(_address_key(url), number)


def _parse(text: str, name: str) -> list[Any]:
    start = text.lstrip()
    try:
        if start.startswith("["):
            value = load_json(start)
            return value if isinstance(value, list) else [value]
        if start.startswith("{"):
            lines = [line for line in start.split("\n") if line.strip()]
            return (
                [load_json(line) for line in lines]
                if len(lines) > 1 and lines[0].rstrip().endswith("}")
                else [load_json(start)]
            )
    except ValueError as error:
        raise InputError(
            f"{name}: begins as JSON but is not ({error}); mend it, or write it as CSV with a header line"
        ) from error
    return _parse_csv(start, name)


def _parse_csv(text: str, name: str) -> list[Any]:
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        fields = [(field or "").strip().lower() for field in reader.fieldnames or []]
        if not {"file", "url"} & set(fields):
            raise InputError(
                f'{name}: no column "file" or "url" in its first line, which has {_shown(fields)}; rename its columns to '
                f"{', '.join(COLUMNS)} (one of the first two, and any of the others)"
            )
        reader.fieldnames = fields
        return list(reader)
    except csv.Error as error:
        raise InputError(f"{name}: no CSV that can be read ({error}); mend it, or write it as JSON") from error


def _shown(fields: list[str]) -> str:
    return ", ".join(f'"{as_input_text(field)[:40]}"' for field in fields[:8]) + (" and more" if len(fields) > 8 else "")


def _address_key(url: str) -> str:
    """An address without what makes no difference: scheme, "www.", a closing slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")

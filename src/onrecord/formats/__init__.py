"""The formats that a ledger is written in: each takes the contents of stories, one after the other, and gives text or files.

A format holds one story at a time. What it has to hold back until the end (JSON and PROV order by kind) waits on disk.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import ConfigError
from onrecord.formats.files import to_bytes, write_chunks, write_folder
from onrecord.tell.tables import TABLES, Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: the module and function that write it as text, or fill a folder (`fill`), and what it is, in a few words."""

    module: str
    about: str
    write: str | None = None
    fill: str | None = None


FORMATS: dict[str, Format] = {
    "json": Format(module="public", write="write_json", about="the whole ledger in its public form"),
    "jsonl": Format(module="public", write="write_lines", about="the same, an entry a line"),
    "csv": Format(module="public", write="write_csv", about="one table, for a spreadsheet"),
    "parquet": Format(module="parquet", fill="write_folder", about="a folder of typed tables (needs the extra [tables])"),
    "markdown": Format(
        module="markdown", write="write", fill="write_folder", about="notes: one file, or a folder of linked ones"
    ),
    "geojson": Format(module="geojson", write="write", about="the places with their entries"),
    "annotations": Format(module="annotations", write="write", about="W3C Web Annotation, one for each entry"),
    "prov": Format(module="prov", write="write", about="W3C PROV-JSON: relays, and what was made from what"),
    "ftm": Format(module="ftm", write="write", about="FollowTheMoney entities, one a line"),
    "ftm-statements": Format(module="ftm", write="write_statements", about="the same as FollowTheMoney statements"),
    "schema-org": Format(module="schema_org", write="write", about="schema.org Claim JSON-LD"),
    "timelinejs": Format(module="timelinejs", write="write", about="the events, for TimelineJS"),
    "csl": Format(module="csl", write="write", about="the articles as CSL-JSON citations"),
}


def find_format(name: str) -> Format:
    """The format of that name.

    Raises: ConfigError where there is none.
    """
    if name not in FORMATS:
        raise ConfigError(f"{name!r}: no such format. There are: {', '.join(FORMATS)}.")
    return FORMATS[name]


def write_text(name: str, stories: Iterable[Contents], *, table: str = "sources") -> Iterator[str]:
    """The stories in a format as pieces of text; `table` is the table of CSV.

    Raises: ConfigError where there is no such format or table, or the format is a folder of files.
    """
    form = find_format(name)
    if form.write is None:
        raise ConfigError(f"{name}: a folder of files. Name one with -o that is new or empty.")
    if table not in TABLES:
        raise ConfigError(f"{table!r}: no such table. There are: {', '.join(TABLES)}.")
    write: Callable[..., Iterator[str]] = getattr(_module(form), form.write)
    return write(stories, table=table) if name == "csv" else write(stories)


def write_path(name: str, stories: Iterable[Contents], path: Path, *, table: str = "sources") -> None:
    """Writes the stories in a format: a file whole or not at all, or a folder that is new or empty.

    What can be either is a file where the path has a suffix.
    Raises: ConfigError where it cannot be written, or there is no such format or table.
    """
    form = find_format(name)
    if form.fill and (form.write is None or path.is_dir() or not path.suffix):
        fill: Callable[[Iterable[Contents], Path], None] = getattr(_module(form), form.fill)
        write_folder(lambda folder: fill(stories, folder), path)
    else:
        write_chunks(to_bytes(write_text(name, stories, table=table)), path)


def _module(form: Format) -> object:
    return importlib.import_module(f"onrecord.formats.{form.module}")

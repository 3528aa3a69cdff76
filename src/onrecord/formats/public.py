"""The public form of the ledger as JSON and as JSON lines, and its tables as CSV."""

import json
from collections.abc import Iterable, Iterator

from onrecord.formats.spool import Spool
from onrecord.tell.exports import KINDS, VERSION, tell_rows, write_csv_row, write_line
from onrecord.tell.tables import TABLES, Contents


def write_json(stories: Iterable[Contents]) -> Iterator[str]:
    """The whole ledger as one JSON object, as `Ledger.export` gives it, indented by one."""
    with Spool() as spool:
        for contents in stories:
            for table, key, row in tell_rows(contents):
                spool.add(table, key, "  " + json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  "))
        yield f'{{\n "version": {VERSION}'
        for table in KINDS:
            yield f',\n "{table}": ['
            before = "\n"
            for text in spool.read(table):
                yield before + text
                before = ",\n"
            yield "]" if before == "\n" else "\n ]"
        yield "\n}\n"


def write_lines(stories: Iterable[Contents]) -> Iterator[str]:
    """An entry a line, each with its kind first, story by story."""
    for contents in stories:
        rows: dict[str, list[str]] = {table: [] for table in KINDS}
        for table, _, row in tell_rows(contents):
            rows[table].append(write_line(table, row))
        for lines in rows.values():
            yield from lines


def write_csv(stories: Iterable[Contents], *, table: str) -> Iterator[str]:
    """One of the tables as CSV with a header, story by story."""
    header = False
    for contents in stories:
        found = TABLES[table](contents)
        if not header:
            yield write_csv_row(found.columns)
            header = True
        for row in found.rows:
            yield write_csv_row(row[column] for column in found.columns)

"""`onrecord show`: what a ledger holds, as tables."""

import json
import os
import sys
import textwrap
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.ledger import Ledger
from onrecord.tell.tables import TABLES, Table

_NARROW = 120  # columns; below, a table would break its words
_LONGEST = 240  # characters of a cell; --json has them all
_WIDE = {"words", "derived", "says", "against", "reason", "left_words", "right_words", "title", "chain", "within"}
_WHOLE = {
    "day",
    "against_day",
    "as_of",
    "as_of_basis",
    "published",
    "basis",
    "first_said",
    "statements",
    "figures",
    "id",
    "status",
    "stance",
}
# what a terminal leaves out for room; --json has every column
_HIDDEN = {
    "disputes": {"score", "left", "right"},
    "figures": {"article", "low", "high", "approximate", "as_of_reason"},
    "sources": {"article", "form"},
    "copies": {"left_article", "right_article"},
    "places": {"articles", "gazetteer_id", "id"},
    "articles": {"story", "note", "language", "id"},
}


@click.command("show")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("what", type=click.Choice(list(TABLES)), default="disputes")
@click.option("--json", "as_json", is_flag=True, help="Every column of every row, as a JSON array.")
@click.option("--story", help="Of this story alone: its id, or that of an article, statement or figure in it.")
@click.option("--offset", type=click.IntRange(min=0, max=2**53), default=0, help="Leave out this many rows first.")
@click.option("--limit", type=click.IntRange(min=1, max=2**53), help="At most this many rows; of the timeline, the weightiest.")
def command(ledger_path: Path, what: str, as_json: bool, story: str | None, offset: int, limit: int | None) -> None:
    """Show disputes (the default), figures, timeline, sources, claims, copies, places or articles as a table.

    \b
    Example:
      onrecord show story.onrecord figures
      onrecord show story.onrecord figures --story a-0123456789abcdef --limit 20
      onrecord show story.onrecord timeline --limit 10
      onrecord show story.onrecord disputes --json | jq '.[].reason'
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        if what == "timeline" and limit and not offset:
            page = ledger.timeline(story=story, limit=limit)
            rows, columns, left = page.rows, page.columns, page.total - len(page.rows)
        elif story or offset or limit:
            page = ledger.page(what, story=story, offset=offset, limit=limit or 2**53)
            rows, columns, left = page.rows, page.columns, page.total - offset - len(page.rows)
        else:
            table = ledger.table(what)
            rows, columns, left = table.rows, table.columns, 0
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif not rows:
        click.echo(f"{ledger_path} holds no {what}{' there' if story or offset else ''}.")
    else:
        _print(Table(name=what, columns=columns, rows=rows))
        if left > 0:
            onward = "" if what == "timeline" and not offset else f", or go on with --offset {offset + len(rows)}"
            click.echo(f"{left:,} more rows. Raise --limit to see them{onward}.")


def _print(table: Table) -> None:
    from rich.console import Console

    # a pipe has no width of its own
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160
    console = Console(width=width, highlight=False)
    columns = [c for c in table.columns if c not in _HIDDEN.get(table.name, set())]
    # text, not markup: what an article says is never read as styling
    rows = [[_shorten(_cell(row[c])) for c in columns] for row in table.rows]
    headings = [c.replace("_", " ") for c in columns]
    if console.width < _NARROW:
        _print_records(console.width, headings, rows)
        return
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, heading in zip(columns, headings, strict=True):
        grid.add_column(heading, overflow="fold", no_wrap=column in _WHOLE, ratio=3 if column in _WIDE else None)
    for row in rows:
        grid.add_row(*map(Text, row))
    console.print(grid)


def _print_records(width: int, headings: list[str], rows: list[list[str]]) -> None:
    """A line a field, for terminals where columns side by side would break their words."""
    label = max(map(len, headings)) + 2
    for row in rows:
        for heading, text in zip(headings, row, strict=True):
            for number, line in enumerate(textwrap.wrap(text, max(20, width - label - 1), break_on_hyphens=False)):
                click.echo(f"{'' if number else heading:<{label}}{line}")
        click.echo()


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " […]"


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return printable(text)

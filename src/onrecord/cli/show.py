"""`onrecord show`: what a ledger holds, as tables."""

import json
import sys
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.ledger import Ledger
from onrecord.tell.tables import TABLES, Table

_LONGEST = 240  # characters of a cell; --json has them all
_WIDE = {"words", "says", "against", "reason", "left_words", "right_words", "title", "chain"}
# what a terminal leaves out for room; --json has every column
_HIDDEN = {
    "disputes": {"score", "left", "right"},
    "figures": {"article", "low", "high", "approximate"},
    "sources": {"article", "form"},
    "copies": {"left_article", "right_article"},
    "articles": {"story", "note", "language", "id"},
}


@click.command("show")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("what", type=click.Choice(list(TABLES)), default="disputes")
@click.option("--json", "as_json", is_flag=True, help="Every column of every row, as a JSON array.")
@click.option("--limit", type=click.IntRange(min=1), help="At most this many rows.")
def command(ledger_path: Path, what: str, as_json: bool, limit: int | None) -> None:
    """Show disputes (the default), figures, timeline, sources, claims, copies or articles as a table.

    \b
    Example:
      onrecord show story.onrecord figures
      onrecord show story.onrecord disputes --json | jq '.[].reason'
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        table = ledger.table(what)
    rows = table.rows[:limit]
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif not rows:
        click.echo(f"{ledger_path} holds no {what}.")
    else:
        _print(Table(name=table.name, columns=table.columns, rows=rows))
        if len(rows) < len(table.rows):
            click.echo(f"{len(table.rows) - len(rows):,} more rows. Raise --limit to see them.")


def _print(table: Table) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    columns = [c for c in table.columns if c not in _HIDDEN.get(table.name, set())]
    grid = Grid(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        grid.add_column(column.replace("_", " "), overflow="fold", ratio=3 if column in _WIDE else None)
    for row in table.rows:
        # Text, not markup: what an article says is never read as styling; control characters cannot reach the terminal
        grid.add_row(*(Text(_shorten(_cell(row[c]))) for c in columns))
    width = None if sys.stdout.isatty() else 160
    Console(width=width, highlight=False).print(grid)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " […]"


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return printable(text)

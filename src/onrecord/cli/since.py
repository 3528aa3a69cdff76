"""`onrecord since`: what is new since a day."""

import json
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import encode
from onrecord.ledger import Ledger
from onrecord.since import Section

_LONGEST = 200


@click.command("since")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("day", metavar="DATE|last")
@click.option("--json", "as_json", is_flag=True, help="Every column of every row, as a JSON object.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most this many rows a section."
)
def command(ledger_path: Path, day: str, as_json: bool, limit: int) -> None:
    """Show what is new since a day: contradictions, figures that moved, statements superseded or taken back, claims.

    Claims first said, and those that a second origin corroborates; articles, and those that were changed in place.

    New is what was published on that day or later, by the articles' own days; last is the last day on which one was published.
    When an article was read into the ledger is not kept.

    \b
    Example:
      onrecord since story.onrecord 2031-05-14
      onrecord since story.onrecord last --json
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        found = ledger.since(day, limit=limit)
    if as_json:
        click.echo(json.dumps(encode(found), ensure_ascii=False, indent=1))
        return
    click.echo(f"Published since {found.day}{f' (undated: {found.undated:,})' if found.undated else ''}:")
    _tell("Newly contradicted", found.disputed, "{says} ({said_by})  ≠  {against} ({against_by}): {reason}")
    _tell("Figures moved", found.moved, "{indicator}: {before} ({before_by})  →  {after} ({after_by}): {reason}")
    _tell("Statements superseded", found.superseded, "{before} ({before_by})  →  {after} ({after_by}): {reason}")
    _tell("Statements taken back", found.reversed, "{before} ({before_by})  →  {after} ({after_by})")
    _tell(
        "Newly corroborated",
        found.corroborated,
        "{words} ({said_by}, {publisher})  [first said {first_said}, origins: {origins}]",
    )
    _tell("New claims", found.claims, "{words} ({said_by}, {publisher})  [{status}, origins: {origins}]")
    _tell("Articles changed in place", found.changed, "{url}  {publisher}  {title}  ({before_day} → {day}: {before} → {after})")
    _tell("Articles", found.articles, "{published}  {publisher}  {title}")


def _tell(name: str, section: Section, form: str) -> None:
    click.echo(f"\n{name}: {section.total:,}")
    for row in section.rows:
        cells = {k: _shorten(" ".join(str("" if v is None else v).split())) for k, v in row.items()}
        click.echo(f"  {printable(form.format(**cells))}")
    if section.total > len(section.rows):
        click.echo(f"  and {section.total - len(section.rows):,} more (raise --limit)")


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " […]"

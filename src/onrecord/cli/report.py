"""`onrecord report`: a ledger as one self-contained page."""

from pathlib import Path

import click

from onrecord.cli.output import write_text
from onrecord.cli.paths import PATH
from onrecord.ledger import Ledger


@click.command("report")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.option("-o", "--output", type=PATH, help="The HTML file to write; standard output if absent.")
@click.option("--title", help="The page's heading; the story's own headline if absent.")
def command(ledger_path: Path, output: Path | None, title: str | None) -> None:
    """Write the report: one HTML page that needs nothing else and can be sent to anybody.

    \b
    Example:
      onrecord report story.onrecord -o story.html
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        write_text(ledger.report(title=title), output)
    if output:
        click.echo(f"Wrote {output} ({output.stat().st_size / 1024:,.0f} KB).", err=True)

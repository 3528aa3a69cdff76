"""`onrecord export`: a ledger for other programs."""

from pathlib import Path

import click

from onrecord.cli.output import echo_chunks
from onrecord.cli.paths import PATH
from onrecord.formats import FORMATS
from onrecord.ledger import Ledger
from onrecord.tell.tables import TABLES

_LIST = "\b\nFormats:\n" + "\n".join(f"  {name:<15} {form.about}" for name, form in FORMATS.items())


@click.command("export", epilog=_LIST)
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.option("--format", "form", metavar="NAME", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--table", type=click.Choice(list(TABLES)), default="sources", show_default=True, help="The table, for csv.")
@click.option("-o", "--output", type=PATH, help="The file or folder to write; standard output if absent.")
def command(ledger_path: Path, form: str, table: str, output: Path | None) -> None:
    """Export a ledger in a form that other programs read. A folder to write into has to be new or empty.

    \b
    Example:
      onrecord export story.onrecord > story.json
      onrecord export story.onrecord --format csv --table figures -o figures.csv
      onrecord export story.onrecord --format markdown -o notes
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        if output is None or str(output) == "-":
            echo_chunks(ledger.export_text(form, table=table))
        else:
            ledger.export_to(output, form, table=table)

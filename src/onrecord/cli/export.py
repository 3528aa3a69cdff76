"""`onrecord export`: a ledger for other programs."""

from pathlib import Path

import click

from onrecord.cli.output import write_text
from onrecord.cli.paths import PATH
from onrecord.ledger import Ledger
from onrecord.tell.tables import TABLES


@click.command("export")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.option("--format", "form", type=click.Choice(["json", "jsonl", "csv"]), default="json", show_default=True)
@click.option("--table", type=click.Choice(list(TABLES)), default="sources", show_default=True, help="The table, for csv.")
@click.option("-o", "--output", type=PATH, help="The file to write; standard output if absent.")
def command(ledger_path: Path, form: str, table: str, output: Path | None) -> None:
    """Export a ledger: json (the whole ledger in its public form), jsonl (an entry a line) or csv (one table).

    \b
    Example:
      onrecord export story.onrecord > story.json
      onrecord export story.onrecord --format csv --table figures -o figures.csv
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        if form == "json":
            text = ledger.export_json() + "\n"
        elif form == "jsonl":
            text = "".join(line + "\n" for line in ledger.export_lines())
        else:
            text = ledger.export_csv(table)
    write_text(text, output)

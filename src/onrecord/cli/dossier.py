"""`onrecord dossier`: a story to be checked again by whoever gets it."""

from pathlib import Path

import click

from onrecord.cli.output import printable, write_text
from onrecord.cli.paths import PATH
from onrecord.ledger import Ledger


@click.command("dossier")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("story", required=False)
@click.option("-o", "--output", type=PATH, help="The HTML file to write; standard output if absent.")
@click.option("--wacz", type=PATH, help="A web archive of the texts to write as well, or instead.")
@click.option("--title", help="The page's heading; the story's own headline if absent.")
def command(ledger_path: Path, story: str | None, output: Path | None, wacz: Path | None, title: str | None) -> None:
    """Write a dossier: one HTML page that carries the articles and entries, and checks each passage and hash again, offline.

    STORY is the id of a story, or of an article, statement or figure in it; without it, all stories are in.

    \b
    Example:
      onrecord dossier story.onrecord -o dossier.html
      onrecord dossier story.onrecord --wacz sources.wacz
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        if output or not wacz:
            dossier = ledger.dossier(story=story, title=title)
            write_text(dossier.html, output)
            told = f"{dossier.articles} articles, {dossier.entries} entries. Fingerprint: {dossier.fingerprint}"
            click.echo(f"Wrote {printable(str(output))}: {told}" if output else told, err=True)
        if wacz:
            number = ledger.write_sources(wacz, story=story)
            click.echo(f"Wrote {printable(str(wacz))}: the text of {number} articles.", err=True)

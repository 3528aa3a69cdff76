"""`onrecord search`: sentences that hold some words."""

import json
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import encode
from onrecord.ledger import Ledger


@click.command("search")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="The hits as a JSON array.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most this many sentences.")
def command(ledger_path: Path, words: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find the sentences that hold all the words; a phrase stands in double quotes.

    \b
    Example:
      onrecord search story.onrecord harbour pilot
      onrecord search story.onrecord '"at least 14"'
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        hits = ledger.search(" ".join(words), limit=limit)
        outlets = {a: ledger.article(a).article for a in {h.sentence.article for h in hits}}
    if as_json:
        click.echo(json.dumps([encode(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    for hit in hits:
        article = outlets[hit.sentence.article]
        where = article.publisher or article.url or article.path or article.id
        click.echo(printable(" ".join(hit.sentence.exact.split())))
        click.echo(
            f"    {printable(where)}  {hit.sentence.article}:{hit.sentence.start}-{hit.sentence.end}  {' '.join(hit.entries)}"
        )
    click.echo(f"{len(hits)} sentence{'s' if len(hits) != 1 else ''}{' or more' if len(hits) == limit else ''}.")

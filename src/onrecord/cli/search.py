"""`onrecord search`: sentences that hold some words, or statements that mean something near to them."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import encode
from onrecord.ledger import Ledger
from onrecord.model import Status
from onrecord.store.nearest import NearHit
from onrecord.store.search import KINDS, STATUSES, Among, Hit
from onrecord.tell.report.wording import count, tell_likeness


@click.command("search")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.argument("words", nargs=-1, required=True)
@click.option("--meaning", is_flag=True, help="Statements that say what lies near, in whatever words, nearest first.")
@click.option("--json", "as_json", is_flag=True, help="The hits as a JSON array.")
@click.option("--limit", type=click.IntRange(min=1, max=2**53), default=50, show_default=True,
      help="At most this many.")  # fmt: skip
@click.option("--kind", type=click.Choice(KINDS), help="Only sentences that hold a statement, or a figure.")
@click.option("--source", help="Only where a statement is attributed to this name, or part of a name.")
@click.option("--publisher", help="Only in articles of this outlet.")
@click.option("--status", type=click.Choice(STATUSES), help="Only where a statement or figure makes a claim of this status.")
@click.option("--from", "first", metavar="DAY", help="Only in articles published on this day (YYYY-MM-DD) or later.")
@click.option("--to", "last", metavar="DAY", help="Only in articles published on this day or earlier.")
def command(
    ledger_path: Path,
    words: tuple[str, ...],
    meaning: bool,
    as_json: bool,
    limit: int,
    kind: str | None,
    source: str | None,
    publisher: str | None,
    status: Status | None,
    first: str | None,
    last: str | None,
) -> None:
    """Find the sentences that hold all the words; a phrase stands in double quotes.

    With --meaning, find the statements whose content lies near to the words: its likeness to them is the cosine of two vectors,
    1 for the same, and none below .35 is shown. That two are alike does not mean that they agree.

    \b
    Example:
      onrecord search story.onrecord harbour pilot
      onrecord search story.onrecord '"at least 14"' --kind figure --from 2031-05-14
      onrecord search story.onrecord --meaning the tanks were empty
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        among = Among(kind=kind, source=source, publisher=publisher, status=status, first=first, last=last)
        asked = " ".join(words)
        hits: Sequence[Hit] = (
            ledger.search_meaning(asked, limit=limit, among=among)
            if meaning
            else ledger.search(asked, limit=limit, among=among)
        )
        outlets = {a: ledger.article(a).article for a in {h.sentence.article for h in hits}}
    if as_json:
        click.echo(json.dumps([encode(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    for hit in hits:
        article = outlets[hit.sentence.article]
        where = article.publisher or article.url or article.path or article.id
        click.echo(printable(" ".join(hit.sentence.exact.split())))
        place = f"{hit.sentence.article}:{hit.sentence.start}-{hit.sentence.end}"
        alike = f"  {tell_likeness(hit.likeness)}" if isinstance(hit, NearHit) else ""
        click.echo(f"    {printable(where)}  {place}  {' '.join(hit.entries)}{alike}")
    click.echo(count(len(hits), "statement" if meaning else "sentence") + (" or more." if len(hits) == limit else "."))

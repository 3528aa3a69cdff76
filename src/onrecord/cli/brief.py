"""`onrecord brief`: a story in a few of its articles' own sentences."""

import json
from pathlib import Path

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import encode
from onrecord.ledger import Ledger
from onrecord.tell.brief import WORDS
from onrecord.tell.lines import Line, Note

_HEADINGS = {"happened": "What happened", "disputed": "In dispute", "changed": "What has changed", "said": "Who says what"}


@click.command("brief")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.option("--words", type=click.IntRange(min=20), default=WORDS, show_default=True, help="At most so many words a story.")
@click.option("--json", "as_json", is_flag=True, help="Every line with its place, as a JSON array of stories.")
def command(ledger_path: Path, words: int, as_json: bool) -> None:
    """Tell each story in brief, in its articles' own sentences: what happened, what is disputed, what changed, who says what.

    \b
    Example:
      onrecord brief story.onrecord
      onrecord brief story.onrecord --words 120
    """
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        briefs = ledger.briefs(words=words)
    if as_json:
        click.echo(json.dumps([encode(b) for b in briefs], ensure_ascii=False, indent=1))
        return
    if not briefs:
        click.echo(f"{ledger_path} holds no stories.")
    for number, brief in enumerate(briefs):
        click.echo(("\n" if number else "") + printable(brief.title or "Untitled"))
        part = ""
        for line in brief.lines:
            if line.part != part:
                part = line.part
                click.echo(f"\n{_HEADINGS[part]}")
            _print(line)
        if brief.left_out:
            more = "dispute" if brief.left_out == 1 else "disputes"
            click.echo(f"\n{brief.left_out} more {more}. Raise --words, or: onrecord show {ledger_path} disputes")


def _print(line: Line) -> None:
    click.echo(f"  {_words(line.passage.exact)}  ({_receipt(line.giver, line.publisher, line.day)})")
    for note in line.notes:
        click.echo(f"      {note.label}: “{_words(note.text)}”  ({_tell(note)})")


def _tell(note: Note) -> str:
    return _receipt(note.who, "", note.day)


def _receipt(who: str, publisher: str, day: str) -> str:
    return printable(", ".join(x for x in (who, publisher, day) if x) or "undated")


def _words(text: str) -> str:
    return printable(" ".join(text.split()))

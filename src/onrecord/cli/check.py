"""`onrecord check`: a draft held against a ledger."""

import json
import sys
from pathlib import Path

import click

from onrecord.check import MAX_FILE, SEVERITIES, TITLES, Check, Difference, Evidence, Finding, read_bytes
from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import encode
from onrecord.errors import InputError
from onrecord.ledger import Ledger

FOUND = 5
"""The exit code where something was found."""
_LONGEST = 300


@click.command("check")
@click.argument("draft_path", metavar="DRAFT", type=PATH)
@click.option("--ledger", "ledger_path", required=True, type=PATH, help="The ledger to hold it against.")
@click.option("--day", metavar="DAY", help="The day that the draft's “yesterday” goes by, such as 2031-05-14.")
@click.option("--json", "as_json", is_flag=True, help="The text as it was read and every finding, as a JSON object.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), default="warning", show_default=True,
      help="The least grave finding that makes the exit code 5.")  # fmt: skip
def command(draft_path: Path, ledger_path: Path, day: str | None, as_json: bool, fail_on: str) -> int:
    """Check a draft against a ledger: its quotes, who is said to say what, its figures and days.

    DRAFT is a text, Markdown, HTML or Word (.docx) file, or - for standard input. Nothing of it is stored. An error goes
    against what the ledger holds, a warning should be looked at before printing, a note is for information. What is not found
    may still be wrong: the ledger knows only the articles that were read into it.

    \b
    Example:
      onrecord check draft.md --ledger story.onrecord
      pbpaste | onrecord check - --ledger story.onrecord --json
    """
    text = _read(draft_path)
    with Ledger(ledger_path, create=False, read_only=True) as ledger:
        found = ledger.check(text, day=day)
    if as_json:
        click.echo(json.dumps(encode(found), ensure_ascii=False, indent=1))
    else:
        _print(found, "standard input" if str(draft_path) == "-" else str(draft_path))
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FOUND if any(f.severity in grave for f in found.findings) else 0


def _read(path: Path) -> str:
    """The text of the draft.

    Raises: InputError, LimitError.
    """
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(MAX_FILE + 1), name="standard input")
    try:
        if path.is_dir():
            raise InputError(f"{path}: is a folder; name the file of the draft")
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Check the path.") from error
    return read_bytes(data, name=str(path))


def _print(found: Check, name: str) -> None:
    c = found.counts
    click.echo(
        f"{printable(name)}: {c.words:,} words, {c.quotes:,} quotes ({c.quotes_to_the_letter:,} to the letter), "
        f"{c.figures:,} figures ({c.figures_found:,} in the ledger)."
    )
    for f in found.findings:
        line, column = _place(found.text, f.start)
        click.echo(f"\n{line}:{column}  {f.severity}: {TITLES[f.kind]}: “{_words(f.exact)}”")
        click.echo(f"    {printable(f.message)}")
        if f.differences:
            click.echo(f"    {' '.join(filter(None, map(_tell, f.differences)))}")
        for e in f.evidence:
            click.echo(f"    {e.role}: “{_words(e.exact)}”  ({_receipt(e)})")
    totals = ", ".join(_total(found.findings, s) for s in SEVERITIES if any(f.severity == s for f in found.findings))
    click.echo(f"\n{totals or 'Nothing found'}.")


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of an offset, from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def _tell(difference: Difference) -> str:
    """One step of a comparison: what the source has in [-...-], what the draft has instead in {+...+}."""
    if difference.change == "equal":
        return _words(difference.draft)
    lost = f"[-{_words(difference.source)}-]" if difference.source else ""
    new = f"{{+{_words(difference.draft)}+}}" if difference.draft else ""
    return lost + new


def _receipt(e: Evidence) -> str:
    return printable(", ".join(x for x in (e.publisher, e.published, e.place) if x))


def _total(findings: tuple[Finding, ...], severity: str) -> str:
    number = sum(f.severity == severity for f in findings)
    return f"{number} {severity}{'s' * (number != 1)}"


def _words(text: str) -> str:
    whole = " ".join(text.split())
    return printable(whole if len(whole) <= _LONGEST else whole[:_LONGEST].rsplit(" ", 1)[0] + " […]")

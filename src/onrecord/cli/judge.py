"""`onrecord judge`: what a person decides about a ledger, and what is waiting for a decision."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from onrecord.cli.output import printable
from onrecord.cli.paths import PATH
from onrecord.codec import decode, encode
from onrecord.errors import ConfigError
from onrecord.judge.corrections import KINDS
from onrecord.judge.scales import CREDIBILITY, RELIABILITY
from onrecord.judge.standing import Judged
from onrecord.ledger import Ledger
from onrecord.model import Judgement
from onrecord.review.lookups import RELATIONS
from onrecord.tell.exports import tell_judged
from onrecord.tell.report.verdicts import tell_judgement

_LONGEST = 120


@click.group("judge")
@click.argument("ledger_path", metavar="LEDGER", type=PATH)
@click.pass_context
def command(ctx: click.Context, ledger_path: Path) -> None:
    """Confirm, reject, correct, grade, put together, set apart, note; see what is waiting; undo.

    Each is kept with who decided it, when and why, and is never changed, only undone. Ids are those that `onrecord show`,
    `queue` and the pages give.

    \b
    Example:
      onrecord judge story.onrecord queue
      onrecord judge story.onrecord reject f-0123456789abcdef f-fedcba9876543210 --why "of two days" --editor "N. Orr"
      onrecord judge story.onrecord undo j-0123456789abcdef --editor "N. Orr"
    """
    ctx.obj = ledger_path


def _decides(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that decides something."""
    editor = click.option("--editor", required=True, envvar="ONRECORD_EDITOR", show_envvar=True, help="Who decides.")
    why = click.option("--why", default="", help="Why, in your own words.")
    return editor(why(function))


def _judge(path: Path, decision: str, ids: tuple[str, ...], editor: str, why: str, **changes: str | None) -> None:
    given: Mapping[str, str | None] = {k: v for k, v in changes.items() if v is not None}
    # an empty text empties a field
    with Ledger(path, create=False) as ledger:
        made = ledger.judge(decision, list(ids), editor=editor, why=why, changes={k: v or None for k, v in given.items()})
        state = next(row for row in ledger.judgements() if row.judgement.id == made.id)
    _print(state)


def _kind_of(ids: tuple[str, ...], kinds: Mapping[str, str]) -> str:
    """The decision for what the first id names, by its first letter."""
    found = kinds.get(ids[0][:2])
    if not found:
        raise ConfigError(f"{ids[0][:60]!r}: ids begin with {', '.join(kinds)} here.")
    return found


@command.command("reject")
@click.argument("left")
@click.argument("right")
@click.option("--relation", type=click.Choice(RELATIONS), help="Which, where there are several.")
@_decides
@click.pass_obj
def reject(path: Path, left: str, right: str, relation: str | None, editor: str, why: str) -> None:
    """Say that what the tool found between two statements, figures or claims is not so."""
    _judge(path, "reject-relation", (left, right), editor, why, relation=relation)


@command.command("confirm")
@click.argument("ids", nargs=-1, required=True, metavar="LEFT RIGHT | ID")
@click.option("--relation", type=click.Choice(RELATIONS), help="Which; also one that the tool has not found.")
@_decides
@click.pass_obj
def confirm(path: Path, ids: tuple[str, ...], relation: str | None, editor: str, why: str) -> None:
    """Say that a relation between two holds, or that one statement, figure or article is right as it was read."""
    if len(ids) == 1 and relation is None:
        _judge(path, "confirm-entry", ids, editor, why)
    else:
        _judge(path, "confirm-relation", ids, editor, why, relation=relation)


@command.command("merge")
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@_decides
@click.pass_obj
def merge(path: Path, ids: tuple[str, ...], editor: str, why: str) -> None:
    """Put together entities (n-...), claims (c-... or their entries) or stories (s-... or their articles) that are one.

    An entity goes by the name of the first.
    """
    kinds = {"n-": "entities", "c-": "claims", "q-": "claims", "f-": "claims", "s-": "stories", "a-": "stories"}
    _judge(path, f"merge-{_kind_of(ids, kinds)}", ids, editor, why)


@command.command("split")
@click.argument("ids", nargs=-1, required=True, metavar="WHOLE PART...")
@click.option("--name", help="Of an entity: who it is that said the parts, or one of its names that is somebody else's.")
@_decides
@click.pass_obj
def split(path: Path, ids: tuple[str, ...], name: str | None, editor: str, why: str) -> None:
    """Take statements out of an entity (n-...) or claim (c-...), or articles out of a story (s-...)."""
    kinds = {"n-": "entity", "c-": "claim", "q-": "claim", "f-": "claim", "s-": "story", "a-": "story"}
    _judge(path, f"split-{_kind_of(ids, kinds)}", ids, editor, why, name=name)


@command.command("correct")
@click.argument("id_", metavar="ID")
@click.option("--source", help="Who said it; empty for nobody named.")
@click.option("--kind", type=click.Choice(KINDS), help="What kind of source that is.")
@click.option("--date", help="The day it was said, holds for or was published: 2031-05-14, 2031-05 or 2031.")
@click.option("--low", help="The least that a figure says; empty for no lower bound.")
@click.option("--high", help="The most that a figure says; empty for no upper bound.")
@click.option("--approximate", type=click.Choice(["true", "false"]), help="Whether a figure is said to be about so much.")
@click.option("--unit", help="The unit of a figure.")
@click.option("--indicator", help="What a figure counts.")
@click.option("--place", help="The place that a figure holds for; empty for none.")
@_decides
@click.pass_obj
def correct(path: Path, /, id_: str, source: str | None, kind: str | None, date: str | None, editor: str, why: str,
            **fields: str | None) -> None:  # fmt: skip
    """Correct who said a statement, a day, or what a figure is read as; its words stay as they are printed."""
    figure = {k: v for k, v in fields.items() if v is not None}
    if sum((source is not None, date is not None, bool(figure))) != 1:
        raise ConfigError("Correct one thing at a time: --source, --date, or what a figure says.")
    if source is not None:
        # an empty name is a correction, too
        _judge(path, "correct-source", (id_,), editor, why, source=source, kind=kind)
    elif date is not None:
        _judge(path, "correct-date", (id_,), editor, why, value=date)
    else:
        _judge(path, "correct-figure", (id_,), editor, why, **figure)


@command.command("grade")
@click.argument("id_", metavar="ID")
@click.option("--reliability", type=click.Choice(list(RELIABILITY), case_sensitive=False),
      help="Of a source, A to F: " + ", ".join(f"{k} {v}" for k, v in RELIABILITY.items()) + ".")  # fmt: skip
@click.option("--credibility", type=click.Choice(list(CREDIBILITY)),
      help="Of a piece of information, 1 to 6: " + ", ".join(f"{k} {v}" for k, v in CREDIBILITY.items()) + ".")  # fmt: skip
@_decides
@click.pass_obj
def grade(path: Path, id_: str, reliability: str | None, credibility: str | None, editor: str, why: str) -> None:
    """Grade a source or a piece of information on the two scales of the Admiralty code."""
    if (reliability is None) == (credibility is None):
        raise ConfigError("Grade one of the two: --reliability of a source, --credibility of what is said.")
    if reliability:
        _judge(path, "grade-source", (id_,), editor, why, reliability=reliability)
    else:
        _judge(path, "grade-information", (id_,), editor, why, credibility=credibility)


@command.command("note")
@click.argument("id_", metavar="ID")
@click.argument("text")
@click.option("--editor", required=True, envvar="ONRECORD_EDITOR", show_envvar=True, help="Who notes it.")
@click.pass_obj
def note(path: Path, id_: str, text: str, editor: str) -> None:
    """Write a note on a statement, figure, claim, entity, article or story."""
    _judge(path, "note", (id_,), editor, text)


@command.command("undo")
@click.argument("judgement", metavar="JUDGEMENT")
@_decides
@click.pass_obj
def undo(path: Path, judgement: str, editor: str, why: str) -> None:
    """Withdraw a judgement; both stay on the record."""
    _judge(path, "undo", (judgement,), editor, why)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Whole, as a JSON array.")
@click.pass_obj
def list_(path: Path, as_json: bool) -> None:
    """List what was decided, in order of time, and whether it stands."""
    with Ledger(path, create=False, read_only=True) as ledger:
        found = ledger.judgements()
    if as_json:
        rows = [tell_judged(row) for row in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in found:
        _print(row)
    if not found:
        click.echo(f"{path}: nothing has been judged. What is waiting: onrecord judge {path} queue")


@command.command("queue")
@click.option("--json", "as_json", is_flag=True, help="Whole, as a JSON array.")
@click.option("--story", help="Of this story alone: its id, or that of an article, statement or figure in it.")
@click.option("--offset", type=click.IntRange(min=0, max=2**53), default=0, help="Leave out this many first.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="At most this many.")
@click.pass_obj
def queue(path: Path, as_json: bool, story: str | None, offset: int, limit: int) -> None:
    """List what the tool is least sure of and nobody has judged, the least sure first."""
    with Ledger(path, create=False, read_only=True) as ledger:
        page = ledger.queue(story=story, offset=offset, limit=limit)
    if as_json:
        click.echo(json.dumps(encode(page.doubts), ensure_ascii=False, indent=1))
        return
    for d in page.doubts:
        click.echo(f"{d.p_right:.2f}  {d.relation or d.kind}: {_show(d.why)}")
        for id_, words in zip(d.ids, d.words, strict=True):
            click.echo(f"      {id_}  “{_show(words)}”")
    left = page.total - offset - len(page.doubts)
    click.echo(f"{page.total:,} waiting." + (f" Go on with --offset {offset + len(page.doubts)}." if left > 0 else ""))


@command.command("entities")
@click.argument("word", default="")
@click.pass_obj
def entities(path: Path, word: str) -> None:
    """List the people, organisations and places with their ids, those with WORD in a name, the most quoted first."""
    with Ledger(path, create=False, read_only=True) as ledger:
        found = [e for e in ledger.entities() if word.casefold() in " ".join((e.name, *e.aliases)).casefold()]
    for e in sorted(found, key=lambda e: (-len(e.sources), e.name, e.id)):
        names = f" (also {', '.join(e.aliases)})" if e.aliases else ""
        click.echo(f"{e.id}  {_show(e.name)}{_show(names)}, {e.kind}, statements: {len(e.sources)}")


@command.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def apply(path: Path, file: Path) -> None:
    """Take over the judgements of an export (JSON), such as those on the same articles in another ledger."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        rows = given["judgements"] if isinstance(given, dict) else given
        judgements = [decode(Judgement, row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ConfigError(f"{file}: no export with judgements ({error}). Make one with: onrecord export LEDGER") from error
    with Ledger(path, create=False) as ledger:
        added = ledger.add_judgements(judgements)
        lost = sum(row.state == "lost" for row in ledger.judgements())
    gone = f" {lost} speak of what is not in this ledger." if lost else ""
    click.echo(f"{added} judgements taken over, {len(judgements) - added} already known.{gone}")


def _print(row: Judged) -> None:
    told = tell_judgement(row)
    gone = f"what it speaks of is gone: {', '.join(told.lost)}"
    stands = gone if told.state == "lost" else told.stands
    state = f" [{stands}]" if stands else ""
    why = f": {_show(told.why)}" if told.why else ""
    of = f" {told.undoes}" if told.undoes else ""
    click.echo(f"{told.id}  {told.done}{of} by {_show(told.editor)}, {told.at[:16].replace('T', ' ')}{why}{state}")
    for id_, words in told.words:
        click.echo(f"      {id_}  “{_show(words)}”")


def _show(text: str) -> str:
    plain = printable(" ".join(text.split()))
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " […]"

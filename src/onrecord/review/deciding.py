"""A judgement made from ids as people copy them: what they lead to is looked up, checked, and kept as what lasts."""

import calendar
import datetime as dt
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from onrecord.errors import ConfigError
from onrecord.judge.corrections import FIGURE_FIELDS, KINDS
from onrecord.judge.scales import CREDIBILITY, RELIABILITY
from onrecord.judge.standing import identify, withdrawn
from onrecord.model import Change, Decision, Judgement, Target
from onrecord.review import lookups
from onrecord.store import judgements as judged

DECISIONS: tuple[str, ...] = get_args(Decision)
MAX_EDITOR, MAX_WHY, MAX_VALUE, MAX_IDS = 80, 2000, 300, 200
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A judgement as a person asks for it: a decision, the ids it is about, what it sets, who decides and why.

    `ids` are those of statements, figures, claims, entities, articles, stories or judgements. Of a split the first is what is
    split, the others are what is taken out. `at` is now where it is not given.
    """

    decision: str
    ids: Sequence[str]
    editor: str
    why: str = ""
    changes: Mapping[str, str | None] | None = None
    at: str | None = None


def make_judgement(connection: sqlite3.Connection, asked: Asked) -> Judgement:
    """The judgement, with what it speaks of.

    Raises: ConfigError where it is not one that can be made.
    """
    _check(asked)
    ids = list(dict.fromkeys(i.strip() for i in asked.ids))
    changes = dict(asked.changes or {})
    targets: list[Target] = []
    rest: list[Target] = []
    undoes = None
    decision = asked.decision
    if decision == "undo":
        undoes = _find_undone(connection, ids)
    elif decision in ("reject-relation", "confirm-relation"):
        targets, kind = lookups.find_pair(
            connection, ids, relation=changes.get("relation"), stated=decision == "confirm-relation"
        )
        changes = {"relation": kind}
    elif decision == "merge-claims":
        targets = lookups.find_claims(connection, ids)
    elif decision == "split-claim":
        targets, rest = lookups.part_claim(connection, ids)
    elif decision == "merge-stories":
        targets = lookups.find_stories(connection, ids)
    elif decision == "split-story":
        targets, rest = lookups.part_story(connection, ids)
    elif decision == "merge-entities":
        targets = lookups.find_entities(connection, ids)
    elif decision == "split-entity":
        targets, rest = lookups.part_entity(connection, ids, name=(changes.get("name") or "").strip())
        changes = {"name": (changes.get("name") or "").strip()}
    else:
        find = lookups.find_source if decision == "grade-source" else lookups.find_one
        targets = [find(connection, ids) if decision != "note" else lookups.find_one(connection, ids, entity=True)]
        changes = _read_changes(decision, changes, targets)
    if decision == "correct-figure":
        _check_bounds(lookups.find_bounds(connection, targets[0].id) | changes)
    judgement = Judgement(
        id="",
        decision=decision,  # type: ignore[arg-type]
        editor=asked.editor.strip(),
        at=asked.at or dt.datetime.now(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        why=asked.why.strip(),
        targets=tuple(targets),
        rest=tuple(rest),
        changes=tuple(Change(field=k, value=v) for k, v in sorted(changes.items())),
        undoes=undoes,
    )
    return replace(judgement, id=identify(judgement))


def _check(asked: Asked) -> None:
    if asked.decision not in DECISIONS:
        raise ConfigError(f"{asked.decision[:40]!r}: no such decision. There are: {', '.join(DECISIONS)}.")
    editor = asked.editor.strip()
    if not editor or len(editor) > MAX_EDITOR or not editor.isprintable():
        raise ConfigError(f"The editor must be named, in at most {MAX_EDITOR} characters: a judgement is somebody's.")
    if len(asked.why) > MAX_WHY:
        raise ConfigError(f"The reason is longer than {MAX_WHY:,} characters.")
    if not asked.ids or len(asked.ids) > MAX_IDS:
        raise ConfigError(f"A judgement is about 1 to {MAX_IDS} ids.")
    if any(len(v or "") > MAX_VALUE for v in (asked.changes or {}).values()):
        raise ConfigError(f"A value is longer than {MAX_VALUE} characters.")
    if asked.at is not None and not _AT.fullmatch(asked.at):
        raise ConfigError(f"{asked.at[:40]!r}: not a time such as 2031-05-14T09:30:00Z.")
    if asked.decision == "note" and not asked.why.strip():
        raise ConfigError("A note must say something.")


def _find_undone(connection: sqlite3.Connection, ids: Sequence[str]) -> str:
    if len(ids) != 1 or not judged.get_judgement(connection, ids[0]):
        raise ConfigError(f"{', '.join(ids)[:80]}: no such judgement. Those there are: onrecord judge LEDGER list")
    if ids[0] in withdrawn(judged.list_judgements(connection)):
        raise ConfigError(f"{ids[0]}: is undone already.")
    return ids[0]


def read_day(text: str | None) -> dict[str, str | None]:
    """A day, month or year as the fields that a judgement sets.

    Raises: ConfigError where it is none.
    """
    found = _DAY.fullmatch((text or "").strip())
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = dt.date(year or 0, month or 1, day or 1)
        last = first if day else first.replace(month=month or 12, day=calendar.monthrange(year or 0, month or 12)[1])
    except ValueError as error:
        raise ConfigError(f"{(text or '')[:40]!r}: not a day. Write it as 2031-05-14, 2031-05 or 2031.") from error
    return {"value": found.group(), "earliest": first.isoformat(), "latest": last.isoformat()}


def _read_changes(decision: str, given: Mapping[str, str | None], targets: Sequence[Target]) -> dict[str, str | None]:
    """What a judgement on one thing sets, as it is kept."""
    kinds: set[str] = {t.kind for t in targets}
    if decision == "correct-source":
        if kinds - {"quotation", "figure"} or "source" not in given:
            raise ConfigError("A source is corrected of a statement or figure, by name.")
        kind = given.get("kind")
        if kind and kind not in KINDS:
            raise ConfigError(f"{kind!r}: no kind of source. There are: {', '.join(KINDS)}.")
        return {"source": (given["source"] or "").strip() or None, **({"kind": kind} if kind else {})}
    if decision == "correct-date":
        if kinds & {"entity"}:
            raise ConfigError("A day is corrected of an article, a statement or a figure.")
        if "value" not in given:
            raise ConfigError("The day is as it was. Write the one that is right, or decide that the entry is right as read.")
        return read_day(given.get("value"))
    if decision == "correct-figure":
        return _read_figure(given, kinds)
    scale = {"grade-source": ("reliability", RELIABILITY), "grade-information": ("credibility", CREDIBILITY)}.get(decision)
    if scale:
        field, grades = scale
        grade = (given.get(field) or "").upper()
        if grade not in grades:
            told = ", ".join(f"{k} {v}" for k, v in grades.items())
            raise ConfigError(f"{field}: must be one of {told}.")
        return {field: grade}
    return {}


def _read_figure(given: Mapping[str, str | None], kinds: set[str]) -> dict[str, str | None]:
    if kinds == {"figure"} and not given:
        raise ConfigError("All of the figure is as it was. Change what is wrong, or decide that the entry is right as read.")
    if kinds != {"figure"} or set(given) - set(FIGURE_FIELDS):
        raise ConfigError(f"Of a figure these can be corrected: {', '.join(FIGURE_FIELDS)}.")
    found: dict[str, str | None] = {}
    for field, value in given.items():
        text = (value or "").strip() or None
        if field in ("low", "high") and text:
            number = _read_number(text)
            text = repr(number)
        if field == "approximate":
            text = "true" if (text or "").casefold() in ("true", "yes", "1", "on") else "false"
        found[field] = text
    return found


def _check_bounds(given: Mapping[str, str | None]) -> None:
    low, high = given.get("low"), given.get("high")
    if low and high and float(low) > float(high):
        raise ConfigError(f"The least ({float(low):,.12g}) would be more than the most ({float(high):,.12g}). Correct both.")


def _read_number(text: str) -> float:
    plain = text.replace(",", "").replace("\u202f", "").replace(" ", "")
    if not re.fullmatch(r"-?\d{1,18}(?:\.\d{1,9})?", plain):
        raise ConfigError(f"{text[:40]!r}: not a number such as 1200 or 0.5.")
    return float(plain)

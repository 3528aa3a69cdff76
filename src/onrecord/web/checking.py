"""The page on which a draft is held against the ledger, and what it shows: the copy with marks, notes beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl

from onrecord.check import MAX_CHARS, MAX_FILE, SEVERITIES, TITLES, Check, Difference, Evidence, Finding, Severity, read_bytes
from onrecord.errors import InputError, LimitError
from onrecord.tell.report.records import UNNAMED_OUTLET
from onrecord.tell.report.wording import clip, count, join_names, tell_value
from onrecord.text import as_input_text
from onrecord.web.links import article_path, make_path
from onrecord.web.shown import Shown
from onrecord.web.uploads import read_parts

PATH = "/check"
MAX_FORM = 10 * MAX_CHARS  # bytes: a letter may take nine, escaped
MAX_SHOWN = 200  # findings
MAX_SENT = MAX_FILE + MAX_FORM  # bytes, with a file
_MAX_FIELDS = 4
_MAX_NAME = 120
_LONGEST = 700  # characters of a passage
_NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "note": ("note", "notes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bit:
    """A stretch of a paragraph: its worst mark ("" for none), the notes it belongs to, those that end with it."""

    text: str
    mark: str
    first: int | None
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A passage that a note rests on, with where it leads."""

    role: str
    text: str
    href: str
    publisher: str
    day: str
    entry: str | None
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as it stands beside the copy."""

    number: int
    severity: Severity
    title: str
    message: str
    differences: tuple[Difference, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A paragraph of the draft with its notes."""

    bits: tuple[Bit, ...]
    notes: tuple[Note, ...]


def read_form(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The draft and the day of a form; where a file was chosen, its text is the draft.

    Raises: InputError.
    """
    if content_type.casefold().startswith("multipart/"):
        return _read_parts(read_parts(body, content_type))
    if len(body) > MAX_FORM:
        raise LimitError(f"The form is larger than {MAX_FORM:,} bytes.")
    try:
        fields = dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MAX_FIELDS))
    except ValueError as error:
        raise InputError("The form cannot be read. Load the page again.") from error
    # a browser sends its line ends as "\r\n"
    return as_input_text(fields.get("draft", "")), fields.get("day", "").strip()


def _read_parts(parts: Mapping[str, tuple[str, bytes]]) -> tuple[str, str]:
    day = parts.get("day", ("", b""))[1][:_MAX_NAME].decode("utf-8", "replace").strip()
    chosen, data = parts.get("file", ("", b""))
    if not chosen:
        pasted = parts.get("draft", ("", b""))[1]
        if len(pasted) > MAX_FORM:
            raise LimitError(f"What was pasted is larger than {MAX_FORM:,} bytes.")
        return as_input_text(pasted.decode("utf-8", "replace")), day
    name = clip(chosen.replace("\\", "/").rpartition("/")[2], _MAX_NAME)
    text = read_bytes(data, name=name)
    if len(text) > MAX_CHARS:
        raise LimitError(f"{name}: {len(text):,} characters; a draft may have {MAX_CHARS:,}. Check it in parts.")
    return text, day


def show_form(*, draft: str = "", day: str = "", problem: str = "") -> Shown:
    """The page before anything is checked, or with what was wrong with what was sent."""
    return _show({"found": None, "draft": draft, "day": day, "problem": problem})


def show_check(found: Check, *, draft: str, day: str) -> Shown:
    """The copy as it was sent, with marks and notes."""
    findings = found.findings[:MAX_SHOWN]
    totals = [
        (severity, count(sum(f.severity == severity for f in found.findings), severity), numbers)
        for severity in SEVERITIES
        if (numbers := [f.number for f in findings if f.severity == severity])
    ]
    c = found.counts
    looked = join_names(
        [
            f"{count(c.quotes, 'quote')} ({c.quotes_to_the_letter:,} to the letter)",
            f"{count(c.figures, 'figure')} ({c.figures_found:,} in the ledger)",
            f"{count(c.statements, 'statement')} in {count(c.sentences, 'sentence')}",
        ]
    )
    return _show(
        {
            "found": found,
            "draft": draft,
            "day": day,
            "problem": "",
            "copy": lay_out(found.text, findings),
            "totals": totals,
            "looked": looked,
            "unshown": len(found.findings) - len(findings),
        }
    )


def _show(context: Mapping[str, Any]) -> Shown:
    return Shown(body="check.html.j2", title="Check a draft", context={**context, "most": MAX_CHARS})


def lay_out(text: str, findings: Sequence[Finding]) -> tuple[Copy, ...]:
    """The paragraphs of a draft, each with the notes that begin in it."""
    found = []
    at = 0
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        inside = [f for f in findings if f.start < end and f.end > start]
        begun = [f for f in findings if start <= f.start < max(end, start + 1)]
        if line.strip() or begun:
            found.append(Copy(bits=_split(text, start, end, inside), notes=tuple(map(_make_note, begun))))
    return tuple(found)


def _split(text: str, start: int, end: int, findings: Sequence[Finding]) -> tuple[Bit, ...]:
    """A paragraph in bits, each with one set of marks."""
    edges = sorted({start, end, *(min(max(x, start), end) for f in findings for x in (f.start, f.end))})
    bits = []
    for a, b in pairwise(edges):
        over = [f for f in findings if f.start <= a and f.end >= b]
        worst = next((s for s in SEVERITIES if any(f.severity == s for f in over)), "")
        first = next((f.number for f in over if f.start == a), None)
        ending = tuple(f.number for f in over if f.end == b)
        bits.append(Bit(text=text[a:b], mark=worst, first=first, ending=ending))
    return tuple(bits)


def _make_note(f: Finding) -> Note:
    return Note(
        number=f.number,
        severity=f.severity,
        title=TITLES[f.kind],
        message=f.message,
        differences=f.differences,
        sources=tuple(map(_make_source, f.evidence)),
    )


def _make_source(e: Evidence) -> Source:
    return Source(
        role=e.role,
        text=clip(e.exact, _LONGEST),
        href=article_path(e.article, position=e.start, anchor=f"s-{e.start}"),
        publisher=e.publisher or UNNAMED_OUTLET,
        day=tell_value(e.published) if e.published else "undated",
        entry=make_path("entries", e.entry) if e.entry else None,
        original=e.url,
    )

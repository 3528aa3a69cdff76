"""What a form or a program sends to be judged, read and checked."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from onrecord.errors import ConfigError
from onrecord.read.days import parse_day
from onrecord.review.deciding import Asked

FORM_PATH = "/judge"
MAX_FIELDS = 300
MAX_JUDGED = 64 * 1024  # bytes
_CHANGES = (
    "relation", "source", "kind", "value", "low", "high", "approximate", "unit", "indicator", "place", "name", "reliability",
    "credibility",
)  # fmt: skip
_BACK = re.compile(r"/(?!/)[\w\-./?=&%~]{0,500}(?:#[\w-]{0,80})?", re.ASCII)


def read_form(body: bytes) -> tuple[dict[str, str], list[str]]:
    """The fields of a form, and the ids that it is about; of a field that is given twice the last.

    Raises: ConfigError.
    """
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise ConfigError("The form cannot be read.") from error
    ids = [i for name, value in pairs if name == "ids" for i in value.split()]
    return {name: value for name, value in pairs if name != "ids"}, ids


def ask_by_form(fields: Mapping[str, str], ids: list[str], *, editor: str) -> Asked:
    """The judgement that a form asks for: a field that is as it was is left alone."""
    # a browser sends its line ends as "\r\n"
    decision = fields.get("decision", "")
    changes = {
        name: fields[name].strip() or None
        for name in _CHANGES
        if name in fields and (fields[name] != fields.get(f"was-{name}") or (decision, name) == ("correct-source", "source"))
    }
    if decision == "correct-date" and changes.get("value"):
        changes["value"] = read_written_day(changes["value"] or "")
    return Asked(decision=decision, ids=ids, editor=editor, why=fields.get("why", "").replace("\r\n", "\n"), changes=changes)


def read_written_day(text: str) -> str:
    """A day, month or year as an editor writes it ("14 May 2031"), in the form of ISO 8601; what is none is left as it is."""
    try:
        return parse_day(text, basis="given", reason="written in a form").value or text
    except ValueError:
        return text


def read_back(fields: Mapping[str, str]) -> str:
    """The page of this server that a form came from."""
    back = fields.get("back", "/")
    return back if _BACK.fullmatch(back) else "/"


def ask_by_json(body: bytes, *, editor: str | None) -> Asked:
    """The judgement that a program asks for.

    Raises: ConfigError.
    """
    try:
        given: Any = json.loads(body)
    except ValueError as error:
        raise ConfigError("The body is not JSON.") from error
    if not isinstance(given, dict) or set(given) - {"decision", "ids", "editor", "why", "changes"}:
        raise ConfigError("The body must be an object with decision, ids, editor, why, changes.")
    ids, changes = given.get("ids"), given.get("changes") or {}
    texts = {name: given.get(name, "") for name in ("decision", "why")}
    who = given.get("editor") or editor or ""
    if not isinstance(ids, list) or not all(isinstance(v, str) for v in (*ids, *texts.values(), who)):
        raise ConfigError("decision, editor and why must be texts, ids a list of texts.")
    if not isinstance(changes, dict) or not all(
        k in _CHANGES and (v is None or isinstance(v, str)) for k, v in changes.items()
    ):
        raise ConfigError(f"changes must be texts or null, of these: {', '.join(_CHANGES)}.")
    if any("\ud800" <= c <= "\udfff" for text in (*ids, *texts.values(), who, *filter(None, changes.values())) for c in text):
        raise ConfigError("Half a character is no text.")
    return Asked(decision=texts["decision"], ids=ids, editor=who, why=texts["why"], changes=changes)

"""The description of the JSON interface, made from the types that it gives.

Source: OpenAPI Specification 3.1.
"""

import dataclasses
import functools
import types
import typing
from typing import Any

from onrecord.check import MAX_CHARS, Check
from onrecord.judge.standing import State
from onrecord.model import Decision, Figure, Judgement, Quotation
from onrecord.review.deciding import MAX_EDITOR, MAX_IDS, MAX_VALUE, MAX_WHY
from onrecord.review.doubts import Doubt
from onrecord.store.nearest import NearHit
from onrecord.store.search import KINDS, STATUSES, Hit
from onrecord.store.slices import StoryHead
from onrecord.tell.tables import TABLES, Contents
from onrecord.web.api import BASE, DEFAULT, MAX_OFFSET, MAX_WORDS, MOST, WAYS

Schema = dict[str, Any]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}
_NUMBERS = dict.fromkeys(("low", "high", "score", "similarity", "latitude", "longitude"), "number")
_COUNTS = ("articles", "origins", "members", "statements", "figures", "mentions", "events")
_TABLES = {
    "disputes": "What contradicts what, with the reason, the surest first.",
    "figures": "The figures by what they count, then by day.",
    "timeline": "The events in order of their days.",
    "sources": "Who said what, by source, the most quoted first.",
    "claims": "What several statements and figures say alike, those in dispute first.",
    "copies": "Which passages share wording, and which is the earlier.",
    "places": "Which places the stories name, where they lie, and what happened there.",
    "articles": "The articles in order of their days.",
}
_DAY = {"type": "string", "format": "date"}


def schema_of(kind: Any, known: dict[str, Schema]) -> Schema:
    """The schema of a field type; dataclasses are put under `known` and referred to."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema_of(k, known) for k in inner]}
    if origin is typing.Literal:
        return {"type": "string", "enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": schema_of(inner[0], known)}
    if kind is types.NoneType:
        return {"type": "null"}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if kind.__name__ not in known:
            known[kind.__name__] = {}
            hints = typing.get_type_hints(kind)
            fields = {f.name: schema_of(hints[f.name], known) for f in dataclasses.fields(kind)}
            about = (kind.__doc__ or "").strip().splitlines()[0]
            known[kind.__name__] = {"type": "object", "description": about, "properties": fields, "required": list(fields)}
        return {"$ref": f"#/components/schemas/{kind.__name__}"}
    return {"type": _PLAIN[kind]}


def _row(name: str) -> Schema:
    """The schema of a table's rows, from its columns."""
    columns = TABLES[name](Contents(documents={}, records=(), quotations={}, figures={})).columns
    fields: dict[str, Schema] = {}
    for column in columns:
        if column == "approximate":
            fields[column] = {"type": "boolean"}
        elif column in _COUNTS:
            fields[column] = {"type": "integer"}
        else:
            fields[column] = {"type": [_NUMBERS.get(column, "string"), "null"]}
    return {"type": "object", "properties": fields, "required": list(columns)}


def _listing(item: Schema) -> Schema:
    fields: dict[str, Schema] = {
        "data": {"type": "array", "items": item, "maxItems": MOST},
        "offset": {"type": "integer"},
        "limit": {"type": "integer"},
        "total": {"type": ["integer", "null"]},
        "next": {"type": ["string", "null"]},
    }
    return {"type": "object", "properties": fields, "required": list(fields)}


def _parameter(name: str, schema: Schema, about: str, *, where: str = "query") -> Schema:
    return {"name": name, "in": where, "required": where == "path", "description": about, "schema": schema}


_WINDOW = [
    _parameter("offset", {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}, "Rows to leave out first."),
    _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}, "Rows at the most."),
]
_AFTER = _parameter(
    "after", {"type": "string"}, "The cursor in an answer's `next`, in place of an offset. Tables take none with `story`."
)
_STORY = _parameter("story", {"type": "string"}, "Of this story alone: its id, or that of an article or entry in it.")
_KEY = {"type": "string", "minLength": 1}


def _get(about: str, schema: Schema, parameters: list[Schema], *, name: str) -> Schema:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    etag = {"ETag": {"schema": {"type": "string"}, "description": "Send it back as If-None-Match."}}
    answers: dict[str, Any] = {
        "200": {"description": about, "headers": etag, "content": {"application/json": {"schema": schema}}}
    }
    answers["304"] = {"description": "Not changed since the ETag that was sent."}
    for status, why in (("400", "A parameter is not usable."), ("404", "It is not in the ledger."), ("503", "Too much.")):
        answers[status] = {"description": why, "content": problem}
    answers["default"] = {"description": "Any other error.", "content": problem}
    return {"get": {"summary": about, "operationId": name, "parameters": parameters, "responses": answers}}


def _post_judgement() -> Schema:
    """How a program decides."""
    text = {"type": "string"}
    given = {
        "decision": {"type": "string", "enum": list(typing.get_args(Decision))},
        "ids": {"type": "array", "items": text, "minItems": 1, "maxItems": MAX_IDS},
        "editor": {**text, "maxLength": MAX_EDITOR},
        "why": {**text, "maxLength": MAX_WHY},
        "changes": {"type": "object", "additionalProperties": {"type": ["string", "null"], "maxLength": MAX_VALUE}},
    }
    body = {"type": "object", "properties": given, "required": ["decision", "ids"], "additionalProperties": False}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    made = {"application/json": {"schema": {"$ref": "#/components/schemas/Judged"}}}
    answers: dict[str, Any] = {"201": {"description": "Taken down; a large story may show it later.", "content": made}}
    for status, why in (
        ("400", "It cannot be decided, or not of this."), ("401", "The token is not the one."), ("403", "From another site."),
        ("405", "The server is for reading alone."), ("411", "No length."), ("413", "Too long."), ("415", "No JSON."),
    ):  # fmt: skip
        answers[status] = {"description": why, "content": problem}
    answers["default"] = {"description": "Any other error.", "content": problem}
    return {
        "post": {
            "summary": "Decide something; it is kept with who, when and why, and undone by a later decision alone.",
            "operationId": "judge",
            "security": [{"write": []}],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": answers,
        }
    }


def _post_check(known: dict[str, Schema]) -> Schema:
    """How a program has a draft checked."""
    given = {"draft": {"type": "string", "maxLength": MAX_CHARS}, "day": {**_DAY, "type": ["string", "null"]}}
    body = {"type": "object", "properties": given, "required": ["draft"], "additionalProperties": False}
    asked = _get("What the ledger has against a draft; nothing of it is kept.", schema_of(Check, known), [], name="check")[
        "get"
    ]
    problem = asked["responses"]["400"]["content"]
    for status, why in (
        ("400", "The draft is empty, too long, in another language, or not JSON."), ("403", "From another site."),
        ("411", "No length."), ("413", "Too long."), ("415", "No JSON."),
    ):  # fmt: skip
        asked["responses"][status] = {"description": why, "content": problem}
    del asked["responses"]["304"], asked["responses"]["404"], asked["parameters"]
    return {"post": {**asked, "requestBody": {"required": True, "content": {"application/json": {"schema": body}}}}}


@functools.cache
def describe() -> Schema:
    """The whole interface, as an OpenAPI document."""
    known: dict[str, Schema] = {
        "Problem": {
            "type": "object",
            "description": "An error (RFC 9457).",
            "properties": {
                "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
                "detail": {"type": "string"},
            },
            "required": ["type", "title", "status", "detail"],
        },
        "Ledger": _object(version={"type": "integer"}, counts=_counts(), description={"type": "string"}),
    }  # fmt: skip
    story = schema_of(StoryHead, known)
    known["Story"] = {"allOf": [story, _object(counts=_counts())]}
    said = {"allOf": [schema_of(Quotation, known)]}
    figure = schema_of(Figure, known)
    known["ArticleEntries"] = _object(
        article={"type": "object"}, quotations={"type": "array", "items": said}, figures={"type": "array", "items": figure}
    )
    judgement = schema_of(Judgement, known)
    state = {"type": "string", "enum": list(typing.get_args(State))}
    text = {"type": "string"}
    known["Decided"] = _object(
        id=text, decision=text, decided=text, editor=text, at=text, why=text, state=state,
        about={"type": "array", "items": text},
        changes={"type": "object", "additionalProperties": {"type": ["string", "null"]}},
    )  # fmt: skip
    known["Entry"] = _object(
        kind={"type": "string", "enum": ["quotation", "figure"]}, entry={"anyOf": [said, figure]},
        judged={"type": "array", "items": {"$ref": "#/components/schemas/Decided"}},
    )  # fmt: skip
    lost = {"type": "array", "items": {"type": "string"}}
    stands = _object(state=state, lost=lost, by={"type": ["string", "null"]}, waiting={"type": "boolean"})
    known["Judged"] = {"allOf": [judgement, stands]}
    key = [_parameter("key", _KEY, "An id.", where="path")]
    day = "A day, such as 2031-05-14."
    filters = [
        _parameter("q", {"type": "string", "maxLength": MAX_WORDS}, "Words; a phrase in double quotes."),
        _parameter("by", {"type": "string", "enum": list(WAYS)}, "By words, unless meaning is asked for."),
        _parameter("kind", {"type": "string", "enum": list(KINDS)}, "Only sentences that hold one."),
        _parameter("source", {"type": "string"}, "Only what is attributed to this name, or part of a name."),
        _parameter("publisher", {"type": "string"}, "Only in articles of this outlet."),
        _parameter("status", {"type": "string", "enum": list(STATUSES)}, "Only where an entry makes a claim of this status."),
        _parameter("from", _DAY, f"Only in articles of this day or later. {day}"),
        _parameter("to", _DAY, f"Only in articles of this day or earlier. {day}"),
        _STORY,
    ]
    section = _object(total={"type": "integer"}, rows={"type": "array", "items": {"type": "object"}, "maxItems": MOST})
    paths = {
        "/": _get("What the ledger holds, in numbers.", {"$ref": "#/components/schemas/Ledger"}, [], name="ledger"),
        "/stories": _get("The stories, those of most articles first.", _listing(story), _WINDOW, name="stories"),
        "/stories/{key}": _get("One story.", {"$ref": "#/components/schemas/Story"}, key, name="story"),
        **{
            f"/{name}": _get(about, _listing(_row(name)), [_STORY, _AFTER, *_WINDOW], name=f"table_{name}")
            for name, about in _TABLES.items()
        },
        "/articles/{key}": _get(
            "An article with its text and entries.", {"$ref": "#/components/schemas/ArticleEntries"}, key, name="article"
        ),
        "/entries/{key}": _get("A statement or figure.", {"$ref": "#/components/schemas/Entry"}, key, name="entry"),
        "/since": _get(
            "What is new since a day, by the days that articles were published; without one, since the last of these.",
            _object(
                day={"type": "string"},
                last={"type": ["string", "null"]},
                **dict.fromkeys(("disputed", "moved", "superseded", "claims", "articles"), section),
                undated={"type": "integer"},
            ),
            [_parameter("day", _DAY, day), _WINDOW[1]],
            name="since",
        ),
        "/judgements": _get(
            "What people decided, in order of time.",
            _listing({"$ref": "#/components/schemas/Judged"}),
            _WINDOW,
            name="judgements",
        )
        | _post_judgement(),
        "/queue": _get(
            "What the tool is least sure of and nobody has judged, the least sure first.",
            _listing(schema_of(Doubt, known)),
            [_STORY, _AFTER, *_WINDOW],
            name="queue",
        ),
        "/check": _post_check(known),
        "/search": _get(
            "The sentences that hold the words, the best first; by meaning, the statements that lie near, with their likeness.",
            _listing({"anyOf": [schema_of(NearHit, known), schema_of(Hit, known)]}),
            [*filters, *_WINDOW],
            name="search",
        ),
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord",
            "version": "1",
            "description": "A ledger of who said what. What is quoted is verbatim; offsets count code points.",
        },
        "servers": [{"url": BASE}],
        "paths": paths,
        "components": {"schemas": known, "securitySchemes": {"write": {"type": "http", "scheme": "bearer"}}},
    }


def _object(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _counts() -> Schema:
    return {"type": "object", "additionalProperties": {"type": "integer"}}

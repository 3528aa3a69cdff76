"""Rows of JSON: one object an article, by the line or in one array."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.model import Article, When
from onrecord.read.addresses import keep_url
from onrecord.read.articles import Given, Place, keep_field, keep_language, keep_names, make_article
from onrecord.read.days import FORMS, parse_day
from onrecord.read.decoding import decode
from onrecord.read.failures import Failure
from onrecord.read.tapes import Tape

ROW = '{"id"?, "url"?, "title"?, "text" | "html", "publisher"?, "authors"?, "published"?, "language"?}'


def load_json(data: str | bytes) -> Any:
    """The value of a JSON text.

    Raises: ValueError where it is not JSON, is nested too deeply or holds a number of thousands of digits.
    """
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def given_day(value: object, *, field: str) -> When:
    """The day that a field gives, or an unknown one where the field is empty.

    Raises: InputError where it is there and is no date.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return When()
    try:
        return parse_day(value, basis="given", reason=f'the field "{field}"')
    except (ValueError, OverflowError, OSError) as error:
        shown = str(value)[:60]
        raise InputError(f'"{field}" is no date that can be read: {shown!r}; write it as {FORMS}') from error


def read_row(row: Mapping[str, Any], place: Place, *, limits: Limits) -> Article:
    """The article of one row.

    Raises: InputError where it has neither text nor HTML, or a date that cannot be read.
    """
    try:
        published = given_day(row.get("published"), field="published")
    except InputError as error:
        raise InputError(f"{place.source}: {error}") from error
    given = Given(
        url=keep_url(row.get("url")),
        external_id=keep_field(row.get("id")),
        publisher=keep_field(row.get("publisher")),
        title=keep_field(row.get("title")),
        authors=keep_names(row.get("authors")),
        language=keep_language(row.get("language")),
        published=published,
    )
    text, markup = row.get("text"), row.get("html")
    if isinstance(text, str) and text.strip():
        return make_article(text, place, given, limits=limits)
    if isinstance(markup, str) and markup.strip():
        from onrecord.read.html import read_markup

        return read_markup(markup, place, given, limits=limits)
    raise InputError(f'{place.source}: no "text" and no "html" in it; a row is {ROW}')


def read_lines(tape: Tape, place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of JSONL, one line at a time, and a failure for each line that is none."""
    failures = 0
    for number, line in tape.lines(limits.input_bytes):
        at = Place(source=f"{place.source}, line {number}", path=place.path)
        outcome = _read_line(line, at, limits=limits)
        if isinstance(outcome, Failure):
            failures += 1
            if failures > limits.failures:
                continue
        yield outcome
    if failures > limits.failures:
        rest = failures - limits.failures
        yield Failure(
            source=place.source, error=InputError(f"{place.source}: {rest:,} more lines are no articles; a row is {ROW}")
        )


def _read_line(line: bytes | None, place: Place, *, limits: Limits) -> Article | Failure:
    if line is None:
        size = f"{limits.input_bytes / 1048576:g} MiB"
        return Failure(source=place.source, error=LimitError(f"{place.source}: longer than {size}; split it into rows"))
    try:
        row = load_json(decode(line).removeprefix("\ufeff"))
    except ValueError as error:
        message = f"{place.source}: not JSON ({str(error)[:120]}); write one object a line: {ROW}"
        return Failure(source=place.source, error=InputError(message))
    return read_value(row, place, limits=limits)


def read_value(row: object, place: Place, *, limits: Limits) -> Article | Failure:
    """The article of any JSON value, or the failure that it is."""
    if not isinstance(row, Mapping):
        return Failure(source=place.source, error=InputError(f"{place.source}: not an object; a row is {ROW}"))
    try:
        return read_row(row, place, limits=limits)
    except InputError as error:
        return Failure(source=place.source, error=error)


def read_json(text: str, place: Place, *, limits: Limits) -> Iterator[Article | Failure]:
    """The articles of one JSON text: an array of rows, one row, or a JSON feed.

    Raises: InputError where it is not JSON or has no rows.
    """
    try:
        value = load_json(text.lstrip("\ufeff"))
    except ValueError as error:
        raise InputError(
            f"{place.source}: begins as JSON but is not ({str(error)[:120]}); mend it, or write one object a line"
        ) from error
    if (
        isinstance(value, Mapping)
        and isinstance(value.get("items"), list)
        and "jsonfeed.org" in str(value.get("version"))[:100]
    ):
        from onrecord.read.feeds import read_json_feed

        yield from read_json_feed(value, place, limits=limits)
        return
    rows = value if isinstance(value, list) else [value]
    if not rows:
        raise InputError(f"{place.source}: an empty array; an array of rows is expected, each {ROW}")
    for number, row in enumerate(rows, 1):
        at = place
        if isinstance(value, list):
            at = Place(source=f"{place.source}, row {number}", path=place.path)
        yield read_value(row, at, limits=limits)

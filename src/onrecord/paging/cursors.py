"""Cursors: where a row stands in the order of a list, as a text for addresses."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from onrecord.errors import ConfigError

MAX_CURSOR = 2_000
_MOST = 2**53
_KINDS: dict[type, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float)}


def write_cursor(name: str, offset: int, place: Sequence[str | int | float]) -> str:
    """A place in the order of a list, and how many rows stand before it, as a text for addresses."""
    text = json.dumps([name, offset, *place], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(name: str, cursor: str, like: Sequence[type]) -> tuple[int, tuple[Any, ...]]:
    """The number of rows before a place, and the place: values of the kinds of `like`.

    Raises: ConfigError where it is not a cursor of this list.
    """
    try:
        if len(cursor) > MAX_CURSOR:
            raise ValueError
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        given, offset, *place = found
        fits = len(place) == len(like) and all(type(v) in _KINDS[kind] for v, kind in zip(place, like, strict=True))
        if given != name or type(offset) is not int or not 0 <= offset < _MOST or not fits:
            raise ValueError
        if any(type(v) is int and abs(v) >= _MOST for v in place):
            raise ValueError
        "".join(v for v in place if type(v) is str).encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise ConfigError(f"{cursor[:40]!r}: no cursor of {name}. Take the one that an answer gives.") from error
    return offset, tuple(place)

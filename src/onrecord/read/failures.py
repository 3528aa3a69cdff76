"""What comes of an input that cannot be read."""

from dataclasses import dataclass

from onrecord.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input, or one row, entry or record of it, that could not be read; `error` says why and what to do."""

    source: str
    error: InputError

"""Time expressions in the TIMEX3 sense."""

from collections.abc import Sequence

from onrecord.model import Sentence, Timex, When


def find_dates(text: str, sentences: Sequence[Sentence], *, anchor: When) -> tuple[Timex, ...]:
    """The time expressions of the sentences, resolved against the day of publication."""
    return ()

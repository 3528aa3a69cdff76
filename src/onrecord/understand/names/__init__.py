"""Names of persons, organisations and places."""

from collections.abc import Sequence

from onrecord.model import Name, Sentence


def find_names(text: str, sentences: Sequence[Sentence]) -> tuple[Name, ...]:
    """The mentions of names in the sentences, each with the fullest form in the article."""
    return ()

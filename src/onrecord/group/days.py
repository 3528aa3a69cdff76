"""The day of publication of articles that do not state it, from the texts of their story."""

from collections.abc import Sequence

from onrecord.model import Document, When


def infer_days(documents: Sequence[Document]) -> dict[str, When]:
    """For the articles of one story whose day is not known: the interval that all texts together allow, by article id."""
    return {}

"""Wording that articles share, and who had it first."""

from collections.abc import Sequence

from onrecord.model import Document, Reuse


def find_reuse(documents: Sequence[Document]) -> tuple[Reuse, ...]:
    """The passages of the articles of one story that share wording beyond a quotation, between articles or inside one."""
    return ()

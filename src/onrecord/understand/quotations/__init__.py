"""Quotations: who said what, through which relays."""

from collections.abc import Sequence

from onrecord.model import Article, Layout, Name, Quotation, Timex


def find_quotations(
    article: Article, layout: Layout, *, names: Sequence[Name], dates: Sequence[Timex]
) -> tuple[Quotation, ...]:
    """Every attributed statement of the article's title and body, in the order of the text."""
    return ()

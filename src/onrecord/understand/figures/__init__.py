"""Figures: quantities with bounds, unit and indicator."""

from collections.abc import Sequence

from onrecord.model import Article, Figure, Layout, Name, Quotation, Timex, When


def find_figures(
    article: Article,
    layout: Layout,
    *,
    names: Sequence[Name],
    dates: Sequence[Timex],
    quotations: Sequence[Quotation],
    anchor: When,
) -> tuple[Figure, ...]:
    """Every quantity of the article's title and body, in the order of the text."""
    return ()

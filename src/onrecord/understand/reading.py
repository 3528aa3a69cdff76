"""The reading of one article: every finder in turn."""

from onrecord.model import Article, Layout, Reading, When
from onrecord.understand.dates import find_dates
from onrecord.understand.figures import find_figures
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations


def understand(article: Article, layout: Layout, *, anchor: When) -> Reading:
    """Names, dates (resolved against `anchor`), quotations and figures of one article."""
    names = find_names(article.text, layout.sentences)
    dates = find_dates(article.text, layout.sentences, anchor=anchor)
    quotations = find_quotations(article, layout, names=names, dates=dates)
    figures = find_figures(article, layout, names=names, dates=dates, quotations=quotations, anchor=anchor)
    return Reading(anchor=anchor, dates=dates, names=names, quotations=quotations, figures=figures)

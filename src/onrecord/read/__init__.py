"""From bytes to articles: formats recognised by content, feeds, archives, addresses."""

from onrecord.read.fetch import FetchPolicy
from onrecord.read.limits import Failure, Limits
from onrecord.read.sources import ArticleStream, Input, expand, read_sources

__all__ = ["ArticleStream", "Failure", "FetchPolicy", "Input", "Limits", "expand", "read_sources"]

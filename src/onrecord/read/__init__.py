"""From bytes to articles: formats recognised by content, feeds, archives, addresses."""

from onrecord.config import FetchPolicy, Limits
from onrecord.read.failures import Failure
from onrecord.read.sources import ArticleStream, Input, expand, read_sources

__all__ = ["ArticleStream", "Failure", "FetchPolicy", "Input", "Limits", "expand", "read_sources"]

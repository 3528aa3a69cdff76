"""A draft as it comes from a file, a form or standard input, read as an article is and never stored."""

import re

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.model import Article, Document, When
from onrecord.pipeline import read_document
from onrecord.read.decoding import declared_charset, decode
from onrecord.read.formats import HEAD, is_noise, name_binary, recognise
from onrecord.read.plain import read_plain
from onrecord.steps import Steps
from onrecord.tell.report.wording import read_day
from onrecord.text import WORD

MAX_CHARS = 60_000
"""Characters of a draft: some 10,000 words."""
MAX_BYTES = 8 * MAX_CHARS
"""Bytes of a draft that is text."""
MAX_FILE = 8 * 1024 * 1024
"""Bytes of a draft in a Word document, pictures and all."""
MAGIC = b"PK\x03\x04"
_LEAST = 3  # words

# Markdown's marks, each bounded to a line, so that only the words are left
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}[ \t]+|>[ \t]?|[*+-][ \t]+(?=\S))", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]{1,500})\]\([^()\s]{1,2000}(?: \"[^\"\n]{0,200}\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,2000}?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_\n]{1,2000}?)(?<=[^\s_])_(?!\w)"
)
_RULE = re.compile(r"^ {0,3}(?:-{3,}|\*{3,}|_{3,}|`{3,}\w{0,20})[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\.(?:md|markdown|mdown)$", re.IGNORECASE)


def read_bytes(data: bytes, *, name: str) -> str:
    """The text of a draft in a file: plain text, Markdown (by its name), HTML or a Word document (by their content).

    Raises: InputError (empty, binary, no text), LimitError (too large).
    """
    if data.startswith(MAGIC):
        from onrecord.check.documents import read_document_file  # the parser is loaded only where there is a document

        return read_document_file(data, name=name)
    if len(data) > MAX_BYTES:
        raise LimitError(f"{name}: {len(data):,} bytes; a draft may be {MAX_BYTES:,}. Check it in parts.")
    if known := name_binary(data[:HEAD]):
        kind, remedy = known
        raise InputError(f"{name}: {kind}, not a draft; {remedy}")
    text = decode(data, charset=declared_charset(data))
    if is_noise(text[:HEAD]):
        raise InputError(f"{name}: binary data, not a draft; save it as .docx, text, Markdown or HTML")
    form = recognise(text[:HEAD])
    if form == "html":
        return _read_html(text, name)
    if form in ("json", "jsonl", "feed", "warc", "mhtml", "xml"):
        raise InputError(f"{name}: {form.upper()} data, not a draft; save the draft as .docx, text, Markdown or HTML")
    return strip_markdown(text) if _NAMED.search(name) else text


def _read_html(markup: str, name: str) -> str:
    from onrecord.read.html_trees import lines_of, parse_markup  # the parser is loaded only where there is a page

    tree = parse_markup(markup, source=name, limits=Limits())
    return "\n".join(line for line, _ in lines_of(tree))


def strip_markdown(text: str) -> str:
    """The words of a Markdown text without headings' signs, emphasis, list and quote signs, and the addresses of links."""
    text = _HEADING.sub("", _RULE.sub("", text))
    text = _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
    return _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)


def read_draft(text: str, *, name: str = "draft", day: str | None = None, steps: Steps | None = None) -> Document:
    """A draft with its layout and reading; `day` is the ISO day that its "yesterday" goes by.

    Raises: InputError (empty, another language, no such day), LimitError (too long).
    """
    if day is not None and read_day(day) is None:
        raise InputError(f"{day[:40]!r}: not a day such as 2031-05-14.")
    if len(text) > MAX_CHARS:
        raise LimitError(f"{name}: {len(text):,} characters; a draft may have {MAX_CHARS:,}. Check it in parts.")
    if len(WORD.findall(text[:200_000])) < _LEAST:
        raise InputError(f"{name}: there are no words to check in it; paste or name the copy itself")
    article = _with_day(read_plain(text), day)
    document = read_document(article, steps=steps) if steps else read_document(article)
    if not document.layout.readable:
        raise InputError(f"{name}: {document.layout.note}")
    return document


def _with_day(article: Article, day: str | None) -> Article:
    if day is None:
        return article
    given = When(value=day, earliest=day, latest=day, basis="given", reason="given with the draft")
    return Article(id=article.id, text=article.text, published=given)

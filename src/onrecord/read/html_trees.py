"""Markup as a tree and as lines: parsing within limits, and the readable lines of a fragment."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from onrecord.config import Limits
from onrecord.errors import InputError, LimitError
from onrecord.read.formats import UNPRINTABLE
from onrecord.read.html_guard import check_markup
from onrecord.text import as_input_text

# Pages saved as one file carry their pictures inside attributes; the parser refuses attributes of 10 MB.
INLINE_DATA = re.compile(r"(?<=[\"'(])data:[a-zA-Z]{1,20}/[^\"'()\s<>]{500,}")
LONGEST_NAME = 500
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
UNREAD = frozenset(
    re.findall(
        r"\w+",
        """
        script style noscript template head svg math iframe object embed audio video canvas button select textarea nav
        """,
    )
)
INLINE = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span
        strike strong sub sup time tt u var wbr img picture source
        """,
    )
)


def parse_markup(markup: str, *, source: str, limits: Limits) -> HtmlElement:
    """The tree of a page, parsed as browsers do, without any network, entity or script.

    Raises: LimitError where it has more or deeper elements or more text than the limits allow, InputError where it is empty.
    """
    markup = UNPRINTABLE.sub(" ", INLINE_DATA.sub("data:,", as_input_text(markup)))
    check_markup(markup, source=source, limits=limits)
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, no_network=True, huge_tree=False
    )
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(
            f"{source}: a page that cannot be parsed ({type(error).__name__}); save it again, or as text"
        ) from error
    depth = letters = 0
    deepest = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            depth += 1
            deepest = max(deepest, depth)
            for name in ("class", "id"):
                if len(element.get(name, "")) > LONGEST_NAME:
                    # extractors search these again and again
                    element.set(name, element.get(name)[:LONGEST_NAME])
            if element.tag not in UNREAD:
                letters += len(element.text or "")
        else:
            depth -= 1
            letters += len(element.tail or "")
    # the parser drops what is deeper than 255 elements without a word
    if deepest > min(limits.nesting, 250):
        raise LimitError(
            f"{source}: elements nested more than {min(limits.nesting, 250)} deep; save the article by itself, or as text"
        )
    if letters > 4 * limits.article_chars:
        raise LimitError(f"{source}: {letters:,} characters on one page; save the article by itself, or as text")
    return tree


def one_line(text: str) -> str:
    """Text as a browser shows it on one line: white space as single spaces, soft hyphens and the like left out."""
    return " ".join(INVISIBLE.sub("", text).split())


def lines_of(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """The readable lines of an element, one for each block or line break, with the innermost block that holds each."""
    parts: list[str] = []
    blocks = [element]
    skipped = 0

    def flush() -> Iterator[tuple[str, HtmlElement]]:
        line = one_line("".join(parts))
        parts.clear()
        if line:
            yield line, blocks[-1]

    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        breaks = tag not in INLINE
        if event == "start":
            if tag in UNREAD:
                skipped += 1
            if skipped:
                continue
            if breaks:
                if tag in {"td", "th"} and node.getprevious() is not None:
                    parts.append(" | ")
                elif tag not in {"td", "th"}:
                    yield from flush()
                blocks.append(node)
            parts.append(node.text or "")
            continue
        if not skipped and breaks:
            if tag not in {"td", "th"}:
                yield from flush()
            blocks.pop()
        if tag in UNREAD:
            skipped -= 1
        if not skipped and node is not element:
            parts.append(node.tail or "")
    yield from flush()

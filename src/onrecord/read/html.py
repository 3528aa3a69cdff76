"""Pages as articles: the title, then the body's blocks one on a line, with the kinds that the markup tells."""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from lxml.html import HtmlElement

from onrecord.config import Limits
from onrecord.errors import InputError
from onrecord.model import Article, Block, BlockKind
from onrecord.read.articles import Given, Place, make_article
from onrecord.read.formats import is_page
from onrecord.read.html_metadata import read_metadata
from onrecord.read.html_rescue import rescue_paragraphs
from onrecord.read.html_trees import lines_of, one_line, parse_markup

CAPTION = re.compile(
    r"(?:^|[-_\s]|(?<=[a-z]))(?:fig)?(?:[Cc]aption|[Cc]utline|[Cc]redits?|photographer)(?:[-_](?:text|container|wrapper|wrap|inner))?(?=$|[-_\s])"
)
TAKEAWAYS = re.compile(
    r"(?:^|[-_\s])(?:key-?(?:take-?aways|points|facts)|take-?aways?|story-?highlights|at-a-glance|tl-?dr|ai-(?:summary|overview))(?=$|[-_\s])",
    re.IGNORECASE,
)
LONGEST_CAPTION = 800
LONGEST_TAKEAWAYS = 4_000
# elements looked at for captions, those inside one another counted each time
MOST_LINES = 200_000

# Where nobody has set up logging, Python prints the warnings of libraries; a library never prints.
for _name in ("trafilatura", "htmldate", "charset_normalizer", "courlan", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_markup(markup: str, place: Place, given: Given, *, limits: Limits) -> Article:
    """The article of a whole page or of a fragment of one.

    Raises: InputError where there is no article in it, LimitError where it goes beyond the limits.
    """
    try:
        if is_page(markup):
            return read_page(markup, place, given, limits=limits)
        return read_fragment(markup, place, given, limits=limits)
    except InputError:
        raise
    except Exception as error:
        # the parsers and extractors are others' code on hostile input
        raise InputError(
            f"{place.source}: a page that cannot be read ({type(error).__name__}); save it again, or its text as .txt"
        ) from error


def read_page(markup: str, place: Place, given: Given, *, limits: Limits) -> Article:
    """The article of a page: its readable text and what the page says of itself.

    Raises: InputError where there is no article in it, LimitError where it goes beyond the limits.
    """
    tree = parse_markup(markup, source=place.source, limits=limits)
    known = read_metadata(tree, markup, address=place.url or given.url)
    given = given.over(known)
    kinds = _kinds_of_lines(tree)
    lines = [(line, kinds.get(line, "body")) for line in _extract(tree)]
    if not any(kind == "body" for _, kind in lines):
        raise InputError(f"{place.source}: no article found on the page; save the article's own page, or its text as .txt")
    return _compose(lines, place, given, limits=limits)


def read_fragment(markup: str, place: Place, given: Given, *, limits: Limits) -> Article:
    """The article of markup that is the body alone, as feeds and rows have it.

    Raises: InputError where there is no text in it, LimitError where it goes beyond the limits.
    """
    tree = parse_markup(f"<html><body><div>{markup}</div></body></html>", source=place.source, limits=limits)
    kinds = _kinds_of_lines(tree)
    lines = [(line, kinds.get(line, "body")) for line, _ in lines_of(tree)]
    if not lines:
        raise InputError(f"{place.source}: there is no text in it; leave it out, or give the article itself")
    return _compose(lines, place, given, limits=limits)


def _compose(lines: list[tuple[str, BlockKind]], place: Place, given: Given, *, limits: Limits) -> Article:
    """The article of lines and their kinds, its title as the first line and nowhere else at the top."""
    if given.title:
        same = _letters(given.title)
        lines = [item for number, item in enumerate(lines) if number > 2 or _letters(item[0]) != same]
        lines.insert(0, (given.title, "title"))
    hints, at = [], 0
    for line, kind in lines:
        if kind != "body":
            hints.append(Block(start=at, end=at + len(line), kind=kind))
        at += len(line) + 1
    text = "\n".join(line for line, _ in lines)
    return make_article(text, place, given, limits=limits, hints=tuple(hints))


def _letters(line: str) -> str:
    return re.sub(r"[\W_]+", "", line).casefold()


def _extract(tree: HtmlElement) -> list[str]:
    """The lines of the body, as trafilatura finds it."""
    from trafilatura import bare_extraction

    # deep: the extractor prunes what it is given, and the metadata of the same tree is still wanted
    found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    body = getattr(found, "body", None)
    return [] if body is None else rescue_paragraphs(tree, list(_body_lines(body)))


def _body_lines(body: etree._Element) -> Iterator[str]:
    """The lines of what trafilatura gives: paragraphs, heads, items, rows of tables, and line breaks inside them."""
    parts: list[str] = []

    def flush() -> Iterator[str]:
        line = one_line("".join(parts)).strip("| ") if "|" in parts else one_line("".join(parts))
        parts.clear()
        if line:
            yield line

    breaking = {"p", "head", "item", "list", "quote", "code", "row", "table", "lb", "div", "body", "fw", "ab"}
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if node.tag in breaking and not (node.tag == "p" and _in_cell(node)):
                yield from flush()
            if node.tag == "cell" and node.getprevious() is not None:
                parts.extend((" ", "|", " "))
            text = node.text or ""
            if node.tag in {"code", "quote"} and "\n" in text.strip():
                for piece in text.split("\n"):
                    parts.append(piece)
                    yield from flush()
            else:
                parts.append(text)
            continue
        if node.tag in breaking and not (node.tag == "p" and _in_cell(node)):
            yield from flush()
        parts.append(node.tail or "")
    yield from flush()


def _in_cell(node: etree._Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "cell"


def _kinds_of_lines(tree: HtmlElement) -> dict[str, BlockKind]:
    """The lines that the markup says are captions, credits or takeaways."""
    kinds: dict[str, BlockKind] = {}
    done: set[HtmlElement] = set()
    budget = MOST_LINES
    for element in tree.iter(etree.Element):
        kind = _kind_of(element)
        if kind is None or element in done or budget <= 0:
            continue
        longest = LONGEST_CAPTION if kind == "caption" else LONGEST_TAKEAWAYS
        lines, letters = [], 0
        for line, _ in lines_of(element):
            lines.append(line)
            letters += len(line)
            if letters > longest:
                break
        inside = sum(1 for _ in element.iter())
        budget -= inside
        if letters <= longest:
            done.update(element.iter())
            for line in lines:
                kinds.setdefault(line, kind)
    return kinds


def _kind_of(element: HtmlElement) -> BlockKind | None:
    if element.tag == "figcaption":
        return "caption"
    names = f"{element.get('class', '')} {element.get('id', '')}" if element.attrib else ""
    if CAPTION.search(names):
        return "caption"
    return "summary" if TAKEAWAYS.search(names) else None

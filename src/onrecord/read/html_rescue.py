"""Paragraphs that the extractor passed over though they stand in the same kind of container as those that it took.

Pages cut a body into several containers, with adverts and pictures between; extractors take the first.
"""

from lxml.html import HtmlElement

from onrecord.read.html_trees import lines_of, one_line

SHORTEST = 80
LEAST = 400
LEAST_SHARE = 0.2
SEVERAL = 2
MOST_LINKED = 0.4
Container = tuple[str, str, str]


def rescue_paragraphs(tree: HtmlElement, lines: list[str]) -> list[str]:
    """The lines with the paragraphs that were passed over, each after the line that it follows on the page."""
    taken = set(lines)
    shown = list(lines_of(tree))
    kinds = {kind for line, block in shown if line in taken and len(line) >= SHORTEST and (kind := _container(block))}
    missed: list[tuple[str | None, str]] = []
    seen = set(taken)
    before: str | None = None
    whole = _bodies(shown, taken, kinds)
    for line, block in shown:
        is_missed = line not in seen and block.tag == "p" and block.getparent() in whole and not _is_linked(block, line)
        if is_missed:
            missed.append((before, line))
            seen.add(line)
        if is_missed or line in taken:
            before = line
    # little that is missing is more often a box beside the article than a part of it
    if sum(len(line) for _, line in missed) < max(LEAST, LEAST_SHARE * sum(map(len, lines))):
        return lines
    after: dict[str | None, list[str]] = {}
    for previous, line in missed:
        after.setdefault(previous, []).append(line)
    merged: list[str] = []
    waiting = after.pop(None, [])[::-1]
    for line in lines:
        waiting.append(line)
        while waiting:
            merged.append(waiting.pop())
            waiting.extend(after.pop(merged[-1], [])[::-1])
    return merged


def _bodies(shown: list[tuple[str, HtmlElement]], taken: set[str], kinds: set[Container]) -> set[HtmlElement]:
    """The containers of those kinds that hold several long paragraphs which were passed over; a teaser holds one."""
    counts: dict[HtmlElement, int] = {}
    for line, block in shown:
        if line not in taken and len(line) >= SHORTEST and _container(block) in kinds and not _is_linked(block, line):
            parent = block.getparent()
            counts[parent] = counts.get(parent, 0) + 1
    return {parent for parent, count in counts.items() if count >= SEVERAL}


def _container(block: HtmlElement) -> Container | None:
    """What kind of container a paragraph stands in: its parent's tag and class, and its own class."""
    parent = block.getparent()
    if block.tag != "p" or parent is None or not parent.get("class", "").strip():
        return None
    return (str(parent.tag), parent.get("class", ""), block.get("class", ""))


def _is_linked(block: HtmlElement, line: str) -> bool:
    linked = sum(len(one_line(link.text_content())) for link in block.iter("a"))
    return linked > MOST_LINKED * len(line)

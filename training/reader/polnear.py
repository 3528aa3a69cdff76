"""PolNeAR: articles with their attributions.

Source: Newell, Margolin, Ruths 2018 (LREC). Where an article has several annotations, each is kept; which one is learnt from
is drawn anew in every epoch.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path

LINE = re.compile(r"[^\n]+")
CURLY = str.maketrans("“”‘’", "\"\"''")
NONE = str.maketrans('“”"', "   ")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated attribution: pieces of source, cue and content as offsets.

    `known` says that what is attributed inside its content is marked too, as it is not in the corpus.
    """

    source: Spans
    cue: Spans
    content: Spans
    known: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One article with its annotations, the first by file name first."""

    name: str
    text: str
    annotations: tuple[tuple[Marked, ...], ...]


def read_brat(path: Path) -> tuple[Marked, ...]:
    """The attributions of one brat file."""
    spans: dict[str, Spans] = {}
    events = []
    for line in path.read_text(encoding="utf8").splitlines():
        part = line.split("\t")
        if len(part) < 2:
            continue
        if line.startswith("T"):
            where = part[1].partition(" ")[2]
            if re.fullmatch(r"\d+ \d+(;\d+ \d+)*", where):
                spans[part[0]] = tuple((int(a), int(b)) for a, b in (p.split() for p in where.split(";")))
        elif line.startswith("E"):
            events.append(part[1].split())
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
        for argument in event:
            name, _, key = argument.partition(":")
            role = re.sub(r"\d+$", "", name).lower()
            if role in roles:
                roles[role] += spans.get(key, ())
        if roles["cue"] and roles["content"]:
            found.append(Marked(*(tuple(sorted(roles[r])) for r in ("source", "cue", "content"))))
    return tuple(found)


def read_polnear(folder: Path) -> list[Text]:
    """The articles of one split ("train" or "dev")."""
    annotations: dict[str, list[tuple[Marked, ...]]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], []).append(read_brat(path))
    texts = sorted((folder / "text").glob("*.txt"))
    return [Text(p.stem, p.read_text(encoding="utf8"), tuple(annotations.get(p.stem, ()))) for p in texts]


def vary(text: str, rng: random.Random) -> str:
    """The text of the same length as other publishers set it: straight quotes, quotes lost, a line in capitals."""
    drawn = rng.random()
    if drawn < 0.30:
        text = text.translate(CURLY)
    elif drawn < 0.36:
        text = text.translate(NONE)
    if rng.random() < 0.1:
        head, mark, rest = text.partition("\n")
        if len(head.upper()) == len(head) < 120:
            text = head.upper() + mark + rest
    return text

"""Names from column files: a token and its tag a line, an empty line between sentences, joined to text as it would be printed.

Sources: Tjong Kim Sang and De Meulder 2003 with the corrections of Wang et al. 2019 (CoNLL++), Worldwide Newswire (Shan et al.
2023), Wikigold (Balasuriya et al. 2009). Their kinds are folded to person, organisation, place and other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

KINDS = ("person", "organisation", "place", "other")
FOLDED = {
    "PER": "person", "Person": "person", "ORG": "organisation", "Organization": "organisation", "LOC": "place",
    "Location": "place", "Facility": "place", "MISC": "other", "Misc": "other", "NORP": "other", "Product": "other",
}  # fmt: skip
CLOSING = frozenset(". , ; : ! ? % ) ] } 's n't 're 've 'll 'd 'm ’s n’t ”".split())
OPENING = frozenset("( [ { $ £ € # “".split())
MARKUP = re.compile(r"\\(?:rtf|ansi|cocoartf|fonttbl)")

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A document with its names as (start, end, kind), and its tokens as (start, end)."""

    name: str
    text: str
    names: tuple[Span, ...]
    tokens: tuple[tuple[int, int], ...]


def join(sentences: Sequence[Sequence[str]], *, hyphens: bool) -> tuple[str, list[list[tuple[int, int]]]]:
    """The sentences, each a line, as they would be printed, and where their tokens stand.

    With `hyphens` a "-" by itself was cut out of a compound and goes back into it.
    """
    text, where = "", []
    for tokens in sentences:
        text += "\n" if text else ""
        row: list[tuple[int, int]] = []
        inside, glued = False, True
        for token in tokens:
            written = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(token, token)
            compound = hyphens and written == "-"
            closes = compound or written in CLOSING or (written == '"' and inside)
            text += "" if glued or closes else " "
            row.append((len(text), len(text) + len(written)))
            text += written
            inside = inside != (written == '"')
            glued = compound or written in OPENING or (written == '"' and inside)
        where.append(row)
    return text, where


def spans_of(tags: Sequence[str]) -> Iterator[Span]:
    """The names of a sentence as (first token, behind the last, kind); both IOB1 and IOB2 are read."""
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if kind and (mark != "I" or name != kind):
            if kind in FOLDED:
                yield start, i, FOLDED[kind]
            kind = ""
        if mark in "BI" and not kind:
            start, kind = i, name


def read_columns(path: Path, *, hyphens: bool = False, most: int = 24) -> list[Tagged]:
    """The documents of a file; where nothing parts them, pieces of so many sentences."""
    documents: list[list[list[tuple[str, str]]]] = [[[]]]
    parted = False
    for line in path.read_text(encoding="utf8").splitlines():
        row = line.split()
        if not row:
            if documents[-1][-1]:
                documents[-1].append([])
            if len(documents[-1]) > most and not parted:
                documents.append([[]])
        elif row[0] == "-DOCSTART-":
            parted = True
            documents.append([[]])
        elif len(row) > 1:
            documents[-1][-1].append((row[0], row[-1]))
    found = []
    for number, sentences in enumerate(documents):
        rows = [s for s in sentences if s]
        text, where = join([[token for token, _ in s] for s in rows], hyphens=hyphens)
        names = tuple(
            (place[a][0], place[b - 1][1], kind)
            for s, place in zip(rows, where, strict=True)
            for a, b, kind in spans_of([tag for _, tag in s])
        )
        if rows:
            found.append(Tagged(f"{path.stem}/{number}", text, names, tuple(t for place in where for t in place)))
    return found


def read_conll(corpora: Path, split: str) -> list[Tagged]:
    """CoNLL++, split "train", "dev" or "test"."""
    return read_columns(corpora / "names" / "conllpp" / "data" / f"conllpp_{split}.txt")


def read_wikigold(corpora: Path) -> list[Tagged]:
    """Wikigold, whole."""
    folder = corpora / "names" / "wikigold" / "CONLL-format" / "data"
    return [one for path in sorted(folder.glob("*.txt")) for one in read_columns(path)]


def read_worldwide(corpora: Path, split: str) -> list[Tagged]:
    """Worldwide Newswire; every tenth article, by a hash of its name, is "dev", the others "train"."""
    found = []
    for path in sorted((corpora / "names" / "worldwide_newswire").glob("*.tsv")):
        held = int(sha256(path.name.encode()).hexdigest(), 16) % 10 == 0
        if held == (split == "dev"):
            found += [one for one in read_columns(path, hyphens=True) if not MARKUP.search(one.text)]
    return found

"""GUM's coreference: documents with their mentions and who is the same as whom.

Source: Zeldes 2017 (GUM); Zhu, Pradhan, Zeldes 2021 (OntoGUM, the same texts after OntoNotes' rules, without singletons).
The text is that of the CoNLL-U files, which know where no space stands.
"""

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

SPOKEN = frozenset({"conversation", "vlog"})
OPENS = re.compile(r"\(([^()|\s]+)")
MARK = re.compile(r"\((?P<whole>[^()]+)\)|\((?P<opens>[^()]+)|(?P<closes>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Linked:
    """A document, a paragraph a line, with its mentions as (start, end, cluster); `free` where its text may be used by all."""

    name: str
    genre: str
    free: bool
    text: str
    mentions: tuple[tuple[int, int, str], ...]


def read_gum(corpora: Path, split: str, *, scheme: str = "gum") -> list[Linked]:
    """The documents of a split ("train" or "dev") in GUM's scheme, or in OntoNotes' with "ontogum"."""
    splits, free = {}, {}
    for line in (corpora / "attribution" / "gum" / "attribution.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        splits[row["doc"]] = row["split"]
        free[row["doc"]] = not row["nc"]
    found = []
    for path in sorted((corpora / "coref" / scheme).glob("*.conll.gz")):
        name = path.name.partition(".")[0]
        plain = corpora / "attribution" / "gum" / "conllu" / f"{name}.conllu.gz"
        if splits.get(name) == split and plain.exists():
            with gzip.open(plain, "rt", encoding="utf8") as file:
                text, tokens = read_text(file.read())
            with gzip.open(path, "rt", encoding="utf8") as file:
                found.append(Linked(name, name.split("_")[1], free[name], text, read_mentions(file.read(), tokens)))
    return found


def read_gum_attributions(corpora: Path, split: str) -> list[tuple[str, str, list[dict[str, list[tuple[int, int]]]]]]:
    """The documents of a split as (genre, text, attributions), roles as offsets."""
    rows: dict[str, list[dict[str, list[int]]]] = {}
    genres = {}
    for line in (corpora / "attribution" / "gum" / "attribution.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            rows.setdefault(row["doc"], []).append(row)
            genres[row["doc"]] = row["genre"]
    found = []
    for name in sorted(rows):
        plain = corpora / "attribution" / "gum" / "conllu" / f"{name}.conllu.gz"
        if plain.exists():
            with gzip.open(plain, "rt", encoding="utf8") as file:
                text, tokens = read_text(file.read())
            gold = [{role: [tokens[i - 1] for i in row[role]] for role in ("source", "cue", "content")} for row in rows[name]]
            found.append((genres[name], text, gold))
    return found


def read_text(conllu: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a CoNLL-U document and where its tokens stand."""
    text, tokens, glued, within = "", [], True, 0
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text, glued = text.rstrip() + ("\n" if text else ""), True
        row = line.split("\t")
        if len(row) < 10 or "." in row[0]:
            continue
        if "-" in row[0]:
            # a contraction is written once, its words stand inside it
            text += ("" if glued else " ") + row[1]
            first, last = (int(n) for n in row[0].split("-"))
            within, glued = last - first + 1, "SpaceAfter=No" in row[9]
            at = len(text) - len(row[1])
            continue
        if within:
            start = at
            at = min(len(text), at + len(row[1])) if within > 1 else len(text)
            tokens.append((min(start, at - 1), at))
            within -= 1
            continue
        text += ("" if glued else " ") + row[1]
        tokens.append((len(text) - len(row[1]), len(text)))
        glued = "SpaceAfter=No" in row[9]
    return text, tokens


def read_mentions(conll: str, tokens: list[tuple[int, int]]) -> tuple[tuple[int, int, str], ...]:
    """The mentions of a coreference file over these tokens."""
    open_: dict[str, list[int]] = {}
    found = []
    rows = [line.split("\t") for line in conll.splitlines() if line and not line.startswith("#")]
    if len(rows) != len(tokens):
        return ()
    for i, row in enumerate(rows):
        for m in MARK.finditer(row[-1]) if row[-1] != "_" else ():
            if m["whole"]:
                found.append((tokens[i][0], tokens[i][1], m["whole"]))
            elif m["opens"]:
                open_.setdefault(m["opens"], []).append(i)
            elif open_.get(m["closes"]):
                found.append((tokens[open_[m["closes"]].pop()][0], tokens[i][1], m["closes"]))
    return tuple(sorted(found))

"""Who said what, beside the peers: the same articles, the same scorer, token F1 and exact F1 of sources, cues and contents.

    pip install spacy textacy
    PYTHONPATH=src:. python -m benchmarks.quotations CORPORA [--texts N]

PolNeAR dev and GUM dev. The peers are given the parses that come with the corpora (CoreNLP's for PolNeAR, the annotated trees
of GUM), paragraph by paragraph, so that no model has to be downloaded and an unclosed quotation mark costs a paragraph alone:
textacy's direct quotations, and dependency rules with textacy's list of verbs (subject, verb, clause). Prints a line and
nothing else where a corpus or the peers are absent.
"""

import argparse
import csv
import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from training.reader.coreference import read_gum_attributions
from training.reader.scores import ROWS, as_row, leave_nested, load_scorer
from training.reader.texts import make_sentences

from onrecord.neural import load_reader, read_text, weights
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.steps import Steps, replace_step

Range = tuple[int, int]
Row = dict[str, list[Range]]
PARTS_OF_SPEECH = {
    "VB": "VERB", "NNP": "PROPN", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "PRP": "PRON", "WP": "PRON", "DT": "DET", "IN": "ADP",
    "MD": "AUX", "CD": "NUM", "CC": "CCONJ", "TO": "PART", "UH": "INTJ",
}  # fmt: skip
LABELS = {"nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "csubj:pass": "csubjpass", "obj": "dobj", "root": "ROOT"}
SUBJECTS = frozenset({"nsubj", "csubj"})
CLAUSES = frozenset({"ccomp", "parataxis", "xcomp"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed text; `head` is the index of its governor among the words of the text, itself for a root."""

    start: int
    end: int
    lemma: str
    pos: str
    head: int
    label: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed text with its annotated attributions."""

    text: str
    words: Sequence[Word]
    gold: Sequence[Mapping[str, Sequence[Range]]]


def make_words(rows: Sequence[Mapping[str, Any]]) -> list[Word]:
    """The words of one text from rows with sentence, number in it, offsets, lemma, tag, governor's number and label."""
    first: dict[Any, int] = {}
    for i, row in enumerate(rows):
        first.setdefault(row["sent"], i)
    found = []
    for i, row in enumerate(rows):
        at = first[row["sent"]]
        head = at + int(row["head"]) - 1 if int(row["head"]) else i
        label = LABELS.get(row["deprel"], row["deprel"].partition(":")[0])
        pos = "AUX" if label in ("aux", "auxpass", "cop") else row["pos"]
        found.append(Word(int(row["start"]), int(row["end"]), row["lemma"].lower(), pos, head, label, i == at))
    return found


def read_polnear(corpora: Path, scorer: Any) -> Iterator[Text]:
    """The development texts of PolNeAR that come with a parse."""
    folder = corpora / "attribution" / "polnear"
    rows: dict[str, list[dict[str, Any]]] = {}
    with gzip.open(folder / "corenlp" / "dev.tsv.gz", "rt", encoding="utf8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            tag = next((v for k, v in PARTS_OF_SPEECH.items() if row["pos"].startswith(k)), "X")
            rows.setdefault(row["doc"], []).append({**row, "pos": tag})
    for path in sorted((folder / "dev" / "text").glob("*.txt")):
        first = min((folder / "dev" / "attributions").glob(f"{path.stem}_*.ann"))
        if path.stem in rows:  # one of the 84 has no parse
            yield Text(path.read_text(encoding="utf8"), make_words(rows[path.stem]), scorer.read_annotation(first))


def read_gum(corpora: Path) -> Iterator[Text]:
    """The development texts of GUM."""
    folder = corpora / "attribution" / "gum" / "conllu"
    names = sorted(p.name for p in folder.glob("*.conllu.gz"))
    texts = {text: gold for _, text, gold in read_gum_attributions(corpora, "dev")}
    for name in names:
        with gzip.open(folder / name, "rt", encoding="utf8") as file:
            lines = file.read().split("\n")
        text, offsets = _gum_text("\n".join(lines))
        if text in texts:
            yield Text(text, make_words(list(_gum_rows(lines, offsets))), texts[text])


def _gum_text(conllu: str) -> tuple[str, list[Range]]:
    from training.reader.coreference import read_text as read_conllu

    return read_conllu(conllu)


def _gum_rows(lines: Sequence[str], offsets: Sequence[Range]) -> Iterator[dict[str, Any]]:
    sentence, number = 0, 0
    for line in lines:
        cells = line.split("\t")
        if not line:
            sentence += 1
        elif len(cells) > 7 and cells[0].isdigit():
            start, end = offsets[number]
            yield {"sent": sentence, "start": start, "end": end, "lemma": cells[2], "pos": cells[3], "head": cells[6],
                   "deprel": cells[7]}  # fmt: skip
            number += 1


def in_paragraphs(text: Text) -> Iterator[tuple[list[int], list[Word]]]:
    """The words paragraph by paragraph, with their numbers in the text; a governor in another paragraph is none."""
    parts: list[list[int]] = []
    last = 0
    for i, word in enumerate(text.words):
        if not parts or "\n" in text.text[last : word.start]:
            parts.append([])
        parts[-1].append(i)
        last = word.end
    for numbers in parts:
        at = {n: k for k, n in enumerate(numbers)}
        yield (
            numbers,
            [
                Word(w.start, w.end, w.lemma, w.pos, at.get(w.head, k), w.label, w.opens or not k)
                for k, w in enumerate(text.words[n] for n in numbers)
            ],
        )


def find_by_dependencies(text: Text, verbs: frozenset[str]) -> list[Row]:
    """Subject, verb of the list and the clause it governs; "according to" with what it modifies."""
    found = []
    for _, words in in_paragraphs(text):
        below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                below[word.head].append(i)

        def spread(top: int, below: list[list[int]] = below) -> set[int]:
            found, left = {top}, [top]
            while left:
                for child in below[left.pop()]:
                    if child not in found:
                        found.add(child)
                        left.append(child)
            return found

        for i, word in enumerate(words):
            if word.lemma == "according":
                top = next((k for k in below[i] if words[k].label in ("pobj", "nmod", "obl", "fixed")), None)
                noun = top if top is not None and words[top].pos != "ADP" else word.head
                whole = spread(words[noun].head) - spread(noun) if noun != i else set()
                found.append(make_row(text.text, words, spread(noun) - {i, i + 1}, {i, i + 1}, whole - {i, i + 1}))
                continue
            if word.pos != "VERB" or word.lemma not in verbs:
                continue
            subjects = [k for k in below[i] if words[k].label in SUBJECTS]
            clauses = [k for k in below[i] if words[k].label in CLAUSES]
            if not subjects:
                continue
            content = set().union(*(spread(k) for k in clauses)) if clauses else set()
            if not content and word.label in ("parataxis", "ccomp") and word.head != i:
                content = spread(word.head) - spread(i)
            if content:
                found.append(make_row(text.text, words, spread(subjects[0]), {i}, content))
    return found


def make_row(text: str, words: Sequence[Word], source: set[int], cue: set[int], content: set[int]) -> Row:
    """The words as offsets, neighbours in one piece."""
    row: Row = {}
    for role, numbers in (("source", source), ("cue", cue), ("content", content)):
        pieces: list[Range] = []
        for n in sorted(k for k in numbers if 0 <= k < len(words)):
            start, end = words[n].start, words[n].end
            joined = pieces and not text[pieces[-1][1] : start].strip()
            pieces[-1:] = [(pieces[-1][0], end)] if joined else [*pieces[-1:], (start, end)]
        row[role] = pieces
    return row


def make_textacy() -> Callable[[Text], list[Row]]:
    """textacy's direct quotations over the words of a text."""
    import spacy
    from spacy.tokens import Doc
    from textacy.extract import direct_quotations

    vocab = spacy.blank("en").vocab

    def find(text: Text) -> list[Row]:
        found: list[Row] = []
        for _, words in in_paragraphs(text):
            doc = Doc(
                vocab,
                words=[text.text[w.start : w.end] for w in words],
                spaces=[i + 1 < len(words) and words[i + 1].start > w.end for i, w in enumerate(words)],
                pos=[w.pos if w.pos in vocab.strings else "X" for w in words],
                lemmas=[w.lemma for w in words],
                heads=[w.head for w in words],
                deps=[w.label for w in words],
            )
            try:
                triples = list(direct_quotations(doc))
            except ValueError:
                continue  # an odd number of quotation marks
            for t in triples:
                roles = {t_.i for t_ in t.speaker}, {t_.i for t_ in t.cue}, {t_.i for t_ in t.content}
                found.append(make_row(text.text, words, *roles))
        return found

    return find


def find_shown(text: Text, *, reader: bool = True) -> list[Row]:
    """What the package makes of a text, with the reader or by rules alone; PolNeAR marks nothing inside another's content."""
    steps = replace_step(Steps(), "meanings", lambda **_: {}, version=0)
    steps = steps if reader else replace_step(steps, "marks", lambda **_: None, version=0)
    quotations = read_document(read_plain(text.text), steps=steps).reading.quotations
    rows = [
        {
            "source": [(q.source.mention.start, q.source.mention.end)] if q.source and q.source.mention else [],
            "cue": [(q.cue.start, q.cue.end)] if q.cue else [],
            "content": [(c.start, c.end) for c in q.content],
        }
        for q in quotations
    ]
    held = [(a, b) for r in rows for a, b in r["content"]]
    return [r for r in rows if not r["cue"] or not any(a <= r["cue"][0][0] and r["cue"][0][1] <= b for a, b in held)]


def make_reader() -> Callable[[Text], list[Row]]:
    """The reader alone, without the rules."""
    reader = load_reader(weights.WEIGHTS)

    def find(text: Text) -> list[Row]:
        marks = read_text(text.text, make_sentences(text.text), reader=reader)
        found = leave_nested(marks.attributions) if marks else []
        return [{"source": as_row(f.source), "cue": as_row((f.cue,)), "content": as_row(f.content)} for f in found]

    return find


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--texts", type=int, help="so many texts of each corpus alone")
    args = parser.parse_args()
    if not (args.corpora / "attribution" / "polnear" / "corenlp" / "dev.tsv.gz").exists():
        print(f"{args.corpora}: no attribution/polnear there; docs/model-card.md says where to get it. Nothing measured.")
        return
    if not all(find_spec(name) for name in ("spacy", "textacy")):
        print("The peers are not installed (pip install spacy textacy). Nothing measured.")
        return
    if not (weights.WEIGHTS / "manifest.json").exists():
        print(f"{weights.WEIGHTS}: no weights there. Nothing measured.")
        return
    from textacy.constants import REPORTING_VERBS

    scorer, verbs, quoting = load_scorer(args.corpora), frozenset(REPORTING_VERBS["en"]), make_textacy()
    finders: dict[str, Callable[[Text], list[Row]]] = {
        "textacy, direct quotations": quoting,
        "dependency rules, its verbs": lambda text: find_by_dependencies(text, verbs),
        "both": lambda text: [*quoting(text), *find_by_dependencies(text, verbs)],
        "rules alone": partial(find_shown, reader=False),
        "reader alone": make_reader(),
        "reader and rules": find_shown,
    }
    corpora = {"PolNeAR dev": list(read_polnear(args.corpora, scorer)), "GUM dev": list(read_gum(args.corpora))}
    for corpus, texts in corpora.items():
        chosen = texts[: args.texts]
        print(f"{corpus + f', {len(chosen)} texts':30s}" + "".join(f"{name:>15s}" for name in ROWS))
        for name, find in finders.items():
            figures, _ = scorer.score([(t.text, t.gold, find(t)) for t in chosen])
            print(f"{name:30s}" + "".join(f"{figures[key]:15.3f}" for key in ROWS), flush=True)


if __name__ == "__main__":
    main()

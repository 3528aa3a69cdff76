"""Which pairs are learnt from and which are measured on: no sentence is in both."""

import json
from pathlib import Path

import pytest
from training.pairs.corpora import (
    LABELS,
    PARTS,
    Example,
    letters,
    read_climate,
    read_pairs,
    read_snli,
    read_table,
    split_examples,
    without,
)

CAPTIONS = [f"A keeper rows boat {n} past the pier ." for n in range(10)]
SAID = ("Somebody rows number {} .", "Somebody rows number {} home .", "Nobody rows number {} .")
TABLE = "sentence1\tsentence2\tgold_label\n"


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    relations = tmp_path / "relations"
    rows = [(c, s.format(n), label) for n, c in enumerate(CAPTIONS) for s, label in zip(SAID, LABELS, strict=True)]
    snli = relations / "snli-dev"
    snli.mkdir(parents=True)
    for name, column in zip(("s1.dev", "s2.dev", "labels.dev"), zip(*rows, strict=True), strict=True):
        (snli / name).write_text("\n".join(column) + "\n", encoding="utf8")
    revised = relations / "cad-nli" / "NLI" / "all_combined"
    revised.mkdir(parents=True)
    (revised / "train.tsv").write_text(
        TABLE
        + "A keeper rows boat 9 past the pier.\tThe sea is rough.\tneutral\n"
        + "A gull sits on the dam.\tA bird is on the dam.\tentailment\n",
        encoding="utf8",
    )
    (revised / "test.tsv").write_text(TABLE + "A gull flies.\tA gull sleeps.\tcontradiction\n", encoding="utf8")
    made_from_it = TABLE + "An oar floats.\tAn oar sinks.\tcontradiction\n"
    (revised / "dev.tsv").write_text(made_from_it, encoding="utf8")
    conjoined = relations / "conjnli" / "data" / "NLI"
    conjoined.mkdir(parents=True)
    (conjoined / "adversarial_train_15k.tsv").write_text(TABLE + "Oda and Vell met.\tOda met.\tentailment\n", encoding="utf8")
    ling = relations / "ling-in-loop" / "NLI_data" / "1_any"
    ling.mkdir(parents=True)
    told = {"premise": "The dam at Marn holds.", "hypothesis": "It holds.", "label": "entailment"}
    (ling / "val_round1.jsonl").write_text(json.dumps(told) + "\n", encoding="utf8")
    train = [told | {"hypothesis": "It broke.", "label": "contradiction"}, told | {"premise": "Kelmer spoke."}]
    train += [{"premise": "Vell voted.", "hypothesis": "Vell was there.", "label": "entailment"}] * 2
    (ling / "train_round1.jsonl").write_text("\n".join(map(json.dumps, train)) + "\n", encoding="utf8")
    climate = relations / "climate-fever" / "dataset"
    climate.mkdir(parents=True)
    evidence = [
        {"evidence": "Ice melts.", "evidence_label": "SUPPORTS", "entropy": 0.0},
        {"evidence": "Ice may melt.", "evidence_label": "REFUTES", "entropy": 0.69},
    ]
    row = {"claim": "There is less ice.", "evidences": evidence}
    (climate / "climate-fever.jsonl").write_text(json.dumps(row) + "\n", encoding="utf8")
    return tmp_path


def test_a_sentence_is_known_again_however_it_is_printed() -> None:
    assert letters("The Dam 's gate , closed .") == letters("the dam's gate, closed")
    kept = without([Example("The dam holds .", "It does.", 0), Example("It broke.", "No.", 2)], {letters("the dam holds")})
    assert [e.premise for e in kept] == ["It broke."]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_sentence_is_both_learnt_and_measured(corpora: Path, part: int) -> None:
    pairs = read_pairs(corpora, part)
    measured = {letters(text) for e in pairs.held for text in e[:2]}
    learnt = {letters(text) for e in (*pairs.general, *pairs.own) for text in e[:2]}
    assert pairs.held
    assert pairs.own
    assert not measured & learnt


def test_the_parts_are_the_whole_and_each_is_held_out_once(corpora: Path) -> None:
    every = read_snli(corpora)
    assert [e for part in range(PARTS) for e in split_examples(every, part)[1]] == every


def test_what_is_learnt_first_holds_nothing_of_any_part_nor_of_what_else_is_measured(corpora: Path) -> None:
    general = read_pairs(corpora, 0).general
    assert general == read_pairs(corpora, PARTS - 1).general
    assert {e.premise for e in general} == {
        "Vell voted.",
        "A gull sits on the dam.",
        "A gull flies.",
        "Ice melts.",
        "Oda and Vell met.",
    }


def test_only_verdicts_that_all_agreed_on_are_read(corpora: Path) -> None:
    assert list(read_climate(corpora)) == [Example("Ice melts.", "There is less ice.", 0)]


def test_a_row_of_another_width_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE + 'One\tentailment\nOne.\tTwo.\tother\n"One."\tTwo.\tneutral\n', encoding="utf8")
    assert list(read_table(path)) == [Example("One.", "Two.", 1)]

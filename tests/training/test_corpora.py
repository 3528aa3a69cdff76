"""How corpora are read into text with offsets."""

from pathlib import Path

from training.reader.columns import join, read_columns, spans_of
from training.reader.coreference import read_mentions, read_text

COLUMNS = """-DOCSTART- -X- O
\nOda NNP B-PER\nVell NNP I-PER\n's POS O\ndam NN O\n, , O\nin IN O\nMarn NNP B-LOC\n. . O\n
"""
CONLLU = """# newpar
1\tOda\t_\t_\t_\t_\t_\t_\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tcan\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tswim\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_
# newpar
1\tShe\t_\t_\t_\t_\t_\t_\t_\t_
2\tsank\t_\t_\t_\t_\t_\t_\t_\t_
"""
LINKS = "\n".join(("0\tOda\t(1)", "1\tcan\t_", "2\tn't\t_", "3\tswim\t_", "4\t.\t_", "5\tShe\t(1)", "6\tsank\t_"))


def test_tokens_are_joined_as_they_would_be_printed() -> None:
    text, where = join(
        [["He", "(", "Vell", ")", "said", ":", '"', "No", '"', "."], ["A", "43", "-", "day", "fast"]], hyphens=True
    )
    assert text == 'He (Vell) said: "No".\nA 43-day fast'
    assert [text[a:b] for a, b in where[1]] == ["A", "43", "-", "day", "fast"]


def test_columns_become_text_with_names(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text(COLUMNS, encoding="utf8")
    (one,) = read_columns(tmp_path / "names.txt")
    assert one.text == "Oda Vell's dam, in Marn."
    assert [(one.text[a:b], kind) for a, b, kind in one.names] == [("Oda Vell", "person"), ("Marn", "place")]


def test_documents_are_whole_where_something_parts_them(tmp_path: Path) -> None:
    path, sentence = tmp_path / "names.txt", "Vell B-LOC\nslept O\n\n"
    path.write_text(sentence * 3, encoding="utf8")
    assert [one.text for one in read_columns(path, most=2)] == ["Vell slept\nVell slept", "Vell slept"]
    path.write_text(f"-DOCSTART- O\n\n{sentence * 3}-DOCSTART- O\n\n{sentence}", encoding="utf8")
    assert [one.text for one in read_columns(path, most=2)] == ["Vell slept\nVell slept\nVell slept", "Vell slept"]


def test_both_ways_of_tagging_are_read() -> None:
    assert list(spans_of(["I-PER", "I-PER", "B-PER", "O", "B-ORG", "I-LOC"])) == [
        (0, 2, "person"),
        (2, 3, "person"),
        (4, 5, "organisation"),
        (5, 6, "place"),
    ]


def test_contractions_stand_once_and_mentions_find_their_place() -> None:
    text, tokens = read_text(CONLLU)
    assert text == "Oda can't swim.\nShe sank"
    assert [text[a:b] for a, b, _ in read_mentions(LINKS, tokens)] == ["Oda", "She"]

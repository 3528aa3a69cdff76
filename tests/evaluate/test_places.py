"""The scorer of places: what counts as right, what it skips, and that floors are for one annotation only."""

import hashlib
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.evaluate.places import guess_best, guess_populous, main, read_geovirus, read_lgl, score

LGL = """<articles><article docid="1"><text>A fire in Paris, Texas, was put out. Marnvik is quiet.</text><toponyms>
<toponym><start>10</start><end>15</end><phrase>Paris</phrase><gaztag><lat>33.66</lat><lon>-95.55</lon></gaztag></toponym>
<toponym><start>17</start><end>22</end><phrase>Texas</phrase><gaztag><lat>31.2</lat><lon>-99.2</lon></gaztag></toponym>
<toponym><start>37</start><end>44</end><phrase>Marnvik</phrase><gaztag><lat>1.0</lat><lon>2.0</lon></gaztag></toponym>
<toponym><start>37</start><end>44</end><phrase>Marnvik</phrase></toponym>
</toponyms></article></articles>"""
GEOVIRUS = """<articles><article><text>A fever in Lima.</text><locations>
<location><name>Lima</name><start>12</start><end>16</end><lat>-12.05</lat><lon>-77.05</lon></location></locations></article></articles>"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "lgl.xml").write_text(LGL, encoding="utf8")
    (folder / "GeoVirus.xml").write_text(GEOVIRUS, encoding="utf8")
    return tmp_path


def test_names_and_offsets(corpora: Path) -> None:
    for text, names in (*read_lgl(corpora / "places/lgl.xml"), *read_geovirus(corpora / "places/GeoVirus.xml")):
        assert names
        for g in names:
            assert text[g.start : g.end] == g.name


def test_a_name_that_is_not_found_counts_as_wrong(corpora: Path) -> None:
    texts = read_lgl(corpora / "places/lgl.xml")
    best, populous = score(texts, guess_best), score(texts, guess_populous)
    assert (best.right, best.placed, best.asked) == (2, 2, 3)
    assert populous.right == 1
    assert score(texts, guess_best, half=1).asked == 0


def write_floors(corpora: Path, *, lgl: float, checksum: str | None = None) -> Path:
    sums = {
        n: hashlib.sha256((corpora / "places" / f).read_bytes()).hexdigest()
        for n, f in (("lgl", "lgl.xml"), ("geovirus", "GeoVirus.xml"))
    }
    sums["lgl"] = checksum or sums["lgl"]
    path = corpora / "floors.toml"
    rows = "\n".join(f'{n} = "{s}"' for n, s in sums.items())
    path.write_text(f"[places.sha256]\n{rows}\n[places.mean]\nlgl = {lgl}\ngeovirus = 1.0\n", encoding="utf8")
    return path


def test_floors(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(corpora), "--floors", str(write_floors(corpora, lgl=0.6))]) == 0
    assert "floors hold" in capsys.readouterr().out
    assert main([str(corpora), "--floors", str(write_floors(corpora, lgl=0.7))]) == 1
    assert "lgl is 0.6667, the floor is 0.7" in capsys.readouterr().out
    with pytest.raises(OnrecordError, match="measured on 00"):
        main([str(corpora), "--floors", str(write_floors(corpora, lgl=0.6, checksum="00"))])


def test_an_absent_corpus_is_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 0
    assert "No places scored" in capsys.readouterr().out

"""Realistic mistakes on the command line: each is told with the input and the remedy, and none costs anything."""

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main

from ..conftest import make_story

ROOT = Path(__file__).resolve().parents[2]
HARROW = ROOT / "examples" / "harrow"
TEXT = "The mayor of Vell, Lio Brandt, said on Tuesday that 14 houses were flooded.\r\n\r\n“We were not told,” Brandt said.\r\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = main([str(a) for a in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with spaces and umlauts in its name, and one article with the line ends of Windows."""
    path = tmp_path / "Zeitung Süd" / "März Ärger"
    path.mkdir(parents=True)
    (path / "erster Text.txt").write_bytes(TEXT.encode())
    return tmp_path / "Zeitung Süd"


def test_a_mistyped_source_leaves_no_ledger(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "x.onrecord"
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad.csv").write_text("Datei;Datum\nerster Text.txt;2031-03-14\n")
    for arguments, telling in (
        ([tmp_path / "nowhere"], "no such file or folder"),
        ([tmp_path / "empty"], "a folder without a file to read"),
        ([folder, "--metadata", tmp_path / "bad.csv"], 'which has "datei", "datum"; rename'),
        ([folder, "--metadata", folder], "a folder; --metadata takes one"),
        ([folder, "--metadata", tmp_path / "no.csv"], "no such metadata file"),
    ):
        code, out, err = run(capsys, "read", *arguments, "--ledger", ledger)
        assert (code, out) == (4, "")
        assert telling in err
        assert not ledger.exists()


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("file;publisher;published\r\nerster Text.txt;Vell Kurier;14.03.2031\r\n", "2031-03-14"),
        ("\ufefffile,publisher,published\nerster Text.txt,Vell Kurier,14 March 2031\n", "2031-03-14"),
        ('[{"file": "März Ärger/erster Text.txt", "publisher": "Vell Kurier", "published": "2031-03"}]', "2031-03"),
    ],
)
def test_metadata_as_people_write_them(
    row: str, day: str, tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.csv").write_text(row, encoding="utf-8", newline="")
    ledger = tmp_path / "Mäppchen mit Leerzeichen.onrecord"
    code, _, err = run(capsys, "read", folder, "--metadata", tmp_path / "m.csv", "--ledger", ledger)
    assert (code, err) == (0, "")
    with onrecord.open(ledger, read_only=True) as opened:
        (article,) = opened.articles()
    assert (article.publisher, article.published.value) == ("Vell Kurier", day)
    assert "\r" not in article.text


def test_a_day_in_an_order_that_is_not_certain_is_refused(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.csv").write_text("file,published\nerster Text.txt,03/04/2031\n")
    code, _, err = run(capsys, "read", folder, "--metadata", tmp_path / "m.csv", "--ledger", tmp_path / "x.onrecord")
    assert code == 4
    assert "row 1" in err
    assert "03/04/2031" in err
    assert "12.03.2025" in err


@pytest.mark.slow
def test_metadata_may_come_later_and_are_not_taken_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles, metadata = HARROW / "articles", HARROW / "metadata.csv"
    late, whole = tmp_path / "late.onrecord", tmp_path / "whole.onrecord"
    run(capsys, "read", articles, "--ledger", late)
    _, out, _ = run(capsys, "read", articles, "--metadata", metadata, "--ledger", late)
    assert out.startswith("0 articles read, ")
    assert "with new metadata" in out
    _, out, _ = run(capsys, "read", articles, "--ledger", late)
    assert out.startswith("0 articles read, 12 already known.")
    run(capsys, "read", articles, "--metadata", metadata, "--ledger", whole)
    with onrecord.open(late, read_only=True) as one, onrecord.open(whole, read_only=True) as other:
        assert one.export_json() == other.export_json()


def test_what_is_no_ledger_is_left_alone(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("My notes.\n")
    for arguments in (("read", folder, "--ledger", text), ("show", text), ("report", text)):
        code, _, err = run(capsys, *arguments)
        assert code == 3
        assert "notes.txt: not a ledger" in err
    assert text.read_text() == "My notes.\n"
    empty = tmp_path / "empty.onrecord"
    empty.touch()
    code, _, err = run(capsys, "show", empty)
    assert code == 3
    assert "an empty file" in err
    assert f"--ledger {empty}" in err


def test_a_ledger_is_never_overwritten(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "x.onrecord"
    run(capsys, "read", folder, "--ledger", ledger)
    before = ledger.read_bytes()
    for arguments in (("export", ledger, "-o", ledger), ("report", ledger, "-o", ledger)):
        code, _, err = run(capsys, *arguments)
        assert code == 4
        assert "would be overwritten" in err
    assert ledger.read_bytes() == before
    code, _, err = run(capsys, "export", ledger, "-o", tmp_path)
    assert code == 4
    assert "is a folder" in err
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "target.json")
    assert run(capsys, "export", ledger, "-o", link)[0] == 0
    assert link.is_symlink()
    assert (tmp_path / "target.json").read_text().startswith("{")


def test_documents_and_odd_names_fail_alone(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "b\x1b[31m\nc.docx").write_bytes(b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml word/document.xml")
    (folder / "leer.txt").touch()
    try:
        (Path(str(folder).encode().decode()) / "caf\udce9.txt").write_text(
            "The mayor of Orsk said that 9 houses were flooded.\n"
        )
    except OSError:
        pytest.skip("this file system takes no names that are not UTF-8")
    code, out, err = run(capsys, "read", folder, "--ledger", tmp_path / "x.onrecord")
    assert code == 1
    assert out.startswith("2 articles read, 3 failed.")
    assert len(err.splitlines()) == 3
    assert "\x1b" not in err
    for telling in ("a PDF document", "a Word document", "there is nothing in it"):
        assert telling in err


@pytest.mark.slow
def test_two_processes_read_into_one_ledger(tmp_path: Path) -> None:
    commands = []
    for number in (1, 2):
        base = tmp_path / str(number)
        base.mkdir()
        for which in range(number, 60, 2):
            for article in make_story(which, size=2):
                (base / str(article.path)).write_text(article.text, encoding="utf-8")
        commands.append([sys.executable, "-m", "onrecord", "read", str(base), "--ledger", str(tmp_path / "x.onrecord")])
    processes = [subprocess.Popen(c, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for c in commands]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
    with onrecord.open(tmp_path / "x.onrecord", read_only=True) as ledger:
        assert len(list(ledger.articles())) == 59 * 2
        assert sum(len(story.articles) for story in ledger.stories()) == 59 * 2

"""What a person does on the command line, from a folder of articles to a report, and what is said when something is wrong."""

import csv
import gzip
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import COMMANDS, main
from onrecord.tell.tables import TABLES

ROOT = Path(__file__).resolve().parents[2]
HARROW = ROOT / "examples" / "harrow"


@pytest.fixture(scope="module")
def harrow(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("harrow") / "harrow.onrecord"
    shutil.copyfile(read_example, path)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of a command."""
    code = main([str(a) for a in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_reading_tells_what_came_of_it_and_reading_again_adds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.onrecord"
    options = ("read", HARROW / "articles", "--metadata", HARROW / "metadata.csv", "--ledger", path)
    code, out, err = run(capsys, *options)
    assert (code, err) == (0, "")
    assert out.startswith("12 articles read.")
    assert "12 articles in 1 story" in out
    assert "statements" in out
    assert "figures" in out
    assert "dispute" in out
    code, out, err = run(capsys, *options)
    assert code == 0
    assert out.startswith("0 articles read, 12 already known.")


def test_one_bad_input_fails_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text("The bridge at Orsk Bay was closed on Tuesday, harbour master Lio Brandt said.\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    code, out, err = run(capsys, "read", folder, "--ledger", tmp_path / "x.onrecord")
    assert code == 1
    assert "1 article read, 1 failed." in out
    assert "picture.txt" in err
    assert "PNG" in err


def test_standard_input_and_gzip(tmp_path: Path) -> None:
    rows = [
        {"id": f"r{i}", "text": f"The mayor of Vell said {i + 20} houses were flooded.", "publisher": "V"} for i in range(3)
    ]
    data = gzip.compress("\n".join(json.dumps(r) for r in rows).encode())
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", "-", "--ledger", str(tmp_path / "x.onrecord")],
        input=data,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"3 articles read.")
    assert done.stderr == b""  # a pipe gets no progress bar


def test_the_report_is_one_page(harrow: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "harrow.html"
    code, _, err = run(capsys, "report", harrow, "-o", page)
    assert code == 0
    assert "harrow.html" in err
    html = page.read_text(encoding="utf-8")
    assert html.lower().startswith("<!doctype html>")
    assert "<script" not in html.lower()
    code, out, _ = run(capsys, "report", harrow)
    assert (code, out) == (0, html if html.endswith("\n") else html + "\n")


@pytest.mark.parametrize("what", list(TABLES))
def test_every_table_shows_and_is_what_the_library_gives(harrow: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", harrow, what, "--json")
    assert code == 0
    rows = json.loads(out)
    with onrecord.open(harrow, read_only=True) as ledger:
        assert rows == json.loads(json.dumps(list(ledger.table(what).rows)))
    assert rows
    code, out, _ = run(capsys, "show", harrow, what, "--limit", 2)
    assert code == 0
    assert "more rows" in out


def test_search_finds_the_sentence_and_its_entries(harrow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", harrow, '"fuel tanker"', "--json")
    assert code == 0
    hits = json.loads(out)
    assert hits
    with onrecord.open(harrow, read_only=True) as ledger:
        for hit in hits:
            sentence = hit["sentence"]
            assert "fuel tanker" in sentence["exact"].casefold()
            text = ledger.article(sentence["article"]).article.text
            assert text[sentence["start"] : sentence["end"]] == sentence["exact"]
    code, out, _ = run(capsys, "search", harrow, 'zebra"', "OR", "NEAR(")
    assert (code, out) == (0, "0 sentences.\n")


def test_exports(harrow: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "export", harrow)
    assert code == 0
    whole = json.loads(out)
    code, out, _ = run(capsys, "export", harrow, "--format", "jsonl")
    kinds = [json.loads(line)["kind"] for line in out.splitlines()]
    assert kinds.count("quotation") == len(whole["quotations"])
    assert kinds.count("article") == len(whole["articles"])
    target = tmp_path / "figures.csv"
    code, out, _ = run(capsys, "export", harrow, "--format", "csv", "--table", "figures", "-o", target)
    assert (code, out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert len(rows) == len(whole["figures"])


def test_every_command_has_help_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "Exit codes" in out
    for name in COMMANDS:
        assert name in out
        code, text, _ = run(capsys, name, "--help")
        assert code == 0
        assert "Example" in text
        assert f"onrecord {name}" in text


def test_errors_name_the_input_and_the_remedy(tmp_path: Path, harrow: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.onrecord"
    code, _, err = run(capsys, "show", missing)
    assert code == 3
    assert str(missing) in err
    assert "onrecord read" in err
    assert not missing.exists()
    code, _, err = run(capsys, "read", tmp_path / "nowhere", "--ledger", tmp_path / "x.onrecord")
    assert code == 4
    assert "nowhere" in err
    code, _, err = run(
        capsys, "read", HARROW / "articles", "--metadata", tmp_path / "no.csv", "--ledger", tmp_path / "x.onrecord"
    )
    assert code == 4
    assert "no.csv" in err
    code, _, err = run(capsys, "show", harrow, "gossip")
    assert code == 2
    assert "gossip" in err
    code, _, err = run(capsys, "raed", "x")
    assert code == 2
    assert "raed" in err
    code, _, err = run(capsys, "report", harrow, "-o", tmp_path / "no" / "such" / "x.html")
    assert code == 4
    assert "x.html" in err


@pytest.mark.slow
def test_help_and_plain_text_do_not_pay_for_what_they_do_not_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Vell said that the road was closed on Tuesday. Nobody was hurt, she said.\n")
    names = {"trafilatura", "lxml", "py3langid", "feedparser", "jinja2", "dateparser"}
    heavy = f"{names} & {{m.split('.')[0] for m in sys.modules}}"
    for arguments in (["--help"], ["read", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "x.onrecord")]):
        script = f"import sys\nfrom onrecord.cli.main import main\nmain({arguments!r})\nprint(sorted({heavy}))"
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"

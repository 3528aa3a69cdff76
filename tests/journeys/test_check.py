"""Checking drafts on the command line: what it prints, and its exit codes."""

import io
import shutil
from pathlib import Path

import pytest

from onrecord.cli.main import main

NOTED = "Sixty tonnes of flour came over the old pass road on Saturday."
WRONG = "A first line.\n\n“There isn't any soldier here,” Mara Teskin said; the defence ministry disputes that."


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> str:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("check") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return str(path)


def check(text: str, ledger: str, tmp_path: Path, *options: str) -> int:
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    return main(["check", str(tmp_path / "draft.txt"), "--ledger", ledger, *options])


def test_exit_codes(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("“Nobody kept us out but the heat,” said Lena Orvath.", ledger, tmp_path) == 0
    assert "Nothing found." in capsys.readouterr().out
    assert check(NOTED, ledger, tmp_path) == 0
    assert "1 note." in capsys.readouterr().out
    assert check(NOTED, ledger, tmp_path, "--fail-on", "note") == 5
    assert check(WRONG, ledger, tmp_path) == 5
    assert check(WRONG, ledger, tmp_path, "--fail-on", "error") == 5
    assert check("", ledger, tmp_path) == 4
    assert check(WRONG, str(tmp_path / "none.onrecord"), tmp_path) == 3
    assert check(WRONG, ledger, tmp_path, "--day", "tomorrow") == 4
    assert main(["check", str(tmp_path / "none.txt"), "--ledger", ledger]) == 4
    assert main(["check", str(tmp_path), "--ledger", ledger]) == 4
    assert main(["check", "x.txt"]) == 2


def test_what_it_prints(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(WRONG, ledger, tmp_path) == 5
    out = capsys.readouterr().out
    assert "\n3:2  error: Quote differs: “There isn't any soldier here,”" in out
    assert "There isn't [-a single-]{+any+} soldier here" in out
    assert "PBC News, 2024-10-09, a-" in out
    assert out.endswith("1 error.\n")


def test_standard_input(ledger: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert main(["check", "-", "--ledger", ledger]) == 5
    assert capsys.readouterr().out.startswith("standard input: ")


def test_controls_steer_no_terminal(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(WRONG.replace("any", "\x1b[31many\u202e"), ledger, tmp_path) == 5
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out

"""docs/formats.md: its programs run as they stand, and it names every format."""

import re
from pathlib import Path

import pytest

from onrecord.formats import FORMATS
from onrecord.ledger import Ledger

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
CHECK, TABLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_it_names_every_format() -> None:
    assert re.findall(r"^\| `([a-z-]+)`", PAGE, re.MULTILINE) == list(FORMATS)


def test_a_dossier_is_checked_by_hand(
    harrow: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    dossier = harrow.dossier()
    path = tmp_path / "dossier.html"
    path.write_text(dossier.html, encoding="utf-8", newline="")
    exec(compile(CHECK, "formats.md", "exec"), {})
    assert capsys.readouterr().out == f"fingerprint {dossier.fingerprint}\n"
    path.write_text(dossier.html.replace('"text": "', '"text": "X', 1), encoding="utf-8", newline="")
    with pytest.raises(AssertionError):
        exec(compile(CHECK, "formats.md", "exec"), {})


def test_its_tables_are_made(
    harrow: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas", reason="the extra [notebook] is not installed")
    harrow.connection.execute("VACUUM INTO ?", (str(tmp_path / "harrow.onrecord"),))
    monkeypatch.chdir(tmp_path)
    exec(compile(TABLES, "formats.md", "exec"), {})
    assert "'indicator'" in capsys.readouterr().out

"""The README's tour runs as it stands."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from onrecord.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_the_tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    commands = [line for block in blocks("console") for line in block.splitlines() if line.startswith("onrecord ")]
    # what serves until it is interrupted is tested with its own journey
    commands = [line for line in commands if not line.startswith("onrecord serve")]
    assert len(commands) > 8
    for line in commands:
        assert main(shlex.split(line)[1:]) == 0, line
    assert {p.name for p in tmp_path.iterdir()} >= {"harrow.html", "harrow.json", "harrow.jsonl", "figures.csv"}
    capsys.readouterr()
    (program,) = blocks("python")
    exec(compile(program, "README.md", "exec"), {})
    assert " denies: " in capsys.readouterr().out


def test_its_files_and_links_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target

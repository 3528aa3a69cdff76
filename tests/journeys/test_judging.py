"""An editor’s way in the terminal: what waits, deciding it, seeing it, taking it back, and over to another ledger."""

import json
import re
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main
from tests.review.test_judging import bare, contradiction, ferry

NED = ("--editor", "N. Orr")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one story."""
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(ferry())
    return tmp_path / "x.onrecord"


def run(capsys: pytest.CaptureFixture[str], path: Path, *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of `onrecord judge`."""
    capsys.readouterr()
    code = main(["judge", str(path), *(str(a) for a in arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def made(out: str) -> str:
    """The id of the judgement that a command told of."""
    found = re.match(r"j-[0-9a-f]{16}", out)
    assert found, out
    return found.group()


def test_from_the_queue_to_the_report_and_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        before, found = bare(ledger), contradiction(ledger)
    code, out, _ = run(capsys, path, "queue")
    assert code == 0
    assert found.left in out
    code, out, _ = run(capsys, path, "reject", found.left, found.right, "--why", "of two ferries", *NED)
    assert code == 0
    assert "contradiction rejected by N. Orr" in out
    judgement = made(out)
    code, out, _ = run(capsys, path, "queue", "--json")
    assert [found.left, found.right] not in [d["ids"] for d in json.loads(out)]
    report = path.with_suffix(".html")
    assert main(["report", str(path), "-o", str(report)]) == 0
    text = report.read_text(encoding="utf-8")
    assert "contradiction rejected</b> by <bdi>N. Orr</bdi>" in text
    assert "of two ferries" in text
    assert f'href="#{found.left}' in text or found.left in text
    capsys.readouterr()
    assert main(["export", str(path), "--format", "json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [(j["id"], j["state"]) for j in exported["judgements"]] == [(judgement, "stands")]
    assert main(["export", str(path), "--format", "jsonl"]) == 0
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds.count("judgement") == 1
    code, out, _ = run(capsys, path, "undo", judgement, *NED)
    assert code == 0
    code, out, _ = run(capsys, path, "list")
    assert "[withdrawn]" in out
    assert f"undone {judgement}" in out
    with onrecord.open(path, read_only=True) as ledger:
        assert bare(ledger) == before


def test_every_command_decides(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_EDITOR", "N. Orr")
    with onrecord.open(path, read_only=True) as ledger:
        found = contradiction(ledger)
        figure = next(ledger.figures())
        (story,) = ledger.stories()
        several = next(c for c in ledger.claims() if len(c.members) > 2)
        brandt = next(e for e in ledger.entities() if "Brandt" in e.name)
        merrow = next(e for e in ledger.entities() if e.name == "Merrow")
    code, out, _ = run(capsys, path, "entities", "brandt")
    assert out.startswith(brandt.id)
    asked: list[tuple[str, ...]] = [
        ("confirm", found.left, found.right),
        ("confirm", figure.id),
        ("grade", brandt.id, "--reliability", "b"),
        ("grade", figure.id, "--credibility", "5"),
        ("note", story.articles[0], "see the log"),
        ("correct", figure.id, "--low", "10", "--high", ""),
        ("correct", figure.id, "--date", "2031-05-12", "--why", "by the log"),
        ("correct", brandt.sources[0], "--source", ""),
        ("split", several.id, several.members[0]),
        ("merge", several.members[0], several.members[1]),
        ("merge", brandt.id, merrow.id),
        ("split", brandt.id, brandt.sources[1], "--name", "Iva Brandt"),
        ("split", story.id, story.articles[0]),
        ("merge", *story.articles[:2]),
    ]
    for arguments in asked:
        code, out, err = run(capsys, path, *arguments)
        assert (code, err) == (0, ""), (arguments, err)
        made(out)
    code, out, _ = run(capsys, path, "list", "--json")
    rows = json.loads(out)
    assert len(rows) == len(asked)
    assert {row["editor"] for row in rows} == {"N. Orr"}
    with onrecord.open(path, read_only=True) as ledger:
        assert rows == ledger.export()["judgements"]


def test_judgements_are_taken_over_into_another_ledger(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with onrecord.open(path) as ledger:
        found = contradiction(ledger)
        ledger.judge("reject-relation", [found.left, found.right], editor="N. Orr")
        figure = next(ledger.figures())
        ledger.undo(ledger.judge("correct-figure", [figure.id], editor="N. Orr", changes={"low": "5"}).id, editor="N. Orr")
        export = tmp_path / "export.json"
        export.write_text(ledger.export_json(), encoding="utf-8")
        whole = ledger.export()
    other = tmp_path / "other.onrecord"
    with onrecord.open(other) as ledger:
        ledger.add(reversed(ferry()))
    code, out, _ = run(capsys, other, "apply", export)
    assert (code, out) == (0, "3 judgements taken over, 0 already known.\n")
    with onrecord.open(other, read_only=True) as ledger:
        assert ledger.export() == whole
    code, out, _ = run(capsys, other, "apply", export)
    assert out == "0 judgements taken over, 3 already known.\n"
    changed = json.loads(export.read_text())
    changed["judgements"][0]["why"] = "another reason"
    export.write_text(json.dumps(changed))
    assert run(capsys, other, "apply", export)[0] == 4
    (tmp_path / "no.json").write_text('{"judgements": [3]}')
    assert run(capsys, other, "apply", tmp_path / "no.json")[0] == 4
    with onrecord.open(tmp_path / "empty.onrecord"):
        pass
    export.write_text(json.dumps(whole))
    code, out, _ = run(capsys, tmp_path / "empty.onrecord", "apply", export)
    assert "speak of what is not in this ledger" in out
    assert run(capsys, tmp_path / "empty.onrecord", "list")[0] == 0


def test_mistakes_are_told(path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_EDITOR", raising=False)
    code, _, err = run(capsys, path, "note", "a-none", "x")
    assert code == 2
    assert "--editor" in err
    for arguments in (
        ("note", "a-none", "x"),
        ("reject", "q-none", "q-other"),
        ("merge", "x", "y"),
        ("correct", "f-none", "--low", "3", "--source", "x"),
        ("grade", "q-none"),
        ("undo", "j-none"),
    ):
        code, _, err = run(capsys, path, *arguments, *NED)
        assert code == 4, arguments
        assert err.startswith("Error: ")
    code, _, err = run(capsys, path.with_name("none.onrecord"), "list")
    assert code == 3
    code, out, _ = run(capsys, path, "list")
    assert "nothing has been judged" in out

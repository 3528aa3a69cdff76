"""A process killed at any moment of a read: the ledger opens, holds what was reported, and reading again completes it."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from tests.conftest import make_story

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 200
KILLS = 8

SCRIPT = """
import sys
sys.path[:0] = [{root!r}, {src!r}]
from onrecord.ledger import Ledger
from tests.conftest import make_story

def stored(progress):
    # reported only after the transaction: what this line says must survive
    print(progress.articles, progress.doing, flush=True)

articles = [a for n in range({stories}) for a in make_story(n, size={size})]
with Ledger(sys.argv[1]) as ledger:
    for at in range(0, len(articles), 10):
        ledger.add(articles[at:at + 10])
        print("stored", *(a.id for a in articles[at:at + 10]), flush=True)
print("done", flush=True)
"""


def _start(path: Path) -> "subprocess.Popen[str]":
    script = SCRIPT.format(root=str(ROOT), src=str(ROOT / "src"), stories=ARTICLES // 5, size=5)
    return subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)


def _finish(path: Path) -> str:
    process = _start(path)
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, out
    with Ledger(path, read_only=True) as ledger:
        return ledger.export_json()


def test_killed_at_random_points(tmp_path: Path) -> None:
    begun = time.monotonic()
    undisturbed = _finish(tmp_path / "whole.onrecord")
    length = time.monotonic() - begun
    path = tmp_path / "killed.onrecord"
    chance = random.Random(20310514)
    reported: set[str] = set()
    for _ in range(KILLS):
        process = _start(path)
        try:
            process.wait(timeout=chance.uniform(0.2, 0.9) * length)
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        # a line cut off by the kill reported nothing
        for line in out.splitlines(keepends=True):
            if line.startswith("stored ") and line.endswith("\n"):
                reported.update(line.split()[1:])
        if path.exists():
            with Ledger(path) as ledger:
                assert ledger.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                assert reported <= {a.id for a in ledger.articles()}
    assert _finish(path) == undisturbed


JUDGING = """
import sys
sys.path[:0] = [{root!r}, {src!r}]
from onrecord.codec import decode
import json
from onrecord.model import Judgement
from onrecord.ledger import Ledger

with Ledger(sys.argv[1]) as ledger:
    for row in json.load(open(sys.argv[2])):
        ledger.add_judgements([decode(Judgement, row)])
        print("judged", row["id"], flush=True)
print("done", flush=True)
"""


def test_killed_while_judging(tmp_path: Path) -> None:
    plain, whole, made = tmp_path / "plain.onrecord", tmp_path / "whole.onrecord", tmp_path / "made.json"
    with Ledger(plain) as ledger:
        ledger.add([a for n in range(3) for a in make_story(n, size=4)])
    shutil.copy(plain, whole)
    with Ledger(whole) as ledger:
        figures = list(ledger.figures())
        for n, figure in enumerate(figures):
            ledger.judge("correct-figure", [figure.id], editor="N. Orr", changes={"low": str(n), "high": None})
        for relation in list(ledger.relations())[::2]:
            ledger.judge(
                "reject-relation", [relation.left, relation.right], editor="N. Orr", changes={"relation": relation.relation}
            )
        undisturbed = ledger.export()
        made.write_text(
            json.dumps([{k: v for k, v in j.items() if k not in ("state", "lost")} for j in undisturbed["judgements"]])
        )
    script = JUDGING.format(root=str(ROOT), src=str(ROOT / "src"))
    chance = random.Random(20310514)
    path = tmp_path / "killed.onrecord"
    shutil.copy(plain, path)
    reported: set[str] = set()
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", script, str(path), str(made)], stdout=subprocess.PIPE, text=True)
        try:
            process.wait(timeout=chance.uniform(0.4, 1.6))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
        out, _ = process.communicate()
        reported.update(
            line.split()[1] for line in out.splitlines(keepends=True) if line.startswith("judged ") and line.endswith("\n")
        )
        with Ledger(path, read_only=True) as ledger:
            assert ledger.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert reported <= {row.judgement.id for row in ledger.judgements()}
    subprocess.run([sys.executable, "-c", script, str(path), str(made)], check=True, timeout=300, capture_output=True)
    with Ledger(path, read_only=True) as ledger:
        assert ledger.export() == undisturbed

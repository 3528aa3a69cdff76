"""A process killed at any moment of a read: the ledger opens, holds what was reported, and reading again completes it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.ledger import Ledger

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

"""Reading in a terminal and in a pipe, interrupted and taken up again, and tables that fit."""

import codecs
import os
import pty
import re
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import onrecord

from ..conftest import make_story

pytestmark = pytest.mark.slow

ARTICLES = 240


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few hundred invented articles."""
    base = tmp_path_factory.mktemp("many") / "articles"
    base.mkdir()
    for number in range(ARTICLES // 6):
        for article in make_story(number):
            (base / str(article.path)).write_text(article.text, encoding="utf-8")
    return base


def in_terminal(*arguments: object, interrupt: bool = False, columns: int = 100) -> tuple[int, str]:
    """Exit code and all that a terminal shows; `interrupt` presses Ctrl-C once articles are being counted."""
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        # what starts the tests may ignore the key, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "24"},
    )
    os.close(terminal)
    shown, pressed, ends = "", False, time.monotonic() + 120
    decoder = codecs.getincrementaldecoder("utf-8")("replace")  # a character may be cut in two by a read
    while time.monotonic() < ends:
        if select.select([main], [], [], 0.1)[0]:
            try:
                data = os.read(main, 1 << 16)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            shown += decoder.decode(data)
        if interrupt and not pressed and re.search(r"(?:[2-9]\d|1\d\d) articles", shown):
            process.send_signal(signal.SIGINT)
            pressed = True
    os.close(main)
    return process.wait(timeout=60), shown


def test_a_terminal_shows_progress_and_a_pipe_nothing(folder: Path, tmp_path: Path) -> None:
    code, shown = in_terminal("read", folder, "--ledger", tmp_path / "x.onrecord")
    assert code == 0
    counts = [int(n) for n in re.findall(r"(\d+) articles", shown)]
    assert len(set(counts)) > 2  # it moved
    assert re.search(r"\d:\d\d:\d\d", shown)  # time left
    assert "━" in shown
    assert f"{ARTICLES} articles read." in shown
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "read", str(folder), "--ledger", str(tmp_path / "y.onrecord")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 2


def test_ctrl_c_keeps_what_is_stored_and_reading_again_completes(folder: Path, tmp_path: Path) -> None:
    for attempt in range(5):
        path = tmp_path / f"{attempt}.onrecord"
        code, shown = in_terminal("read", folder, "--ledger", path, interrupt=True)
        if code != 0:  # else the key came too late: the read was through
            break
    assert code == 130
    assert "Interrupted." in shown
    assert "Traceback" not in shown
    assert "\x1b[?25h" in shown  # the cursor is back
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with onrecord.open(path, read_only=True) as ledger:
        kept = len(list(ledger.articles()))
    assert 0 < kept <= ARTICLES
    code, shown = in_terminal("read", folder, "--ledger", path)
    assert code == 0
    whole = tmp_path / "whole.onrecord"
    code, _ = in_terminal("read", folder, "--ledger", whole)
    assert code == 0
    with onrecord.open(path, read_only=True) as taken_up, onrecord.open(whole, read_only=True) as at_once:
        assert taken_up.export_json() == at_once.export_json()


@pytest.mark.parametrize("columns", [80, 160])
def test_tables_fit_the_terminal(columns: int, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2] / "examples" / "harrow"
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.read([root / "articles"], metadata=root / "metadata.csv")
    for what in ("disputes", "figures", "timeline", "sources", "claims", "copies", "articles"):
        code, shown = in_terminal("show", path, what, columns=columns)
        assert code == 0
        lines = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
        assert max(map(len, lines)) <= columns
        days = re.findall(r"20\d\d-\d\d(?:-\d\d?)?(?![\d-])", shown)
        assert all(len(day) in {7, 10} for day in days)  # none is broken over two lines

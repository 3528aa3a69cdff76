#!/usr/bin/env python3
"""The daily commands, with nothing but Python 3.11 or newer and the standard library.

    python3 tasks.py example    set up, read the bundled example, write its report
    python3 tasks.py test       set up, run the tests; the slow ones with: test -m slow
    python3 tasks.py check      formatting, lint, types, import rules
    python3 tasks.py accounts   score annotated stories against the floors (skips where the corpora are absent)
    python3 tasks.py scores     score reader, figures and places on public corpora (skips where they are absent)
    python3 tasks.py dates      score dates, with the peers, and days of pages and of undated articles (skips what is absent)
    python3 tasks.py bench      speed: cold start, and a thousand articles
    python3 tasks.py lock       pin the requirements anew

Everything is installed into .venv from the pinned, hashed files in requirements/, nothing outside this folder.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OUT = ROOT / "out"
CORPORA = ROOT.parent / "shared" / "data"
ACCOUNTS = ROOT.parent / "shared" / "accounts" / "stories"
LEAST = (3, 11)


def run(*command: str | Path, quiet: bool = False) -> None:
    """Runs a command in the project's folder and stops with its exit code where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=subprocess.DEVNULL if quiet else None, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def set_up(kind: str) -> None:
    """Makes .venv and installs the pinned requirements of that kind, where that is not done yet."""
    wanted = [ROOT / "requirements" / "build.txt", ROOT / "requirements" / f"{kind}.txt"]
    stamp = VENV / f".installed-{kind}"
    newest = max(path.stat().st_mtime for path in [*wanted, ROOT / "pyproject.toml"])
    if PYTHON.exists() and stamp.exists() and stamp.stat().st_mtime >= newest:
        return
    if not PYTHON.exists():
        say(f"Setting up {VENV.relative_to(ROOT)} (once; about a minute)")
        try:
            import ensurepip  # noqa: F401 - only asks whether it is there
        except ImportError:
            sys.exit("This Python has no pip of its own. On Debian or Ubuntu install it with: apt install python3-venv")
        run(sys.executable, "-m", "venv", VENV)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "-qq")
    for path in wanted:
        run(*pip, "install", "--require-hashes", "--requirement", path)
    run(*pip, "install", "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.touch()


def say(text: str) -> None:
    """Prints at once, also into a pipe."""
    print(text, flush=True)


def example(_: list[str]) -> None:
    """Reads the bundled example and writes its report."""
    set_up("user")
    (folder,) = [p.parent for p in (ROOT / "examples").glob("*/articles")]
    OUT.mkdir(exist_ok=True)
    ledger, report = OUT / f"{folder.name}.onrecord", OUT / f"{folder.name}.html"
    for old in OUT.glob(f"{ledger.name}*"):
        old.unlink()  # the example is read anew each time
    metadata = folder / "metadata.csv"
    begun = time.monotonic()
    onrecord = BIN / "onrecord"
    run(onrecord, "read", folder / "articles", "--metadata", metadata, "--ledger", ledger)
    run(onrecord, "report", ledger, "-o", report)
    say(f"Read and reported in {time.monotonic() - begun:.1f} s. Open {report.as_uri()} in a browser.")


def test(arguments: list[str]) -> None:
    """Runs the tests, or those that are asked for; the slow ones with `-m slow`."""
    set_up("dev")
    run(PYTHON, "-m", "pytest", "-n", "2", *(arguments or ("-m", "not slow")))


def check(_: list[str]) -> None:
    """Formatting, lint, types, import rules."""
    set_up("dev")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "ruff", "check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports")


def accounts(arguments: list[str]) -> None:
    """Scores annotated stories, the bundled example last, against the floors."""
    set_up("dev")
    for folder in arguments or (ACCOUNTS, ROOT / "examples"):
        run(PYTHON, "-m", "onrecord.evaluate.accounts", folder)


def scores(arguments: list[str]) -> None:
    """Scores the trained reader, the grammar of figures and the resolution of places, with the peers' figures beside them."""
    set_up("dev")
    run(PYTHON, "-m", "onrecord.evaluate.quantities", CORPORA)
    weights = ROOT / "src" / "onrecord" / "neural" / "weights"
    run(PYTHON, "-m", "training.reader.scores", *(arguments or [CORPORA, weights]))
    run(PYTHON, "-m", "onrecord.evaluate.places", *(arguments[:1] or [CORPORA]))


def dates(arguments: list[str]) -> None:
    """Scores expressions of time, the days of pages and of undated articles, with the peers beside them."""
    set_up("dev")
    run(PYTHON, "benchmarks/dates.py", CORPORA, *arguments)
    run(PYTHON, "benchmarks/date_cases.py", CORPORA, *arguments)
    run(PYTHON, "benchmarks/page_days.py", CORPORA)
    events = CORPORA / "stories" / "galaxy_wikinews" / "handpicked.json"
    run(PYTHON, "benchmarks/undated.py", ACCOUNTS, "--timelines", CORPORA / "timelines" / "t17", "--events", events)


def bench(arguments: list[str]) -> None:
    """Measures speed."""
    set_up("dev")
    run(PYTHON, "benchmarks/speed.py", *arguments)


def pictures(_: list[str]) -> None:
    """Takes the pictures of the pages that the docs show (needs Chromium)."""
    set_up("dev")
    run(PYTHON, "docs/take_pictures.py")


def lock(_: list[str]) -> None:
    """Pins the requirements anew (needs uv)."""
    uv = shutil.which("uv") or sys.exit("lock needs uv: pip install uv")
    options = ("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
               "--no-emit-index-url", "--upgrade")  # fmt: skip
    folder = ROOT / "requirements"
    every, served = ("--extra", "web", "--extra", "mcp", "--extra", "notebook"), ("--extra", "web")
    inputs = ("pyproject.toml", folder / "build.in", folder / "dev.in")
    run(uv, "pip", "compile", *inputs, *every, *options, "-o", folder / "dev.txt")
    pinned = ("-c", folder / "dev.txt")
    run(uv, "pip", "compile", "pyproject.toml", *served, *pinned, *options, "-o", folder / "user.txt")
    run(uv, "pip", "compile", folder / "build.in", *pinned, *options, "-o", folder / "build.txt")


TASKS = {task.__name__: task for task in (example, test, check, accounts, scores, dates, bench, pictures, lock)}


def main() -> None:
    """Runs the task that is named."""
    if sys.version_info < LEAST:
        sys.exit(f"onrecord needs Python {LEAST[0]}.{LEAST[1]} or newer; this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    arguments, rest = parser.parse_known_args()
    TASKS[arguments.task](rest)


if __name__ == "__main__":
    main()

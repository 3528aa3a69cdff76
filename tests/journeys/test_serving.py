"""`onrecord serve` and `onrecord mcp` as processes: started, asked, stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main
from onrecord.store import kept
from tests.conftest import make_story

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one story."""
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(make_story(1))
    return tmp_path / "x.onrecord"


@pytest.fixture
def served(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A serving process and its address."""
    pytest.importorskip("starlette", reason="the extra [web] is not installed")
    command = [sys.executable, "-u", "-m", "onrecord", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", told)
        assert found, told
        yield process, found.group()
        process.kill()


def test_it_serves_until_it_is_interrupted(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert "6 articles in 1 story" in answer.read().decode()
    with urllib.request.urlopen(f"{address}api/v1/figures?limit=2", timeout=30) as answer:
        assert len(json.load(answer)["data"]) == 2
    with pytest.raises(urllib.error.HTTPError, match="431"):
        urllib.request.urlopen(urllib.request.Request(address, headers={"X-Long": "a" * 40_000}), timeout=30)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert process.stderr
    assert "Traceback" not in process.stderr.read()


def test_what_pages_are_made_of_is_kept_again_once_it_is_served(path: Path) -> None:
    pytest.importorskip("starlette", reason="the extra [web] is not installed")
    with onrecord.open(path) as ledger:
        for story in ledger.stories():
            kept.forget_story(ledger.connection, story.id)
        assert ledger.is_behind()
    command = [sys.executable, "-u", "-m", "onrecord", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process, onrecord.open(path, read_only=True) as ledger:
        for _ in range(600):
            if not ledger.is_behind():
                break
            time.sleep(0.1)
        assert not ledger.is_behind()
        process.kill()


def test_a_taken_port_and_a_missing_ledger_are_told(
    served: tuple[subprocess.Popen[str], str], path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = re.search(r":(\d+)/", served[1])
    assert port
    assert main(["serve", str(path), "--port", port.group(1)]) == 4
    assert "Choose another --port" in capsys.readouterr().err
    assert main(["serve", str(path) + ".none"]) == 3


def test_an_agent_speaks_to_it(path: Path) -> None:
    pytest.importorskip("mcp", reason="the extra [mcp] is not installed")
    import asyncio

    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def ask() -> tuple[set[str], str]:
        server = StdioServerParameters(command=sys.executable, args=["-m", "onrecord", "mcp", str(path)], env=dict(os.environ))
        async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            tools = await session.list_tools()
            answer = await session.call_tool("search", {"words": "reservoir"})
            return {tool.name for tool in tools.tools}, answer.content[0].text  # type: ignore[union-attr]

    names, text = asyncio.run(ask())
    asked = {"stories", "statements", "disputes", "figures", "timeline", "search", "since"}
    assert names == {*asked, "check_draft", "judgements"}
    assert "rows" in json.loads(text)

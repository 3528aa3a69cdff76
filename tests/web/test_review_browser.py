"""An editor at work in a browser, by keyboard alone and without a script; every form has a name and fits a phone."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from tests.test_judging import contradiction, ferry
from tests.web.test_pages_browser import BROWSER, FAULTS

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome at hand")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one story."""
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add(ferry())
    return tmp_path / "x.onrecord"


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    """The ledger, served to an editor."""
    import uvicorn

    from onrecord.web.app import make_app
    from onrecord.web.serving import listen

    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(make_app(path, editor="N. Orr"), log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


def test_the_queue_by_keyboard(address: str, path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        total = ledger.queue().total
    assert total > 1
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/queue")
        for left in range(total - 1, -1, -1):
            # the first button has the focus: Enter decides, and the next has it then
            with page.expect_response(lambda r: r.request.method == "POST"):
                page.keyboard.press("Enter")
            page.wait_for_selector("text=Nothing waits." if left == 0 else f"ol.waits > li:nth-child({left})")
            assert page.locator("ol.waits > li").count() == left
        browser.close()
    with onrecord.open(path, read_only=True) as ledger:
        assert len(ledger.judgements()) == total
        assert ledger.queue().total == 0


def test_reject_and_undo_on_the_page_of_a_dispute(address: str, path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        found = contradiction(ledger)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"{address}/entries/{found.left}")
        page.get_by_role("button", name="It does not", exact=True).first.click()
        page.wait_for_selector("text=contradiction rejected by")
        assert page.url == f"{address}/entries/{found.left}#judgements"
        with onrecord.open(path, read_only=True) as ledger:
            assert found not in list(ledger.relations())
        page.get_by_role("button", name="Undo: contradiction rejected").click()
        page.wait_for_selector("li.withdrawn")
        with onrecord.open(path, read_only=True) as ledger:
            assert found in list(ledger.relations())
        # a form of this server on a page of another: the browser says where it comes from
        page.goto("about:blank")
        page.set_content(
            f'<form method="post" action="{address}/judge"><input name="decision" value="note">'
            f'<input name="ids" value="{found.left}"><input name="why" value="x"><button>go</button></form>'
        )
        with page.expect_response(lambda r: r.request.method == "POST") as refused:
            page.click("button")
        assert refused.value.status == 403
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_pages_with_forms(address: str, path: Path, width: int, scheme: str) -> None:
    with onrecord.open(path) as ledger:
        found = contradiction(ledger)
        said = next(q for q in ledger.quotations() if q.source)
        ledger.judge("note", [said.id], editor="N. Orr", why="x" * 300)
    told: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("console", lambda line: told.append(line.text))
        targets = ["/queue", "/judgements", f"/articles/{said.article}", f"/stories/{said.article}", f"/sources/{said.id}"]
        for target in (*targets, *(f"/{kind}/{i}" for kind in ("entries", "claims") for i in (said.id, found.left))):
            page.goto(address + target)
            page.evaluate("document.querySelectorAll('details.jf').forEach(d => { d.open = true })")
            assert page.evaluate(FAULTS) == {"wide": [], "nameless": [], "headings": False, "main": False}, target
            small = (
                "[...document.querySelectorAll('#judgements button, .waits button, #judgements a, .waits a')]"
                ".filter(e => e.getBoundingClientRect().height < 24).length"
            )
            assert page.evaluate(small) == 0, target
        browser.close()
    assert told == []

"""An editor at work in a browser, by keyboard alone and without a script; every form has a name and fits a phone."""

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from tests.browsing import IN_BROWSER, browsing
from tests.conftest import make_article
from tests.review.test_judging import contradiction
from tests.web.serving import serving
from tests.web.test_pages_browser import FAULTS

HE = (
    "Ferry sinks off Merrow\nCaptain Ivo Brandt spoke to reporters in Merrow on Monday. "
    "He said the hull of the Alder was sound. The shipyard denied that it had warned the owner."
)

pytestmark = IN_BROWSER


def test_the_queue_by_keyboard(address: str, path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        total = ledger.queue().total
    assert total > 1
    with browsing() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/queue")
        for left in range(total - 1, -1, -1):
            # the first button has the focus: Enter decides, and the next has it then
            with page.expect_navigation():
                page.keyboard.press("Enter")
            page.wait_for_selector("text=Nothing waits." if left == 0 else f"ol.waits > li:nth-child({left})")
            assert page.locator("ol.waits > li").count() == left
    with onrecord.open(path, read_only=True) as ledger:
        assert len(ledger.judgements()) == total
        assert ledger.queue().total == 0


def test_reject_and_undo_on_the_page_of_a_dispute(address: str, path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        found = contradiction(ledger)
    with browsing() as browser:
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


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_pages_with_forms(address: str, path: Path, width: int, scheme: str) -> None:
    with onrecord.open(path) as ledger:
        found = contradiction(ledger)
        said = next(q for q in ledger.quotations() if q.source)
        ledger.judge("note", [said.id], editor="N. Orr", why="x" * 300)
    told: list[str] = []
    with browsing() as browser:
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
    assert told == []


def test_the_queue_by_single_keys(address: str, path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        found = list(ledger.queue().doubts)
    kinds = [doubt.kind for doubt in found]
    assert kinds.count("relation") >= 2

    def judged() -> list[str]:
        with onrecord.open(path, read_only=True) as ledger:
            return [j.judgement.decision for j in ledger.judgements()]

    def press(key: str) -> None:
        with page.expect_navigation():
            page.keyboard.press(key)

    def at() -> int:
        return int(page.evaluate("[...document.querySelectorAll('.waits > li')].indexOf(document.activeElement.closest('li'))"))

    told: list[str] = []
    with browsing() as browser:
        page = browser.new_page()
        page.on("console", lambda line: told.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(f"{address}/queue")
        total = page.locator(".waits > li").count()
        assert at() == 0
        page.keyboard.press("k")
        assert at() == 0
        page.keyboard.press("j")
        assert at() == 1
        press("x" if kinds[1] == "relation" else "c")
        # what is decided leaves the list, and the next stands in its place, under the focus
        assert page.locator(".waits > li").count() == total - 1
        assert at() == min(1, total - 2)
        assert "by N. Orr" in page.locator(".verdicts.last").inner_text()
        press("u")
        assert page.locator(".waits > li").count() == total
        assert page.locator(".verdicts.last").count() == 0
        assert at() == min(1, total - 2)
        assert judged()[-1] == "undo"
        for _ in range(kinds.index("relation")):
            page.keyboard.press("j")
        page.keyboard.press("k")
        press("c")
        assert judged()[-1].startswith("confirm")
        # letters that are typed into a field decide nothing
        before = judged()
        page.keyboard.press("/")
        page.keyboard.type("cxuj")
        assert page.input_value("#q") == "cxuj"
        assert judged() == before
        page.keyboard.press("?")
        assert page.locator("dialog.keys").count() == 0
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("?")
        assert {"j", "k", "c", "x", "u", "e", "o"} <= set(page.locator("dialog.keys dt").all_inner_texts())
        page.keyboard.press("c")
        assert judged() == before
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog.keys", state="detached")
        page.keyboard.press("o")
        page.wait_for_url(lambda url: "/entries/" in url or "/articles/" in url)
    assert told == []


def test_correct_by_key(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add([make_article(HE, publisher="Merrow Daily", day="2031-05-14")])
        kinds = [doubt.kind for doubt in ledger.queue().doubts]
    assert "source" in kinds
    with serving(make_app(path, editor="N. Orr")) as address, browsing() as browser:
        page = browser.new_page()
        page.goto(f"{address}/queue")
        for _ in range(kinds.index("source")):
            page.keyboard.press("j")
        page.keyboard.press("e")
        page.keyboard.type("Ivo Brandt")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.tagName") == "BUTTON"
        page.keyboard.press("e")
        with page.expect_response(lambda r: r.request.method == "POST"):
            page.keyboard.press("Enter")
        page.wait_for_selector(".verdicts.last")
    with onrecord.open(path, read_only=True) as ledger:
        (made,) = ledger.judgements()
        assert made.judgement.decision == "correct-source"
        assert {q.source.name for q in ledger.quotations() if q.source} >= {"Ivo Brandt"}

"""Grade, note, overrule and undo in a browser, by keyboard alone; what the pages show then is as accessible as before."""

from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

import onrecord
from tests.browsing import IN_BROWSER, browsing
from tests.journeys.test_morning import Hands
from tests.review.test_judging import contradiction
from tests.web.test_axe_browser import RULES, RUN

pytestmark = IN_BROWSER
FORM = "#judgements"


def fill(hands: Hands, form: str, *fields: tuple[str, str], button: str) -> None:
    """Opens a form, goes through its fields by Tab, and sends it."""
    hands.skip("Skip to deciding", FORM)
    hands.reach(form)
    hands.press("Enter")
    for label, text in fields:
        hands.reach(label)
        if len(text) == 1:
            hands.press(text)  # as in any list, a letter goes to the first that begins with it
        else:
            hands.type(text)
    hands.follow(button)


def told(page: Any) -> str:
    return " ".join(page.inner_text(FORM).split())


def find_faults(page: Any, script: bool) -> list[str]:
    if not script:
        return []  # axe is one
    page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    return list(page.evaluate(RUN, list(RULES)))


@pytest.mark.parametrize(("width", "scheme", "script"), [(390, "dark", True), (1280, "light", True), (390, "light", False)])
def test_grade_note_overrule_and_undo(address: str, path: Path, width: int, scheme: str, script: bool) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        said = next(q for q in ledger.quotations() if q.source)
        pair = contradiction(ledger)
    with browsing() as browser:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script)
        page = context.new_page()
        hands = Hands(page)
        page.goto(f"{address}/entries/{said.id}")
        fill(hands, "Grade the information", ("Credibility", "2"), ("Why", "two saw it"), button="Grade")
        assert "information graded 2, probably true by N. Orr" in told(page)
        fill(hands, "Grade the information", ("Credibility", "4"), button="Grade")
        assert "information graded 4, doubtful by N. Orr" in told(page)
        assert told(page).count("overruled by a later one, j-") == 1
        fill(hands, "Grade the source", ("Reliability", "C"), button="Grade")
        fill(hands, "Write a note", ("What you note", "Ask the yard again."), button="Note")
        assert "noted by N. Orr" in told(page)
        assert "Ask the yard again." in told(page)
        # the last of them is taken back
        hands.skip("Skip to deciding", FORM)
        hands.follow("Undo: noted")
        assert page.locator("li.withdrawn", has_text="Ask the yard again.").count() == 1
        faults = find_faults(page, script)

        # a relation is confirmed, and then rejected: the later one holds, and both are told
        page.goto(f"{address}/disputes/{pair.left}")
        hands.skip("Skip to deciding", FORM)
        hands.follow("It does")
        faults += find_faults(page, script)
        with onrecord.open(path, read_only=True) as ledger:
            assert any(r.decided_by == "person" for r in ledger.relations())
        page.goto(f"{address}/entries/{pair.left}")
        hands.skip("Skip to deciding", FORM)
        hands.follow("It does not")
        assert page.locator("li.overruled", has_text="contradiction confirmed").count() == 1
        faults += find_faults(page, script)
        page.goto(f"{address}/judgements")
        assert page.locator("li.overruled").count() == 2
        faults += find_faults(page, script)
        hands.follow("Undo: contradiction rejected")
        assert page.locator("li.overruled").count() == 1
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    with onrecord.open(path, read_only=True) as ledger:
        states = {(j.judgement.decision, j.state) for j in ledger.judgements()}
        assert ("confirm-relation", "stands") in states
        assert {"grade-information", "grade-source", "note", "reject-relation", "undo"} <= {d for d, _ in states}
        assert any(r.decided_by == "person" for r in ledger.relations())

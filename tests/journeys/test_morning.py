"""A morning of an editor's work in the browser, by keyboard alone: from the dispute to the dossier that is sent."""

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from tests.browsing import IN_BROWSER, browsing

pytest.importorskip("starlette", reason="the extra [web] is not installed")
pytestmark = IN_BROWSER

DRAFT = "“This was no accident,” Adela Korvin said.\n\nFourteen people were killed in the Harrow Tunnel explosion."
# the words by which a person who does not see it knows what has the focus
FOCUS = """() => { const e = document.activeElement
  return ((e && (e.getAttribute('aria-label') || (e.labels && e.labels[0] || e).innerText)) || '').trim() }"""
MOST_TABS = 400


@pytest.fixture
def path(tmp_path: Path, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    return Path(shutil.copyfile(read_example, tmp_path / "x.onrecord"))


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


class Hands:
    """Somebody at a keyboard: goes from one thing to the next by Tab, and does it by Enter."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def reach(self, words: str) -> None:
        """Tabs on until what has the focus begins with the words."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if str(self.page.evaluate(FOCUS)).lower().startswith(words.lower()):
                return
        raise AssertionError(f"{words!r} is not reached by Tab on {self.page.url}")

    def follow(self, words: str) -> None:
        """Goes where a link or button leads."""
        self.reach(words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def skip(self, words: str, anchor: str) -> None:
        """Follows a link on the same page."""
        self.reach(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(re.escape(anchor) + "$"))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def save(self, words: str, folder: Path) -> str:
        """What a link gives to save."""
        self.reach(words)
        with self.page.expect_download() as saved:
            self.page.keyboard.press("Enter")
        file = folder / str(saved.value.suggested_filename)
        saved.value.save_as(file)
        return file.read_text(encoding="utf-8")


def settle(look: Callable[[], bool]) -> None:
    """Waits until what was decided is worked in."""
    for _ in range(200):
        if look():
            return
        time.sleep(0.1)
    raise AssertionError("it was not worked in")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_morning(address: str, path: Path, tmp_path: Path, script: bool) -> None:
    with onrecord.open(path, read_only=True) as ledger, browsing() as browser:
        context = browser.new_context(java_script_enabled=script, accept_downloads=True)
        page = context.new_page()
        hands = Hands(page)

        # the figures in dispute
        page.goto(f"{address}/")
        hands.follow("At least nine killed")
        hands.follow("In dispute")
        owed = page.locator("article.disp", has_text="Royalties owed")
        assert "Given as 1.2 billion and ≤ 300 million crowns" in owed.inner_text()
        number = page.locator("article.disp").all_inner_texts().index(owed.inner_text())
        for _ in range(number + 1):
            hands.reach("by itself")
        with page.expect_navigation():
            hands.press("Enter")
        assert "/disputes/" in page.url

        # the relation is confirmed
        hands.skip("Skip to deciding", "#judgements")
        hands.follow("It does")
        assert "contradiction confirmed by N. Orr" in re.sub(r"\s+", " ", page.inner_text("#judgements"))
        settle(lambda: any(r.relation == "contradicts" and r.decided_by == "person" for r in ledger.relations()))

        # the dossier of the dispute is sent
        page.reload()
        sent = hands.save("dossier to send", tmp_path)
        assert "1.2 billion crowns" in sent
        assert "N. Orr" in sent
        assert sent.count('"sha256"') < len(list(ledger.articles())), "the articles of the dispute alone"

        # an entity is corrected: two names of one party
        hands.follow("Who said what")
        hands.follow("Brenna Autonomy Front")
        before = int(re.search(r"([\d,]+) statements? in this story", page.inner_text("main"))[1])  # type: ignore[index]
        hands.skip("Skip to deciding", "#judgements")
        hands.reach("Is the same as another")
        hands.press("Enter")
        hands.reach("The other")
        hands.press(*"Front (")  # as in any list, letters go to the first that begins with them
        hands.follow("Put together")
        settle(lambda: any(e.name == "Brenna Autonomy Front" and "Front" in e.aliases for e in ledger.entities()))
        page.reload()
        after = int(re.search(r"([\d,]+) statements? in this story", page.inner_text("main"))[1])  # type: ignore[index]
        assert after > before

        # a draft is checked
        hands.follow("Check a draft")
        hands.reach("Paste the copy")
        hands.type(DRAFT)
        hands.follow("Check")
        assert page.locator(".notes > li").count() == 2

        # what changed
        hands.follow("What is new")
        hands.reach("Since day")
        hands.press("Control+a")
        hands.type("2024-10-10")
        hands.press("Enter")
        page.wait_for_url("**/since?day=2024-10-10")
        assert re.search(r"Figures moved: [1-9]", page.inner_text("main"))
        assert page.locator("main li", has_text="origin").count() > 0

        # and the story as a whole
        hands.follow("onrecord")
        hands.follow("At least nine killed")
        assert "The days that weigh most" in page.inner_text("main")
        whole = hands.save("Dossier to send", tmp_path)
        assert whole.count('"sha256"') == len(list(ledger.articles()))

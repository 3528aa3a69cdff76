"""The page in a browser: nothing planted runs, nothing is asked for, every address can be reached, no page is too wide."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from report_story import make_story
from tests.browsing import IN_BROWSER, browsing
from tests.tell.report.test_report_map import with_places
from tests.tell.report.test_report_page import make_hostile, make_many

from onrecord.tell.report import render_report

pytestmark = IN_BROWSER

# Elements whose box is wider than the page, as far as nothing scrolls around them.
_TOO_WIDE = """() => [...document.querySelectorAll('body *:not(svg *)')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className).slice(0, 5)"""
_SMALL = """() => [...document.querySelectorAll('nav a, summary, .go, a.ref')].filter(e => {
  if (!e.checkVisibility()) return false
  const box = e.getBoundingClientRect(), grown = getComputedStyle(e, '::after')
  const height = Math.max(box.height, parseFloat(grown.height) || 0), width = Math.max(box.width, parseFloat(grown.width) || 0)
  return height < 23.5 || width < 23.5
}).map(e => e.outerHTML.slice(0, 90))"""
_UNREACHED = """async (ids) => {
  const lost = []
  for (const id of ids) {
    location.hash = '#' + id
    const e = document.getElementById(id)
    let seen = false
    for (let wait = 0; wait < 1000 && !seen; wait = 2 * wait + 1) {
      await new Promise(done => setTimeout(done, wait))
      const box = e.getBoundingClientRect()
      seen = e.checkVisibility({contentVisibilityAuto: true}) && box.bottom >= -1 && box.top <= innerHeight
    }
    if (!seen) lost.push(id)
  }
  return lost
}"""
_NAMELESS = """() => [...document.querySelectorAll('a, summary')]
  .filter(e => !(e.getAttribute('aria-label') || e.textContent).trim()).map(e => e.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with browsing() as browser:
        yield browser


class Opened:
    """A report opened in a page, with what it asked for and complained of."""

    def __init__(self, browser, folder: Path, source: str, *, width: int = 1280, dark: bool = False) -> None:  # type: ignore[no-untyped-def]
        path = folder / "report.html"
        path.write_text(source, encoding="utf8")
        self.page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.goto(path.as_uri())


def tesk() -> str:
    documents, record = make_story()
    return render_report(documents, [record])


def test_nothing_planted_runs(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    documents, record = make_hostile()
    opened = Opened(browser, tmp_path, render_report(documents, [record]))
    assert opened.page.evaluate("window.planted === undefined")
    assert len(opened.requests) == 1, "the page itself and nothing else"
    assert opened.complaints == []


@pytest.mark.parametrize("width", [360, 640, 800, 905, 1000, 1100, 1280])
def test_no_page_scrolls_sideways(browser, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    for made in (make_story(), make_hostile()):
        opened = Opened(browser, tmp_path, render_report(made[0], [made[1]]), width=width)
        opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert opened.page.evaluate(_TOO_WIDE) == []


@pytest.mark.parametrize("width", [905, 1100, 1400])
def test_the_notes_beside_a_text_stand_whole_and_none_on_another(browser, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    documents, records = make_many(articles=2, statements=8)
    opened = Opened(browser, tmp_path, render_report(documents, records), width=width)
    boxes = opened.page.evaluate("""() => [...document.querySelectorAll('.g')].filter(e => e.checkVisibility())
        .map(e => e.getBoundingClientRect()).map(b => [b.top, b.bottom, b.right])""")
    assert len(boxes) > 1
    for (_, bottom, right), (top, *_) in pairwise(boxes):
        assert bottom <= top
        assert right <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_every_address_can_be_reached(browser, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    documents, records = make_many(articles=14, statements=3)
    for source in (tesk(), render_report(documents, records)):
        opened = Opened(browser, tmp_path, source, width=width)
        ids = opened.page.evaluate(
            "[...new Set([...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)))]"
        )
        assert len(ids) > 30
        # What is drawn for wide pages alone has no place on narrow ones.
        assert opened.page.evaluate(_UNREACHED, ids) == []


def test_folds_open_for_their_addresses(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    documents, records = make_many(articles=14, statements=3)
    opened = Opened(browser, tmp_path, render_report(documents, records))
    text = opened.page.locator("details.fold .txt").first
    assert not text.is_visible()
    opened.page.evaluate("location.hash = document.querySelector('details.fold .ref').id")
    opened.page.locator("a.ref:target").wait_for(state="visible")
    assert text.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_links_have_names_and_room(browser, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, tesk(), width=width)
    assert opened.page.evaluate(_NAMELESS) == []
    assert opened.page.evaluate(_SMALL) == []


def test_the_keyboard_comes_first_to_the_skip_link(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, tesk())
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    assert opened.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "main"


def test_the_dark_scheme_is_followed(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ground = "getComputedStyle(document.body).backgroundColor"
    light = Opened(browser, tmp_path, tesk()).page.evaluate(ground)
    dark = Opened(browser, tmp_path, tesk(), dark=True).page.evaluate(ground)
    assert light != dark


def test_paper_shows_disputes_and_articles_in_full(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, tesk(), width=720)
    opened.page.emulate_media(media="print")
    for part in (".disp .more .ent", ".art .txt p", ".rcpt td"):
        assert opened.page.locator(part).first.is_visible(), part
    assert not opened.page.locator("nav.parts").first.is_visible()


def test_the_map_comes_closer_and_moves_by_keyboard(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = Opened(browser, tmp_path, with_places(("Marnvik", 51.7, 36.2), ("Tolsk", 50.9, 34.8))).page
    size = (
        "(() => { const b = document.querySelector('.map.wide .pan'); return [b.scrollWidth / b.clientWidth, b.scrollLeft] })()"
    )
    assert page.evaluate(size) == [1, 0]
    before = page.locator(".map.wide .pt").first.bounding_box()
    page.locator(".map.wide input").first.focus()
    page.keyboard.press("ArrowRight")
    assert round(page.evaluate(size)[0]) == 2
    after = page.locator(".map.wide .pt").first.bounding_box()
    assert abs(before["width"] - after["width"]) < 1, "marks keep their size"
    page.locator(".map.wide .pan").focus()
    page.keyboard.press("ArrowRight")
    moved = (page.wait_for_timeout(50) or page.evaluate(size)[1] for _ in range(60))
    assert any(left > 0 for left in moved)
    assert page.locator(".map.wide .pl.z2").first.is_visible()
    assert not page.locator(".map.wide .pl.z1").first.is_visible()

"""What the script adds, in a browser: a map that comes closer, marks and rows that light each other up, lists that narrow."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from tests.browsing import IN_BROWSER, browsing
from tests.web.serving import serving
from tests.web.test_places import talks

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[tuple[str, str]]:
    """The story of the bundled example, and one that is told of places on a map."""
    path = tmp_path_factory.mktemp("script") / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add(talks())
        placed = next(iter(ledger.stories())).articles[0]
    with onrecord.open(read_example, read_only=True) as ledger:
        key = max(ledger.stories(), key=lambda s: len(s.articles)).articles[0]
    with serving(make_app(read_example)) as example, serving(make_app(path)) as served:
        yield f"{example}/stories/{key}", f"{served}/stories/{placed}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser."""
    with browsing() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page on which nothing complains."""
    told: list[str] = []
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("console", lambda line: told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    page.close()
    assert told == []


def test_the_map_comes_closer(page: Any, addresses: tuple[str, str]) -> None:
    page.goto(f"{addresses[1]}/map")
    width = "document.querySelector('.map.wide .pan svg').getBoundingClientRect().width"
    radius = "document.querySelector('.map.wide .pt').getBoundingClientRect().width"
    before, mark = page.evaluate(width), page.evaluate(radius)
    page.locator(".map.wide").get_by_role("button", name="Closer").click()
    assert page.evaluate(width) == pytest.approx(1.4 * before, rel=0.01)
    page.keyboard.press("+")  # the letter leads to the map, and there brings it closer
    page.keyboard.press("+")
    assert page.evaluate(width) == pytest.approx(1.4**2 * before, rel=0.01)
    assert page.evaluate(radius) == pytest.approx(mark, rel=0.05)
    page.keyboard.press("0")
    assert page.evaluate(width) == pytest.approx(before, rel=0.01)
    box = page.locator(".map.wide .pan").bounding_box()
    page.locator(".map.wide").get_by_text("4×").click()
    assert page.evaluate(width) == pytest.approx(4 * before, rel=0.02)
    assert page.evaluate("getComputedStyle(document.querySelector('.map.wide text.z1')).display") == "none"
    left = "document.querySelector('.map.wide .pan').scrollLeft"
    start = page.evaluate(left)
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 200)
    page.mouse.up()
    assert page.evaluate(left) == pytest.approx(start + 50, abs=2)
    page.mouse.wheel(0, 120)  # without a key held down it is the page that scrolls
    assert page.evaluate(width) == pytest.approx(4 * before, rel=0.02)


def test_the_map_without_a_script(browser: Any, addresses: tuple[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{addresses[1]}/map")
    before = page.locator(".map.narrow .pan svg").bounding_box()["width"]
    page.locator(".map.narrow").get_by_text("2×").click()
    assert page.locator(".map.narrow .pan svg").bounding_box()["width"] == pytest.approx(2 * before, rel=0.02)
    assert page.locator(".gaz li").count() >= 3
    assert page.locator(".sift input").count() == 0
    context.close()


def test_marks_and_rows_light_each_other_up(page: Any, addresses: tuple[str, str]) -> None:
    page.goto(f"{addresses[1]}/map")
    mark = page.locator(".map.wide svg a").first
    row = page.locator(f"[id='{mark.get_attribute('href')[1:]}']")
    mark.hover()
    assert "lit" in row.get_attribute("class")
    page.mouse.move(1, 1)
    assert "lit" not in (row.get_attribute("class") or "")
    row.locator("a").first.focus()
    assert "lit" in mark.get_attribute("class")
    page.goto(f"{addresses[0]}/figures")
    mark = page.locator(".plot.wide a[data-rows]").first
    rows = mark.get_attribute("data-rows").split()
    mark.focus()
    lit = page.locator("tr.lit")
    assert 1 <= lit.count() <= len(rows)
    row = lit.first
    assert row.get_attribute("id") == rows[0] or row.locator(f"[id='{rows[0]}']").count() == 1
    page.mouse.move(1, 1)
    row.hover()
    assert mark.evaluate("mark => mark.classList.contains('lit')")
    page.keyboard.press("/")
    page.keyboard.type("no such words")
    assert "out" in mark.get_attribute("class")
    page.keyboard.press("Escape")
    assert "out" not in (mark.get_attribute("class") or "")
    mark.focus()
    page.keyboard.press("Enter")  # a mark leads to its figure, in its sentence
    page.wait_for_url("**/entries/**")
    assert page.locator("main blockquote").count() >= 1


def test_lists_narrow_as_one_types(page: Any, addresses: tuple[str, str]) -> None:
    page.goto(f"{addresses[0]}/sources")
    rows = page.locator("ol.people > li")
    total, name = rows.count(), rows.nth(3).locator("a").inner_text()
    page.keyboard.press("/")
    page.keyboard.type(name.upper())
    shown = [r.inner_text() for r in rows.all() if r.is_visible()]
    assert 1 <= len(shown) < total
    assert all(name.casefold() in text.casefold() for text in shown)
    assert page.locator(".sift output").inner_text() == f"{len(shown)} of {total}"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li').hidden") is False
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert sum(r.is_visible() for r in rows.all()) == total
    # tables and days of which nothing is left go, too
    page.goto(f"{addresses[0]}/timeline")
    page.keyboard.press("/")
    page.keyboard.type("tanker")
    days = page.locator(".tday")
    assert 0 < sum(d.is_visible() for d in days.all()) < days.count()


def test_the_keys_are_told_and_can_be_turned_off(page: Any, addresses: tuple[str, str]) -> None:
    page.goto(f"{addresses[0]}/sources")
    page.keyboard.press("?")
    assert page.locator("dialog.keys dt").all_inner_texts()[0] == "?"
    page.get_by_label("Single keys do something").uncheck()
    page.keyboard.press("Escape")
    assert page.locator("dialog").count() == 0
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.get_by_role("button", name="Keys (?)").click()
    page.get_by_label("Single keys do something").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_nothing_is_asked_for_elsewhere(page: Any, addresses: tuple[str, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{addresses[1]}/map")
    base = addresses[1].split("/stories")[0]
    assert {a for a in asked if not a.startswith(base)} == set()
    assert f"{base}/app.js" in asked

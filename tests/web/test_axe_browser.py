"""The pages and the report against the rules of axe for WCAG 2.2 AA, on a phone and a desk, in light and dark."""

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from tests.browsing import IN_BROWSER, browsing
from tests.web.serving import serving
from tests.web.test_places import talks

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

pytestmark = IN_BROWSER
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations
  .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.html.slice(0, 120)} ${n.failureSummary}`))"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[tuple[str, Path, str]]:
    """The bundled example and a story that is told of places on a map, served to an editor; its report; the map."""
    folder = tmp_path_factory.mktemp("axe")
    path, report = folder / "x.onrecord", folder / "report.html"
    shutil.copyfile(read_example, path)
    with onrecord.open(path) as ledger:
        report.write_text(ledger.report(), encoding="utf-8")
        ledger.add(placed := talks())
        said = next(q for q in ledger.quotations() if q.source)
        ledger.judge("note", [said.id], editor="N. Orr", why="Asked again")
    with serving(make_app(path, editor="N. Orr")) as address:
        yield address, report, f"/stories/{placed[0].id}/map"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_rule_is_broken(served: tuple[str, Path, str], width: int, scheme: str) -> None:
    address, report, placed = served
    script = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    with browsing() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(f"{address}/")
        page.click("main a")
        parts = page.eval_on_selector_all("nav.parts a", "all => all.map(a => a.getAttribute('href'))")
        seen = ["/", page.url.removeprefix(address), *parts, f"{parts[1]}?values=one", "/search?q=tunnel&kind=figure"]
        seen += ["/since?day=2024-10-08", "/check", "/about", "/queue", "/judgements", "/nothing", placed]
        for start in ("articles", "entries", "claims", "disputes", "sources"):
            for part in parts:
                page.goto(address + part)
                link = page.query_selector(f'main a[href^="/{start}/"]')
                if link:
                    seen.append((link.get_attribute("href") or "").partition("#")[0])
                    break
        assert len(seen) >= 20
        for target in (*(address + path for path in seen), report.as_uri()):
            page.goto(target)
            page.evaluate("() => document.querySelectorAll('details').forEach(d => { d.open = true })")
            page.evaluate(script)
            for fault in page.evaluate(RUN, list(RULES)):
                found.setdefault(fault, []).append(target)
        page.goto(f"{address}/queue")
        page.keyboard.press("?")
        page.evaluate(script)
        for fault in page.evaluate(RUN, list(RULES)):
            found.setdefault(fault, []).append("the keys")
    assert {fault: targets[:2] for fault, targets in found.items()} == {}

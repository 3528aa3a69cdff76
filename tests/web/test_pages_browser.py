"""The pages in a browser: none is too wide for a phone, everything can be reached by key and has a name, nothing complains."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from tests.browsing import IN_BROWSER, browsing
from tests.check.test_documents import make_docx, para

pytest.importorskip("starlette", reason="the extra [web] is not installed")

HARROW = Path(__file__).resolve().parents[2] / "examples" / "harrow"
pytestmark = IN_BROWSER
FAULTS = """() => {
  const shown = [...document.querySelectorAll('body *:not(svg *)')].filter(e => e.checkVisibility())
  const control = [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')]
  return {
    wide: shown.filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90)).slice(0, 3),
    nameless: control.filter(e => !(e.getAttribute('aria-label') || e.textContent || e.labels?.[0]?.textContent || '').trim())
      .map(e => e.outerHTML.slice(0, 90)),
    headings: document.querySelectorAll('h1').length !== 1,
    main: document.querySelectorAll('main').length !== 1 || !document.documentElement.lang || !document.title,
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bundled example, served."""
    from onrecord.web.app import make_app
    from tests.web.serving import serving

    path = tmp_path_factory.mktemp("browser") / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
    with serving(make_app(path)) as served:
        yield served


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_every_kind_of_page(address: str, width: int, scheme: str) -> None:
    told: list[str] = []
    with browsing() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("console", lambda line: told.append(line.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else told.append(request.url))
        page.goto(f"{address}/")
        page.click("main a")
        parts = page.eval_on_selector_all("nav.parts a", "all => all.map(a => a.getAttribute('href'))")
        seen = ["/", page.url.removeprefix(address), *parts, "/search?q=tunnel&kind=figure", "/since?day=2024-10-08"]
        seen += ["/check", "/about"]
        for start in ("articles", "entries", "claims", "disputes", "sources"):
            for part in list(parts):
                page.goto(address + part)
                link = page.query_selector(f'main a[href^="/{start}/"]')
                if link:
                    seen.append((link.get_attribute("href") or "").partition("#")[0])
                    break
        assert len(seen) >= 16
        for path in seen:
            page.goto(address + path)
            assert page.evaluate(FAULTS) == {"wide": [], "nameless": [], "headings": False, "main": False}, path
        page.goto(f"{address}/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.fill("#q", "fuel tanker")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=fuel+tanker")
        assert page.query_selector(".hits li")
    assert told == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1200, "light")])
def test_a_draft_by_key(address: str, width: int, scheme: str) -> None:
    draft = "“This was no accident,” Adela Korvin said.\n\nFourteen people were killed in the Harrow Tunnel explosion."
    told: list[str] = []
    with browsing() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=True)
        page.on("console", lambda line: told.append(line.text))
        page.goto(f"{address}/check")
        page.focus("#draft")
        page.keyboard.insert_text(draft)
        for _ in range(3):  # a file, the day, the button
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notes")
        assert page.evaluate(FAULTS) == {"wide": [], "nameless": [], "headings": False, "main": False}
        assert page.inner_text("#n1 h3").split("\n")[0].startswith("1")
        assert page.locator(".notes > li").count() == 2
        assert page.input_value("#draft") == draft
        page.click("#n1 h3 a")
        assert page.evaluate("location.hash") == "#m1"
        page.click(".notes blockquote .meta a")
        assert "/articles/" in page.url
    assert told == []


def test_a_word_file_without_a_script(address: str, tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(make_docx(para("“This was no ", "accident,” Adela Korvin said.")))
    with browsing() as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{address}/check")
        page.set_input_files("#file", tmp_path / "draft.docx")
        page.get_by_role("button", name="Check", exact=True).click()
        page.wait_for_selector(".notes")
        assert page.input_value("#draft") == "“This was no accident,” Adela Korvin said."
        (tmp_path / "draft.docx").write_bytes(b"PK\x03\x04")
        page.set_input_files("#file", tmp_path / "draft.docx")
        page.get_by_role("button", name="Check again").click()
        assert "draft.docx: a broken archive" in page.inner_text("[role=alert]")

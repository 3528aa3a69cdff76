"""The dossier in a browser: everything is verified, whatever is changed is told, nothing planted runs, nothing is asked for."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.formats.dossier import make_dossier
from onrecord.tell.tables import Contents
from tests.browsing import IN_BROWSER, browsing
from tests.formats.made import NASTY, judge_hostile, make_hostile

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with browsing() as browser:
        yield browser


class Opened:
    """A dossier opened in a page, with what it asked for and complained of."""

    def __init__(self, browser, folder: Path, html: str, *, width: int = 1280, script: bool = True) -> None:  # type: ignore[no-untyped-def]
        path = folder / "dossier.html"
        path.write_text(html, encoding="utf-8", newline="")
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        self.page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("console", lambda m: self.complaints.append(m.text))
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.goto(path.as_uri())
        self.check = self.page.inner_text("#check")
        self.kind = self.page.get_attribute("#check", "class")


@pytest.mark.parametrize("width", [360, 1280])
def test_every_passage_and_text_is_verified(browser, tmp_path: Path, example: list[Contents], width: int) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, make_dossier(example).html, width=width)
    spans = sum(len(q.content or "c") for c in example for q in c.quotations.values()) + len(example[0].figures)
    texts = len(example[0].documents)
    assert opened.check == f"{spans} of {spans} passages at their place, {texts} of {texts} texts the same as their SHA-256."
    assert opened.kind == "check good"
    assert opened.page.locator(".found.bad").count() == 0
    assert opened.page.locator(".found.good").count() == texts + len(example[0].quotations) + len(example[0].figures)
    assert len(opened.requests) == 1
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_is_verified_and_nothing_of_it_runs(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, make_dossier([make_hostile(), make_hostile(id_="2")]).html)
    assert opened.kind == "check good", opened.check
    assert "12 of 12 passages" in opened.check
    assert opened.page.evaluate("window.planted === undefined")
    assert len(opened.requests) == 1
    assert opened.complaints == []


def _in_data(change: Callable[[dict], None], html: str) -> str:  # type: ignore[type-arg]
    head, _, rest = html.partition('id="data">')
    block, _, tail = rest.partition("</script>")
    data = json.loads(block)
    change(data)
    return f'{head}id="data">{json.dumps(data, ensure_ascii=False).replace("<", chr(92) + "u003c")}</script>{tail}'


def _change_text(data: dict) -> None:  # type: ignore[type-arg]
    at = data["entries"][0]["passages"][0]
    article = next(a for a in data["articles"] if a["id"] == data["entries"][0]["article"])
    text = article["text"]
    article["text"] = text[: at[0]] + "X" + text[at[0] + 1 :]


def _move(data: dict) -> None:  # type: ignore[type-arg]
    data["entries"][0]["passages"][0][0] += 1


def _drop(data: dict) -> None:  # type: ignore[type-arg]
    data["entries"].pop()


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda html: _in_data(_change_text, html), "is not the one that its SHA-256 was taken of"),
        (lambda html: _in_data(_change_text, html), "its words are not at their place"),
        (lambda html: _in_data(_change_text, html), "not those of the fingerprint"),
        (lambda html: _in_data(_move, html), "its words are not at their place"),
        (lambda html: _in_data(_drop, html), "shows more or less than the data hold"),
        (lambda html: html.replace("<mark>At least nine people", "<mark>At least ninety people", 1), "is shown otherwise"),
        (lambda html: html.replace("<mark>", "", 1).replace("</mark>", "", 1), "is shown otherwise"),
        (lambda html: html.replace("the only all-weather road", "the only road", 1), "shown otherwise"),
        (lambda html: html.replace("cannot both hold", "can both hold", 1), "is shown otherwise"),
        (lambda html: html.replace('id="data">{', 'id="data">', 1), "The data cannot be read"),
    ],
)  # fmt: skip
def test_what_is_changed_is_told(
    browser, tmp_path: Path, example: list[Contents], tamper: Callable[[str], str], told: str
) -> None:  # type: ignore[no-untyped-def]
    html = make_dossier(example).html
    changed = tamper(html)
    assert changed != html
    opened = Opened(browser, tmp_path, changed)
    assert opened.kind == "check bad"
    assert opened.check.startswith("Not as it was made.")
    assert told in opened.check


def test_what_people_decided_is_verified_too(browser, tmp_path: Path, example: list[Contents]) -> None:  # type: ignore[no-untyped-def]
    html = make_dossier([judge_hostile(example[0], why="Asked again")]).html
    assert Opened(browser, tmp_path, html).kind == "check good"
    hostile = Opened(browser, tmp_path, make_dossier([judge_hostile(make_hostile(), editor=NASTY, why=NASTY)]).html)
    assert hostile.kind == "check good", hostile.check
    assert hostile.page.evaluate("window.planted === undefined")
    for old, new, told in (
        ('<p class="jd">information graded 4', '<p class="jd">information graded 1', "What was decided about entry"),
        (">Information graded 4", ">Information graded 1", "Judgement j-0 is shown otherwise"),
    ):
        changed = html.replace(old, new, 1)
        assert changed != html
        assert told in Opened(browser, tmp_path, changed).check


def test_it_reads_without_javascript(browser, tmp_path: Path, example: list[Contents]) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, make_dossier(example).html, script=False)
    assert "Not checked here" in opened.check
    assert opened.page.locator("blockquote mark").count() >= len(example[0].quotations)
    assert opened.page.locator(".found:visible").count() == 0
    opened.page.locator("details.whole summary").first.click()
    assert opened.page.locator(".text").first.is_visible()


def test_an_entry_leads_to_its_place_in_the_text(browser, tmp_path: Path, example: list[Contents]) -> None:  # type: ignore[no-untyped-def]
    opened = Opened(browser, tmp_path, make_dossier(example).html)
    links = opened.page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id))"
    )
    assert links == []
    opened.page.locator(".entries a").nth(3).click()
    opened.page.locator(".text").first.wait_for(state="visible")


def test_the_hash_is_that_of_python_whatever_the_length(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from onrecord.tell.tables import gather

    contents = make_hostile()
    first = next(iter(contents.documents.values()))
    made = []
    for n in (0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 4097):
        article = replace(first.article, id=f"a-{n}", text="é🌊x"[: n % 3] + "y" * n)
        reading = replace(first.reading, quotations=(), figures=())
        layout = replace(first.layout, sentences=(), blocks=())
        made.append(replace(first, article=article, reading=reading, layout=layout))
    opened = Opened(browser, tmp_path, make_dossier([gather(made, ())]).html)
    assert opened.check == "0 of 0 passages at their place, 11 of 11 texts the same as their SHA-256."

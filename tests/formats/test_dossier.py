"""The dossier: its data to the letter, its policy by hash, readable without a script; nothing from outside is markup."""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

import onrecord
from onrecord.cli.main import main
from onrecord.errors import LedgerError, LimitError
from onrecord.formats.dossier import make_dossier, page
from onrecord.formats.dossier.page import hash_text
from onrecord.ledger import Ledger
from onrecord.tell.tables import Contents
from tests.conftest import make_story
from tests.formats.made import NASTY, judge_hostile, make_hostile

ELEMENTS = {
    *"html head meta title style body a header p span h1 bdi div dl dt dd code nav ol li main section article h2".split(),
    *"blockquote mark details summary footer script".split(),
}


class Page(HTMLParser):
    """The elements, attributes and raw texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.shown: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            key = next((f"{name}={value}" for name, value in attrs if name in ("data-text", "data-sentence")), None)
            self._open.append((tag, key))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] in self.raw:
            self.raw[self._open[-1][0]].append(data)
        for _, key in self._open:
            if key:
                self.shown[key] = self.shown.get(key, "") + data


def data_of(parsed: Page) -> dict[str, list[dict[str, object]]]:
    return json.loads(parsed.raw["script"][0])


def test_the_data_are_the_story(stories: Sequence[Contents]) -> None:
    made = make_dossier(stories)
    parsed = Page(made.html)
    data = data_of(parsed)
    texts = {d.article.id: d.article.text for c in stories for d in c.documents.values()}
    assert {a["id"]: a["text"] for a in data["articles"]} == texts
    assert all(a["sha256"] == hash_text(str(a["text"])) for a in data["articles"])
    ids = {e.id for c in stories for e in (*c.quotations.values(), *c.figures.values())}
    assert {e["id"] for e in data["entries"]} == ids
    for entry in data["entries"]:
        text = texts[str(entry["article"])]
        assert all(text[start:end] == exact for start, end, exact in entry["passages"])  # type: ignore[attr-defined]
    assert made.fingerprint == hashlib.sha256(parsed.raw["script"][0].encode()).hexdigest()
    assert made.fingerprint in made.html
    assert make_dossier(stories) == made, "the same ledger, the same bytes"
    assert made.html.encode("utf-8")


def test_the_policy_lets_its_own_script_run_and_nothing_else(stories: Sequence[Contents]) -> None:
    parsed = Page(make_dossier(stories).html)

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    (policy,) = [value for name, value in parsed.attributes if name == "content" and "default-src" in value]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    (_, script), (style,) = parsed.raw["script"], parsed.raw["style"]
    assert rules == {
        "default-src": "'none'",
        "script-src": source(script),
        "style-src": source(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r"fetch|XMLHttp|import\(|eval|innerHTML|document\.write|src\s*=|url\(", script + style)


def test_nothing_from_outside_is_markup(stories: Sequence[Contents]) -> None:
    html = make_dossier(stories).html
    parsed = Page(html)
    assert parsed.elements <= ELEMENTS
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name in ("style", "src", "srcdoc", "srcset")]
    for name, value in parsed.attributes:
        assert name != "href" or re.match(r"#|https?://", value), value
    shown = html.replace(parsed.raw["script"][0], "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)


def test_it_reads_without_a_script(example: list[Contents]) -> None:
    parsed = Page(make_dossier(example).html)
    data = data_of(parsed)
    for n, article in enumerate(data["articles"]):
        assert parsed.shown[f"data-text={n}"] == article["text"]
    texts = {a["id"]: str(a["text"]) for a in data["articles"]}
    for n, entry in enumerate(data["entries"]):
        start, end = entry["sentence"]  # type: ignore[misc]
        assert parsed.shown[f"data-sentence={n}"] == texts[entry["id"] and entry["article"]][start:end]


def test_what_people_decided_stands_beside_its_entry(example: list[Contents]) -> None:
    judged = judge_hostile(example[0], why="Asked again")
    made = make_dossier([judged])
    data = data_of(Page(made.html))
    want = [j.judgement for j in judged.judgements]
    assert [(j["id"], j["editor"], j["at"], j["why"]) for j in data["judgements"]] == [
        (j.id, j.editor, j.at, j.why) for j in want
    ]
    beside = {str(e["id"]): e["judged"] for e in data["entries"] if e["judged"]}
    said, counted = want[0].targets[0].id, want[1].targets[0].id
    assert beside[said] == ["information graded 4, doubtful by N. Orr, 10 May 2031: Asked again"]
    assert [str(told).split(" by ")[0] for told in beside[counted]] == [  # type: ignore[attr-defined]
        "figure corrected: at least 41",
        "information graded 6, truth cannot be judged",
    ]
    assert beside.keys() == {said, counted}
    assert made.html.count("Taken back by a later one.") == 2  # on the page and in the data
    assert f'<a href="#e-{said}">' in made.html
    assert made.fingerprint != make_dossier(example).fingerprint
    assert 'id="decided"' not in make_dossier(example).html


def test_a_hostile_judgement_is_no_markup() -> None:
    html = make_dossier([judge_hostile(make_hostile(), editor=NASTY, why=NASTY)]).html
    parsed = Page(html)
    assert parsed.elements <= ELEMENTS
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", html.replace(parsed.raw["script"][0], ""))


def test_one_story_of_several(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([a for n in range(2) for a in make_story(n, size=3)])
        stories = list(ledger.stories())
        assert len(stories) == 2
        assert ledger.dossier().articles == 6
        quotation = next(q for q in ledger.quotations() if q.article in stories[1].articles)
        for key in (stories[1].id, stories[1].articles[0], quotation.id):
            made = ledger.dossier(story=key, title="Sent to the desk")
            assert made.articles == 3
            assert "Sent to the desk" in made.html
            assert all(a not in made.html for a in stories[0].articles)
        with pytest.raises(LedgerError, match="no story"):
            ledger.dossier(story="s-nothing")


def test_what_no_browser_could_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "MAX_TEXT", 100)
    with pytest.raises(LimitError, match="Name one story"):
        make_dossier([make_hostile()])


def test_the_command(harrow: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, archive = tmp_path / "d.html", tmp_path / "d.wacz"
    assert main(["dossier", str(harrow.path), "-o", str(out), "--wacz", str(archive)]) == 0
    told = capsys.readouterr().err
    assert harrow.dossier().fingerprint in told
    assert out.read_text(encoding="utf-8") == harrow.dossier().html
    assert archive.stat().st_size > 1000
    assert main(["dossier", str(harrow.path), "s-nothing", "-o", str(out)]) == 3
    archive.unlink()
    assert main(["dossier", str(harrow.path), "--wacz", str(archive)]) == 0
    assert capsys.readouterr().out == ""

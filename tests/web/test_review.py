"""The pages on which an editor decides: what they take down, what they refuse; without an editor nothing is written."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from onrecord import pipeline
from onrecord.cli.main import main
from onrecord.errors import ConfigError
from onrecord.ledger import Ledger
from onrecord.review.doubts import Doubt
from onrecord.web.app import make_app
from onrecord.web.queue import show_waiting
from onrecord.web.writing import MAX_JUDGED
from tests.review.test_judging import bare, contradiction
from tests.web.asking import Answer, Page, ask

NED = "N. Orr <i>"
FORM = "application/x-www-form-urlencoded"
SECRET = "0123456789abcdef0123"
OURS = "http://localhost:8321"


def send(app: Any, fields: list[tuple[str, str]], target: str = "/judge", **headers: str) -> Answer:
    body = urlencode(fields).encode()
    given = {"content_type": FORM, "content_length": str(len(body)), "origin": OURS, **headers}
    return ask(app, target, method="POST", body=body, **{k: v for k, v in given.items() if v})


def forms(text: str) -> list[list[tuple[str, str]]]:
    """The fields of each form of a page that posts."""
    found = []
    for form in re.findall(r'<form class="[^"]*" method="post" action="/judge">(.*?)</form>', text, re.DOTALL):
        inputs = re.findall(r'<input(?: type="hidden")? name="([\w-]+)"(?: value="([^"]*)")?', form)
        selects = [
            (name, next(iter(re.findall(r'value="([^"]*)" selected', options)), re.findall(r'value="([^"]*)"', options)[0]))
            for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', form)
        ]
        found.append([(n, unescape(v)) for n, v in inputs] + selects)
    return found


def form_for(app: Any, target: str, decision: str) -> dict[str, Any]:
    """The form of a page for a decision, as fields with lists of ids."""
    answer = ask(app, target)
    assert answer.status == 200
    return next(dict(f) | {"all": f} for f in forms(answer.text) if ("decision", decision) in f)


def filled(form: dict[str, Any], **given: str) -> list[tuple[str, str]]:
    kept = [(n, v) for n, v in form["all"] if n not in given]
    return [*kept, *given.items()]


def test_without_an_editor_nothing_is_written(path: Path, ledger: Ledger) -> None:
    app = make_app(path)
    entry = contradiction(ledger).left
    for target in (f"/entries/{entry}", f"/disputes/{entry}", f"/claims/{entry}", "/queue", "/judgements"):
        assert not forms(ask(app, target).text)
    answer = send(app, [("decision", "note"), ("ids", entry), ("why", "x"), ("token", "")])
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    body = json.dumps({"decision": "note", "ids": [entry], "why": "x"}).encode()
    program = {"content_type": "application/json", "content_length": str(len(body)), "authorization": "Bearer "}
    assert ask(app, "/api/v1/judgements", method="POST", body=body, **program).status == 405
    assert ledger.judgements() == []


def test_a_relation_is_rejected_and_the_judgement_undone(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor=NED)
    before, found = bare(ledger), contradiction(ledger)
    page = f"/disputes/{found.left}"
    form = form_for(app, page, "reject-relation")
    answer = send(app, filled(form, why="of <b>two</b> ferries"))
    assert (answer.status, answer.headers["location"]) == (303, f"{page}#judgements")
    assert found not in list(ledger.relations())
    shown = ask(app, f"/entries/{found.left}").text
    assert "contradiction rejected" in shown
    assert "of &lt;b&gt;two&lt;/b&gt; ferries" in shown
    assert "N. Orr &lt;i&gt;" in shown
    (row,) = ledger.judgements()
    assert row.judgement.editor == NED
    undo = form_for(app, "/judgements", "undo")
    assert send(app, filled(undo)).status == 303
    assert bare(ledger) == before


@pytest.mark.parametrize(
    ("kind", "decision", "given"),
    [
        ("entries", "correct-source", {"source": "Ivo Brandt"}),
        ("entries", "correct-date", {"value": "2031-04"}),
        ("entries", "grade-information", {"credibility": "3"}),
        ("entries", "grade-source", {"reliability": "C"}),
        ("entries", "confirm-entry", {}),
        ("entries", "note", {"why": "look again"}),
        ("sources", "note", {"why": "look again"}),
        ("articles", "correct-date", {"value": "2031-06-01"}),
        ("articles", "split-story", {}),
        ("stories", "note", {"why": "look again"}),
    ],
)
def test_each_page_has_its_forms(path: Path, ledger: Ledger, kind: str, decision: str, given: dict[str, str]) -> None:
    app = make_app(path, editor="N. Orr")
    article = next(d.article.id for d in ledger.documents() if "ferry" in d.article.text)
    said = next(q.id for q in ledger.quotations() if q.article == article and q.source)
    target = f"/{kind}/{said if kind in ('entries', 'sources') else article}"
    assert send(app, filled(form_for(app, target, decision), **given)).status == 303
    (row,) = ledger.judgements()
    assert (row.judgement.decision, row.state) == (decision, "stands")
    assert "N. Orr" in ask(app, target).text


def test_a_figures_form_sets_what_was_changed(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor="N. Orr")
    figure = next(f for f in ledger.figures() if f.low == 31)
    assert send(app, filled(form_for(app, f"/entries/{figure.id}", "correct-figure"), low="13", high="14")).status == 303
    (row,) = ledger.judgements()
    assert [(c.field, c.value) for c in row.judgement.changes] == [("high", "14.0"), ("low", "13.0")]
    after = next(f for f in ledger.figures() if f.id == figure.id)
    assert (after.low, after.high, after.indicator) == (13, 14, figure.indicator)


def test_entities_and_claims_put_together_and_set_apart(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor="N. Orr")
    brandt = next(e for e in ledger.entities() if "Brandt" in e.name and e.sources)
    form = form_for(app, f"/sources/{brandt.sources[0]}", "split-entity")
    answer = send(app, [*filled(form, name="Iva Brandt"), ("ids", brandt.sources[0])])
    assert answer.status == 303
    assert {e.name for e in ledger.entities() if brandt.sources[0] in e.sources} == {"Iva Brandt"}
    claim = next(c for c in ledger.claims() if len(c.members) > 1)
    form = form_for(app, f"/claims/{claim.members[0]}", "split-claim")
    assert send(app, [*filled(form), ("ids", claim.members[1])]).status == 303
    assert claim.members[1:2] in [c.members for c in ledger.claims()]


def test_the_queue_goes_on_with_the_next(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor="N. Orr")
    total = ledger.queue().total
    for left in range(total, 0, -1):
        text = ask(app, "/queue").text
        assert text.count("autofocus") == 1
        (first, *_) = [f for f in forms(text) if ("decision", "undo") not in f]
        assert send(app, first).headers["location"] == "/queue"
        assert ledger.queue().total < left or left == 0
        if not ledger.queue().total:
            break
    text = ask(app, "/queue").text
    assert "Nothing waits." in text
    # what was decided last can be undone at once
    (undo,) = forms(text)
    assert ("ids", ledger.judgements()[-1].judgement.id) in undo
    send(app, undo)
    assert ledger.queue().total == 1
    story = next(ledger.stories())
    assert ask(app, f"/stories/{story.articles[0]}/queue").status == 200


def test_the_queue_goes_on_before_what_was_decided_is_worked_in(
    path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(path, editor="N. Orr")
    total = ledger.queue().total
    kinds = {d.kind for d in ledger.queue().doubts}
    assert "relation" in kinds
    for name in ("settle_judgements", "lay_judgements_over"):
        monkeypatch.setattr(pipeline, name, lambda *_, **__: None)
    for left in range(total - 1, -1, -1):
        (first, *_) = [f for f in forms(ask(app, "/queue").text) if ("decision", "undo") not in f]
        assert send(app, first).headers["location"] == "/queue"
        text = ask(app, "/queue").text
        assert text.count('<li id="w-') == left
    assert ledger.queue().total == total  # as the tool has it until then
    (undo,) = forms(ask(app, "/queue").text)
    assert send(app, undo).status == 303
    assert ask(app, "/queue").text.count('<li id="w-') == 1


def test_the_queue_tells_who_gives_each_passage_and_numbers_those_to_choose_from(path: Path, ledger: Ledger) -> None:
    doubts = [d for d in ledger.queue().doubts if d.kind == "relation"]
    text = ask(make_app(path), "/queue").text
    outlets = {
        o
        for o in ("Merrow Daily", "Norran Press", "Orsk Bay Radio")
        if re.search(rf"<bdi>[^<]*{o}, \d+ May 2031</bdi></a>", text)
    }
    assert doubts
    assert len(outlets) > 1
    ids = doubts[0].ids
    several = Doubt(kind="giver", p_right=0.4, ids=ids, words=("a", "b"), sentences=("a.", "b."), why="", story="")
    shown = [show_waiting(d, {i: f"of {i}" for i in d.ids}) for d in (several, doubts[0])]
    assert [w.numbered for w in shown] == [True, False]
    assert [p[4] for p in shown[0].passages] == [f"of {i}" for i in ids]
    assert [f.button for f in shown[0].forms] == ["1 is right", "2 is right"]


def test_what_is_not_sent_from_our_pages_is_refused(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor="N. Orr")
    form = filled(form_for(app, f"/entries/{contradiction(ledger).left}", "note"), why="x")
    foreign: list[dict[str, str]] = [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost:9999"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
    ]
    for headers in foreign:
        assert send(app, form, **headers).status == 403, headers
    assert send(app, form, host="evil.example", origin="http://evil.example").status == 421
    assert send(app, [(n, v if n != "token" else v[:-1] + "_") for n, v in form]).status == 403
    assert send(app, [(n, v) for n, v in form if n != "token"]).status == 403
    assert send(make_app(path, editor="N. Orr"), form).status == 403  # of another run
    assert send(app, form, content_type="text/plain").status == 415
    assert send(app, form, content_type="multipart/form-data; boundary=x").status == 415
    assert send(app, form, content_length="").status == 411
    assert send(app, form, content_length=str(MAX_JUDGED + 1)).status == 413
    assert send(app, form, transfer_encoding="chunked").status == 411
    for target in ("/", "/queue", "/api/v1/judgements"):
        assert send(app, form, target=target).status in (405, 415)
    assert ledger.judgements() == []
    assert send(app, form, origin="null", sec_fetch_site="same-origin").status == 303
    assert len(ledger.judgements()) == 1
    # what lets a browser say where a form comes from
    assert ask(app, "/").headers["referrer-policy"] == "same-origin"


def test_what_cannot_be_decided_is_told(path: Path, ledger: Ledger) -> None:
    app = make_app(path, editor="N. Orr")
    form = form_for(app, f"/entries/{next(ledger.quotations()).id}", "correct-date")
    answer = send(app, filled(form, value="<soon>"))
    assert answer.status == 400
    assert "&lt;soon&gt;" in answer.text
    assert "not a day" in answer.text
    # and a way back to the page whose form it was
    back = re.search(r'<a href="([^"]+)">Back to where', answer.text)
    assert back
    assert unescape(back[1]) == form["back"]


@pytest.mark.parametrize("written", ["14 May 2031", "May 14, 2031", "2031-05-14"])
def test_a_day_is_taken_as_people_write_it(path: Path, ledger: Ledger, written: str) -> None:
    app = make_app(path, editor="N. Orr")
    form = form_for(app, f"/entries/{next(ledger.quotations()).id}", "correct-date")
    assert send(app, filled(form, value=written)).status == 303
    changes = {c.field: c.value for c in ledger.judgements()[-1].judgement.changes}
    assert changes["value"] == "2031-05-14"
    shown = [ask(app, f"/since?{urlencode({'day': d})}").text for d in (written, "2031-05-14")]
    assert shown[0] == shown[1]
    assert "not a day" not in shown[0]


@pytest.mark.parametrize("decision", ["correct-date", "correct-figure"])
def test_a_form_sent_as_it_was_says_that_nothing_is_changed(path: Path, ledger: Ledger, decision: str) -> None:
    app = make_app(path, editor="N. Orr")
    form = form_for(app, f"/entries/{next(ledger.figures()).id}", decision)
    answer = send(app, form["all"])
    assert (answer.status, " as it was." in answer.text) == (400, True)
    assert ledger.judgements() == []
    assert send(app, [("token", form["token"])]).status == 400
    assert send(app, [("token", form["token"])] * 400).status in (400, 403)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nx: y"):
        answer = send(app, filled(form_for(app, "/queue", "confirm-relation"), back=back))
        assert answer.headers.get("location", "/") == "/"


@pytest.mark.parametrize("editor", [None, "N. Orr"])
def test_pages_with_forms_are_as_strict(path: Path, ledger: Ledger, editor: str | None) -> None:
    app = make_app(path, editor=editor)
    entry = contradiction(ledger).left
    for target in (f"/entries/{entry}", f"/claims/{entry}", f"/disputes/{entry}", f"/sources/{entry}", "/queue", "/judgements"):
        answer = ask(app, target)
        if answer.status == 404:
            continue
        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "form-action 'self'" in answer.headers["content-security-policy"]
        page = Page(answer.text)
        assert page.scripts == ["/app.js"]
        assert not {"iframe", "object", "base"} & page.elements
        assert not {a for a in page.attributes if a.startswith("on") or a in ("style", "formaction")}
        assert len(page.ids) == len(set(page.ids))


def program(app: Any, value: object, *, token: str = SECRET, **headers: str) -> Answer:
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    given = {
        "content_type": "application/json",
        "content_length": str(len(body)),
        "authorization": f"Bearer {token}",
        **headers,
    }
    return ask(app, "/api/v1/judgements", method="POST", body=body, **{k: v for k, v in given.items() if v})


def test_a_program_decides_with_the_token(path: Path, ledger: Ledger) -> None:
    app = make_app(path, write_token=SECRET)
    found = contradiction(ledger)
    asked = {"decision": "reject-relation", "ids": [found.left, found.right], "editor": "a program", "why": "of two ferries"}
    answer = program(app, asked)
    assert answer.status == 201
    made = json.loads(answer.body)
    assert (made["decision"], made["editor"], made["state"]) == ("reject-relation", "a program", "stands")
    assert found not in list(ledger.relations())
    listed = json.loads(ask(app, "/api/v1/judgements").body)
    assert (listed["data"], listed["total"]) == ([made], 1)
    assert listed["data"] == ledger.export()["judgements"]
    assert not forms(ask(app, f"/entries/{found.left}").text)
    for wrong in (SECRET[:-1], "", SECRET + "x", "é" * 20):
        answer = program(app, asked, token=wrong)
        assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert program(app, asked, authorization="").status == 401
    assert program(app, asked, origin="https://evil.example").status == 403
    assert program(app, asked, sec_fetch_site="cross-site").status == 403
    assert program(app, asked, content_type="text/plain").status == 415
    bad: list[object] = [
        b"{",
        [],
        {},
        *(
            {**asked, **wrong}
            for wrong in (
                {"more": 1}, {"ids": "x"}, {"ids": [1]}, {"ids": ["\ud800"]}, {"changes": {"colour": "red"}},
                {"changes": {"relation": 3}}, {"editor": ""}, {"why": ["x"]}, {"why": "x" * 3000}, {"decision": "abolish"},
            )
        ),
    ]  # fmt: skip
    for value in bad:
        answer = program(app, value)
        assert answer.status == 400, value
        assert answer.headers["content-type"] == "application/problem+json"
    assert len(ledger.judgements()) == 1


def test_the_queue_for_programs(path: Path, ledger: Ledger) -> None:
    app = make_app(path)
    found = json.loads(ask(app, "/api/v1/queue?limit=1").body)
    assert (found["total"], len(found["data"])) == (ledger.queue().total, 1)
    second = json.loads(ask(app, found["next"]).body)
    assert (second["offset"], second["data"][0]) == (1, json.loads(ask(app, "/api/v1/queue?offset=1&limit=1").body)["data"][0])
    assert ask(app, "/api/v1/queue?story=nothing").status == 404


def test_who_may_write_is_told_before_it_serves(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from onrecord.web import serve

    with pytest.raises(ConfigError, match="this machine alone"):
        serve(path, host="0.0.0.0", port=0, editor="N. Orr")
    for editor in ("", " ", "x" * 81, "N.\nOrr"):
        with pytest.raises(ConfigError, match="editor's name"):
            serve(path, port=0, editor=editor)
    for token in ("short", "x" * 15, "é" * 20, "x" * 20 + "\n"):
        with pytest.raises(ConfigError, match="write token"):
            serve(path, port=0, write_token=token)
    assert main(["serve", str(path), "--port", "0", "--write-token-file", str(tmp_path / "none")]) == 4
    assert "no token can be read" in capsys.readouterr().err


def test_what_is_not_worked_in_yet_is_told(path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(path, editor="N. Orr")
    figure = next(f for f in ledger.figures() if f.low == 31)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "settle_judgements", lambda *_, **__: None)
        form = form_for(app, f"/entries/{figure.id}", "correct-figure")
        assert send(app, filled(form, low="13", high="14")).status == 303
        assert "Not all of it is worked in yet." in ask(app, f"/entries/{figure.id}").text
    send(app, filled(form_for(app, f"/entries/{figure.id}", "confirm-entry")))
    shown = ask(app, f"/entries/{figure.id}").text
    assert "Not all of it is worked in yet." not in shown
    assert "13 to 14" in shown or "13–14" in shown

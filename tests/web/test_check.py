"""The page and the address on which drafts are checked: marks and notes, what is refused, that a draft stays text."""

import contextlib
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote_plus

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from hypothesis import given
from hypothesis import strategies as st
from starlette.types import ASGIApp

import onrecord
from onrecord.check import MAX_CHARS
from onrecord.errors import InputError
from onrecord.web.app import make_app
from onrecord.web.checking import MAX_FORM, MAX_SENT, lay_out
from onrecord.web.uploads import read_parts
from tests.check.test_documents import make_docx, pack, para
from tests.web.asking import Answer, Page, ask

DRAFT = (
    "“This was no accident,” Adela Korvin said.\r\n\r\n"
    "“There isn't any soldier here,” Mara Teskin said; the defence ministry disputes that. The toll is 16 people killed in the "
    "Harrow Tunnel.\r\n"
)
HOME = {"origin": "http://localhost:8321", "sec_fetch_site": "same-origin"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> ASGIApp:
    """The bundled example, served."""
    path = tmp_path_factory.mktemp("check") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return make_app(path)


def send(app: ASGIApp, draft: str, *, day: str = "", **headers: str) -> Answer:
    """A form as a browser sends it."""
    body = f"draft={quote_plus(draft, errors='surrogatepass')}&day={quote_plus(day)}".encode()
    given = {"content_type": "application/x-www-form-urlencoded", "content_length": str(len(body)), **HOME, **headers}
    return ask(app, "/check", method="POST", body=body, **given)


def post(app: ASGIApp, body: bytes, **headers: str) -> Answer:
    """A draft as a program sends it."""
    given = {"content_type": "application/json", "content_length": str(len(body)), **headers}
    return ask(app, "/api/v1/check", method="POST", body=body, **given)


def test_the_form_is_there_for_who_only_reads(app: ASGIApp) -> None:
    answer = ask(app, "/check")
    assert answer.status == 200
    page = Page(answer.text)
    assert {"form", "textarea", "button"} <= page.elements
    assert 'method="post"' in answer.text
    assert answer.headers["referrer-policy"] == "same-origin"
    assert 'href="/check"' in ask(app, "/").text


def test_marks_lead_to_notes_and_notes_to_their_evidence(app: ASGIApp) -> None:
    answer = send(app, DRAFT, day="2024-10-12")
    assert answer.status == 200
    page = Page(answer.text)
    for number in (1, 2, 3):
        assert {f"m{number}", f"n{number}"} <= set(page.ids)
        assert {f"#m{number}", f"#n{number}"} <= set(page.links)
    assert len(page.ids) == len(set(page.ids))
    assert '<ins><span class="vh">the source has: </span>a single</ins>' in answer.text
    assert '<del><span class="vh">the draft has: </span>any</del>' in answer.text
    led = [link for link in page.links if link.startswith(("/articles/", "/entries/"))]
    assert len(led) >= 6
    for link in led:
        there = ask(app, link.partition("#")[0])
        assert there.status == 200
        anchor = link.partition("#")[2]
        assert not anchor or anchor in Page(there.text).ids
    assert 'value="2024-10-12"' in answer.text


def test_the_copy_is_given_back_to_the_letter(app: ASGIApp) -> None:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", send(app, DRAFT).text, re.DOTALL)
    assert found
    assert found.group(1).replace("&#39;", "'") == DRAFT.replace("\r\n", "\n")


def test_nothing_found_says_what_that_means(app: ASGIApp) -> None:
    answer = send(app, "“Nobody kept us out but the heat,” said Lena Orvath.")
    assert "Nothing found" in answer.text
    assert "That does not make it right" in answer.text


@pytest.mark.parametrize(
    ("draft", "day", "told"),
    [
        ("", "", "no words"),
        ("Der Minister sagte, dass die Front es war und dass er es nicht weiß, und die Leute sind alle tot.", "", "German"),
        ("The toll rose. " * 5_000, "", "60,000"),
        ("The toll rose on Tuesday.", "soon", "not a day"),
    ],
)
def test_what_cannot_be_checked_is_told_and_kept_in_the_form(app: ASGIApp, draft: str, day: str, told: str) -> None:
    answer = send(app, draft, day=day)
    assert answer.status == 400
    assert told in answer.text
    assert draft[:60] in answer.text
    assert 'role="alert"' in answer.text


HOSTILE = (
    "<script>alert(1)</script> & <img src=x onerror=alert(1)> said </textarea><script>x</script> “</textarea><b onclick=x>” "
    "at least 16 people were killed in the Harrow Tunnel, the {{ 7*7 }} rescue service said. \u202egnorts\u2066 \x1b[31m \x00 "
    "“This was no <i>accident</i>,” Adela Korvin said. javascript:alert(1)"
)


def test_a_hostile_draft_stays_text(app: ASGIApp) -> None:
    clean = Page(send(app, DRAFT).text)
    answer = send(app, HOSTILE)
    assert answer.status == 200
    page = Page(answer.text)
    assert page.elements <= clean.elements
    assert not [name for name in page.attributes if name.startswith("on") or name in ("style", "src", "srcdoc")]
    assert "&lt;script&gt;" in answer.text
    assert "{{ 7*7 }}" in answer.text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", answer.text)
    assert not [link for link in page.links if not re.match(r"/(?!/)|#|https?://", link)]
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert send(app, "half a \ud800 letter and more words").status in (200, 400)


def test_what_is_refused_unread(app: ASGIApp) -> None:
    assert send(app, DRAFT, origin="http://evil.example", sec_fetch_site="cross-site").status == 403
    assert send(app, DRAFT, sec_fetch_site="cross-site").status == 403
    assert send(app, DRAFT, origin="null", sec_fetch_site="none").status == 403
    assert send(app, DRAFT, content_type="text/plain").status == 415
    assert send(app, DRAFT, content_length=str(MAX_SENT + 1)).status == 413
    assert send(app, DRAFT, content_length="x").status == 411
    assert send(app, DRAFT, transfer_encoding="chunked").status == 411
    assert ask(app, "/check", method="PUT").status == 405
    assert ask(app, "/api/v1/check").status == 405
    assert ask(app, "/check/more", method="POST").status == 405


def test_programs_are_answered_and_refused_in_one_shape(app: ASGIApp) -> None:
    answer = post(app, json.dumps({"draft": DRAFT}).encode())
    assert answer.status == 200
    found = json.loads(answer.body)
    assert [f["kind"] for f in found["findings"]] == ["attribution-wrong", "quote-words", "figure-unknown"]
    for f in found["findings"]:
        assert found["text"][f["start"] : f["end"]] == f["exact"]
    bad = [b"", b"{", b"[]", b'"x"', b'{"draft": 5}', b'{"draft": "x", "more": 1}', b'{"draft": "The toll rose.", "day": 5}']
    bad += [b'{"draft": "The toll rose today.", "day": "no"}', b"[" * 50_000, b'{"draft": "%s"}' % (b"x" * MAX_CHARS * 2)]
    for body in bad:
        refused = post(app, body)
        assert (refused.status, refused.headers["content-type"]) == (400, "application/problem+json"), body[:40]
        assert json.loads(refused.body)["detail"]
    assert post(app, b"{}", content_type="text/plain").status == 415
    assert post(app, b"{}", origin="http://evil.example").status == 403


def test_the_description_holds(app: ASGIApp) -> None:
    known = json.loads(ask(app, "/api/v1/openapi.json").body)
    asked = known["paths"]["/check"]["post"]
    assert asked["requestBody"]["content"]["application/json"]["schema"]["required"] == ["draft"]
    assert asked["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Check"}
    found = json.loads(post(app, json.dumps({"draft": DRAFT}).encode()).body)
    assert set(known["components"]["schemas"]["Check"]["required"]) == set(found)
    assert set(known["components"]["schemas"]["Finding"]["required"]) == set(found["findings"][0])
    assert set(known["components"]["schemas"]["Evidence"]["required"]) == set(found["findings"][0]["evidence"][0])


def test_bits_make_up_the_paragraphs(tmp_path: Path) -> None:
    text = "First line.\n\n  Second line, with more.\nThird."
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        found = ledger.check(text)
    assert ["".join(b.text for b in p.bits) for p in lay_out(text, found.findings)] == [
        line for line in text.split("\n") if line
    ]


def upload(app: ASGIApp, parts: list[tuple[str, str | None, bytes]], *, boundary: str = "----x9", **headers: str) -> Answer:
    """A form with a file as a browser sends it."""
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode()
        + (b"" if file is None else f'; filename="{file}"\r\nContent-Type: application/octet-stream'.encode())
        + b"\r\n\r\n"
        + data
        + b"\r\n"
        for name, file, data in parts
    )
    body += f"--{boundary}--\r\n".encode()
    given = {"content_type": f"multipart/form-data; boundary={boundary}", "content_length": str(len(body)), **HOME, **headers}
    return ask(app, "/check", method="POST", body=body, **given)


def test_a_word_file_is_checked_as_its_text_is(app: ASGIApp) -> None:
    lines = DRAFT.replace("\r\n", "\n").rstrip("\n").split("\n")
    file = make_docx("".join(map(para, lines)))
    sent = upload(app, [("draft", None, b"ignored"), ("file", "C:\\desk\\dr&ft.docx", file), ("day", None, b"2024-10-12")])
    assert sent.status == 200
    assert sent.text == send(app, "\n".join(lines), day="2024-10-12").text
    # without a file what is pasted counts, in either way of sending
    pasted = upload(app, [("draft", None, DRAFT.encode()), ("file", "", b""), ("day", None, b"2024-10-12")])
    assert pasted.text == send(app, DRAFT, day="2024-10-12").text
    assert 'enctype="multipart/form-data"' in pasted.text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"PK\x03\x04 torn", "a.docx: a broken archive"),
        ("<b>.docx", pack({"x": b""}), "&lt;b&gt;.docx: an archive, and no Word document"),
        ("a.pdf", b"%PDF-1.7", "a.pdf: a PDF document, not a draft"),
        ("long.txt", b"The toll rose. " * 10_000, "60,000"),
        ("long.docx", make_docx(para("The toll rose. " * 10_000)), "long.docx: 150,000 characters"),
        ("empty.txt", b"", "no words"),
    ],
)
def test_a_file_that_is_no_draft_is_told(app: ASGIApp, name: str, data: bytes, told: str) -> None:
    answer = upload(app, [("draft", None, b""), ("file", name, data), ("day", None, b"")])
    assert answer.status == 400
    assert told in answer.text
    assert 'role="alert"' in answer.text
    assert len(answer.body) < 200_000


def test_a_form_that_no_browser_sends(app: ASGIApp) -> None:
    whole = [("draft", None, DRAFT.encode())]
    assert upload(app, whole, content_type="multipart/form-data").status == 400
    assert upload(app, whole, content_type="multipart/form-data; boundary=other").status == 400
    assert upload(app, whole * 20).status == 400
    assert upload(app, [("x" * 9_000, None, b"")]).status == 400
    assert upload(app, [("draft", None, b"x" * (MAX_FORM + 1))]).status == 400
    assert upload(app, whole, origin="https://evil.example").status == 403
    assert upload(app, [("file", "a.txt", b"x" * (MAX_SENT + 1))]).status == 413
    assert send(app, "x" * (MAX_FORM + 1)).status == 400


@given(st.binary(max_size=200))
def test_any_bytes_are_a_form_or_none(data: bytes) -> None:
    whole = b'--b\r\nContent-Disposition: form-data; name="draft"\r\n\r\nThe toll\r\n--b--\r\n'
    for body in (data, whole[:40] + data + whole[40:], whole + data):
        with contextlib.suppress(InputError):
            assert all(
                isinstance(content, bytes) for _, content in read_parts(body, "multipart/form-data; boundary=b").values()
            )
    assert read_parts(whole, "multipart/form-data; boundary=b") == {"draft": ("", b"The toll")}
    if b"\r\n--b" not in b"\r\n" + data:
        sent = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + data + b"\r\n--b--\r\n"
        assert read_parts(sent, 'multipart/form-data; boundary="b"')["file"] == ("a", data)

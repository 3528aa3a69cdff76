"""Dossiers that pages send as files."""

import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

from onrecord.ledger import Ledger
from onrecord.web import sending
from onrecord.web.app import make_app
from tests.review.test_judging import contradiction
from tests.web.asking import ask


def test_a_dossier_is_sent_as_a_file(path: Path, ledger: Ledger) -> None:
    app = make_app(path)
    found = contradiction(ledger)
    of_dispute = ask(app, f"/disputes/{found.left}/dossier.html")
    head = next(s for s in ledger.stories() if ledger.article(s.articles[0]) and len(s.articles) > 2)
    of_story = ask(app, f"/stories/{head.articles[0]}/dossier.html")
    for answer in (of_dispute, of_story):
        assert answer.status == 200
        assert re.fullmatch(r'attachment; filename="dossier-[\w-]+\.html"', answer.headers["content-disposition"])
        assert answer.text.startswith("<!doctype html>")
    sides = {a for i in (found.left, found.right) for a in (q.article for q in ledger.quotations() if q.id == i)}
    sides |= {f.article for f in ledger.figures() if f.id in (found.left, found.right)}
    assert all(f'"{a}"' in of_dispute.text for a in sides)
    assert of_dispute.text.count('"sha256"') <= of_story.text.count('"sha256"')
    for missing in ("/stories/s-none/dossier.html", "/disputes/q-none/dossier.html"):
        assert ask(app, missing).status == 404


def test_a_dossier_too_large_to_send_says_how_it_can_be_written(
    path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MAX_ANSWER", 100)
    answer = ask(make_app(path), f"/stories/{next(ledger.stories()).articles[0]}/dossier.html")
    assert answer.status == 503
    assert "onrecord dossier x.onrecord a-" in answer.text

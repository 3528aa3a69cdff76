"""What people decided, in the report."""

from dataclasses import replace

from tests.tell.report.report_story import make_story

from onrecord.judge.standing import Judged, State
from onrecord.judge.targets import entry_target
from onrecord.model import Change, Decision, Judgement, Target
from onrecord.tell.report.page import render_report
from onrecord.tell.report.verdicts import mark_entries, tell_decision

WHY = "<script>alert(1)</script> \u202egpj.exe"


def make(decision: Decision, *targets: Target, state: State = "stands", **changes: str | None) -> Judged:
    made = Judgement(
        id=f"j-{decision}",
        decision=decision,
        editor="N. <b>Orr</b>",
        at="2031-05-03T09:00:00Z",
        why=WHY,
        targets=targets,
        changes=tuple(Change(field=k, value=v) for k, v in changes.items()),
    )
    return Judged(judgement=made, state=state)


def test_it_is_told_where_it_bears_and_in_a_part_of_its_own() -> None:
    documents, record = make_story()
    document = next(d for d in documents if d.reading.quotations)
    said = document.reading.quotations[0]
    target = entry_target(said, document.article.text)
    made = make("correct-source", target, source="Ada Brandt")
    source = render_report(documents, [record], judgements=[made])
    assert source.count("source corrected to Ada Brandt by N. &lt;b&gt;Orr&lt;/b&gt;, 3 May 2031") >= 1
    assert 'id="judged"' in source
    assert 'href="#judged"' in source
    assert "<script" not in source
    assert "\u202e" not in source
    assert 'id="judged"' not in render_report(documents, [record])
    gone = render_report(documents, [record], judgements=[replace(made, state="withdrawn")])
    assert "<s>source corrected to Ada Brandt</s>" in gone
    assert "by N. &lt;b&gt;Orr&lt;/b&gt;, 3 May 2031:" not in gone
    other = make("note", replace(target, article="a-elsewhere"))
    assert 'id="judged"' not in render_report(documents, [record], judgements=[other])


def test_what_stands_marks_its_entries() -> None:
    documents, _ = make_story()
    document = next(d for d in documents if d.reading.quotations)
    target = entry_target(document.reading.quotations[0], document.article.text)
    marks = mark_entries([make("note", target), make("confirm-entry", target, state="withdrawn")], documents)
    assert list(marks) == [target.id]
    (mark,) = marks[target.id]
    assert mark.startswith("noted by N. <b>Orr</b>, 3 May 2031: ")


def test_every_decision_has_words() -> None:
    asked: dict[Decision, tuple[dict[str, str | None], str]] = {
        "reject-relation": ({"relation": "updates"}, "update rejected"),
        "confirm-relation": ({"relation": "contradicts"}, "contradiction confirmed"),
        "split-entity": ({"name": "Iva"}, "set apart as Iva"),
        "correct-source": ({"source": None}, "source corrected to none"),
        "correct-date": ({"value": "2031-05"}, "day corrected to 2031-05"),
        "correct-figure": (
            {"low": "1200.0", "high": None, "unit": "km"},
            "figure corrected: at least 1,200, at most none, unit km",
        ),
        "grade-source": ({"reliability": "B"}, "source graded B, usually reliable"),
        "grade-information": ({"credibility": "6"}, "information graded 6, truth cannot be judged"),
        "merge-stories": ({}, "put together as one story"),
    }
    for decision, (changes, told) in asked.items():
        assert tell_decision(make(decision, **changes).judgement) == told

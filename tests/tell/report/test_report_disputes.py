"""What a dispute shows: words to head it by, short reasons, who could not verify, who is named."""

import pytest
from report_story import day, document, figure, quote, read

from onrecord.model import Relation, Story, StoryRecord
from onrecord.tell.report.briefs import Value, name_kind
from onrecord.tell.report.disputes import Dispute, find_disputes
from onrecord.tell.report.entries import show_context
from onrecord.tell.report.records import prepare_story
from onrecord.tell.report.wording import clip_quotes
from onrecord.text import span

DENIED = "The union denied that it was behind the fire."


def dispute_of(*said: tuple[str, str], doubt: str = "") -> Dispute:
    """The dispute of what is said, in lines as (source, words), with the union's denial; `doubt` is a line of its own."""
    lines = [f"{who} said {words}." for who, words in said]
    d = document("a", "\n".join([*lines, DENIED, *(["Boats lay idle."] * 5), doubt]), published=day("2031-05-14"))
    quotes = [quote(d, words, who, kind="group") for who, words in said]
    denial = quote(d, "it was behind the fire", "union", cue="denied", stance="denies", kind="group")
    doubts = [quote(d, doubt, None, cue="", stance="cannot-verify")] if doubt else []
    relations = tuple(Relation(left=q.id, right=denial.id, relation="contradicts", reason="denied", score=0.8) for q in quotes)
    story = Story(id="s", title="", articles=(d.article.id,), earliest=None, latest=None)
    found = find_disputes(prepare_story([read(d, [*quotes, denial, *doubts])], StoryRecord(story=story, relations=relations)))
    return found.shown[0]


def title_of(dispute: Dispute) -> str:
    return "".join(p.text for p in dispute.title)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ([("officials", "the dockers had set the shed on fire")], "the dockers had set the shed on fire"),
        (
            [("Ada Berg", "it had planned the fire"), ("Ilo Marrak", "the union had planned the fire")],
            "the union had planned the fire",
        ),
        ([("Ada Berg", "the harbour-based dockers"), ("Ilo Marrak", "dockers were to blame")], "dockers were to blame"),
        ([("Ada Berg", "it had planned the fire")], "it had planned the fire"),
    ],
)
def test_a_dispute_is_headed_by_words_that_can_be_read_alone(said: list[tuple[str, str]], title: str) -> None:
    assert title_of(dispute_of(*said)) == title


def test_what_could_not_be_verified_stands_with_what_it_is_of() -> None:
    said = ("officials", "the dockers had set the shed on fire")
    (doubt,) = dispute_of(said, doubt="Who set the shed on fire could not be verified.").neither
    assert doubt.stance_class == "cannot-verify"
    assert dispute_of(said, doubt="A report of a stolen boat could not be verified.").neither == ()


def test_sources_that_are_named_together_are_named() -> None:
    words = "the dockers had set the shed on fire"
    (pair,) = dispute_of(("Ada Berg and Ilo Marrak", words)).pairs
    assert not pair.left.giver.unnamed
    (pair,) = dispute_of(("officials", words)).pairs
    assert pair.left.giver.unnamed


def test_reasons_beside_the_statements_cut_long_quotations() -> None:
    long = "the harbour wall at Tesk has been checked by three firms"
    assert clip_quotes(f"Orla Venn: “{long}”. Denied by Ilo Marrak: “it is sound”") == (
        "Orla Venn: “the harbour wall at Tesk has been …”. Denied by Ilo Marrak: “it is sound”"
    )


def test_a_quotation_of_several_sentences_is_shown_whole() -> None:
    d = document(
        "a",
        "“The wall was old.\nThey said it was new.\nNow it is gone,” Venn said.\nBoats lay idle.",
        published=day("2031-05-14"),
    )
    text = d.article.text
    spans = [
        span(text, text.index(w), text.index(w) + len(w))
        for w in ("The wall was old.", "They said it was new.", "Now it is gone,")
    ]
    shown = show_context(d, spans)
    assert "".join(p.text for p in shown) == "“The wall was old.\nThey said it was new.\nNow it is gone,” Venn said."
    assert [p.text for p in shown if p.style == "u"] == [s.exact for s in spans]


def test_what_everybody_gives_another_number_for_did_not_move() -> None:
    def given(*givers: str) -> list[Value]:
        return [Value(read_as=f"{n} tons", giver=giver, when="", at="") for n, giver in enumerate(givers)]

    assert name_kind(given("the union", "the bank", "the court")) == "Given"
    assert name_kind(given("the union", "the bank", "the union")) == "Moved"


def test_a_refusal_is_no_denial_of_a_claim() -> None:
    d = document("a", "The union rejected calls for a truce. It denied having lit the fire.", published=day("2031-05-14"))
    refused = quote(d, "calls for a truce", "union", cue="rejected", stance="denies", kind="group")
    denied = quote(d, "having lit the fire", "union", cue="denied", stance="denies", kind="group")
    story = Story(id="s", title="", articles=(d.article.id,), earliest=None, latest=None)
    found = find_disputes(prepare_story([read(d, [refused, denied])], StoryRecord(story=story)))
    assert [e.id for e in found.denials] == [denied.id]


def test_a_figure_in_a_refusal_is_no_denial_of_a_claim() -> None:
    d = document("a", "The union refused to let all 12 lorries pass. It denied burning 3 of them.", published=day("2031-05-14"))
    refused = quote(d, "to let all 12 lorries pass", "union", cue="refused", stance="denies", kind="group")
    denied = quote(d, "burning 3 of them", "union", cue="denied", stance="denies", kind="group")
    figures = [
        figure(d, words, n, n, indicator="lorries", unit="lorry", quotation=q.id)
        for words, n, q in (("12 lorries", 12, refused), ("3 of them", 3, denied))
    ]
    story = Story(id="s", title="", articles=(d.article.id,), earliest=None, latest=None)
    found = find_disputes(prepare_story([read(d, [refused, denied], figures)], StoryRecord(story=story)))
    assert figures[0].id not in [e.id for e in found.denials]
    assert {figures[1].id, denied.id} & {e.id for e in found.denials}

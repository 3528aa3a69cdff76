"""What the reader finds and what the rules know, put together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.neural import Attribution
from onrecord.text import span
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.reader import merge_drafts
from onrecord.understand.quotations.runs import find_drafts


def attribution(text: str, source: str, cue: str, *content: str, score: float = 0.99) -> Attribution:
    """The attribution whose parts are those words of the text, the first time they stand there."""

    def find(words: str) -> tuple:
        at = text.index(words)
        return span(text, at, at + len(words))

    return Attribution(
        source=(find(source),) if source else (), cue=find(cue), content=tuple(find(c) for c in content), score=score
    )


def merged(text: str, attributions: Sequence[Attribution]) -> tuple[list[Draft], list]:
    sentences = [Sentence(start=0, end=len(text), paragraph=0)]
    quoted, drafts = find_drafts(text, sentences)
    return merge_drafts(text, sentences, quoted, drafts, attributions), quoted


def only(text: str, *attributions: Attribution) -> Draft:
    (draft,) = merged(text, attributions)[0]
    return draft


def parts(text: str, draft: Draft) -> tuple[str | None, str | None, list[str]]:
    cut = lambda r: text[slice(*r)] if r else None  # noqa: E731
    return cut(draft.source), cut(draft.cue), [text[a:b] for a, b in draft.content]


def test_a_cue_that_no_rule_knows_is_taken_where_the_reader_is_sure() -> None:
    text = "Kelmer trumpeted that the wall would hold."
    draft = only(text, attribution(text, "Kelmer", "trumpeted", "that the wall would hold"))
    assert parts(text, draft) == ("Kelmer", "trumpeted", ["the wall would hold"])
    assert merged(text, [attribution(text, "Kelmer", "trumpeted", "that the wall would hold", score=0.9)])[0] == []


def test_an_utterance_needs_less_certainty() -> None:
    text = 'They had a plan. "Wait for the boat," a glad Kelmer trumpeted.'
    draft = only(text, attribution(text, "a glad Kelmer", "trumpeted", '"Wait for the boat,"', score=0.9))
    assert parts(text, draft)[0] == "a glad Kelmer"
    assert draft.quotes
    text = 'The two had plotted "to open the wall by night" for years.'
    assert merged(text, [attribution(text, "The two", "plotted", '"to open the wall by night"', score=0.9)])[0] == []


def test_whose_name_is_a_verb_of_possibility() -> None:
    text = "May trumpeted that the wall would hold."
    assert only(text, attribution(text, "May", "trumpeted", "that the wall would hold")).stance == "asserts"
    text = "Kelmer may trumpet that the wall would hold."
    assert merged(text, [attribution(text, "Kelmer", "trumpet", "that the wall would hold")])[0] == []


def test_a_quotation_in_what_the_reader_gives_to_another_is_no_run() -> None:
    text = 'Ada Berg said the gate was shut. As it opened, the guests trumpeted: "Vell is a free town" and "No more".'
    sentences = [Sentence(start=0, end=32, paragraph=0), Sentence(start=33, end=len(text), paragraph=0)]
    quoted, drafts = find_drafts(text, sentences)
    assert any(d.shape == "run" for d in drafts)
    read = attribution(text, "the guests", "trumpeted:", '"Vell is a free town" and "No more"')
    assert not any(d.shape == "run" for d in merge_drafts(text, sentences, quoted, drafts, [read]))


def test_stance_is_the_rules() -> None:
    text = "Brann Hydro denied the claim."
    assert only(text, attribution(text, "Brann Hydro", "denied", "the claim")).stance == "denies"


def test_a_negated_cue_that_no_rule_has_denies() -> None:
    text = "Brann Hydro never trumpeted that the wall would hold."
    assert only(text, attribution(text, "Brann Hydro", "trumpeted", "that the wall would hold")).stance == "denies"


@pytest.mark.parametrize(("plea", "stance"), [("guilty", "asserts"), ("not guilty", "denies")])
def test_a_plea_admits_or_denies(plea: str, stance: str) -> None:
    text = f"Kelmer pleaded {plea} to setting the wall on fire."
    assert only(text, attribution(text, "Kelmer", f"pleaded {plea}", "to setting the wall on fire")).stance == stance


@pytest.mark.parametrize("cue", ["declined to say", "did not say", "declines to discuss"])
def test_silence_states_nothing(cue: str) -> None:
    text = f"Kelmer {cue} who had paid."
    assert merged(text, [attribution(text, "Kelmer", cue, "who had paid")])[0] == []


def test_whole_quotations_are_known_by_their_marks() -> None:
    text = "“We warned them,” said Kelmer, “and nobody came.”"
    drafts, quoted = merged(text, [attribution(text, "Kelmer", "said", "“We warned them,”", "“and nobody came.”")])
    assert [(d.content, len(d.quotes)) for d in drafts] == [((), 2)]
    assert [text[quoted[n].start : quoted[n].end] for n in drafts[0].quotes] == ["We warned them,", "and nobody came."]


def test_a_mark_without_partner_and_commas_fall_away() -> None:
    text = "Kelmer said, the wall “was weak,” and left."
    draft = only(text, attribution(text, "Kelmer", "said", ", the wall “was weak,”"))
    assert parts(text, draft)[2] == ["the wall “was weak,”"]
    text = "Kelmer said the wall was weak,” and left."
    draft = only(text, attribution(text, "Kelmer", "said", "the wall was weak,”"))
    assert parts(text, draft)[2] == ["the wall was weak"]


def test_the_rules_name_the_source_where_the_reader_names_none() -> None:
    text = "Ansa Kelmer said that the wall was weak."
    assert parts(text, only(text, attribution(text, "", "said", "that the wall was weak")))[0] == "Ansa Kelmer"


def test_what_only_the_rules_find_is_kept() -> None:
    text = "Radio Orsk reported that Ansa Kelmer said the wall was weak."
    inner = merged(text, [attribution(text, "Radio Orsk", "reported", "that Ansa Kelmer said the wall was weak")])[0]
    assert [parts(text, d)[:2] for d in inner] == [("Radio Orsk", "reported"), ("Ansa Kelmer", "said")]


def test_one_content_is_one_statement() -> None:
    text = "Ansa Kelmer said the wall was weak."
    (draft,) = merged(text, [])[0]
    assert parts(text, draft) == ("Ansa Kelmer", "said", ["the wall was weak"])
    assert len(merged(text, [attribution(text, "Ansa Kelmer", "Kelmer said", "the wall was weak")])[0]) == 1


def test_marks_tell_where_a_quotation_ends() -> None:
    text = "“We warned them in March. Nobody came,” said Kelmer."
    drafts, quoted = merged(text, [attribution(text, "Kelmer", "said", "“We warned them in March")])
    assert [text[quoted[n].start : quoted[n].end] for d in drafts for n in d.quotes] == [
        "We warned them in March. Nobody came,"
    ]


@given(
    st.text(alphabet=st.sampled_from('ab “”".,said ')),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), max_size=6),
)
def test_any_spans_give_drafts_within_the_text(words: str, places: list[tuple[int, int, int]]) -> None:
    text = words + " he said it was so."
    n = len(text)
    found = []
    for at in places:
        a, b, c = sorted(min(i, n - 1) for i in at)
        if a < b < c:
            found.append(Attribution(source=(span(text, a, b),), cue=span(text, b, c), content=(span(text, c, n),), score=0.99))
    drafts, _ = merged(text, found)
    for draft in drafts:
        for start, end in (*draft.content, *filter(None, (draft.source, draft.cue))):
            assert 0 <= start < end <= n


def test_who_denies_what_another_said_keeps_its_content() -> None:
    text = "Norland said it had retaken the port — a claim denied by Merrow, which first took it in May."
    found, _ = merged(text, [attribution(text, "Norland", "said", "it had retaken the port")])
    assert [(parts(text, d), d.stance) for d in found] == [
        (("Norland", "said", ["it had retaken the port"]), "asserts"),
        (("Merrow", "denied by", ["it had retaken the port"]), "denies"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Kelmer took aim at ten banks of the valley.", "Kelmer", "took aim at", "ten banks of the valley"),
        ("Kelmer reacted angrily to the news of the closing.", "Kelmer", "reacted angrily to", "the news of the closing"),
        ("Kelmer to trumpet new walls for the valley", "Kelmer", "to trumpet", "new walls for the valley"),
        ("Brann Hydro wrote down the value of its arm.", "Brann Hydro", "wrote down", "the value of its arm"),
    ],
)
def test_a_cue_that_no_rule_knows_needs_a_clause_or_quoted_words(text: str, source: str, cue: str, content: str) -> None:
    assert [
        d for d in merged(text, [attribution(text, source, cue, content)])[0] if d.content == (_range(text, content),)
    ] == []
    quoted = text.replace(content, f"“{content}”")
    assert merged(quoted, [attribution(quoted, source, cue, f"“{content}”")])[0]


def _range(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def test_a_verb_orders_by_its_preposition_only_where_that_stands() -> None:
    text = "Kelmer insisted, however, that the wall would hold."
    draft = only(text, attribution(text, "Kelmer", "insisted", "that the wall would hold"))
    assert draft.stance == "asserts"


def test_a_content_that_ends_in_the_midst_of_a_name_is_the_rules() -> None:
    text = "The dam would hold, Brann Hydro told Channel 7."
    cut = attribution(text, "Brann Hydro", "told", "The dam would hold")
    assert parts(text, only(text, cut))[2] == ["The dam would hold"]
    text = "Brann Hydro said the wall near Kanal 7 was safe."
    assert parts(text, only(text, attribution(text, "Brann Hydro", "said", "the wall near Kanal")))[2] == [
        "the wall near Kanal 7 was safe"
    ]
    text = "Brann Hydro said that the free-standing wall would hold."
    assert parts(text, only(text, attribution(text, "Brann Hydro", "said", "the free")))[2] == [
        "the free-standing wall would hold"
    ]


def test_a_denial_by_its_words_alone_keeps_all_that_the_reader_finds() -> None:
    text = "They say they were not even in the valley – and that they were named by neighbours."
    content = text[len("They say ") : -1]
    draft = only(text, attribution(text, "They", "say", content))
    assert (draft.stance, parts(text, draft)) == ("denies", ("They", "say", [content]))


def test_content_ends_with_the_title_it_stands_in() -> None:
    text = "Kelmer says the wall will hold The wall of Vell is old. It was built by hand."
    sentences = [
        Sentence(start=0, end=30, paragraph=0, kind="title"),
        Sentence(start=31, end=55, paragraph=0),
        Sentence(start=56, end=len(text), paragraph=0),
    ]
    quoted, drafts = find_drafts(text, sentences)
    read = attribution(text, "Kelmer", "says", "the wall will hold The wall of Vell is old")
    (draft,) = merge_drafts(text, sentences, quoted, drafts, [read])
    assert parts(text, draft) == ("Kelmer", "says", ["the wall will hold"])
    text = "The wall of Vell in a picture The wall will hold, Kelmer says."
    sentences = [Sentence(start=0, end=29, paragraph=0, kind="title"), Sentence(start=30, end=len(text), paragraph=0)]
    quoted, drafts = find_drafts(text, sentences)
    read = attribution(text, "Kelmer", "says", "of Vell in a picture The wall will hold")
    (draft,) = merge_drafts(text, sentences, quoted, drafts, [read])
    assert parts(text, draft) == ("Kelmer", "says", ["The wall will hold"])


def test_a_role_with_the_name_that_closes_it_is_one_source() -> None:
    text = '"The wall will hold," said the council\'s envoy to Vell, Ada Berg.'
    draft = only(text, attribution(text, "the council's envoy to Vell, Ada Berg", "said", '"The wall will hold,"'))
    assert parts(text, draft)[0] == "the council's envoy to Vell, Ada Berg"

"""Quotations of one article: who said what, in invented sentences."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.model import Layout, Quotation, Sentence, Timex, When
from onrecord.neural import read_text
from onrecord.read.plain import read_plain
from onrecord.text import span
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations


def lay_out_lines(text: str) -> Layout:
    """A layout whose every line is one sentence and one paragraph."""
    lines = [m.span() for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    sentences = tuple(Sentence(start=a, end=b, paragraph=n) for n, (a, b) in enumerate(lines))
    return Layout(blocks=(), sentences=sentences, language="en")


def read(*lines: str, publisher: str | None = None, dates: tuple[Timex, ...] = ()) -> list[Quotation]:
    article = read_plain("\n".join(lines))
    if publisher:
        article = replace(article, publisher=publisher)
    layout = lay_out_lines(article.text)
    marks = read_text(article.text, layout.sentences)
    names = find_names(article.text, layout.sentences, marks=marks)
    return list(find_quotations(article, layout, names=names, dates=dates, marks=marks))


def told(q: Quotation) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and content in short."""
    return (q.source.name if q.source else None, q.cue.exact if q.cue else None, [c.exact.rstrip(",") for c in q.content])


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("Ada Berg said the bridge was safe.", "Ada Berg", "said", "the bridge was safe"),
        ("Ada Berg said on Monday that the bridge was safe.", "Ada Berg", "said", "the bridge was safe"),
        ("The bridge was safe, Ada Berg said.", "Ada Berg", "said", "The bridge was safe"),
        ("“The bridge is safe,” said Ada Berg.", "Ada Berg", "said", "The bridge is safe"),
        ('"The bridge is safe," Ada Berg said.', "Ada Berg", "said", "The bridge is safe"),
        ("Ada Berg said: “The bridge is safe.”", "Ada Berg", "said", "The bridge is safe."),
        ("The bridge was safe, according to Ada Berg.", "Ada Berg", "according to", "The bridge was safe"),
        ("According to Ada Berg, the bridge was safe.", "Ada Berg", "According to", "the bridge was safe"),
        ("Ada Berg, a farmer from the valley, said the bridge was safe.", "Ada Berg", "said", "the bridge was safe"),
        ("Two senior officials warned that the dam could fail.", "Two senior officials", "warned", "the dam could fail"),
        ("The mayor called for an inquiry.", "mayor", "called for", "an inquiry"),
        ("The bridge was safe, said Harn police Capt. Ada Berg.", "Ada Berg", "said", "The bridge was safe"),
        ("The bridge was safe, according to Dr. Ada Berg.", "Ada Berg", "according to", "The bridge was safe"),
        ("The report found that ten pumps had failed.", "report", "found", "ten pumps had failed"),
    ],
)
def test_one_statement_is_read_with_source_cue_and_content(line: str, source: str, cue: str, content: str) -> None:
    (found,) = read(line)
    assert told(found) == (source, cue, [content])


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("Ada Berg denied any role in the fire.", "denies"),
        ("Ada Berg rejected the offer.", "denies"),
        ("Ada Berg urged the council to act.", "orders"),
        ("Ada Berg pledged to repair the bridge.", "promises"),
        ("Ada Berg said she would repair the bridge.", "promises"),
        ("Ada Berg questioned the figures.", "questions"),
        ("The Harbour Times was unable to verify the footage.", "cannot-verify"),
        ("Ada Berg declined to confirm the deal.", "cannot-verify"),
        ("Ada Berg said she did not believe the dam was safe.", "denies"),
    ],
)
def test_the_verb_tells_the_stance(line: str, stance: str) -> None:
    (found,) = read(line)
    assert found.stance == stance


def test_quoted_words_in_a_clause_make_it_mixed() -> None:
    (found,) = read("Ada Berg said the plan was “a gift to thieves”.")
    assert (found.form, told(found)[2]) == ("mixed", ["the plan was “a gift to thieves”"])


def test_a_split_quotation_is_one_statement() -> None:
    (found,) = read("“The bridge,” Ada Berg said, “is not safe.”")
    assert (found.form, told(found)[2]) == ("direct", ["The bridge", "is not safe."])


def test_a_quotation_runs_on_over_paragraphs() -> None:
    (found,) = read("“The bridge is not safe,” Ada Berg said.", "“It never was safe.”")
    assert told(found)[2] == ["The bridge is not safe", "It never was safe."]


def test_a_quotation_that_closes_in_a_later_line_is_one_statement() -> None:
    (found,) = read("“We told them in May.", "Nobody came to look at it,” said Ada Berg.")
    assert told(found) == ("Ada Berg", "said", ["We told them in May.", "Nobody came to look at it"])


def test_joined_verbs_share_the_speaker() -> None:
    found = read("Ada Berg said the bridge was shut and urged drivers to wait, adding that work had begun.")
    assert [told(q) for q in found] == [
        ("Ada Berg", "said", ["the bridge was shut"]),
        ("Ada Berg", "urged", ["drivers to wait"]),
        ("Ada Berg", "adding", ["work had begun"]),
    ]


def test_pronouns_and_surnames_take_the_full_name() -> None:
    found = read("Ada Berg said the bridge was safe.", "Mrs Berg said the river was low.", "She added that rain was due.")
    assert [q.source.name for q in found if q.source] == ["Ada Berg"] * 3


def test_pronouns_agree_in_gender() -> None:
    found = read("Ms Ada Berg spoke to Mr Tom Holm, who said the dam was full.", "She said it was empty.")
    assert [q.source.name for q in found if q.source] == ["Tom Holm", "Ada Berg"]


def test_a_description_finds_its_person() -> None:
    found = read("Peruvian President Rosa Quispe said taxes would rise.", "Peru's president said the budget was tight.")
    assert [q.source.name for q in found if q.source] == ["Rosa Quispe"] * 2


def test_a_capital_keeps_its_name_and_takes_the_country_as_alias() -> None:
    found = read("Farmers left Peru in May.", "Lima said the border was open.")
    assert found[-1].source is not None
    assert (found[-1].source.name, "Peru" in found[-1].source.aliases) == ("Lima", True)


def test_whom_a_source_told_is_its_relay() -> None:
    (found,) = read("Ada Berg told Radio North that the bridge was safe.")
    assert [r.name for r in found.chain] == ["Radio North"]


def test_the_article_itself_is_no_relay() -> None:
    (found,) = read("Ada Berg told Radio North that the bridge was safe.", publisher="Radio North")
    assert found.chain == ()


def test_an_outlet_that_reports_a_statement_is_only_its_relay() -> None:
    (found,) = read("Ada Berg said the bridge was safe, the North News agency reported.")
    assert (told(found)[0], [r.name for r in found.chain]) == ("Ada Berg", ["North News"])


def test_a_statement_in_a_statement_is_a_row_of_its_own() -> None:
    outer, inner = sorted(read("Ada Berg said that the council denied the loss."), key=lambda q: len(q.chain))
    assert (told(outer)[0], told(inner)[0], inner.stance) == ("Ada Berg", "council", "denies")
    assert [r.name for r in inner.chain] == ["Ada Berg"]


def test_a_claim_that_is_denied_is_stated_and_denied() -> None:
    found = read("Norland said it had taken the town, a claim denied by Sudland.")
    assert {(told(q)[0], q.stance) for q in found} == {("Norland", "asserts"), ("Sudland", "denies")}
    assert found[0].content == found[1].content


def test_nobody_is_named_for_what_is_expected() -> None:
    (found,) = read("The envoy is expected to visit the camp.")
    assert (found.source, told(found)[2]) == (None, ["The envoy", "to visit the camp"])


def test_who_is_cited_gets_the_statement_through_who_cites() -> None:
    found = read("Ten boats sank, according to Ada Berg, citing the harbour's chief, Tom Holm.")
    assert [(told(q)[0], [r.name for r in q.chain]) for q in found] == [("Ada Berg", []), ("Tom Holm", ["Ada Berg"])]


def test_a_headline_with_a_colon_names_its_speaker() -> None:
    found = read("Mayor: “We will stay in the town”", "The mayor spoke.")
    assert (told(found[0]), found[0].headline) == (("Mayor", ":", ["We will stay in the town"]), True)


def test_the_day_by_the_cue_is_the_day_said() -> None:
    line = "Ada Berg said on Monday that the bridge would close on Friday."
    at = line.index("Monday")
    monday = Timex(passage=span(line, at, at + 6), type="DATE", value="2031-03-03", earliest="2031-03-03", latest="2031-03-03")
    (found,) = read(line, dates=(monday,))
    assert found.said is not None
    assert (found.said.value, found.said.basis) == ("2031-03-03", "stated")
    (other,) = read("Ada Berg said the bridge was safe.", dates=())
    assert other.said is None
    line = "Ada Berg, who had seen the pipe before it was cut on Monday, said that the bridge would close."
    at = line.index("Monday")
    monday = Timex(passage=span(line, at, at + 6), type="DATE", value="2031-03-03", earliest="2031-03-03", latest="2031-03-03")
    (later,) = read(line, dates=(monday,))
    assert later.said is None


@pytest.mark.parametrize(
    "line",
    [
        "The claims were filed in a drawer.",
        "If the council rejects the plan, nothing happens.",
        "The ’90s band played “Blue Hat” twice.",
        "Ada Berg did not say who had paid.",
        "Calls to the office rang out.",
    ],
)
def test_what_nobody_states_is_no_statement(line: str) -> None:
    assert read(line) == []


WORDS = (
    "Ada Berg said told according to citing , . “ ” \" ' ’ ‘ : ; - that the claim claims fears denied by reportedly is expected"
    " and but who which he she they its on Monday Reuters officials adding calling for warned ( ) called it \n 5"
    " al-Rashid Mr of"
).split(" ")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@example("Ada Berg fears that")
@example("“ said")
def test_any_order_of_cues_and_marks_keeps_offsets_exact(text: str) -> None:
    check_offsets(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_keeps_offsets_exact(text: str) -> None:
    check_offsets(text)


def check_offsets(text: str) -> None:
    article = read_plain(text)
    layout = lay_out_lines(article.text)
    marks = read_text(article.text, layout.sentences)
    names = find_names(article.text, layout.sentences, marks=marks)
    found = find_quotations(article, layout, names=names, dates=(), marks=marks)
    spans = [n.passage for n in names]
    for q in found:
        assert q.content
        spans += [*q.content, *(s for s in (q.cue, q.source.mention if q.source else None) if s)]
    assert all(article.text[s.start : s.end] == s.exact and s.exact for s in spans)
    assert len({q.id for q in found}) == len(found)
    assert found == find_quotations(article, layout, names=names, dates=(), marks=marks)
    assert all(isinstance(q.said, When | None) for q in found)


def test_a_warning_that_something_is_so_orders_nothing() -> None:
    (said,) = read("Ada Berg warned that the dam had not been mended.")
    (bid,) = read("Ada Berg warned the crews to leave the dam.")
    assert (said.stance, bid.stance) == ("asserts", "orders")


@pytest.mark.parametrize(
    "line",
    [
        "Ada Berg, who also directs a mill in Linde, went home.",
        "The mill added ten names to the list.",
        "The list, which was announced by officials on Monday, is long.",
        "An adviser, Ada Berg, had warned its reporter.",
        "Residents of the valley showed signs of the fever.",
        "A farmer recorded video of a wave that was rolling over the dam.",
        "If all goes according to plan, the dam will be ready in June.",
    ],
)
def test_a_thing_that_is_done_is_no_statement(line: str) -> None:
    assert read(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Accusing Norran of breaking the pact, the Tarnovian council shut the border.",
            [("Tarnovian council", "Accusing", ["Norran of breaking the pact"])],
        ),
        (
            "As Linde said the crews had found ten more cracks, the union called for an inquiry.",
            [("Linde", "said", ["the crews had found ten more cracks"]), ("union", "called for", ["an inquiry"])],
        ),
        (
            "In taking what Ada Berg described as “small steps”, the council angered the union.",
            [("Ada Berg", "described", ["as “small steps”"])],
        ),
        (
            "Linde voted despite a call from the Norran mayor, Ada Berg, to delay the vote.",
            [("Ada Berg", "call", ["to delay the vote"])],
        ),
        (
            "Linde has denied Russian claims that it hid the cracks.",
            [("Linde", "denied", ["Russian claims that it hid the cracks"]), ("Russia", "claims", ["it hid the cracks"])],
        ),
        (
            "Norran said nothing spoke for Ada Berg's claim that ten guards had left.",
            [
                ("Norran", "said", ["nothing spoke for Ada Berg's claim that ten guards had left"]),
                ("Ada Berg", "claim", ["ten guards had left"]),
            ],
        ),
        (
            "Experts said that the crews would heed Berg's call to stand down.",
            [
                ("Experts", "said", ["the crews would heed Berg's call to stand down"]),
                ("Berg", "call", ["to stand down"]),
            ],
        ),
        (
            "The plan drew fire from Ada Berg's local critics, who called it a gift to the mill.",
            [("Ada Berg's local critics", "called", ["it a gift to the mill"])],
        ),
        (
            "The mayor declined to say when the bridge would open.",
            [("mayor", "declined to say", ["when the bridge would open"])],
        ),
        ("Linde, a town once called “the gate”, is quiet.", []),
    ],
)
def test_what_a_sentence_is_built_of_says_whose_a_statement_is_and_where_it_ends(
    line: str, expected: list[tuple[str, str, list[str]]]
) -> None:
    assert [told(q) for q in read(line)] == expected


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("The rescue service put the number of dead at 14.", "rescue service", "put", "the number of dead at 14"),
        ("The police raised the death toll from 12 to 14.", "police", "raised", "the death toll from 12 to 14"),
        (
            "The fund owes Linde 9 million crowns, by the union's account.",
            "union",
            "account",
            "The fund owes Linde 9 million crowns",
        ),
        ("By the mayor’s own count, 12 people came.", "mayor", "count", "12 people came"),
        ("The claims of either side could not be verified.", None, "could not be verified", "The claims of either side"),
        ("No date set for the new vote in Linde: mayor", "mayor", ":", "No date set for the new vote in Linde"),
        ("Ada Berg to Linde leaders: postpone the vote", "Ada Berg", ":", "postpone the vote"),
    ],
)
def test_turns_of_phrase_are_cues(line: str, source: str | None, cue: str, content: str) -> None:
    (found,) = read(line)
    assert told(found) == (source, cue, [content])


@pytest.mark.parametrize(
    "line",
    [
        "The crane put the steel plate at 14 Mill Lane.",
        "Harbour crisis: what the mayor must do",
        "By all accounts the wall was old.",
        "The 15 new names added to the list are not due to be read until Tuesday.",
        "The hall was checked by the mayor's count officers.",
    ],
)
def test_what_only_looks_like_such_a_turn_is_none(line: str) -> None:
    assert [q for q in read(line) if q.cue and q.cue.exact in ("put", ":", "accounts", "count", "added")] == []


def test_quotations_that_go_on_belong_to_the_statement_they_began_in() -> None:
    (split,) = read("“The goal is not to go,” Ada Berg told reporters.", "“The goal is to change” and “to walk on alone.”")
    assert told(split)[2] == ["The goal is not to go", "The goal is to change", "to walk on alone."]
    (mixed,) = read("Ada Berg said it was good not to see “a game in this.", "Because it is none at all.”")
    assert mixed.form == "mixed"
    assert mixed.content[-1].exact.rstrip("”").endswith("Because it is none at all.")


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("The council made it clear that the dam would stay.", "the dam would stay"),
        ("Ada Berg always said, from the first day, that the venue was wrong.", "the venue was wrong"),
        ("Ada Berg rejected charges from the union that the dam leaked.", "the dam leaked"),
    ],
)
def test_content_behind_an_aside_or_a_turn_of_phrase(line: str, content: str) -> None:
    assert content in [q.content[-1].exact for q in read(line)]


def test_a_need_is_no_order() -> None:
    assert read("When that happened, some women required an operation.") == []


def test_new_rules_that_close_a_thing_rule_nothing() -> None:
    assert read("New rules that would close the dam are on their way.") == []


def test_what_is_reported_by_nobody_is_told_whole() -> None:
    (found,) = read("Three fighters were reportedly killed after setting off their explosives.")
    assert [c.exact for c in found.content] == ["Three fighters were", "killed after setting off their explosives"]


def test_a_person_who_shows_a_feeling_tells_nothing() -> None:
    assert read("Ada Berg showed no emotion in the dock.") == []
    (found,) = read("Ada Berg showed that the dam was old.")
    assert found.content[0].exact == "the dam was old"


def test_things_that_a_headline_counts_are_nobody() -> None:
    assert [q for q in read("715 New Dams Confirmed Using An Old Trick") if q.source] == []

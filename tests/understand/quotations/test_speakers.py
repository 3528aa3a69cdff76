"""Who the sources are, in invented sentences."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Layout, Quotation, Sentence
from onrecord.neural import read_text
from onrecord.read.plain import read_plain
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations
from tests.timing import within


def read(*lines: str) -> list[Quotation]:
    """The statements of an article whose every line is one sentence and one paragraph."""
    article = read_plain("\n".join(lines))
    spans = [m.span() for m in re.finditer(r"[^\n]+", article.text) if m.group().strip()]
    sentences = tuple(Sentence(start=a, end=b, paragraph=n) for n, (a, b) in enumerate(spans))
    layout = Layout(blocks=(), sentences=sentences, language="en")
    marks = read_text(article.text, sentences)
    names = find_names(article.text, sentences, marks=marks)
    return list(find_quotations(article, layout, names=names, dates=(), marks=marks))


def last_source(*lines: str) -> str | None:
    source = read(*lines)[-1].source
    return source.name if source else None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        # the subject of the sentence before, not who stands in a quotation
        (("Tom Holm said: “Ivo Pell lied.”", "He left at noon, he said."), "Tom Holm"),
        # whoever the sentence before is about, though it states nothing
        (("Ivo Pell said the dam was full.", "Tom Holm was at the lake too.", "“I still count,” he said."), "Tom Holm"),
        # the body that commas name behind a word for it
        (("The oil giant, Vell Fuel, said the pumps were new.",), "Vell Fuel"),
        # whoever speaks goes on with "as he"
        (("Tom Holm, head of the dam, said Ivo Pell was blameless as he vowed to fight the ruling.",), "Tom Holm"),
        (("Dam chief Christian Holm said the wall was old.", "“It will hold,” Holm said."), "Christian Holm"),
        (("The relatives of some of those who died say that the wall was old.",), "relatives of some of those"),
        (("The minister was in a hurry on Friday.", "He said the tunnel was safe."), "minister"),
        # not the owner, nor a place or body in what is said
        (("The Vell ministry dismissed the charge.", "“Vell has never sold pumps to North Holm,” it said."), "Vell ministry"),
        (("Ivo Pell said no.", "Tom Holm's attack on the plan came on Friday.", "He added that it leaked."), "Tom Holm"),
        # a pronoun that showed a gender keeps the other one away
        (("Nel Oster said it was hers and she said it again.", "Kim Arnt waved.", "She said no."), "Kim Arnt"),
        # a body that "which" resumes is no person
        (("Vell Fuel, which owns the pumps, said they were new.", "It rejected the charge."), "Vell Fuel"),
        (("The Valley Monitoring Mission said the road was open.", "The monitors also inspected the dam.",
          "It was low, they said."), "Valley Monitoring Mission"),
        # a body, not where it sits
        (("A spokesman at Vell Fuel's offices in Paris said the fall was small but it denied that pumps leak.",), "Vell Fuel"),
        (("Fuel managers and brokers in Paris sold.", "Shares of Vell Fuel fell as it admitted that pumps leak."), "Vell Fuel"),
        # whose promise: the person the statement is about
        (("Ada Berg said Mr Tom Holm must honour his commitment to leave.",), "Tom Holm"),
    ],
)  # fmt: skip
def test_pronouns(lines: tuple[str, ...], name: str) -> None:
    assert name in {q.source.name for q in read(*lines)[-2:] if q.source}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("“We were never asked,” said Ada Berg, who heads the Valley Rescue Service.",
          "The head of the rescue service said boats were short."), "Ada Berg"),
        # the lead gives the office, the next sentence the name
        (("The interior minister has said the dam is safe.", "Tom Holm told a news conference on Friday that it was new."),
         "Tom Holm"),
        (("The Brenn Liberation Front met on Monday.", "The movement said it would vote."), "Brenn Liberation Front"),
        (("The Free River Union met on Monday.", "The union said it would strike."), "Free River Union"),
        (("The Peruvian defence ministry said the road was open.", "A spokesman for the ministry said the bridge was too."),
         "spokesman for the Peruvian defence ministry"),
        (("Prime Minister Ada Berg is in Vell.", "Her office said she was well."), "Ada Berg's office"),
        (("Brenn said the pumps are new.", "Corran Oil is facing many suits.", "The company said it will pay."), "Corran Oil"),
        (("The roads agency said the bridge was shut.",), "roads agency"),
        # the leader of a country is its president, whatever other leader spoke last
        (("The Peruvian president, Paul Roy, said the dam was safe.", "The rebel leader, Olga Pell, said it was not.",
          "The Peruvian leader said it would be mended."), "Paul Roy"),
        (("Minister Ada Berg went home.", "A spokeswoman for Mrs Berg said she would stay."), "spokeswoman for Ada Berg"),
        (("Minister Ada Berg went home.", "A spokeswoman for Mrs Berg left too.", "The spokeswoman said it was late."),
         "spokeswoman"),
        (("The Daily Norran printed a letter.", "The paper claimed the mill was sold."), "Daily Norran"),
        (("The Valley Institute printed a letter.", "The paper claimed the mill was sold."), "paper"),
        (("Asked if the mill was sold, No 10 said it was not.",), "No 10"),
        (("The dam is old.", "This time the authorities said it was safe."), "authorities"),
        (("The roads agency last week said the bridge was shut.",), "roads agency"),
        (("The Department of Roads met on Monday.", "A spokesman for the Department of Roads said little.",
          "The department said the bridge was shut."), "Department of Roads"),
        (("The Norran Forest and Fisheries Office welcomed the plan.", "“We hope it works,” it said."),
         "Norran Forest and Fisheries Office"),
        (("According to a report that the Valley Institute published, the dam leaks.",), "report of the Valley Institute"),
    ],
)  # fmt: skip
def test_descriptions(lines: tuple[str, ...], name: str) -> None:
    assert last_source(*lines) == name


def test_a_role_takes_the_name_that_goes_on_speaking() -> None:
    first, second = read(
        "It rained.", "It snowed.", "The dam broke.", "The wall fell.",
        "A former head of the dam service claimed the wall was weak.", "“We have proved it,” Ada Berg said.",
    )  # fmt: skip
    assert [s.source and s.source.name for s in (first, second)] == ["Ada Berg", "Ada Berg"]
    assert first.source
    assert "former head of the dam service" in first.source.aliases
    first, second = read(
        "It rained.", "It snowed.", "The dam broke.", "The wall fell.",
        "A former head of the dam service claimed the wall was weak.", "“It is strong,” the mayor Ada Berg said.",
    )  # fmt: skip
    assert [s.source and s.source.name for s in (first, second)] == ["former head of the dam service", "Ada Berg"]


def test_the_lead_takes_the_name_that_follows() -> None:
    lead = read("Peru's interior minister has said the dam is safe.", "Tom Holm told reporters that it was new.")[0]
    assert lead.source
    assert lead.source.name == "Tom Holm"


@pytest.mark.parametrize(
    ("line", "name", "mention"),
    [
        ("The dam was full, said its chief, Ada Berg.", "Ada Berg", "its chief, Ada Berg"),
        ("The dam was full, according to a mediator, the retired bishop Tom Holm.", "Tom Holm",
         "a mediator, the retired bishop Tom Holm"),
        ("A driver who escaped, Tom Holm, 43, told Radio North that the dam was full.", "Tom Holm", None),
        ("“Let them come,” said their commander, a former teacher known only as Crow.", "Crow", None),
        ("A nurse who asked not to be named said the ward was full.", "nurse who asked not to be named",
         "A nurse who asked not to be named"),
        ("Two people familiar with the talks said a deal was near.", "Two people familiar with the talks",
         "Two people familiar with the talks"),
        ("The minister who blamed the Free River Union now says the dam is safe.", "minister", None),
        ("Ada Berg, meanwhile, told Radio North that the dam was full.", "Ada Berg", None),
        ("Berg and the union's chairman, known as Crow, said in a letter that they would meet.", "Berg and Crow", None),
    ],
)  # fmt: skip
def test_appositions_and_clauses(line: str, name: str, mention: str | None) -> None:
    source = read(line)[-1].source
    assert source
    assert source.name == name
    assert mention is None or (source.mention and source.mention.exact == mention)


def test_who_is_no_name() -> None:
    found = read("Ada Berg, who said the dam was full, left.", "Tom Holm met the mayor, who warned that it leaked.")
    assert all(q.source and q.source.name.lower() not in ("who", "which") for q in found)


PIECES = ["Ada Berg", "said", "he", "“", "”", ",", "the mayor", "who", "its chief", ".", "\n", "and", "🙂"]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=150, deadline=None)
def test_mentions_stand_in_the_text(words: list[str]) -> None:
    text = " ".join(words) or "x"
    article_text = read_plain(text).text
    for q in read(text):
        for passage in (q.source.mention if q.source else None, *(r.mention for r in q.chain)):
            assert passage is None or article_text[passage.start : passage.end] == passage.exact


@pytest.mark.parametrize(
    "piece", ["he said, ", "Ada Berg, the chief, ", "of the ministry ", "known as A ", "“it said” ", "News "]
)
@pytest.mark.slow
def test_hostile_text_takes_no_long_time(piece: str) -> None:
    assert within(10, lambda: read(*[piece * 400] * 10))


def test_a_part_of_a_group_is_named_with_the_group() -> None:
    found = read("Officials in Linde said the dam was old.", "Some said it would fall.", "Others said it would hold.")
    assert [q.source.name for q in found if q.source][1:] == ["some Officials in Linde", "other Officials in Linde"]


def test_a_general_word_with_a_capital_is_the_long_name_before_it() -> None:
    found = read("The Vell Observatory for Water said the dam was old.", "The Observatory said it would hold.")
    assert {q.source.name for q in found if q.source} == {"Vell Observatory for Water"}


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        # the subject of the sentence is whom its later pronouns mean
        (("Nel Oster is minister.", "She wrote to Kim Arnt, the warden, after papers showed that she blamed the board."),
         "Nel Oster"),
        # the clause right before a participle
        (("The board opposed the vote, but on Friday Tom Holm sounded kinder, saying the vote could be a step.",), "Tom Holm"),
        # who is right before "who"
        (("Ivo Pell said no.", "The dissenter was Justice Samuel A. Arnt Jr., who said it was wrong."), "Samuel A. Arnt Jr"),
        # a body by the last word of its name
        (("The Valley Reform Church is small.", "The church rose to fame.", "It claimed the flood was a sign."),
         "Valley Reform Church"),
        # a group that the sentence before names
        (("The judge had praised the courage of the families.", "They now want a new inquiry."), "families"),
        (("The bank's political reporter Alan Soyer said it was late.", "But our correspondent also said it was dark."),
         "Alan Soyer"),
        (("Diplomats say the board is slow.", "But the envoys say the board will wait."), "Diplomats"),
        (("Peru PM warns the pact may end", "Prime Minister Abel Nosur warned on Friday that the pact may end."), "Abel Nosur"),
    ],
)  # fmt: skip
def test_sources_by_what_stands_beside_them(lines: tuple[str, ...], name: str) -> None:
    assert name in {q.source.name for q in (read(*lines)[0], read(*lines)[-1]) if q.source}


def test_a_headline_gives_its_office_the_name_of_the_lead() -> None:
    first = read("Peru PM warns the pact may end", "Prime Minister Abel Nosur warned on Friday that the pact may end.")[0]
    assert first.source
    assert first.source.name == "Abel Nosur"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        # an apposition that no second comma closes
        (("The dam will hold, Jen Palmer, a ministry spokeswoman told reporters.",), "Jen Palmer"),
        (("In Harn, a ministry spokeswoman told reporters the dam would hold.",), "ministry spokeswoman"),
        (("“We wait,” said one soldier, who gave only his first name, Toras.",), "Toras"),
        # nobody calls himself by his name
        (("Ivo Pell spoke with Tom Holm.", "Tom Holm said no.", "He urged Holm to leave the valley."), "Ivo Pell"),
        # but whoever speaks for him may
        (("Tom Holm was tried in Vell.", "His lawyers said Holm would appeal in May."), "Tom Holm's lawyers"),
    ],
)  # fmt: skip
def test_names_that_stand_by_a_mention(lines: tuple[str, ...], name: str) -> None:
    assert last_source(*lines) == name


def test_a_body_whose_short_name_has_stops_keeps_it() -> None:
    assert last_source("The union said no.", "The U.V. said it would send help to the valley.") == "U.V."


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Mr Justice Holm jailed Ada Berg.", "Berg laughed as the judge said she was cruel."), "Justice Holm"),
        (("Ada Berg came to the dock.", "Berg laughed as the judge said she was cruel."), "judge"),
        (("Ada Berg came to the dock.", "The judge said Berg was cruel."), "judge"),
    ],
)  # fmt: skip
def test_a_title_is_nobody_whom_its_sentence_names(lines: tuple[str, ...], name: str) -> None:
    assert last_source(*lines) == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["The gate was shut, according to a statement by the Tarn Bank."], "Tarn Bank"),
        (["A Tarn Bank press release said the gate was shut."], "Tarn Bank"),
        (["The Tarn Bank said in a statement that it was shut.", "The statement said it would open in May."], "Tarn Bank"),
        (["The council met on Monday.", "The statement said it would open in May."], "statement"),
        (["The report said the gate was shut."], "report"),
    ],
)
def test_who_issued_a_statement_speaks_in_it(lines: list[str], name: str) -> None:
    assert last_source(*lines) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [("Mrs Berg", "Mrs Berg"), ("Mr Berg", "Thomas Berg")],
)
def test_a_title_that_does_not_suit_a_namesake_is_another_persons(title: str, name: str) -> None:
    assert last_source("Thomas Berg, a farmer, left the mill.", f"{title} said the mill was shut.") == name


def test_a_body_that_is_no_role_is_not_named_by_the_lines_after_it() -> None:
    found = read("The defence says the gate was shut.", "Ada Berg told the court that it was open.")
    assert [q.source.name for q in found if q.source] == ["defence", "Ada Berg"]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        # a body that its verb shows to be several, and one that a comma parts from its verb
        (("Vell Rovers were known for noise.", "They announced that they would play."), "Vell Rovers"),
        (("The church, made up mostly of his kin, rose fast.", "It said floods were deserved."), "church"),
        # police are "it" in their own statement
        (("Vell police said in a statement that a man was found.", "No crime is suspected, it said."), "Vell police"),
        # whom a sentence introduces by name
        (("Tom Holm said rain fell.", "Another witness bears it out, by the name of Ivo Pell.", "“It was loud,” he said."),
         "Ivo Pell"),
        # whom a subordinate clause names last, not a new somebody the sentence is about
        (("Tom Holm led Vell for ten years.", "A new mayor may mend what broke under Tom Holm when he refused to sign."),
         "Tom Holm"),
        # a document with several makers is one
        (("The draft resolution submitted by Vell and Ostia condemns the raids.", "It demands an end to the raids."),
         "draft resolution submitted by Vell and Ostia"),
    ],
)  # fmt: skip
def test_who_bodies_and_pronouns_are(lines: tuple[str, ...], name: str) -> None:
    assert last_source(*lines) == name


def test_they_in_speech_are_the_one_body_just_spoken_of() -> None:
    found = read("Ada Berg said the Harbour Board had been careless.", "“They claim that the dam was safe,” she said.")
    inner = next(q for q in found if q.cue and q.cue.exact == "claim")
    assert inner.source
    assert inner.source.name == "Harbour Board"


def test_a_state_that_speaks_is_its_government() -> None:
    found = read("The government closed the border to Syria.", "Syria said the road was open.")
    assert found[-1].source
    assert "Syrian government" in found[-1].source.aliases


def test_titles_before_a_name_make_a_description() -> None:
    lines = ("Dr Tom Holm said the ward was full.", "The nurse left.", "“It is too small,” the doctor said.")
    assert last_source(*lines) == "Tom Holm"


def test_whoever_holds_the_word_goes_on_in_a_quotation_of_its_own() -> None:
    found = read("Tom Holm says that when the crews came, many refused to dig.", "“They would not touch the mud that day.”")
    assert found[-1].source
    assert found[-1].source.name == "Tom Holm"

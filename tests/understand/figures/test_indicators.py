"""What is counted: labels of people, sums, lengths and things, with the place where it happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, Timex
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.understand.figures.nouns import plural, singular
from tests.timing import within
from tests.understand.figures.test_figures import find, labels


def label(*sentences: str) -> list[str]:
    return [f.indicator for f in find(*sentences)]


@pytest.mark.parametrize(
    "sentence",
    [
        "An explosion tore through the Sarn Tunnel and killed 12 people.",
        "A blast in the Sarn Tunnel left 12 dead.",
        "Twelve people died in the Sarn Tunnel fire.",
        "The Sarn Tunnel attack claimed the lives of 12 people.",
    ],
)
def test_an_event_has_one_place_however_it_is_told(sentence: str) -> None:
    assert label("Smoke hung over the valley.", sentence) == ["people killed in Sarn Tunnel"]


def test_where_somebody_speaks_or_is_treated_is_not_where_it_happened() -> None:
    assert label("A fire in Marn killed nine people.", "The toll rose to 14, the minister told reporters in Velden.") == [
        "people killed in Marn",
        "people killed in Marn",
    ]
    assert label("A fire in Marn hurt many.", "A total of 34 injured people are being treated at a hospital in Velden.") == [
        "people injured in Marn"
    ]


def test_where_somebody_speaks_is_not_where_a_thing_is() -> None:
    spoken = find("A spokesman at the headquarters in Velden said that 400 barrels were leaking.")
    assert [(f.indicator, f.place) for f in spoken] == [("oil leaking in total", None)]
    assert [f.place for f in find("Some 400 barrels were leaking in Velden.")] == ["Velden"]


def test_oil_on_the_water_is_not_what_was_taken_from_it() -> None:
    assert label("There were 130 barrels of oil on the surface of the lake, and as much had been skimmed off.") == [
        "oil on the surface in total"
    ]
    assert label("The estimate of oil on the water that day was 270 barrels, with a similar amount contained.") == [
        "oil on the surface in total"
    ]


def test_additions_and_parts_are_told_from_the_whole() -> None:
    got = label(
        "The fire in Marn killed 14 people.",
        "Crews found five more bodies in a bus.",
        "Doctors treated 34 injured people, eight of them in a critical condition.",
        "Two people have died since of their injuries.",
        "Seven of the injured remain in bed.",
    )
    assert got[:2] == ["people killed in Marn", "further people killed in Marn"]
    assert got[2:] == [
        "people injured in Marn",
        "people critically injured in Marn",
        "people dead of their injuries in Marn",
        "some of the people injured in Marn",
    ]


def test_a_number_beside_an_addition_is_a_part() -> None:
    assert label("The shells in Marn killed 12, but 30 more were killed when gunmen came.") == [
        "some of the people killed in Marn",
        "further people killed in Marn",
    ]


def test_a_toll_is_cut_from_one_number_to_another() -> None:
    found = find("The council has cut the death toll of the Marn explosion from 14 to 11.")
    assert [(f.low, f.indicator) for f in found] == [(14.0, "people killed in Marn"), (11.0, "people killed in Marn")]


def test_a_crowd_is_at_what_it_attends() -> None:
    got = label("About 2,000 people lit candles at a vigil in Marn.", "Organisers put the crowd at 5,000.")
    assert got == ["people at vigil in Marn"] * 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Marn owes the province 1.2 billion crowns in mining royalties.", "royalties owed"),
        ("Lawmakers approved a repair fund of 450 million crowns.", "cost of repairs"),
        ("She asked for 450 million dinars to repair the bridge.", "cost of repairs"),
        ("The agency estimates the cost of repairs at $520 million.", "cost of repairs"),
        ("The strike will cost the town, and the closure will cost the port €6 million a week.", "cost of closure per week"),
        ("Trade worth 2 million dollars a day crossed the bridge.", "trade per day"),
        ("The court imposed a $5 million fine.", "fine"),
        ("Orr may announce the sale of the channel to a broadcaster for as much as £450m.", "price"),
        ("She made a profit after she bought the mill for £103m.", "price"),
    ],
)
def test_a_sum_says_what_it_is_of(sentence: str, expected: str) -> None:
    assert label(sentence) == [expected]


def test_a_sum_taken_up_again_is_of_the_same() -> None:
    found = find(
        "Marn owes them 1.2bn crowns in royalties; the council admits to less than 300m.",
        "The court put the arrears at between 500m and 650m crowns.",
    )
    assert [(f.low, f.high, f.unit, f.indicator) for f in found] == [
        (1.2e9, 1.2e9, "crown", "royalties owed"),
        (None, 3e8, "crown", "royalties owed"),
        (5e8, 6.5e8, "crown", "royalties owed"),
    ]


def test_a_difference_is_no_level() -> None:
    got = label("The agency puts the cost of repairs at 520 million crowns, 70 million more than the council approved.")
    assert got == ["cost of repairs", "difference in cost of repairs"]


def test_two_crowns_are_no_money() -> None:
    assert labels("The museum lost two crowns.") == {"two crowns": "crowns lost"}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("The blast left a hole two metres deep.",), "depth of hole"),
        (("They looked at the crater. It was about 40 centimetres deep.",), "depth of hole"),
        (("The bus stopped in the 6.4-km tunnel.",), "length of tunnel"),
        (("The army stopped 11 km down the valley.",), "distance down valley"),
        (("The reservoir lies two miles below the sea floor.",), "distance below sea floor"),
        (("The post is 11 km from Sarn.",), "distance from Sarn"),
        (("Sarn is about 30 km from the Orsk border.",), "distance of Sarn from Orsk border"),
        (("Sarn, a market town some 30 km from the coast, was calm.",), "distance of Sarn from coast"),
    ],
)
def test_a_length_says_what_is_measured(sentences: tuple[str, ...], expected: str) -> None:
    assert label(*sentences) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cameras counted 22 vehicles entering the tunnel.", "vehicles entering tunnel"),
        ("Velden has offered three helicopters.", "helicopters offered"),
        ("Two drilling rigs had been sent.", "drilling rigs sent"),
        ("Shells destroyed 40 houses.", "houses destroyed"),
        ("The council met 12 UN observers.", "UN observers"),
    ],
)
def test_things_are_named_with_what_was_done(sentence: str, expected: str) -> None:
    assert label(sentence) == [expected]


@pytest.mark.parametrize("noun", ["city", "child", "bus", "vehicle", "fireman", "church", "day", "person", "aircraft"])
def test_plurals_lead_back(noun: str) -> None:
    assert singular(plural(noun)) == noun


@given(st.text(alphabet="“killed 12,000 more of them in Marn; the sum at £3bn 300m ’\n-…é", max_size=200))
def test_labels_are_never_empty_and_passages_stand_in_the_text(text: str) -> None:
    for f in find(text):
        assert f.indicator.strip()
        assert text[f.passage.start : f.passage.end] == f.passage.exact


def test_who_puts_a_number_gives_it() -> None:
    found = find("Police counted 2,000 people at a vigil in Marn.", "Organisers put the crowd at 5,000.")
    assert [f.giver for f in found] == [None, "Organisers"]


def test_the_day_of_an_event_is_not_that_of_what_is_known_now() -> None:
    text = "Fourteen people are now known to have died in Tuesday's fire in Marn."
    assert labels(text) == {"Fourteen people": "people killed in Marn"}
    start = text.index("Tuesday")
    day = Timex(
        passage=Span(start=start, end=start + 7, exact="Tuesday"), type="DATE", value="2031-05-13", earliest="2031-05-13",
        latest="2031-05-13",
    )  # fmt: skip
    (figure,) = find(text, dates=(day,))
    assert figure.as_of is not None
    assert figure.as_of.value == "2031-05-14"


@pytest.mark.parametrize(
    "text",
    [
        "killed 12 more of " * 20_000,
        "blast in the Sarn " * 20_000,
        "5m to 6m " * 30_000,
        "the cost of the repairs of the bridge " * 10_000 + "at 520 million crowns",
        "in the a b c d e " * 20_000 + "12 people",
    ],
)
@pytest.mark.slow
def test_hostile_lines_are_read_in_time(text: str) -> None:
    assert within(20, lambda: find(text))


def test_shares_and_indices_are_told_apart_by_name() -> None:
    assert label("The Marn 40 index fell 1.1% while the Velden Composite index rose 0.6%.") == [
        "Marn 40 index fall",
        "Velden Composite index rise",
    ]
    assert label("Orla shares fell 3% on the day.", "Shares in Brann closed down 4%.") == [
        "share price fall of Orla",
        "share price fall of Brann",
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The report was cut by 20 percent.", "share"),
        ("Twenty percent of them agreed.", "share"),
        ("Water stood for 11 days.", "length of time in days"),
        ("They fled within 20 minutes.", "length of time in minutes"),
        ("The basin held 4 million cubic metres of water.", "volume of water"),
        ("He ran 5 km yesterday.", "distance"),
        ("The new wall is three times as large.", "factor"),
    ],
)
def test_what_has_no_noun_has_the_plain_kind(sentence: str, expected: str) -> None:
    assert label(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A judge in Marn sentenced 68 people to death.", ["people sentenced to death"]),
        ("The court condemned to death 68 men.", ["people sentenced to death"]),
        ("The 68 men were given the death penalty.", ["people sentenced to death"]),
        ("More than 120 men face the death penalty.", ["people facing execution"]),
        ("The judge is to rule on the death penalty for 68 men.", ["people facing execution"]),
        ("Prosecutors sought the death penalty for 68 men.", ["people facing execution"]),
        ("Some 68 people were beaten to death in the square.", ["people killed"]),
        ("The court sentenced 40 people for killing 13 guards.", ["people", "guards killed"]),
        ("The court convicted 40 people.", ["people convicted"]),
    ],
)
def test_a_sentence_is_no_death(sentence: str, expected: list[str]) -> None:
    got = label(sentence)
    assert [x.split(" in ")[0] for x in got][-1] == expected[-1]
    assert len(got) == len(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Marn is a city of about 45,000 people.", "population"),
        ("Sarnia, a nation of 85 million, votes today.", "population"),
        ("The valley is home to some 900 people.", "population"),
        ("An official in the city said 46 people had died.", "people killed"),
        ("It is a country where six million people have been displaced.", "people displaced"),
    ],
)
def test_a_population_is_of_a_place(sentence: str, expected: str) -> None:
    assert label(sentence)[0].startswith(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We estimate that the rebels lost more than 30 people.", "people killed"),
        ("The crowd of more than 2,000 shouted as they attacked the station.", "people protesting"),
        ("Nine million people were exiled.", "people displaced"),
        ("About a third of Sarnia's chemical stockpile was shipped.", "share of chemical stockpile"),
        ("It imports about a quarter of its natural gas from Velden.", "share of natural gas"),
        ("Only 7.5 percent remain in the country.", "share"),
        ("Planes dropped at least 85 barrel bombs.", "barrel bombs dropped"),
    ],
)
def test_what_is_counted_is_named_by_its_noun_or_what_befell_it(sentence: str, expected: str) -> None:
    assert label(sentence) == [expected]


def test_a_word_behind_the_clause_or_a_name_is_no_part_of_a_label() -> None:
    assert label("With a group of about 30 other people, Tavin hid on the roof.") == ["people"]
    (got,) = label("The guards held it, and that would take three months.")
    assert got == got.strip()


def test_a_war_in_the_sentence_takes_in_an_undated_toll_alone() -> None:
    assert label("More than 60 people were killed in the conflict.") == ["people killed in war"]
    text = "As planes fly in the conflict, 60 people were killed on Sunday."
    day = Timex(
        passage=Span(start=text.index("Sunday"), end=text.index("Sunday") + 6, exact="Sunday"),
        type="DATE", value="2031-05-04", earliest="2031-05-04", latest="2031-05-04",
    )  # fmt: skip
    assert [f.indicator for f in find(text, dates=[day])] == ["people killed"]


def test_who_strikes_is_not_where() -> None:
    assert "US" not in label("Shells hit Marn, killing between 35 and 140 people and prompting the threat of a US strike.")[0]


@pytest.mark.parametrize("word", ["bunkers", "oysters", "doors", "skimmers", "boilers", "mergers"])
def test_things_in_ers_are_no_people(word: str) -> None:
    assert [f.unit for f in find(f"Crews counted 12 {word}.")] == [singular(word)]


def test_one_person_and_what_she_does() -> None:
    assert label("At least one woman scolded the guards.") == ["women"]


def test_a_length_in_two_units_is_one() -> None:
    assert label("Sarn lies 100 kilometres (62 miles) from Vell.") == ["distance of Sarn from Vell"] * 2


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 250 people have been killed since the ousting of President Dorn.", "people killed since the ousting"),
        ("Police have arrested 900 people since Mr Dorn's overthrow in Velden.", "people detained since the ousting"),
        ("At least 40 people have died in Velden since the coup.", "people killed since the coup"),
        ("Since he spoke and the coup of old was named, 40 people died in Velden.", "people killed in Velden"),
    ],
)
def test_a_count_since_a_government_fell_is_of_no_one_town(sentence: str, expected: str) -> None:
    assert label("Velden was quiet.", sentence) == [expected]


def test_a_nation_is_no_town() -> None:
    assert label("Velden was calm. Crowds in Velden went home.", "It is a nation of 85 million people.") == ["population"]


def test_things_that_are_taken_together_are_not_captured() -> None:
    assert label("Taken together, the finds circle a total of 305 stars.") == ["stars"]
    assert label("The rebels have taken 12 villages.") == ["settlements captured"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rights groups say over 1,100 people have been killed since protests began in February.", "people killed in unrest"),
        ("The crackdown had killed 1,300 people since February.", "people killed in unrest"),
        ("Monitors say over 1,100 people have been killed since March in protests.", "people killed in unrest"),
        ("It cost the lives of 16 men.", "people killed"),
        ("We grieve for the 16 lives lost.", "people killed"),
        ("Police arrested two men aged 22.", "people detained"),
        ("The flood left the well free to pump half a million gallons of crude a day into the gulf.", "oil leaking per day"),
        ("A torrent of oil of 12,000 barrels (504,000 gallons) a day.", "oil leaking per day"),
        ("Some 1.2 million gallons of mud were pumped.", "mud produced in total"),
        ("The operation is expected to take four days.", "length of operation"),
        ("It is to launch a seven-day operation.", "length of operation"),
        ("He faces a minimum of five years' imprisonment.", "length of sentence"),
        ("He faces up to 10 years in prison.", "length of longest sentence"),
    ],
)
def test_one_thing_has_one_label_however_it_is_told(sentence: str, expected: str) -> None:
    assert label(sentence)[0] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The 683 others are said to have killed an officer in Marn.", "others"),
        ("The 40 men who lynched two policemen were tried.", "men"),
        ("The 40 men who were killed by two policemen were buried.", "people killed"),
        ("Some 40 men have been killed.", "people killed"),
        ("Some 86% of the declared stockpile had been shipped.", "share of stockpile"),
        ("Some 80% of Orra's chemical weapons had been shipped.", "share of chemical weapon"),
    ],
)
def test_who_did_it_is_not_whom_it_befell(sentence: str, expected: str) -> None:
    assert label(sentence)[0] == expected


def test_a_share_of_a_vote_is_of_whoever_won_it() -> None:
    text = (
        "Ada Berg, a surgeon from Velden, was Ilo Marrak’s rival.",
        "She polled 45% in the first round.",
        "Orr Tarn won 31.5% of the votes.",
        "Whoever wins 50% of the votes is elected.",
    )
    found = read_document(read_plain("\n".join(("The vote in Marn", *text)), path="a.txt")).reading.figures
    assert [f.indicator for f in found] == ["share of vote of Ada Berg", "share of vote of Orr Tarn", "share"]

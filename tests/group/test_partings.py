"""Two events of one kind are told apart, however alike their words; one event stays whole, however often it is reprinted."""

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.partings import part_sketches
from onrecord.group.sketches import Sketch, hash_word, make_sketch, similarity
from onrecord.model import Article
from onrecord.pipeline import group_documents, read_document
from tests.conftest import make_article

# what any report of a dam that gave way has, and what only those of one of the two have
KIND = (
    "The embankment dam burst after days of torrential rain, and a mudslide swept through the valley.",
    "Rescuers with sniffer dogs dug through the sludge for survivors of the mudslide.",
    "Hydrologists had warned that the spillway of the embankment was cracked and its culvert clogged.",
    "Evacuated families slept in gymnasiums, wrapped in blankets, as helicopters dropped sandbags.",
    "Downstream, sirens wailed and villagers scrambled up the hillside in pyjamas.",
    "The embankment's burst spillway will be the subject of an inquest, as will the unheeded hydrologists.",
)
VELL = (
    "The reservoir above Vell had been filled beyond its limit, Governor Ansa Kelmer said.",
    "Brann Hydro, which runs it, denied that Kelmer had been told of leaks.",
    "Vell lies in the Orsk gorge, an hour from Merrow by ferry.",
    "The Merrow Herald printed letters of the Orsk fishermen to Brann Hydro.",
    "Bishop Olen Tarsk held a vigil in Vell for eleven drowned weavers.",
    "Kelmer closed the Orsk railway and asked Merrow for tents.",
)
TORRIN = (
    "Mayor Pell Iversa of Torrin said that sirens had stayed silent.",
    "Sandmere Mining built the tailings wall above Torrin in haste, Iversa said.",
    "Torrin's orchards along the Ketta are buried in red sludge.",
    "Prosecutor Juna Varro seized the ledgers of Sandmere Mining in Port Hale.",
    "Divers from Port Hale found a lorry in the Ketta.",
    "Varro charged two foremen of Sandmere Mining with forging tests.",
)


def tell(own: tuple[str, ...], number: int) -> str:
    draw = random.Random(number)
    sentences = [*draw.sample(KIND, 3), *draw.sample(own, 3)]
    extra = f"Reader {''.join(draw.choices('abcdefghij', k=7))} wrote of {''.join(draw.choices('klmnoprstu', k=8))}."
    return "\n".join([*draw.sample(sentences, len(sentences)), extra])


def write(own: tuple[str, ...], count: int, *, first: int = 0) -> list[Article]:
    return [make_article(tell(own, first + i), name=f"{own[0][:8]}-{i}.txt") for i in range(count)]


def sketch(articles: list[Article]) -> list[Sketch]:
    return [make_sketch(read_document(a)) for a in articles]


@pytest.fixture(scope="module")
def vell() -> list[Sketch]:
    return sketch(write(VELL, 8))


@pytest.fixture(scope="module")
def torrin() -> list[Sketch]:
    return sketch(write(TORRIN, 8, first=50))


def ids(sketches: list[Sketch]) -> list[str]:
    return sorted(s.article for s in sketches)


def test_two_events_of_one_kind_are_told_apart(vell: list[Sketch], torrin: list[Sketch]) -> None:
    assert part_sketches([*vell, *torrin]) == sorted([ids(vell), ids(torrin)])


def test_who_gives_the_same_numbers_is_more_alike() -> None:
    one, same, other = sketch(
        [make_article(f"Of {n} people 318 fled.\n{tell(VELL, 1)}") for n in ("41,300", "41,300 odd", "28,750")]
    )
    assert similarity(one, same) > similarity(one, other)


def test_nothing_is_found_by_its_numbers() -> None:
    told = make_sketch(read_document(make_article(f"Of 41,300 some 7,650 fled, 318 on 9 boats.\n{tell(VELL, 1)}")))
    numbers = {hash_word(n) for n in ("41,300", "7,650", "318", "9")}
    assert numbers < set(told.terms)
    assert numbers.isdisjoint(told.keys)


def test_one_event_stays_whole(vell: list[Sketch]) -> None:
    assert part_sketches(vell) == [ids(vell)]


def write_in_order(own: tuple[str, ...], *, own_first: bool, first: int = 0) -> list[Article]:
    def text(number: int) -> str:
        draw = random.Random(number)
        told, kind = draw.sample(own, 2), draw.sample(KIND, 4)
        return "\n".join([*told, *kind] if own_first else [*kind, *told])

    return [make_article(text(first + i), name=f"{own[0][:8]}-{i}.txt") for i in range(8)]


@pytest.mark.parametrize("own_first", [True, False])
def test_what_articles_begin_with_tells_two_events_apart(*, own_first: bool) -> None:
    one = sketch(write_in_order(VELL, own_first=own_first))
    two = sketch(write_in_order(TORRIN, own_first=own_first, first=50))
    apart = sorted([ids(one), ids(two)])
    assert part_sketches([*one, *two]) == (apart if own_first else [ids([*one, *two])])


def test_who_begins_alike_and_goes_on_otherwise_tells_of_one_event(vell: list[Sketch], torrin: list[Sketch]) -> None:
    begun = [dataclasses.replace(s, lead_terms=vell[0].lead_terms, lead_weights=vell[0].lead_weights) for s in (*vell, *torrin)]
    assert part_sketches(begun) == [ids(begun)]


def test_sketches_without_leads_are_told_apart_by_all_their_words(vell: list[Sketch], torrin: list[Sketch]) -> None:
    older = [dataclasses.replace(s, lead_terms=(), lead_weights=()) for s in (*vell, *torrin)]
    assert part_sketches(older) == sorted([ids(vell), ids(torrin)])


def test_of_few_articles_nothing_is_told(vell: list[Sketch], torrin: list[Sketch]) -> None:
    assert part_sketches([*vell, *torrin[:2]]) == [ids([*vell, *torrin[:2]])]


def test_a_small_side_of_unknown_days_is_not_parted_from_one_of_known_days(vell: list[Sketch], torrin: list[Sketch]) -> None:
    def put(sketches: list[Sketch], day: str | None) -> list[Sketch]:
        return [dataclasses.replace(s, earliest=day, latest=day) for s in sketches]

    early, late, unknown = put(vell, "2031-05-01"), put(torrin[:3], "2031-05-05"), put(torrin[:3], None)
    assert part_sketches([*early, *late]) == sorted([ids(early), ids(late)])
    assert part_sketches([*early, *unknown]) == [ids([*early, *unknown])]


def test_reprints_of_two_wires_are_one_event() -> None:
    # two agencies' reports of one event, each printed in seven places with a line of their own
    wires = ["\n".join((*KIND[:3], *VELL[:3])), "\n".join((*KIND[2:5], *VELL[2:]))]
    reprints = [make_article(f"{w}\nPrinted by the {i}th herald.", name=f"{w[:9]}{w[-9:]}{i}") for w in wires for i in range(7)]
    sketches = sketch(reprints)
    assert part_sketches(sketches) == [ids(sketches)]


def test_one_address_stays_together(vell: list[Sketch], torrin: list[Sketch]) -> None:
    live = sketch([make_article(tell(own, 99), name=own[0][:6]) for own in (VELL, TORRIN)])
    moved = [dataclasses.replace(s, address=77) for s in live]
    parts = part_sketches([*vell, *torrin, *moved])
    assert len(parts) == 2
    assert any({s.article for s in moved} <= set(part) for part in parts)


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(vell: list[Sketch], torrin: list[Sketch], draw: random.Random) -> None:
    mixed = draw.sample([*vell, *torrin], 16)
    assert part_sketches(mixed) == sorted([ids(vell), ids(torrin)])


def test_a_story_is_no_tree_of_two_events() -> None:
    articles = [*write(VELL, 8), *write(TORRIN, 8, first=50)]
    groups = group_documents([read_document(a) for a in articles])
    assert [sorted(d.article.id for d in group) for group in groups] == sorted(
        sorted(a.id for a in half) for half in (articles[:8], articles[8:])
    )


def test_a_tree_that_falls_into_very_many_parts_is_parted(vell: list[Sketch], monkeypatch: pytest.MonkeyPatch) -> None:
    made = [dataclasses.replace(vell[0], article=f"a-{i:05}", copy_keys=(), address=None) for i in range(6_000)]
    monkeypatch.setattr("onrecord.group.partings._find_sides", lambda units: np.arange(len(units)) < 4)
    assert len(part_sketches(made)) == 1_500

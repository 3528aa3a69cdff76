"""Statements whose vectors lie near, on invented documents with made vectors."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.likeness import weigh
from onrecord.model import Document
from onrecord.reconcile.gathering import gather
from onrecord.reconcile.items import Statement
from onrecord.reconcile.meanings import Meanings, centre, cosines, find_near, stack
from onrecord.reconcile.signals import COEFFICIENTS, NEAR, Bounds, p_same, signals_of
from onrecord.reconcile.story import reconcile

from .build import Page

Vector = tuple[int, ...]


def near(held: list[Statement]) -> list[tuple[int, int, float]]:
    """The pairs that lie near, one by one."""
    rows = stack(held)
    found = find_near(held, rows) if rows.shape[1] else None
    return list(zip(*(part.tolist() for part in found), strict=True)) if found else []


def read(page: Page, *vectors: Vector) -> Document:
    """The page with a vector of each of its statements."""
    document = page.read()
    meanings = tuple(bytes(np.array(v, dtype=np.int8)) for v in vectors)
    return replace(document, reading=replace(document.reading, meanings=meanings))


def statements(*documents: Document) -> tuple[Statement, ...]:
    return gather(documents, (), ()).statements


def two(left: str, right: str, *, near: bool, sources: tuple[str, str] = ("Kelmer", "Kelmer")) -> list[Document]:
    """Two pages with a statement each, whose vectors lie near or far."""
    a, b = Page(f"{sources[0]} said {left}.", name="a.txt"), Page(f"{sources[1]} said {right}.", name="b.txt")
    a.says(sources[0], left)
    b.says(sources[1], right)
    return [read(a, (120, 10, 0)), read(b, (120, 20, 5) if near else (0, 9, 127))]


LEFT = "engineers found muddy water behind the eastern wall of the dam"
RIGHT = "muddy water seeped through the wall, the engineers reported"


def claims(documents: list[Document]) -> int:
    return len(reconcile(documents, reuse=(), origins=()).claims)


def test_a_paraphrase_that_lies_near_is_one_claim() -> None:
    other = ("Kelmer", "Osk Pell")
    assert claims(two(LEFT, RIGHT, near=True, sources=other)) == 1
    assert claims(two(LEFT, RIGHT, near=False, sources=other)) == 2


def test_numbers_in_words_keep_two_apart() -> None:
    first, last = (
        "nine people died when the eastern wall of the dam gave way",
        "fourteen died when the dam's eastern wall gave way",
    )
    assert claims(two(first, last.replace("fourteen", "nine"), near=True)) == 1
    assert claims(two(first, last, near=True)) == 2
    assert claims(two(first.replace("nine", "14"), last, near=True)) == 1


def test_without_vectors_words_decide() -> None:
    documents = [
        replace(d, reading=replace(d.reading, meanings=())) for d in two(LEFT, RIGHT, near=True, sources=("Kelmer", "Osk Pell"))
    ]
    assert claims(documents) == 2
    assert not near(statements(*documents))


@pytest.mark.parametrize(
    ("left", "right", "sources"),
    [
        (LEFT + " on 12 days", RIGHT + " on 30 days", ("Kelmer", "Kelmer")),
        (LEFT, "no muddy water seeped behind the wall, the engineers found", ("Kelmer", "Osk Pell")),
        (LEFT, "engineers must have found muddy water behind the wall", ("Kelmer", "Osk Pell")),
        ("the eastern wall", "the eastern wall was muddy", ("Kelmer", "Osk Pell")),
    ],
)
def test_what_keeps_two_statements_apart(left: str, right: str, sources: tuple[str, str]) -> None:
    a, b = statements(*two(left, right, near=True, sources=sources))
    weights = weigh([a.words, b.words])
    assert p_same(a, b, 0.99, weights) == 0.0


def test_what_one_source_says_in_brief_may_be_the_same() -> None:
    a, b = statements(*two("the eastern wall", "the eastern wall was muddy", near=True))
    assert p_same(a, b, 0.99, weigh([a.words, b.words])) > 0.0


@given(st.lists(st.tuples(*[st.integers(-127, 127)] * 4), min_size=1, max_size=8))
def test_centring_takes_away_what_all_have_in_common(vectors: list[Vector]) -> None:
    rows = np.array(vectors, dtype=np.float32)
    many_alike = np.repeat(rows[:1], 200, axis=0)
    lengths = np.abs(centre(many_alike)).sum(axis=1)
    assert (lengths <= 0.2 * 800 * 2).all()
    assert (centre(rows) == np.rint(centre(rows))).all()


def test_the_signals_are_those_that_have_a_coefficient() -> None:
    a, b = statements(*two(LEFT, RIGHT, near=True))
    signals = signals_of(a, b, 0.9, weigh([a.words, b.words]))
    assert list(signals) == list(COEFFICIENTS)
    assert p_same(a, b, 0.9, weigh([a.words, b.words])) > p_same(a, b, NEAR, weigh([a.words, b.words])) > 0
    assert p_same(a, b, NEAR - 0.01, weigh([a.words, b.words])) == 0.0


def many(vectors: list[Vector]) -> tuple[Statement, ...]:
    pages = []
    for i, vector in enumerate(vectors):
        page = Page(f"Speaker {i} said wall {i} held.", name=f"{i}.txt")
        page.says(f"Speaker {i}", f"wall {i} held")
        pages.append(read(page, vector))
    return statements(*pages)


@given(st.lists(st.tuples(*[st.integers(-127, 127)] * 4), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_neighbours_do_not_hang_on_the_order(vectors: list[Vector], rng) -> None:
    own = many(vectors)
    mixed = list(own)
    rng.shuffle(mixed)
    by_id = lambda found, of: {(frozenset((of[i].id, of[j].id)), cosine) for i, j, cosine in found}  # noqa: E731
    assert by_id(near(own), own) == by_id(near(mixed), mixed)


@given(st.lists(st.tuples(*[st.integers(-127, 127)] * 4), min_size=2, max_size=12))
def test_pairs_are_as_probable_at_once_as_one_by_one(vectors: list[Vector]) -> None:
    held = many(vectors)
    weights = weigh([s.words for s in held])
    at_once, rows = Meanings(held, weights), stack(held)
    for i, j, cosine in near(held):
        nearer = float(cosines(centre(rows)[[i]], centre(rows)[[j]])[0, 0])
        assert at_once.p_of(i, j) == p_same(held[i], held[j], cosine, weights, centred=nearer)


def test_neighbours_are_found_in_a_story_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    centres = rng.integers(-127, 128, size=(40, 16))
    rows = [tuple(int(x) for x in np.clip(c + rng.integers(-9, 10, size=16), -127, 127)) for c in centres for _ in range(3)]
    own = many(rows)
    whole = {(i, j) for i, j, cosine in near(own) if cosine > 0.9}
    monkeypatch.setattr("onrecord.reconcile.meanings._SMALL", 50)
    cells = {(i, j) for i, j, cosine in near(own) if cosine > 0.9}
    assert cells <= whole
    assert len(cells) > 0.9 * len(whole)


def test_cosines_are_exact() -> None:
    rows = stack(many([(127, 1, 0, 3), (5, 80, -127, 1)]))
    assert cosines(rows, rows)[0, 0] == 1.0
    assert np.array_equal(cosines(rows, rows), cosines(rows[::-1], rows[::-1])[::-1, ::-1])


TOLD = st.lists(st.sampled_from("dam wall water Kelmer Orsk never must 12 nine told".split()), min_size=1, max_size=7)
SAID = st.tuples(TOLD, st.sampled_from(["Kelmer", "Ada Kelmer", "Osk Pell"]), st.sampled_from(["asserts", "denies", "orders"]))


@given(st.lists(SAID, min_size=2, max_size=5), st.floats(NEAR, 1), st.floats(-1, 1))
def test_no_pair_is_more_probable_than_its_bound(said: list[tuple[list[str], str, str]], near: float, nearer: float) -> None:
    pages = []
    for i, (words, source, stance) in enumerate(said):
        page = Page(f"{source} said {' '.join(words)}.", name=f"{i % 3}.txt", day=f"2031-05-{10 + i}")
        page.says(source, " ".join(words), stance=stance)  # type: ignore[arg-type]
        pages.append(page.read())
    held = statements(*pages)
    weights = weigh([s.words for s in held])
    left, right = (np.array(side) for side in zip(*combinations(range(len(held)), 2), strict=True))
    most = Bounds(held, weights).bound(left, right, np.full(len(left), near), np.full(len(left), nearer))
    for i, j, bound in zip(left, right, most, strict=True):
        p = p_same(held[i], held[j], near, weights, centred=nearer)
        assert not p or bound > math.log(p / (1 - p)) - 1e-6

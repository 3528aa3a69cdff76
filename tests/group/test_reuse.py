"""Shared wording is found, quotations alone are not, and what tells the direction is said."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.group.reuse import align, find_reuse
from onrecord.model import Document, Reuse
from onrecord.pipeline import read_document
from tests.conftest import make_article

WIRE = (
    "The spillway gates of the Tarn Hollow dam were opened before dawn after three days of heavy rain in the upper valley.\n"
    "Engineers feared that the eastern wall, repaired only last autumn, would not bear the weight of the reservoir.\n"
    "“Nobody was told to leave and nobody will be told to leave,” governor Ansa Kelmer said."
)
REWRITE = (
    "After three days of heavy rain in the upper valley, the spillway gates of the dam at Tarn Hollow were opened early.\n"
    "Engineers feared the eastern wall, which was repaired only last autumn, would not bear the reservoir's weight."
)
OTHER = (
    "Fishermen on the lower river lost their nets when the water rose within minutes of the siren.\n"
    "“Nobody was told to leave and nobody will be told to leave,” the governor insisted at a crowded meeting in the town hall."
)


def documents(*texts: str, days: tuple[str | None, ...] = (), agencies: dict[int, str] | None = None) -> list[Document]:
    made = []
    for i, text in enumerate(texts):
        article = make_article(text, publisher=f"Outlet {i}", day=days[i] if i < len(days) else None, name=f"{i}.txt")
        document = read_document(article)
        agency = (agencies or {}).get(i)
        if agency:
            document = dataclasses.replace(document, layout=dataclasses.replace(document.layout, agency=(agency,)))
        made.append(document)
    return sorted(made, key=lambda d: d.article.id)


def between(rows: tuple[Reuse, ...], found: list[Document], left: str, right: str) -> list[Reuse]:
    name = {d.article.id: d.article.publisher for d in found}
    return [r for r in rows if {name[r.left.article], name[r.right.article]} == {left, right}]


def test_a_copy_is_found_whole_and_a_rewrite_in_part() -> None:
    found = documents(WIRE, WIRE, REWRITE)
    rows = find_reuse(found)
    (copy,) = between(rows, found, "Outlet 0", "Outlet 1")
    assert copy.similarity == 1.0
    assert copy.left.exact == copy.right.exact
    assert "spillway" in copy.left.exact
    assert "eastern wall" in copy.left.exact
    rewritten = between(rows, found, "Outlet 0", "Outlet 2")
    assert rewritten
    assert all(r.similarity < 1.0 for r in rewritten)


def test_two_outlets_that_quote_one_utterance_have_not_copied() -> None:
    found = documents(WIRE, OTHER)
    assert find_reuse(found) == ()


def test_an_utterance_of_several_sentences_is_a_quotation_in_each() -> None:
    said = "The siren was tested in spring. It was never sounded that night before the lower town stood under water."
    first = f"Outside the town hall the governor spoke at length.\n“{said} I want to know why.”"
    second = f"“{said}\n“We will find out who was on duty,” the governor told a meeting of fishermen at the harbour."
    assert find_reuse(documents(first, second)) == ()


def test_one_sentence_made_of_two_is_found_in_both() -> None:
    one = "The spillway gates of the Tarn Hollow dam were opened before dawn after three days of heavy rain."
    two = "Engineers feared that the eastern wall would not bear the weight of the swollen reservoir."
    joined = f"{one.removesuffix('.')}, and {two[0].lower()}{two[1:]}"
    found = documents(f"{one}\nThe markets were closed for the feast.\n{two}", joined)
    shared = sorted((r.left.exact, r.right.exact) for r in find_reuse(found))
    assert len(shared) == 2
    assert not any("markets" in text for pair in shared for text in pair)


def test_the_same_body_twice_in_one_article() -> None:
    body = WIRE.rsplit("\n", 1)[0]
    (document,) = documents(f"{body}\nA line of its own that stands between the two, for good measure.\n{body}")
    rows = find_reuse([document])
    assert rows
    assert all(r.left.article == r.right.article and r.left.end <= r.right.start and r.earlier == "left" for r in rows)


def test_a_picture_shown_twice_is_no_copy() -> None:
    caption = "Soldiers of the northern valley ride their old tanks on the way toward the town of Tarn Hollow on Monday."
    (page,) = documents(f"{caption}\n{caption}\n{WIRE}")
    blocks = tuple(
        dataclasses.replace(b, kind="caption") if page.article.text[b.start : b.end].startswith("Soldiers") else b
        for b in page.layout.blocks
    )
    shown = dataclasses.replace(page, layout=dataclasses.replace(page.layout, blocks=blocks))
    assert [b.kind for b in blocks].count("caption") == 2
    assert find_reuse([shown]) == ()


# one clause in two sentences that are otherwise each its writer's own
CLAUSES = (
    "lanterns were floated down the river at dusk in memory of drowned weavers",
    "lanterns were floated down the river in memory of the drowned weavers",
)


def take(*clauses: str) -> tuple[str, str]:
    one, two = clauses
    return (
        "Long before the mayor arrived with a delegation of bewildered railway clerks, whose umbrellas had turned inside out "
        f"on the gusty embankment, {one}.\n",
        f"Shopkeepers shuttered their bakeries early and {two}, though sleet drenched the choir and its trombones at the unlit "
        "bandstand beside the tannery.\n",
    )


def test_a_clause_taken_into_another_sentence_is_found() -> None:
    found = documents(*take(*CLAUSES))
    (row,) = find_reuse(found)
    assert {row.left.exact.rstrip("."), row.right.exact} == set(CLAUSES)
    assert 0.8 <= row.similarity < 0.9


def test_words_in_common_all_over_two_sentences_are_no_clause() -> None:
    spread = (
        "lanterns were floated, so the wife of the ferryman told us, down the river by others in fond memory of drowned weavers"
    )
    assert find_reuse(documents(*take(CLAUSES[0], spread))) == ()


def test_one_article_comes_back_to_its_own_clauses() -> None:
    assert find_reuse(documents("".join(take(*CLAUSES)))) == ()


def test_names_in_a_row_are_no_clause() -> None:
    title = "a letter went to the Merrow Herald of Port {} Hale and the Orsk Valley Fishermen's Bank"
    assert find_reuse(documents(*take(title.format("Old"), title.format("New")))) == ()


def test_what_a_story_is_about_tells_no_wording() -> None:
    taken = take(*CLAUSES)
    about = (
        "Drowned weavers:",
        "Lanterns and a river;",
        "Floated in memory,",
        "A river of drowned lanterns;",
        "Weavers floated:",
    )
    rest = [f"{' '.join(about[n:] + about[:n])} inspector {n} kept ledger {n * 7}.\n" for n in range(len(about))]
    few, many = documents(*taken, *rest[:2]), documents(*taken, *rest)
    assert between(find_reuse(few), few, "Outlet 0", "Outlet 1")
    assert not between(find_reuse(many), many, "Outlet 0", "Outlet 1")


def test_the_earlier_day_is_earlier() -> None:
    found = documents(WIRE, REWRITE, days=("2031-05-14", "2031-05-16"))
    for r in find_reuse(found):
        first = r.left if r.earlier == "left" else r.right
        assert next(d for d in found if d.article.id == first.article).article.publisher == "Outlet 0"
        assert "2031-05-14" in r.reason


def test_a_credit_tells_before_the_days_do() -> None:
    # the copy was dated a day before the text that it credits: a day can be wrong by a time zone, a credit is the outlet's word
    found = documents(WIRE, REWRITE, days=("2031-05-15", "2031-05-14"), agencies={1: "Outlet 0"})
    for r in find_reuse(found):
        first = r.left if r.earlier == "left" else r.right
        assert next(d for d in found if d.article.id == first.article).article.publisher == "Outlet 0"
        assert "credits" in r.reason


def test_a_credit_does_not_reach_an_article_of_a_later_week() -> None:
    found = documents(WIRE, REWRITE, days=("2031-05-28", "2031-05-14"), agencies={1: "Outlet 0"})
    for r in find_reuse(found):
        first = r.left if r.earlier == "left" else r.right
        assert next(d for d in found if d.article.id == first.article).article.publisher == "Outlet 1"


def test_an_agency_had_it_first_where_the_days_do_not_tell() -> None:
    found = documents(WIRE, REWRITE, days=("2031-05-14", "2031-05-14"), agencies={0: "Outlet 0"})
    for r in find_reuse(found):
        first = r.left if r.earlier == "left" else r.right
        assert next(d for d in found if d.article.id == first.article).article.publisher == "Outlet 0"
        assert "agency" in r.reason


def test_nothing_tells_on_the_same_day() -> None:
    assert {r.earlier for r in find_reuse(documents(WIRE, REWRITE, days=("2031-05-14", "2031-05-14")))} == {"unknown"}


def test_one_text_in_many_places_stays_bounded() -> None:
    rows = find_reuse(documents(*[WIRE] * 60))
    assert 60 <= len(rows) <= 60 * 24


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_offsets_hold_for_any_text(left: str, right: str) -> None:
    found = documents(f"{WIRE}\n{left}", f"{right}\n{REWRITE}")
    text = {d.article.id: d.article.text for d in found}
    for r in find_reuse(found):
        for p in (r.left, r.right):
            assert text[p.article][p.start : p.end] == p.exact


def test_alignment_gives_shared_words_in_order() -> None:
    left, right = "The gates were opened early, at dawn.", "At dawn the gates were opened."
    pairs = align(left, right)
    assert [left[a:b] for (a, b), _ in pairs] == ["The gates were opened"]
    assert [right[a:b] for _, (a, b) in pairs] == ["the gates were opened"]

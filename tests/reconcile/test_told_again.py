"""The same few people told of again in one article, on invented documents."""

import pytest

from .build import Page, claim_of, run


def together(
    text: str, first: str, again: str, *, labels: tuple[str, str] = ("people detained", "men"), number: int = 2
) -> bool:
    page = Page(text)
    left = page.counts(first, labels[0], number, number)
    right = page.counts(again, labels[1], number, number)
    return right in claim_of(run(page), left)


def test_people_are_told_of_again_with_the() -> None:
    assert together("Police held two young Norlanders. The two men were taken to Vell.", "two young Norlanders", "two men")
    assert not together("Police held two Norlanders. Two men swam to Vell.", "two Norlanders", "Two men")


@pytest.mark.parametrize(
    ("text", "first", "again", "labels"),
    [
        ("Two women were shot. The two candidates meet on Friday.", "Two women", "two candidates", ("women", "candidates")),
        ("Two women were shot. The two men fled to Orsk.", "Two women", "two men", ("women", "men")),
        ("Two people died. The two men were freed at Vell.", "Two people", "two men", ("people killed", "men released")),
    ],
)
def test_others_are_not_the_same_people(text: str, first: str, again: str, labels: tuple[str, str]) -> None:
    assert not together(text, first, again, labels=labels)


def test_a_headline_tells_of_those_of_its_lead() -> None:
    head = "Two suspects caught smuggling salt at Vell harbour"
    lead = "Two Norlanders were caught smuggling salt at the harbour of Vell on Monday."
    assert together(f"{head}\n{lead}", "Two suspects", "Two Norlanders", labels=("suspects", "Norlanders"))
    other = "Two Norlanders won the regatta off Orsk on Monday."
    assert not together(f"{head}\n{other}", "Two suspects", "Two Norlanders", labels=("suspects", "Norlanders"))


def test_many_people_are_not_told_of_again_by_their_number() -> None:
    assert not together("Police held 40 Norlanders. The 40 men sang.", "40 Norlanders", "40 men", number=40)

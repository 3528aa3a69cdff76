"""Sums across figures, on invented articles."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.tell.arithmetic import Check, find_checks

from ..reconcile.build import Page


def check(*pages: Page) -> list[Check]:
    return list(find_checks([p.read() for p in pages]))


def approved(number: int) -> Page:
    page = Page(f"The council approved {number} crowns for the pier.", day="2031-05-02", name="a.txt")
    page.counts(f"{number} crowns", "cost of pier", number, number, unit="crown")
    return page


def estimated(tail: str) -> Page:
    page = Page(f"Brann puts the pier at 520 crowns, 70 {tail}.", day="2031-05-09", name="b.txt")
    page.counts("520 crowns", "cost of pier", 520, 520, unit="crown")
    page.counts("70", "difference in cost of pier", 70, 70, unit="crown")
    return page


def test_a_difference_leads_back_to_the_number_it_is_from() -> None:
    base, later = approved(450), estimated("more than the council approved")
    [found] = check(base, later)
    assert (found.text, found.fits) == ("450 + 70 = 520: fits “520 crowns”", True)
    assert found.figures == (base.figures[0].id, later.figures[1].id, later.figures[0].id)


def test_a_difference_that_does_not_come_out_is_told() -> None:
    [found] = check(approved(400), estimated("more than the council approved"))
    assert (found.text, found.fits) == ("400 + 70 = 470: does not fit “520 crowns”", False)


def test_a_difference_to_something_else_is_left_alone() -> None:
    assert not check(approved(450), estimated("more than any bridge"))
    assert not check(approved(450), estimated("for the lamps"))


def toll(number: int, *, more: int, low_only: bool = False, tie: str = "The toll rose after crews found") -> list[Page]:
    early = Page("9 people died in the mill.", day="2031-05-01", name="a.txt")
    early.counts("9 people", "people killed in mill", 9, None if low_only else 9)
    late = Page(f"{number} people died in the mill. {tie} {more} more bodies.", day="2031-05-02", name="b.txt")
    late.counts(f"{number} people", "people killed in mill", number, number)
    late.counts(f"{more} more bodies", "further people killed in mill", more, more)
    return [early, late]


def test_further_victims_and_the_toll_before_make_the_toll() -> None:
    assert [c.text for c in check(*toll(14, more=5))] == ["9 + 5 = 14: fits “14 people”"]
    assert [c.text for c in check(*toll(20, more=5))] == ["9 + 5 = 14: does not fit “20 people”"]
    assert [(c.text, c.fits) for c in check(*toll(16, more=5, low_only=True))] == [
        ("9 + 5 = at least 14: fits “16 people”", True)
    ]
    assert not check(*toll(14, more=5, tie="Crews found"))


def share(verb: str, left: str, bound: int) -> list[Page]:
    a = Page(f"Orsk has {left} acres near Vell, down from 1,300 acres in spring.", day="2031-05-02", name="a.txt")
    a.counts(f"{left} acres", "area held", None, bound, unit="acre")
    a.counts("1,300 acres", "area held peak", 1300, 1300, unit="acre")
    b = Page(f"Kelmer said crews near Vell {verb} over 86% of the area flooded.", day="2031-05-01", name="b.txt")
    b.counts("over 86%", "share of area", 86, None, unit="percent")
    return [a, b]


def test_a_share_that_was_taken_leaves_the_rest() -> None:
    [found] = check(*share("cleared", "less than 200", 200))
    assert (found.text, found.fits) == ("1,300 × (100 − 86) % = at most 182: fits “less than 200 acres”", True)
    assert not check(*share("painted", "less than 200", 200))


@given(st.integers(1, 900), st.integers(1, 900))
def test_a_sum_fits_where_it_comes_out(base: int, extra: int) -> None:
    page = Page(
        f"The pier costs {base + extra} crowns, {extra} more than the council approved.", day="2031-05-09", name="b.txt"
    )
    page.counts(f"{base + extra} crowns", "cost of pier", base + extra, base + extra, unit="crown")
    page.counts(f", {extra}", "difference in cost of pier", extra, extra, unit="crown")
    [found] = check(approved(base), page)
    assert found.fits

"""How it went on: planned and done, turned round, grown, on invented documents."""

import pytest

from .build import Page, claim_of, only, pairs, run


def test_what_was_planned_is_done_by_another_account() -> None:
    a = Page("Kelmer said the dockers would be allowed to keep their tools.", day="2031-03-10", name="a.txt")
    b = Page("Pell said the dockers were not searched and were allowed to keep their tools.", day="2031-03-12", name="b.txt")
    left = a.says("Kelmer", "the dockers would be allowed to keep their tools")
    right = b.says("Pell", "the dockers were not searched and were allowed to keep their tools")
    relation = only(run(a, b), "updates")
    assert (relation.left, relation.right) == (left, right)
    assert relation.reason == (
        "What was planned is told as done: Kelmer on 10 March 2031: “the dockers would be allowed to keep their tools”. "
        "Pell on 12 March 2031: “the dockers were not searched and were allowed to keep their tools”"
    )
    assert claim_of(run(a, b), left) == (left,)


@pytest.mark.parametrize(
    ("later", "day"),
    [
        ("the dockers were not allowed to keep their tools", "2031-03-12"),
        ("the dockers were allowed to keep their tools", "2031-03-10"),
        ("the dockers were allowed to keep their tools", "2031-05-30"),
        ("sailors were allowed to go", "2031-03-12"),
    ],
)
def test_what_is_not_done_or_not_soon_comes_of_no_plan(later: str, day: str) -> None:
    a = Page("Kelmer said the dockers would be allowed to keep their tools.", day="2031-03-10", name="a.txt")
    b = Page(f"Pell said {later}.", day=day, name="b.txt")
    a.says("Kelmer", "the dockers would be allowed to keep their tools")
    b.says("Pell", later)
    assert not pairs(run(a, b), "updates")


@pytest.mark.parametrize(
    ("before", "later", "turned"),
    [
        ("it would not inspect the dam unless Vell asked for it", "it will inspect the dam next week", True),
        ("it will inspect the dam next week", "it won't inspect the dam unless Vell asks for it", True),
        ("it would not inspect the claims unless Vell asked", "it will inspect reports of cracks", True),
        ("it would not inspect the dam", "it will inspect the tunnels", False),
        ("it would not inspect the dam", "it would not inspect the dam on Sundays", False),
    ],
)
def test_a_source_turns_round(before: str, later: str, turned: bool) -> None:
    a = Page(f"The survey office said {before}.", day="2031-03-10", name="a.txt")
    b = Page(f"The survey office said {later}.", day="2031-03-14", name="b.txt")
    left = a.says("The survey office", before, kind="organisation")
    right = b.says("The survey office", later, kind="organisation")
    assert pairs(run(a, b), "updates") == ({frozenset((left, right))} if turned else set())


@pytest.mark.parametrize(("share", "source", "grown"), [(92, "Kelmer", True), (70, "Kelmer", False), (92, "Pell", False)])
def test_a_share_grows_by_the_same_account(share: int, source: str, grown: bool) -> None:
    first, second = "86% of the rubble had been taken to the port", f"{share}% of the rubble had so far been moved to the port"
    a = Page(f"Kelmer said {first}.", day="2031-03-10", name="a.txt")
    b = Page(f"{source} said {second}.", day="2031-03-14", name="b.txt")
    left, right = a.says("Kelmer", first), b.says(source, second)
    former = a.counts("86%", "share of rubble", 86, 86, unit="percent", giver="Kelmer", quotation=left)
    later = b.counts(f"{share}%", "share of stone", share, share, unit="percent", giver=source, quotation=right)
    expected = {frozenset((left, right)), frozenset((former, later))} if grown else set()
    assert pairs(run(a, b), "updates") == expected

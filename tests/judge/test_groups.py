"""Stories as people put them together and set them apart."""

from collections.abc import Callable, Iterable

from onrecord.judge.groups import regroup
from onrecord.model import Decision, Judgement, Target


def articles(names: str) -> tuple[Target, ...]:
    return tuple(Target(kind="article", id=a, article=a) for a in names)


def make(decision: Decision, targets: str, rest: str = "") -> Judgement:
    return Judgement(
        id=f"j-{targets}",
        decision=decision,
        editor="N. Orr",
        at="2031-05-03T09:00:00Z",
        targets=articles(targets),
        rest=articles(rest),
    )


def follow(links: dict[str, str]) -> Callable[[str], Iterable[str]]:
    """Who is tied to whom, where each follows another."""

    def neighbours(article: str) -> Iterable[str]:
        return [*(p for p in [links.get(article)] if p), *(a for a, p in links.items() if p == article)]

    return neighbours


def test_together_and_apart() -> None:
    ties = follow({"b": "a", "c": "b", "e": "d"})
    merged = regroup(["abc", "de"], [make("merge-stories", "ad")], neighbours=ties)
    assert merged == [list("abcde")]
    apart = regroup(["abc", "de"], [make("split-story", "b", "ac")], neighbours=ties)
    assert apart == [["a", "c"], ["b"], ["d", "e"]]
    both = regroup(["abc", "de"], [make("merge-stories", "ad"), make("split-story", "d", "abc")], neighbours=ties)
    assert both == [list("abc"), list("de")]


def test_what_comes_later_goes_with_what_it_follows() -> None:
    split = make("split-story", "b", "a")
    # x follows b, y follows x, z follows a; w is tied to both sides and stays
    ties = follow({"b": "a", "x": "b", "y": "x", "z": "a", "w": "b"})
    assert regroup(["abxyz"], [split], neighbours=ties) == [["a", "z"], ["b", "x", "y"]]
    assert regroup(["ac"], [split], neighbours=ties) == [["a", "c"]]


def test_who_is_not_there_changes_nothing() -> None:
    ties = follow({})
    assert regroup(["ab"], [make("merge-stories", "xy"), make("split-story", "x", "a")], neighbours=ties) == [["a", "b"]]

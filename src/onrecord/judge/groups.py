"""Which articles are of one story, as people decided it on top of what the texts tell."""

from collections.abc import Callable, Iterable, Sequence

from onrecord.model import Judgement

GROUPINGS = ("merge-stories", "split-story")


def regroup(
    groups: Iterable[Sequence[str]], judgements: Sequence[Judgement], *, neighbours: Callable[[str], Iterable[str]]
) -> list[list[str]]:
    """The articles by story: those that a person put together in one, those set apart in two.

    `neighbours` are the articles that one follows or that follow it: of a story set apart, an article that came later goes with
    the one it is tied to, over as few steps as there are.
    """
    parts = [sorted(g) for g in groups]
    for j in judgements:
        if j.decision == "merge-stories":
            parts = _merge(parts, {t.article for t in j.targets})
        elif j.decision == "split-story":
            parts = _split(parts, {t.article for t in j.targets}, {t.article for t in j.rest}, neighbours)
    return sorted(p for p in parts if p)


def _merge(parts: list[list[str]], together: set[str]) -> list[list[str]]:
    met = [p for p in parts if together & set(p)]
    return [*(p for p in parts if not together & set(p)), sorted({a for p in met for a in p})] if met else parts


def _split(
    parts: list[list[str]], out: set[str], rest: set[str], neighbours: Callable[[str], Iterable[str]]
) -> list[list[str]]:
    found: list[list[str]] = []
    for part in parts:
        held = set(part)
        if not (out & held and rest & held):
            found.append(part)
            continue
        side = dict.fromkeys(sorted(rest & held), False) | dict.fromkeys(sorted(out & held), True)
        ahead = sorted(side)
        while ahead:
            met: dict[str, bool] = {}
            for article in ahead:
                for other in neighbours(article):
                    if other in held and other not in side:
                        # what is tied to both sides stays where it was
                        met[other] = side[article] and met.get(other, True)
            side |= met
            ahead = sorted(met)
        found += [[a for a in part if not side.get(a, False)], [a for a in part if side.get(a, False)]]
    return found

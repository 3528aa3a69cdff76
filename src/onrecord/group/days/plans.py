"""What an article still announces and others report as done: it is not later than the day of that."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from onrecord.group.days.bounds import Bound
from onrecord.group.days.mentions import Mention, Plan, Told
from onrecord.group.frequencies import rarity

#: How much of what is announced the report of it must tell, by rarity, and how rare all that both tell must be together.
_MIN_SHARE = 0.6
_MIN_RARITY = 9.0
#: A verb done on more days than this tells of no one event.
_MAX_DONE = 24


class Done:
    """What the articles of a story report as done on a known day, by its verb."""

    def __init__(self, told: Iterable[Told], published: Mapping[str, date]) -> None:
        self._by_verb: dict[str, list[Mention]] = {}
        for each in told:
            day = published.get(each.article)
            for mention in each.mentions:
                if mention.form != "known" or not mention.past or not mention.earliest or mention.earliest != mention.latest:
                    continue
                if day is None or mention.earliest <= day:
                    for verb in {root for word in mention.words if (root := find_root(word))}:
                        self._by_verb.setdefault(verb, []).append(mention)

    def find(self, plan: Plan) -> Iterator[Mention]:
        """The reports that the plan was carried out."""
        reports = self._by_verb.get(plan.verb, [])
        whole = sum(rarity(word) for word in sorted(plan.object))
        for mention in reports if plan.object and len(reports) <= _MAX_DONE else ():
            shared = sum(rarity(word) for word in sorted(plan.object & mention.words))
            around = sum(rarity(word) for word in sorted(plan.words & mention.words))
            if shared >= _MIN_SHARE * whole and around >= _MIN_RARITY:
                yield mention


def find_root(word: str) -> str | None:
    """The verb that a regular past form is of, as far as it is compared."""
    return re.sub(r"(?:ied|y|e|ed)$", "", word) if len(word) > 4 and word.endswith("ed") else None


def bound_by_plans(told: Told, done: Done, *, names: Mapping[str, str]) -> list[Bound]:
    """Not after the first day on which others report as done what the article announces."""
    bounds = []
    for plan in told.plans:
        reports = [m for m in done.find(plan) if m.article != told.article and m.earliest]
        if reports:
            first = min(reports, key=lambda m: (m.earliest or date.max, m.article))
            reason = f"'{plan.exact}' is still to come in its text and done on {first.earliest} in {names[first.article]}"
            bounds.append(Bound(latest=first.earliest, strength=0.95, reason=reason))
    return bounds

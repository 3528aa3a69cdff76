"""Relays: through whom a statement reached the article."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Name, Relay, Source
from onrecord.text import fold, span
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.verbs import REPORTING

_MOST_RELAYS = 6


def link_chains(
    text: str,
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    names: Sequence[Name],
    quoted: Sequence[Quoted],
    *,
    publisher: str | None,
) -> tuple[list[list[Relay]], frozenset[int]]:
    """The relays of each draft, outermost last, and the drafts that only relay others and are no statements of their own."""
    starts = [n.passage.start for n in names]
    whole = [_extent(d, quoted) for d in drafts]
    outer = [_holders(i, drafts, whole) for i in range(len(drafts))]
    relays = frozenset(
        o for i, holders in enumerate(outer) for o in holders if sources[i] and _only_relays(drafts[o], sources[o])
    )
    chains: list[list[Relay]] = []
    for i, draft in enumerate(drafts):
        chain = _own_relays(text, draft, names, starts, publisher)
        own = sources[i]
        for o in outer[i]:
            source = sources[o]
            if source and (own is None or source.name != own.name or draft.within >= 0) and _is_other(source.name, publisher):
                chain.append(Relay(name=source.name, mention=source.mention))
            chain.extend(_own_relays(text, drafts[o], names, starts, publisher))
        if not chain:
            chain = _inherited(i, drafts, sources, chains)
        unique = {r.name: r for r in chain}
        chains.append(list(unique.values())[:_MOST_RELAYS])
    return chains, relays


def _only_relays(draft: Draft, source: Source | None) -> bool:
    """Whether an outlet only passes on what somebody else in it states."""
    return draft.lemma in REPORTING | {"according"} and source is not None and is_outlet(source.name)


def _is_other(name: str, publisher: str | None) -> bool:
    return not publisher or fold(name).removeprefix("the ") != fold(publisher).removeprefix("the ")


def _extent(draft: Draft, quoted: Sequence[Quoted]) -> list[Range]:
    return [*draft.content, *((quoted[n].start, quoted[n].end) for n in draft.quotes)]


def _holders(i: int, drafts: Sequence[Draft], whole: Sequence[list[Range]]) -> list[int]:
    """The statements that this one stands in, the narrowest first; one that is cited for the same content before
    the citing one."""
    draft = drafts[i]
    at = draft.cue or draft.source
    if at is None:
        return []
    found: list[tuple[int, int, int]] = []
    for o in range(max(0, i - 40), min(len(drafts), i + 40)):
        if o == i:
            continue
        if draft.shape == "citing" and o == i - 1:
            found.append((0, 1, o))
            continue
        for a, b in whole[o]:
            if a <= at[0] and at[1] <= b and (draft.source is None or a <= draft.source[0] < b):
                found.append((b - a, drafts[o].shape != "citing", o))
                break
    return [o for _, _, o in sorted(found)]


def _own_relays(text: str, draft: Draft, names: Sequence[Name], starts: Sequence[int], publisher: str | None) -> list[Relay]:
    """Outlets named in the cue clause: "told Reuters", "in an interview with Radio North", "quoted by AFP"."""
    start, end = draft.around
    if draft.source and draft.shape == "according":
        end = max(end, draft.source[1])
    found = []
    stop = end + _reach(text, end)
    for k in range(bisect_left(starts, start), len(names)):
        name = names[k]
        if name.passage.start >= stop:
            break
        inside_source = draft.source and draft.source[0] <= name.passage.start < draft.source[1]
        if (
            not inside_source
            and is_outlet(name.full)
            and _is_other(name.full, publisher)
            and _is_other(name.passage.exact, publisher)
        ):
            found.append(Relay(name=name.full, mention=span(text, name.passage.start, name.passage.end)))
    return found


def _reach(text: str, end: int) -> int:
    """How far past the cue clause "quoted by" and "citing" may name a relay."""
    after = text[end : end + 14].lower()
    return 60 if after.lstrip(" ,").startswith(("quoted by", "cited by", "as quoted")) else 0


def _inherited(i: int, drafts: Sequence[Draft], sources: Sequence[Source | None], chains: Sequence[list[Relay]]) -> list[Relay]:
    """The relays of the statement just before, where the same source goes on speaking to the same outlet."""
    here = sources[i]
    if here is None or here.mention is None or drafts[i].within >= 0:
        return []
    for k in range(i - 1, max(-1, i - 6), -1):
        before = sources[k]
        if before and before.name == here.name and 0 <= drafts[i].sentence - drafts[k].sentence <= 2:
            return [r for r in chains[k] if is_outlet(r.name)]
    return []

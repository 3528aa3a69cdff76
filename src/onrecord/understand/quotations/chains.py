"""Relays: through whom a statement reached the article."""

from collections.abc import Sequence

from onrecord.model import Name, Relay, Source
from onrecord.text import fold, span
from onrecord.understand.quotations.cues import Range
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.verbs import CONTINUING, REPORTING

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
    whole = [_extent(d, quoted) for d in drafts]
    outer = [_outer_of(i, drafts, whole) for i in range(len(drafts))]
    relays = frozenset(
        o
        for i, o in enumerate(outer)
        if o is not None and drafts[o].lemma in REPORTING and (s := sources[o]) is not None and is_outlet(s.name) and sources[i]
    )
    chains: list[list[Relay]] = []
    for i, draft in enumerate(drafts):
        chain = _own_relays(text, draft, names, publisher)
        o = outer[i]
        if draft.shape == "citing" and i and o is None:
            o = i - 1
        seen = {i}
        while o is not None and o not in seen and len(chain) < _MOST_RELAYS:
            seen.add(o)
            source = sources[o]
            if (
                source
                and source.name != (sources[i].name if (s := sources[i]) and s else None)
                and _is_other(source.name, publisher)
            ):
                chain.append(Relay(name=source.name, mention=source.mention))
            chain.extend(r for r in _own_relays(text, drafts[o], names, publisher) if r not in chain)
            o = outer[o]
        if not chain and i and draft.lemma in CONTINUING and draft.quotes:
            chain = _inherited(i, drafts, sources, chains)
        chains.append(chain)
    return chains, relays


def _is_other(name: str, publisher: str | None) -> bool:
    return not publisher or fold(name).removeprefix("the ") != fold(publisher).removeprefix("the ")


def _extent(draft: Draft, quoted: Sequence[Quoted]) -> list[Range]:
    return [*draft.content, *((quoted[n].start, quoted[n].end) for n in draft.quotes)]


def _outer_of(i: int, drafts: Sequence[Draft], whole: Sequence[list[Range]]) -> int | None:
    """The narrowest statement that this one stands in."""
    draft = drafts[i]
    if draft.cue is None:
        return None
    best: tuple[int, int] | None = None
    for o in range(max(0, i - 40), min(len(drafts), i + 40)):
        if o == i or draft.shape == "citing" and o == i - 1:
            continue
        for a, b in whole[o]:
            inside = a <= draft.cue[0] and draft.cue[1] <= b and (draft.source is None or a <= draft.source[0] < b)
            if inside and (best is None or b - a < best[0]):
                best = (b - a, o)
    return best[1] if best else None


def _own_relays(text: str, draft: Draft, names: Sequence[Name], publisher: str | None) -> list[Relay]:
    """Outlets named in the cue clause: "told Reuters", "in an interview with Radio North", "quoted by AFP"."""
    start, end = draft.around
    if draft.source and draft.shape == "according":
        end = max(end, draft.source[1])
    found = []
    for name in names:
        if name.passage.start < start - 0:
            continue
        if name.passage.start >= end + _reach(text, draft, end):
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


def _reach(text: str, draft: Draft, end: int) -> int:
    """How far past the cue clause "quoted by" and "citing" may name a relay."""
    after = text[end : end + 14].lower()
    return 60 if after.lstrip(" ,").startswith(("quoted by", "cited by", "as quoted")) else 0


def _inherited(i: int, drafts: Sequence[Draft], sources: Sequence[Source | None], chains: Sequence[list[Relay]]) -> list[Relay]:
    """The relays of the statement just before, where the same source goes on speaking to the same outlet."""
    before, here = sources[i - 1], sources[i]
    if before and here and before.name == here.name and drafts[i].sentence - drafts[i - 1].sentence <= 2:
        return [r for r in chains[i - 1] if is_outlet(r.name)]
    return []

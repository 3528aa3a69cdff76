"""Whom a speaker spoke to, where that is who tells it: "Berg told the detective", of whom the detective testified."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Name, Relay, Source
from onrecord.understand.grammar import DETERMINERS, word_set
from onrecord.understand.quotations.drafts import Draft

_PRONOUNS = word_set("him her me us them")
_BACK = 4  # statements that a speaker's next one looks back over


def name_hearers(
    text: str, drafts: Sequence[Draft], sources: Sequence[Source | None], names: Sequence[Name]
) -> list[str | None]:
    """The name of whom each statement speaks to: a person named, or called as a source is; a pronoun as it is."""
    starts = [n.passage.start for n in names]
    called: dict[str, str] = {}
    for source in sources:
        if source is not None and source.mention is not None:
            called[_bare(source.mention.exact)] = source.name
    found: list[str | None] = []
    for draft in drafts:
        if draft.addressee is None:
            found.append(None)
            continue
        start, end = draft.addressee
        exact = _bare(text[start:end])
        k = bisect_left(starts, start)
        person = next((n.full for n in names[k : k + 3] if n.passage.end <= end and n.kind == "person"), None)
        found.append(exact if exact in _PRONOUNS else person or called.get(exact))
    return found


def with_hearers(
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    chains: Sequence[list[Relay]],
    hearers: Sequence[str | None],
) -> list[list[Relay]]:
    """The chains, where one who was spoken to and retells it elsewhere in the article is who retells the rest of it."""
    retold: dict[tuple[str, str], Relay] = {}
    for source, chain in zip(sources, chains, strict=True):
        for relay in chain:
            if source is not None:
                retold.setdefault((source.name, relay.name), relay)
    out = [list(chain) for chain in chains]
    for i, source in enumerate(sources):
        if source is None or out[i] or drafts[i].within >= 0:
            continue
        hearer = hearers[i]
        if hearer is not None and (source.name, hearer) in retold:
            out[i] = [retold[source.name, hearer]]
        elif hearer is None:
            out[i] = _goes_on(i, drafts, sources, out, hearers)
    return out


def _goes_on(
    i: int,
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    chains: Sequence[list[Relay]],
    hearers: Sequence[str | None],
) -> list[Relay]:
    """Who retells what one has just told them, where the same speaker goes on ("Berg said Holm told her ... He said")."""
    for k in range(i - 1, max(-1, i - _BACK), -1):
        one, other = sources[i], sources[k]
        if drafts[i].sentence - drafts[k].sentence > 1:
            return []
        if one is None or other is None or one.name != other.name or not chains[k]:
            continue
        if drafts[k].sentence == drafts[i].sentence:
            continue
        heard = hearers[k]
        if heard is not None and (heard in _PRONOUNS or heard == chains[k][0].name):
            return [chains[k][0]]
    return []


def _bare(exact: str) -> str:
    words = exact.lower().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in DETERMINERS else words)

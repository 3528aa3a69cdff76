"""Who a lead's nameless speaker is: whom the article names further down for the same role ("A prosecutor has said", then
"prosecutor Ada Berg said")."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.words import content_words
from onrecord.model import Source
from onrecord.understand.grammar import PREPOSITIONS, is_role, word_set
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.memory import Memory
from onrecord.understand.quotations.mentions import core_of
from onrecord.understand.quotations.people import Person, bare_words
from onrecord.understand.quotations.phrases import head_of
from onrecord.understand.tokens import tokenise

_LEAD = 4  # sentences that give a speaker by role alone
_BELOW = 40  # statements below a headline that may say the same
_MOST = 12  # statements of a lead that are looked at
_ALIKE = 2  # words of content that the lead shares with what the named one says
_MUCH = 3  # words of content that a court has heard from whoever is named below
_COURTS = word_set("court jury inquest inquiry tribunal hearing trial")
_TESTIFYING = word_set(
    "prosecutor prosecutors prosecution detective sergeant constable inspector superintendent officer witness lawyer barrister"
    " counsel qc kc solicitor pathologist coroner expert paramedic investigator prosecuting"
)
_COUNTED = word_set("second third another other one former first senior top local leading key")
# a role that many have is nobody's without the same words
_COMMON = word_set("official source man woman resident witness member spokesman spokeswoman spokesperson analyst expert lawyer")


def name_leads(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None]) -> list[Source | None]:
    """The sources with those that the first sentences give by role alone under the name that the article gives them later."""
    out = list(found)
    leads = [i for i, d in enumerate(drafts) if d.sentence < _LEAD and d.within < 0][:_MOST]
    for i in leads:
        source = found[i]
        if source is None or source.kind != "anonymous" or source.mention is None or out[i] is not source:
            continue
        name = _named_later(memory, drafts, found, i)
        for k in range(i, len(out)) if name else ():
            own = out[k]
            if name and own is not None and own.name == source.name and own.kind == "anonymous":
                out[k] = replace(own, name=name, kind="person", aliases=tuple(dict.fromkeys([source.name, *own.aliases])))
    return out


def name_heard(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None]) -> list[Source | None]:
    """The sources with a court that a lead says has heard something under the name of whoever tells much the same of it below:
    a prosecutor, a detective, a witness."""
    out = list(found)
    for i, draft in enumerate(drafts):
        source = found[i]
        if draft.lemma != "hear" or draft.sentence >= _LEAD or source is None or source.mention is None:
            continue
        core = core_of(tokenise(memory.text, source.mention.start, source.mention.end))
        if head_of(core) not in _COURTS:
            continue
        own = set(_said(memory, draft))
        below = {
            s.name for s in found[i + 1 : i + _BELOW] if s is not None and s.kind == "person" and _testifies(memory, s.name)
        }
        shared = sorted(((len(own & _words_of(memory, drafts, found, name)), name) for name in below), reverse=True)
        if shared and shared[0][0] >= _MUCH and (len(shared) == 1 or shared[0][0] > shared[1][0]):
            out[i] = replace(
                source, name=shared[0][1], kind="person", aliases=tuple(dict.fromkeys([source.name, *source.aliases]))
            )
    return out


def _testifies(memory: Memory, name: str) -> bool:
    """Whether a person is described as one who speaks in court for others to hear."""
    person = memory.people.get(name)
    return person is not None and any(own & _TESTIFYING for own, _ in person.descriptions)


def name_headlines(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None]) -> list[Source | None]:
    """The sources with those of headlines that name nobody: who says much the same in the text below."""
    out = list(found)
    for i, draft in enumerate(drafts):
        if draft.shape != "headline" or out[i] is not None:
            continue
        own = set(_said(memory, draft))
        best, most = None, _ALIKE - 1
        for k, source in enumerate(found[: i + _BELOW]):
            if source is None or drafts[k].shape not in ("verb", "according"):
                continue
            shared = len(own & set(_said(memory, drafts[k])))
            if shared and drafts[k].sentence - draft.sentence in range(1, _LEAD - 1):
                best = source
                break  # the lead says again what the headline says
            if shared > most:
                best, most = source, shared
        if best is not None:
            out[i] = replace(best, mention=None)
    return out


def _named_later(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None], i: int) -> str | None:
    """The one person first named behind the mention who speaks there in this role."""
    source = found[i]
    if source is None or source.mention is None:
        return None
    core = core_of(tokenise(memory.text, source.mention.start, source.mention.end))
    head = head_of(core)
    last = next((k for k, t in enumerate(core) if k and t.low in PREPOSITIONS), len(core))
    wanted = bare_words(core[:last]) - _COUNTED
    if not is_role(head) or core[0].low in ("another", "one", "no", "every") or not wanted:
        return None
    if any(n.kind != "person" for n in memory.names if core[0].start <= n.passage.start < core[-1].end):
        return None
    fitting = [p for p in memory.people.values() if p.mentions[0] > source.mention.end and _is_in_role(p, wanted)]
    spoken = {p.name: _words_of(memory, drafts, found, p.name) for p in fitting}
    own = set(_said(memory, drafts[i]))
    shared = sorted(((len(own & words), name) for name, words in spoken.items() if words), reverse=True)
    if not shared:
        return None
    if len(shared) == 1:
        return shared[0][1] if head not in _COMMON or shared[0][0] >= _ALIKE else None
    return shared[0][1] if shared[0][0] >= _ALIKE and shared[0][0] > shared[1][0] else None


def _is_in_role(person: Person, wanted: frozenset[str]) -> bool:
    """Whether a description of the person has all of the words and no other role than theirs."""
    roles = {w for w in wanted if is_role(w)}
    return any(wanted <= own and {w for w in own if is_role(w)} == roles for own, _ in person.descriptions)


def _words_of(memory: Memory, drafts: Sequence[Draft], found: Sequence[Source | None], name: str) -> set[str]:
    """The content words of all that a person says."""
    return {
        word
        for draft, source in zip(drafts, found, strict=True)
        if source is not None and source.name == name
        for word in _said(memory, draft)
    }


def _said(memory: Memory, draft: Draft) -> list[str]:
    parts = [*draft.content, *(memory.quoted[n] for n in draft.quotes if n < len(memory.quoted))]
    return [word for part in parts for word in content_words(memory.text[slice(*part)])]

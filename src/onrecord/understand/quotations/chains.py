"""Relays: through whom a statement reached the article."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Name, Relay, Source
from onrecord.text import fold, span
from onrecord.understand.grammar import SUBJECT_PRONOUNS
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hearers import name_hearers, with_hearers
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.issuers import is_paper
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.outlets import (
    BROADCASTERS,
    SITE,
    UNNAMED_OUTLET,
    credited_outlets,
    is_outlet,
    is_shown_outlet,
    outlet_name,
)
from onrecord.understand.quotations.verbs import POINTING, REPORTING

_MOST_RELAYS = 6
_LEAKED = frozenset({"document", "memo", "email", "letter", "footage", "video", "recording", "tape", "transcript", "dossier"})
_NEARBY = 40  # letters between a document's release and who released it
_BESIDE = 6  # statements of a sentence that another is told in
_NEAR = 250  # letters between two statements of one source, for the second to be told where the first was
_OPENS = 5  # letters between the beginning of what an outlet says and whom it gives as saying it
_GOES_ON = frozenset({"add", "continue", "conclude"})
_RELAYED_AFTER = re.compile(
    r"[\s,”\"’'.)]{0,4}(?:(?:in|as|according\s+to)\s[^.;:“”\"\n]{0,70}?)?"
    r"\b(?:carried|published|quoted|cited|broadcast|aired|reported|circulated|posted|released|distributed)\s+(?:by|on|in)\s+(?:the\s+)?"
)
_SPOKE_INSIDE = re.compile(
    r"\b(?:(?:quoted|cited|interviewed|contacted|reached|published|carried)\s+by|(?:speaking|talking)\s+(?:to|on|with))\s"
)
_QUOTED_AS = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)\s+(?:an?\s+|the\s+)?$")
_SAID_BY = re.compile(r"\bas\s+[a-z]+ing\s+by\s")
_OPENS_ON = re.compile(
    r"(?:on|in|speaking\s+(?:on|to)|writing\s+(?:on|in|for)|talking\s+to|appearing\s+on|interviewed\s+(?:on|by))\s",
    re.IGNORECASE,
)
_MADE_PUBLIC = re.compile(
    r"\s*,?\s+(?:which\s+was\s+)?(?:made\s+public|released|published|obtained|leaked|disclosed|provided|posted|presented|seen)"
    r"\s+(?:[a-z]+\s+){0,3}?by\s"
)
_GOT = re.compile(r"\b(?:obtained|seen|leaked)\b")
_GOES_ON_TELLING = re.compile(r"\b(?:but|and|then)\s+(?:[a-z]+ly\s+|also\s+|later\s+|then\s+)?\Z")
_TELLING_HIM = re.compile(r"ing\s(?:him|her|them|me)\b")
_BEFORE_IT = re.compile(r"\b(?:after|before|when|while|once)\s(?!(?:speaking|talking|being (?:asked|interviewed))\b)")
_SENT_OUT = re.compile(
    r"\s+(?:(?:that\s+was\s+)?(?:e-?mailed|sent|issued|released|posted|distributed|provided|read|handed)\s+(?:out\s+)?)?"
    r"(?:to\s+[^\s.,;]{1,20}\s+)?(?:by|from)\s+(?:the\s+)?"
    r"((?:[^\s.,;:“”\"()]{1,30}\s){0,5}?(?:[^\s.,;:“”\"()]{1,30}))(?=[.,;]|\s(?:on|in|late|early|to|and|said|says|after)\b|\Z)"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,6}")
_WHICH = re.compile(r"\)?,?\s(?:which|who|that)\s(?:(?:has|had|have|also|recently)\s)*\Z")
_PARTED = re.compile(r"[,;:“”\"\n]|[a-z]\.\s")


@dataclass(frozen=True, slots=True)
class _Scene:
    """One article as the relays are looked for in it; `shown` are the outlets that it shows to be such."""

    text: str
    names: Sequence[Name]
    starts: Sequence[int]
    shown: frozenset[str]
    publisher: str | None
    released: dict[str, list[Relay]] = field(default_factory=dict)  # who released the one document of a kind, once looked for

    def outlet_at(self, k: int) -> Relay | None:
        """The relay that the name number `k` is, None where it is no outlet or the article's own."""
        name = self.names[k]
        known = is_outlet(name.full) or name.full in self.shown or is_shown_outlet(self.text, name)
        if not known or not (self.is_other(name.full) and self.is_other(name.passage.exact)):
            return None
        return Relay(name=outlet_name(name.full), mention=span(self.text, name.passage.start, name.passage.end))

    def is_other(self, name: str) -> bool:
        """Whether a name is not that of the article's publisher, short or long."""
        own = set(fold(self.publisher or "").split()) - {"the"}
        words = set(fold(name).split()) - {"the"}
        site = SITE.match(name)
        if own and site and "".join(fold(self.publisher or "").removeprefix("the ").split()).startswith(fold(site[1])):
            return False
        house = own & words & BROADCASTERS
        return not (own and words and (words <= own or own <= words or house))

    def outlets(self, start: int, end: int, skip: Range | None = None) -> list[Relay]:
        """The outlets that are named between two offsets, those without a name among them."""
        found = []
        for k in range(bisect_left(self.starts, start), len(self.names)):
            at = self.names[k].passage.start
            if at >= end:
                break
            if not (skip and skip[0] <= at < skip[1]) and (relay := self.outlet_at(k)):
                found.append(relay)
        for m in UNNAMED_OUTLET.finditer(self.text, start, end):
            covered = any(r.mention and r.mention.start < m.end() and m.start() < r.mention.end for r in found)
            if not covered and not (skip and skip[0] <= m.start() < skip[1]) and self.is_other(m.group()):
                found.append(Relay(name=" ".join(m.group().split()), mention=span(self.text, *m.span())))
        return found


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
    # one word by itself may be an outlet whatever it was read as: only a credit makes it one
    bodies = {n.full for n in names if n.kind in ("organisation", "other") or " " not in n.full}
    scene = _Scene(text, names, [n.passage.start for n in names], credited_outlets(text, bodies), publisher)
    whole = [_extent(d, quoted) for d in drafts]
    outer = [_holders(text, i, drafts, whole) for i in range(len(drafts))]
    relays = frozenset(
        o
        for i, holders in enumerate(outer)
        for o in holders
        if sources[i]
        and (
            _only_relays(drafts, i, o, sources[o], scene.shown)
            or _says_all(drafts, i, o, whole, sources)
            or _points_to(text, drafts[i], drafts[o], whole[o])
        )
    )
    chains: list[list[Relay]] = []
    told: list[list[Relay]] = []  # through whom each was told, without those whose words it stands in
    for i, draft in enumerate(drafts):
        relayed = _own_relays(scene, i, drafts, whole, sources)
        chain = [*_maker(scene, draft, sources[i]), *relayed]
        own = sources[i]
        for o in outer[i]:
            source = sources[o]
            if draft.shape == "noun" and drafts[o].stance == "denies":
                continue  # who denies a claim relays nobody's
            if (
                source
                and fold(source.name) not in SUBJECT_PRONOUNS
                and (own is None or draft.within >= 0 or not _is_same(own, source))
                and scene.is_other(source.name)
            ):
                chain.append(_issuer(text, source) or Relay(name=outlet_name(source.name), mention=source.mention))
            chain.extend(_own_relays(scene, o, drafts, whole, sources))
        if not chain:
            chain = relayed = _inherited(i, drafts, sources, told, whole)
        told.append(relayed)
        chain = [_in_full(r, text) for r in chain]
        unique = {r.name: r for r in chain if own is None or draft.within >= 0 or r.name != own.name}
        chains.append(list(unique.values())[:_MOST_RELAYS])
    hearers = name_hearers(text, drafts, sources, names)
    return with_hearers(drafts, sources, chains, hearers), relays


def _in_full(relay: Relay, text: str) -> Relay:
    """The relay by the name that the article spells out, where its own is made of the initials ("AP")."""
    if not _INITIALS.fullmatch(relay.name):
        return relay
    pattern = r"\s(?:of\s|for\s|the\s)?".join(rf"{c}[a-z]{{1,20}}" for c in relay.name if c.isalpha())
    full = re.search(rf"\b{pattern}\b", text)
    if full is None or not is_outlet(full.group()) or outlet_name(full.group()) == relay.name:
        return relay
    return Relay(name=" ".join(full.group().split()), mention=relay.mention)


def _issuer(text: str, source: Source) -> Relay | None:
    """Whoever sent out a document that no more is said of ("a statement e-mailed by the mayor's office")."""
    if source.kind != "document" or source.mention is None:
        return None
    found = _SENT_OUT.match(text, source.mention.end)
    return Relay(name=" ".join(found[1].split()), mention=span(text, *found.span(1))) if found else None


def _is_same(own: Source, outer: Source) -> bool:
    """Whether two sources are one, by the whole name or a short form of it ("Gulf states", "Gulf")."""
    left, right = (frozenset(fold(s.name).split()) - {"the"} for s in (own, outer))
    short = own.kind != "document" and outer.kind != "document" and own.name[:1].isupper() and outer.name[:1].isupper()
    return left == right or (short and (left < right or right < left))


def _says_all(drafts: Sequence[Draft], i: int, o: int, whole: Sequence[list[Range]], sources: Sequence[Source | None]) -> bool:
    """Whether all that an outlet or a document says is that somebody else said it ("state television said the ministry said",
    "the mayor told the bank to wait, according to a statement")."""
    outer, inner = sources[o], sources[i]
    if outer is None or inner is None or inner.mention is None or not whole[o]:
        return False
    if not (is_outlet(outer.name) or (is_paper(outer) and drafts[o].shape == "according")):
        return False
    opens = inner.mention.start - whole[o][0][0] <= _OPENS
    return opens and bool(whole[i]) and whole[i][-1][1] >= whole[o][-1][1] - 1


def _only_relays(drafts: Sequence[Draft], i: int, o: int, source: Source | None, shown: frozenset[str]) -> bool:
    """Whether a statement only passes on what somebody else in it states: an outlet's, or the quoting itself."""
    if drafts[i].shape == "relayed" and drafts[o].lemma == "quote":
        return drafts[o].sentence == drafts[i].sentence  # "its spokesman quoted the mayor as saying"
    passing = drafts[o].lemma in REPORTING | {"according"} or (drafts[i].shape == "citing" and drafts[o].lemma == "say")
    return passing and source is not None and (is_outlet(source.name) or source.name in shown)


def _extent(draft: Draft, quoted: Sequence[Quoted]) -> list[Range]:
    return [*draft.content, *((quoted[n].start, quoted[n].end) for n in draft.quotes)]


def _holders(text: str, i: int, drafts: Sequence[Draft], whole: Sequence[list[Range]]) -> list[int]:
    """The statements that this one stands in, the narrowest first; one that is cited for the same content before
    the citing one."""
    draft = drafts[i]
    at = draft.cue or draft.source
    if at is None:
        return []
    found: list[tuple[int, int, int]] = []
    start, end = at
    citing = draft.shape == "citing"
    for o in range(max(0, i - 40), min(len(drafts), i + 40)):
        if o == i:
            continue
        cites = citing and drafts[o].shape != "citing" and drafts[o].sentence == draft.sentence
        if cites and (drafts[o].content, drafts[o].quotes) == (draft.content, draft.quotes):
            found.append((0, 1, o))
            continue
        for a, b in whole[o]:
            if a <= start and end <= b and (draft.source is None or a <= draft.source[0] < b):
                found.append((b - a, drafts[o].shape != "citing", o))
                break
    return [o for _, _, o in sorted(found)] or _told_by_whom(text, i, drafts, whole)


def _told_by_whom(text: str, i: int, drafts: Sequence[Draft], whole: Sequence[list[Range]]) -> list[int]:
    """The statement whose content has the source of this one, where the cue stands behind it
    ("A medic said Berg had not mentioned it, | but said he was tired")."""
    draft = drafts[i]
    if draft.source is None or draft.cue is None or draft.shape != "verb" or draft.within >= 0:
        return []
    for o in range(i - 1, max(-1, i - _BESIDE), -1):
        other = drafts[o]
        if other.sentence != draft.sentence:
            return []
        holds = any(a <= draft.source[0] and draft.source[1] <= b <= draft.cue[0] for a, b in whole[o])
        if _points_to(text, draft, other, whole[o]):
            return [o]
        goes_on = _GOES_ON_TELLING.search(text, draft.source[1], draft.cue[0]) or _TELLING_HIM.match(text, draft.cue[1] - 3)
        if holds and goes_on and other.shape == "verb" and other.cue and other.cue[1] <= draft.source[0]:
            return [o]
    return []


def _points_to(text: str, draft: Draft, other: Draft, said: Sequence[Range]) -> bool:
    """Whether another statement only names the paper or person whose words this one gives ("She referred to a study, which
    found that")."""
    if other.lemma not in POINTING or not said or draft.source is None or draft.cue is None:
        return False
    if not (said[0][0] < draft.source[1] <= said[-1][1] <= draft.cue[0]):
        return False
    return _WHICH.match(text, said[-1][1], draft.cue[0]) is not None


def _own_relays(
    scene: _Scene, i: int, drafts: Sequence[Draft], whole: Sequence[list[Range]], sources: Sequence[Source | None]
) -> list[Relay]:
    """Outlets named with the cue: "told Reuters", "On state television, she said", "quoted by AFP", "it quoted her"."""
    draft = drafts[i]
    start, end = draft.around
    if draft.source and draft.shape == "according":
        end = max(end, draft.source[1])
    # what happened before it was said is no way of saying it ("said after a visit to the Courier")
    aside = _BEFORE_IT.search(scene.text, draft.cue[1] if draft.cue else start, end)
    found = scene.outlets(start, min(end, aside.start()) if aside else end, draft.source)
    if draft.source and (inside := _SPOKE_INSIDE.search(scene.text, *draft.source)):
        found += scene.outlets(inside.end(), draft.source[1])
    if draft.source and draft.source[1] < start and _is_free(draft.source[1], start, drafts, i):
        # a verb that shares its subject: what stands between the two
        found += scene.outlets(draft.source[1], start)
    opening = _opening(scene.text, min(start, draft.source[0] if draft.source else start))
    if opening and not any(a <= opening[0] < b for o in range(max(0, i - 3), i + 1) for a, b in whole[o]):
        found += scene.outlets(*opening)
    for at in {end, *(b for _, b in whole[i])}:
        if behind := _RELAYED_AFTER.match(scene.text, at, at + 110):
            found += [
                r for r in scene.outlets(behind.end(), behind.end() + 40) if r.mention and r.mention.start - behind.end() < 24
            ]
    if draft.source and (before := _QUOTED_AS.search(scene.text, max(0, draft.source[0] - 24), draft.source[0])):
        found += _subject_before(scene, before.start(), i, sources)
    return found or _quoter(scene, draft)


def _quoter(scene: _Scene, draft: Draft) -> list[Relay]:
    """The person by whom somebody "was quoted as saying" something."""
    by = _SAID_BY.search(scene.text, *draft.cue) if draft.cue and draft.lemma == "quote" else None
    if by is None or draft.cue is None:
        return []
    behind = scene.names[bisect_left(scene.starts, by.end()) : bisect_left(scene.starts, draft.cue[1])]
    return [Relay(name=n.full, mention=n.passage) for n in behind if n.kind == "person"][:1]


def _is_free(start: int, end: int, drafts: Sequence[Draft], i: int) -> bool:
    """Whether no other statement of a different source stands between two offsets."""
    return end - start < 160 and not any(
        d.source and d.source != drafts[i].source and start < d.source[0] < end for d in drafts[max(0, i - 3) : i + 3]
    )


def _opening(text: str, start: int) -> Range | None:
    """The words before the subject, where they say where it spoke: "On state television, she ..."."""
    low = max(0, start - 90)
    cut = max(text.rfind("\n", low, start), text.rfind(". ", low, start) + 1, text.rfind("” ", low, start) + 1)
    at = cut + 1 if cut > 0 else low
    found = _OPENS_ON.match(text, at) if at == 0 or cut > 0 else None
    return (at, start) if found and text[at:start].rstrip().endswith(",") else None


def _subject_before(scene: _Scene, at: int, i: int, sources: Sequence[Source | None]) -> list[Relay]:
    """Who quotes: the outlet right before the verb, or the speaker before where that is a pronoun."""
    k = bisect_left(scene.starts, at) - 1
    if k >= 0 and at - scene.names[k].passage.end <= 3:
        relay = Relay(name=outlet_name(scene.names[k].full), mention=scene.names[k].passage)
        return [relay] if scene.is_other(relay.name) else []
    before = sources[i - 1] if i else None
    pronoun = re.search(r"\b(?:it|they|he|she)\s+$", scene.text[max(0, at - 8) : at], re.IGNORECASE)
    return [Relay(name=before.name, mention=before.mention)] if before and pronoun and scene.is_other(before.name) else []


def _maker(scene: _Scene, draft: Draft, source: Source | None) -> list[Relay]:
    """Who made a document known: "the figures, made public by the agency's head"."""
    if source is None or source.kind != "document" or draft.source is None:
        return []
    start, end = draft.source
    for at in (*(m.start() for m in re.finditer(r"\s*,?\s+(?=[a-z]+\s)", scene.text[start:end])), end - start):
        found = _MADE_PUBLIC.match(scene.text, start + at, start + at + 90)
        if found:
            k = bisect_left(scene.starts, found.end())
            near = [
                n
                for n in scene.names[k : k + 3]
                if n.passage.start - found.end() < 60 and not _PARTED.search(scene.text[found.end() : n.passage.start])
            ]
            name = next((n for n in near if n.kind == "person"), near[0] if near else None)
            # who got hold of a document did not write it
            maker = name is not None and name.full in source.name and not _GOT.search(found.group())
            return [Relay(name=name.full, mention=name.passage)] if name and not maker and scene.is_other(name.full) else []
    return _released(scene, source)


def _released(scene: _Scene, source: Source) -> list[Relay]:
    """Who elsewhere in the article is said to have released the one such document ("Berg released an internal memo")."""
    head = next((w for w in reversed(source.name.lower().split(" of ")[0].split()) if w in _LEAKED), None)
    if head is None:
        return []
    if head not in scene.released:
        scene.released[head] = _find_released(scene, head)
    return scene.released[head]


def _find_released(scene: _Scene, head: str) -> list[Relay]:
    found: dict[str, Relay] = {}
    pattern = rf"\b(?:(released|leaked|unveiled)\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?{head}\b|{head}\s(?:released|leaked)\sby\s)"
    for m in re.finditer(pattern, scene.text):
        if m[1]:
            low = bisect_left(scene.starts, max(0, m.start() - _NEARBY))
            near = [n for n in scene.names[low : low + 12] if n.passage.end <= m.start()][-2:]
        else:
            near = [n for n in scene.names[bisect_left(scene.starts, m.end()) :][:4] if n.passage.start - m.end() < _NEARBY]
        person = next((n for n in near if n.kind == "person"), None)
        between = (min(m.end(), person.passage.end), max(m.start(), person.passage.start)) if person else (0, 0)
        if person is not None and not _PARTED.search(scene.text[slice(*between)]):
            found[person.full] = Relay(name=person.full, mention=person.passage)
    return list(found.values()) if len(found) == 1 else []


def _inherited(
    i: int,
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    told: Sequence[list[Relay]],
    whole: Sequence[list[Range]],
) -> list[Relay]:
    """The relays of the statement just before, where the same source goes on speaking to the same outlet."""
    here = sources[i]
    if here is None or here.mention is None or drafts[i].within >= 0:
        return []
    start = min([here.mention.start, *(a for a, _ in whole[i])])
    for k in range(i - 1, max(-1, i - 6), -1):
        before = sources[k]
        if not before or before.name != here.name:
            continue
        gap = start - max([drafts[k].around[1], *(b for _, b in whole[k])])
        apart = drafts[i].sentence - drafts[k].sentence
        if 0 <= apart <= 2 or gap <= _NEAR or (drafts[i].lemma in _GOES_ON and apart <= 8):
            return told[k]
    return []

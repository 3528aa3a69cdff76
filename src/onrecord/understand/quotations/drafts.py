"""The statements of one sentence as offsets: cue, source mention, content, before anybody is resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Stance
from onrecord.understand.grammar import word_set
from onrecord.understand.quotations.contents import Complement, complement_of, trim_range
from onrecord.understand.quotations.cues import find_hits
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.moods import states_nothing
from onrecord.understand.quotations.parts import parts_of_according, parts_of_passive, parts_of_unnamed, parts_of_verb
from onrecord.understand.quotations.phrases import (
    QUOTE,
    STOPS,
    is_finite,
    phrase_before,
)
from onrecord.understand.quotations.refusals import CLAIMED_NOUNS, called_false, evaluates, opens_with_denial, says_false
from onrecord.understand.quotations.relaying import outer_of
from onrecord.understand.quotations.sharing import clause_subject, main_subject, subject_telling
from onrecord.understand.quotations.verbs import NOUNS
from onrecord.understand.tokens import Token, is_capital

_ANSWERING = frozenset({"respond", "reply", "answer"})
_EMPTY = word_set("it that this them they these those him her he she so what us me one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as offsets into the text; `quotes` are the numbers of the quoted passages that are its content.

    `bounded` tells that what the sentence is built of says where the content ends.
    """

    lemma: str
    shape: str
    stance: Stance
    sentence: int
    cue: Range | None = None
    source: Range | None = None
    content: tuple[Range, ...] = ()
    quotes: tuple[int, ...] = ()
    addressee: Range | None = None
    around: Range = (0, 0)
    within: int = -1
    bounded: bool = False


def draft_statements(items: Sequence[Token], *, sentence: int, quotes: Mapping[int, int], within: bool = False) -> list[Draft]:
    """The statements of a sentence whose whole quotations stand as single items; `quotes` numbers them by their offset."""
    high = len(items)
    hits = _without_echoes(items, find_hits(items, 0, high, within=within))
    drafts: list[Draft] = []
    speaker: Range | None = None
    for hit in hits:
        source = hit.source
        if hit.shape == "relayed":
            drafts.extend(_relayed(items, hit, hits, sentence, quotes, speaker))
            continue
        if hit.shared:
            source = (
                subject_telling(items, hit, hits) or clause_subject(items, hit) or speaker or main_subject(items, hit.start)
            )
            if source is None:
                continue
        if states_nothing(items, hit):
            drafts.append(_silence(items, hit, sentence))
            draft = None
        else:
            draft = _draft(items, hit, source, hits, sentence, quotes, drafts)
        if draft is not None:
            drafts.append(draft)
        if source is not None and hit.shape in ("verb", "according") and (draft is not None or hit.shape == "verb"):
            speaker = source
    drafts = _cited_ahead(drafts)
    return [d for d in drafts if d.shape != "unnamed" or not _is_attributed(d, drafts)]


def _relayed(
    items: Sequence[Token], hit: Hit, hits: Sequence[Hit], sentence: int, quotes: Mapping[int, int], speaker: Range | None
) -> list[Draft]:
    """Who quotes and who is quoted: the first draft holds the second, and is no statement of its own."""
    complement = complement_of(items, hit, len(items))
    inner = _made(items, hit, hit.source, sentence, parts_of_verb(items, hit, complement, hits), quotes, complement)
    outer = outer_of(items, hit, speaker)
    if inner is None or hit.source is None:
        return []
    if outer is None:
        return [inner]
    parts = [items[hit.source[0]].start, *(b for _, b in inner.content), items[hit.cue[1] - 1].end]
    around = (items[min(outer[0], hit.start)].start, items[hit.start].end)
    whole = Draft(
        lemma="quote",
        shape="verb",
        stance="asserts",
        sentence=sentence,
        cue=(items[hit.start].start, items[hit.start].end),
        source=_offsets(items, outer),
        content=((min(parts), max(parts)),),
        around=around,
    )
    return [whole, inner]


def _cited_ahead(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, where one whom a sentence cites before it says anything has what its first statement says
    ("Citing police, the Herald said that")."""
    out = list(drafts)
    for i, draft in enumerate(drafts):
        if draft.shape == "citing" and not (draft.content or draft.quotes):
            said = next((d for d in drafts[i + 1 :] if d.shape == "verb" and (d.content or d.quotes)), None)
            if said is not None:
                out[i] = replace(draft, content=said.content, quotes=said.quotes)
    return [d for d in out if d.shape != "citing" or d.content or d.quotes]


def _silence(items: Sequence[Token], hit: Hit, sentence: int) -> Draft:
    """The place of a cue that states nothing: a draft without content, so that no other finder takes it for a statement."""
    cue = (items[hit.cue[0]].start, items[hit.cue[1] - 1].end)
    return Draft(lemma=hit.lemma, shape="silent", stance="asserts", sentence=sentence, cue=cue, around=cue)


def _is_attributed(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether "is known to" stands in what somebody of the same sentence is given as saying."""
    at = draft.cue or draft.around
    return draft.lemma != "reportedly" and any(
        d.source and d.shape in ("verb", "according", "by") and any(a <= at[0] < b for a, b in d.content) for d in drafts
    )


def _without_echoes(items: Sequence[Token], hits: Sequence[Hit]) -> list[Hit]:
    """The cues without those that only go on with the one before: "said he hoped", "expressed the hope that"."""
    kept: list[Hit] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if last is None or last.shape != "verb":
            kept.append(hit)
        elif (
            hit.shape == "noun"
            and "n" in last.frames
            and hit.cue[0] - last.cue[1] <= 4
            and _is_object(items, last, hit)
            and not (hit.source and is_capital(items[hit.source[0]]))
        ):
            stance = hit.stance if last.stance == "asserts" else last.stance
            kept[-1] = last._replace(cue=(last.cue[0], hit.cue[1]), frames=hit.frames, stance=stance)
        elif hit.shape == "verb" and hit.lemma in ATTITUDES and _is_echo(items, last, hit):
            if hit.stance == "denies":
                kept[-1] = last._replace(stance="denies")
        else:
            kept.append(hit)
    return kept


_NOUN_REACH = 6  # items between a noun and the "that" that belongs to it
ATTITUDES = word_set(
    "hope believe think expect fear want feel know doubt plan intend agree expect support see understand hear"
    " learn welcome seek worry"
    " wonder suspect assume oppose favour favor realise realize regret"
)


def _is_object(items: Sequence[Token], last: Hit, noun: Hit) -> bool:
    """Whether a noun of saying is the object of the verb before it ("voiced his fear that")."""
    between = items[last.cue[1] : noun.cue[0]]
    apart = (",", "that", "'s", "after", "amid", "despite", "following")
    return not any(is_finite(t) or t.low in STOPS or t.low in apart for t in between)


def _is_echo(items: Sequence[Token], last: Hit, hit: Hit) -> bool:
    """Whether the speaker of the cue before is the subject again ("said it believed")."""
    if hit.source is None or hit.source[1] - hit.source[0] != 1 or items[hit.source[0]].low not in ("he", "she", "it", "they"):
        return False
    between = items[last.source[1] if last.inverted and last.source else last.cue[1] : hit.source[0]]
    return not any(t.low in {",", QUOTE} or is_finite(t) for t in between)


def _offsets(items: Sequence[Token], part: Range) -> Range:
    return items[part[0]].start, items[part[1] - 1].end


def _draft(
    items: Sequence[Token],
    hit: Hit,
    source: Range | None,
    hits: Sequence[Hit],
    sentence: int,
    quotes: Mapping[int, int],
    drafts: Sequence[Draft],
) -> Draft | None:
    if hit.shape == "citing":
        content = drafts[-1].content if drafts else ()
        numbers = drafts[-1].quotes if drafts else ()
        complement = Complement(None, None, hit.cue[1])
        made = _made(items, hit, source, sentence, [], quotes, complement, given=(content, numbers))
        ahead = made is None and not drafts and source is not None
        return _cited(items, hit, sentence) if ahead else made
    if hit.shape == "according":
        return _made(
            items, hit, source, sentence, parts_of_according(items, hit, hits), quotes, Complement(None, None, hit.cue[1])
        )
    if hit.shape == "by" and drafts and _is_claim(items, hit):
        given = (drafts[-1].content, drafts[-1].quotes)
        return _made(items, hit, source, sentence, [], quotes, Complement(None, None, hit.cue[1]), given=given)
    if hit.shape == "by":
        return _made(items, hit, source, sentence, parts_of_passive(items, hit), quotes, Complement(None, None, hit.cue[1]))
    if hit.shape == "unverified":
        subject = phrase_before(items, hit.start, 0)
        return _made(items, hit, None, sentence, [subject] if subject else [], quotes, Complement(None, None, hit.cue[1]))
    if hit.shape == "unnamed":
        return _made(items, hit, None, sentence, parts_of_unnamed(items, hit, hits), quotes, Complement(None, None, hit.cue[1]))
    complement = complement_of(items, hit, len(items))
    if hit.shape == "verb" and hit.lemma in _ANSWERING and items[hit.cue[1] : hit.cue[1] + 1] and items[hit.cue[1]].low == "to":
        return None  # "Responding to Berg, the mayor said"
    if hit.shape == "verb" and hit.stance == "denies" and (answered := _answered(items, hit, complement, drafts)):
        given, speaker = answered
        return _made(items, hit, speaker, sentence, [], quotes, complement, given=given)
    if hit.shape == "noun" or (hit.cue[1] - hit.cue[0] > 1 and items[hit.cue[1] - 1].low in NOUNS):
        complement = Complement(_after_noun(items, hit), None, hit.cue[1])
    return _made(items, hit, source, sentence, parts_of_verb(items, hit, complement, hits), quotes, complement)


def _cited(items: Sequence[Token], hit: Hit, sentence: int) -> Draft:
    """Whom a sentence cites before it says anything: a draft whose content is still to come."""
    cue = _offsets(items, hit.cue)
    source = _offsets(items, hit.source) if hit.source else None
    return Draft(lemma="cite", shape="citing", stance="asserts", sentence=sentence, cue=cue, source=source, around=cue)


def _answered(
    items: Sequence[Token], hit: Hit, complement: Complement, drafts: Sequence[Draft]
) -> tuple[tuple[tuple[Range, ...], tuple[int, ...]], Range] | None:
    """What stands before a denial that closes its sentence, and who denies: "is accused of theft, which he denies",
    "a charge she denies"."""
    if hit.source is None or hit.inverted or complement.start is not None:
        return None
    # "a charge his lawyers reject"
    first = next((k for k in range(*hit.source) if items[k - 1].low in CLAIMED_NOUNS and k > hit.source[0]), hit.source[0])
    speaker = (first, hit.source[1])
    k = first - 1
    if k > 1 and items[k].low in ("which", "that") and items[k - 1].low not in STOPS | {","}:
        k -= 1
    if k < 3:
        return None
    if items[k].low == "which" and items[k - 1].low == ",":
        before = [d for d in drafts if d.content and d.content[-1][1] <= items[k].start]
        if before:
            return (before[-1].content, before[-1].quotes), speaker
        found = phrase_before(items, k - 1, 0)
        return (((_offsets(items, found),), ()), speaker) if found else None
    if items[k].low not in CLAIMED_NOUNS:
        return None
    start = next((j for j in range(k, max(0, k - 5), -1) if items[j - 1].low in STOPS | {","}), None)
    return (((_offsets(items, (start, k + 1)),), ()), speaker) if start is not None else None


def _after_noun(items: Sequence[Token], hit: Hit) -> int:
    """Where the content of a noun begins: behind "that", or behind whom the claim is from."""
    at = hit.cue[1]
    if hit.source and hit.source[0] >= at:
        at = hit.source[1]
    while at < len(items) and items[at].low == ",":
        at += 1
    return next((k + 1 for k in range(at, min(len(items), at + _NOUN_REACH)) if items[k].low == "that"), at)


def _is_claim(items: Sequence[Token], hit: Hit) -> bool:
    """Whether what is denied is "the claim": the statement just before."""
    subject = phrase_before(items, hit.start, 0)
    head = items[subject[1] - 1].low if subject else ""
    return head in (
        "claim",
        "claims",
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "charge",
        "charges",
        "assertion",
    )


def _made(
    items: Sequence[Token],
    hit: Hit,
    source: Range | None,
    sentence: int,
    parts: Sequence[Range],
    quotes: Mapping[int, int],
    complement: Complement,
    given: tuple[tuple[Range, ...], tuple[int, ...]] = ((), ()),
) -> Draft | None:
    content: list[Range] = list(given[0])
    numbers: list[int] = list(given[1])
    for part in parts:
        start, end = trim_range(items, *part)
        if end - start == 1 and items[start].low == QUOTE:
            numbers.append(quotes[items[start].start])
        elif end > start and any(c.isalnum() for c in "".join(t.text for t in items[start:end])):
            content.append(_offsets(items, (start, end)))
    if not numbers and (not content or (len(parts) == 1 and _is_empty(items, parts[0]))):
        return None
    around_end = max(hit.cue[1], min(complement.around, len(items)))
    first = min(hit.cue[0], source[0]) if source and source[0] < hit.cue[0] and not hit.shared else hit.cue[0]
    return Draft(
        lemma=hit.lemma,
        shape=hit.shape,
        stance=_stance(hit, items, parts, source),
        sentence=sentence,
        cue=_offsets(items, hit.cue),
        source=_offsets(items, source) if source and hit.shape != "unnamed" else None,
        content=tuple(sorted(content)),
        quotes=tuple(sorted(numbers)),
        addressee=_offsets(items, complement.addressee) if complement.addressee else None,
        around=(items[first].start, items[around_end - 1].end),
        bounded=hit.stop > 0 or hit.lead is not None,
    )


def _is_empty(items: Sequence[Token], part: Range) -> bool:
    """Whether a content is a mere pronoun."""
    start, end = trim_range(items, *part)
    return end - start == 1 and items[start].low in _EMPTY


def _stance(hit: Hit, items: Sequence[Token], parts: Sequence[Range], source: Range | None) -> Stance:
    """The verb's stance; what a speaker says that they will do is a promise, that others must do an order."""
    if hit.stance == "denies" and len(parts) == 1 and evaluates(items, parts[0], hit.lemma):
        return "denies" if called_false(items, (parts[0][0], _clause_end(items, parts[0][1])), hit.lemma) else "asserts"
    if hit.stance != "asserts" or not parts:
        return hit.stance
    if len(parts) == 1 and called_false(items, (parts[0][0], _clause_end(items, parts[0][1])), hit.lemma):
        return "denies"
    if hit.shape == "verb" and "c" in hit.frames and any(says_false(items, part) for part in parts):
        return "denies"
    start = trim_range(items, *parts[0])[0]
    if (
        hit.shape == "verb"
        and "q" in hit.frames
        and opens_with_denial(_first_words(items, start, trim_range(items, *parts[0])[1]))
    ):
        return "denies"
    if hit.lemma not in ("say", "tell", "add", "state"):
        return hit.stance
    lows = [t.low for t in items[start : start + 4]]
    if lows[0] in ("he", "she", "it", "they", "we", "i") and len(lows) > 1 and lows[1] in ("will", "would", "'ll") and source:
        return "promises"
    if lows[0] in ("to", "not") and hit.lemma == "tell":
        return "orders"
    return "orders" if "must" in [t.low for t in items[start : start + 8]] else "asserts"


def _clause_end(items: Sequence[Token], start: int) -> int:
    return next((k for k in range(start, len(items)) if items[k].low in STOPS | {","}), len(items))


def _first_words(items: Sequence[Token], start: int, end: int) -> list[str]:
    """The first words of a content in lower case, those of the utterance itself where it is one."""
    if items[start].low == QUOTE:
        return items[start].text[:60].strip("“”\"‘’' «»`").lower().replace("’", "'").split()[:8]
    return [t.low for t in items[start : min(end, start + 8)]]


def move_into(draft: Draft, number: int) -> Draft:
    """The draft as one that stands inside the quoted passage `number`."""
    return replace(draft, within=number)

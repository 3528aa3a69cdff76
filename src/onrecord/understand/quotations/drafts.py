"""The statements of one sentence as offsets: cue, source mention, content, before anybody is resolved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Stance
from onrecord.understand.grammar import COORDINATORS, NEGATIONS, word_set
from onrecord.understand.quotations.contents import Complement, complement_of, end_of, trim_range
from onrecord.understand.quotations.cues import find_hits
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.moods import states_nothing
from onrecord.understand.quotations.phrases import (
    DASHES,
    MARKS,
    QUOTE,
    STOPS,
    is_agent,
    is_finite,
    is_past,
    phrase_before,
    verb_group,
)
from onrecord.understand.quotations.refusals import OUTLOOK, before_adjuncts, called_false, opens_with_denial
from onrecord.understand.quotations.verbs import NOUNS
from onrecord.understand.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A statement as offsets into the text; `quotes` are the numbers of the quoted passages that are its content."""

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


def draft_statements(items: Sequence[Token], *, sentence: int, quotes: Mapping[int, int], within: bool = False) -> list[Draft]:
    """The statements of a sentence whose whole quotations stand as single items; `quotes` numbers them by their offset."""
    high = len(items)
    hits = _without_echoes(items, find_hits(items, 0, high, within=within))
    drafts: list[Draft] = []
    speaker: Range | None = None
    for hit in hits:
        source = hit.source
        if hit.shared:
            source = speaker or _main_subject(items, hit.start)
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
    return [d for d in drafts if d.shape != "unnamed" or not _is_attributed(d, drafts)]


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
        elif hit.shape == "noun" and "n" in last.frames and hit.cue[0] - last.cue[1] <= 4 and _is_object(items, last, hit):
            stance = hit.stance if last.stance == "asserts" else last.stance
            kept[-1] = last._replace(cue=(last.cue[0], hit.cue[1]), frames=hit.frames, stance=stance)
        elif hit.shape == "verb" and hit.lemma in _ATTITUDES and _is_echo(items, last, hit):
            if hit.stance == "denies":
                kept[-1] = last._replace(stance="denies")
        else:
            kept.append(hit)
    return kept


_ATTITUDES = word_set(
    "hope believe think expect fear want feel know doubt plan intend agree expect support see understand hear"
    " learn welcome seek worry"
    " wonder suspect assume oppose favour favor realise realize regret"
)


def _is_object(items: Sequence[Token], last: Hit, noun: Hit) -> bool:
    """Whether a noun of saying is the object of the verb before it ("voiced his fear that")."""
    between = items[last.cue[1] : noun.cue[0]]
    return not any(is_finite(t) or t.low in STOPS or t.low in (",", "that", "'s") for t in between)


def _is_echo(items: Sequence[Token], last: Hit, hit: Hit) -> bool:
    """Whether the speaker of the cue before is the subject again ("said it believed")."""
    if hit.source is None or hit.source[1] - hit.source[0] != 1 or items[hit.source[0]].low not in ("he", "she", "it", "they"):
        return False
    between = items[last.source[1] if last.inverted and last.source else last.cue[1] : hit.source[0]]
    return not any(t.low in {",", QUOTE} or is_finite(t) for t in between)


def _main_subject(items: Sequence[Token], before: int) -> Range | None:
    """The subject of the sentence's first verb."""
    for i in range(1, before):
        if is_finite(items[i]) or is_past(items, i):
            found = phrase_before(items, verb_group(items, i, 0).start, 0)
            if found:
                return found if is_agent(items[slice(*found)]) else None
    return None


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
        return _made(items, hit, source, sentence, [], quotes, Complement(None, None, hit.cue[1]), given=(content, numbers))
    if hit.shape == "according":
        return _made(
            items, hit, source, sentence, _around_according(items, hit, hits), quotes, Complement(None, None, hit.cue[1])
        )
    if hit.shape == "by" and drafts and _is_claim(items, hit):
        given = (drafts[-1].content, drafts[-1].quotes)
        return _made(items, hit, source, sentence, [], quotes, Complement(None, None, hit.cue[1]), given=given)
    if hit.shape == "by":
        return _made(items, hit, source, sentence, _before_passive(items, hit), quotes, Complement(None, None, hit.cue[1]))
    if hit.shape == "unnamed":
        return _made(items, hit, None, sentence, _unnamed_parts(items, hit, hits), quotes, Complement(None, None, hit.cue[1]))
    complement = complement_of(items, hit, len(items))
    if hit.shape == "noun" or (hit.cue[1] - hit.cue[0] > 1 and items[hit.cue[1] - 1].low in NOUNS):
        start = next((k for k in range(hit.cue[1], len(items)) if items[k].low == "that"), hit.cue[1] - 1) + 1
        complement = Complement(max(start, hit.cue[1]), None, hit.cue[1])
    return _made(items, hit, source, sentence, _parts(items, hit, complement, hits), quotes, complement)


def _parts(items: Sequence[Token], hit: Hit, complement: Complement, hits: Sequence[Hit]) -> list[Range]:
    """The content of a verb's statement: after it, before it, or on both sides."""
    high = len(items)
    anchor = hit.source[0] if hit.source and not hit.inverted and hit.source[0] < hit.start else hit.start
    p = anchor - 1
    while p > 0 and (items[p].low == "," or items[p].low in ("and", "as")):
        p -= 1
    quoted_left = p >= 0 and items[p].low == QUOTE and anchor - p <= 3 and not hit.shared
    quoted_left = quoted_left and (complement.start is None or _leads_on(items, p))
    left = [(p, p + 1)] if quoted_left else []
    speaks = bool(set("cq") & set(hit.frames))
    if complement.start is not None and complement.start < high:
        start = complement.start
        if items[start].low == QUOTE and (
            start + 1 >= high or items[start + 1].low in STOPS | {","} or not set("no") & set(hit.frames)
        ):
            return [*left, (start, start + 1)]
        if left and items[min(complement.around, high - 1)].low != "that":
            return left
        part = (start, end_of(items, start, high, hit, hits))
        if set("no") & set(hit.frames) and (rejected := called_false(items, part, hit.lemma)):
            # quoted words of the rejection stay with what they reject
            return [part if any(t.low in MARKS for t in items[slice(*part)]) else rejected]
        if items[start].low not in ("to", "that") and "n" in hit.frames and hit.stance in ("denies", "questions"):
            part = before_adjuncts(items, part)
        return [(_from_negation(items, hit, part[0]), part[1])]
    if not speaks or hit.shared or (not left and "c" not in hit.frames):
        return []
    if left:
        return [*left, *_split_on(items, complement.around, hit, hits)]
    return _before_trailing(items, hit, anchor, complement, hits)


def _from_negation(items: Sequence[Token], hit: Hit, start: int) -> int:
    """Where a content starts that would say the opposite without its verb ("does | not expect the dam to fail")."""
    if hit.stance != "asserts" or hit.lemma not in OUTLOOK:
        return start
    return next((k for k in range(*hit.cue) if items[k].low in NEGATIONS), start)


def _split_on(items: Sequence[Token], at: int, hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    """The second part of a quotation that its cue splits ("No," she said, pointing at it, "it is not")."""
    for k in range(at + 1, len(items)):
        if items[k].low == QUOTE:
            inner = items[k].text.lstrip("“\"‘' «`")
            return [(k, k + 1)] if items[k - 1].low == "," and inner[:1].islower() else []
        if any(h.source and h.cue[0] == k and not h.shared for h in hits if h is not hit):
            return []
    return []


def _leads_on(items: Sequence[Token], quote: int) -> bool:
    """Whether a quotation ends as one that its speaker follows."""
    inner = items[quote].text.rstrip("”\"’'» ")
    return items[quote + 1].low == "," or inner.endswith((",", "?", "!", "-", "—", "–"))


def _before_trailing(items: Sequence[Token], hit: Hit, anchor: int, complement: Complement, hits: Sequence[Hit]) -> list[Range]:
    """The clause that ", she said" closes, and what goes on after it."""
    high = len(items)
    if anchor < 3 or not (items[anchor - 1].low == "," or items[anchor - 1].low in MARKS | DASHES):
        return []
    start = 0
    for k in range(anchor - 2, 0, -1):
        if items[k].low == ";" or (
            items[k].low in ("but", "while") and items[k - 1].low == "," and any(h.cue[0] < k for h in hits)
        ):
            start = k + 1
            break
    parts = [(start, anchor)]
    after = complement.around
    if after < high and items[after].low == "," and after + 2 < high and not _own_clause(items, after + 1, hit, hits):
        parts.append((after + 1, end_of(items, after + 1, high, hit, hits)))
    elif after + 2 < high and items[after].low in DASHES:
        parts.append((after + 1, high))
    return parts


def _own_clause(items: Sequence[Token], at: int, hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether a cue with the same or another speaker stands right at `at`."""
    for other in hits:
        if other is hit or other.cue[0] < at:
            continue
        first = min(other.source[0], other.start) if other.source and not other.inverted else other.start
        if first <= at + 1:
            return True
    return items[at].low in COORDINATORS | {"who", "which", "while", "as", "after", "when"}


def _around_according(items: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    high = len(items)
    end = hit.source[1] if hit.source else hit.cue[1]
    before = items[hit.start - 1] if hit.start else None
    opens = (
        before is None
        or before.low in STOPS
        or before.low in ("and", "but", "where", "that", "which")
        or (before.low == "," and (hit.start < 3 or items[hit.start - 2].low in ("where", "that", "and", "but", "which")))
    )
    if opens:
        k = next((k for k in range(end, min(high, end + 40)) if items[k].low == ","), None)
        return [(k + 1, end_of(items, k + 1, high, hit, hits))] if k is not None and k + 1 < high else []
    start = 0
    for k in range(hit.start - 2, 0, -1):
        if items[k].low == ";":
            start = k + 1
            break
    parts = [(start, hit.start)]
    if end + 2 < high and items[end].low == "," and hit.start - start < 6 and not _own_clause(items, end + 1, hit, hits):
        parts.append((end + 1, high))
    return parts


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


def _before_passive(items: Sequence[Token], hit: Hit) -> list[Range]:
    subject = phrase_before(items, hit.start, 0)
    if subject is None:
        return []
    end = hit.source[1] if hit.source else hit.cue[1]
    if set("ob") & set(hit.frames) and end < len(items) and items[end].low in ("as", "of", "for", "to"):
        stop = next((k for k in range(end, len(items)) if items[k].low in STOPS | {","}), len(items))
        return [subject, (end, stop)]
    return [subject]


def _unnamed_parts(items: Sequence[Token], hit: Hit, hits: Sequence[Hit]) -> list[Range]:
    high = len(items)
    if hit.lemma == "reportedly":
        start = next((k + 1 for k in range(hit.start - 1, -1, -1) if items[k].low in STOPS | {","}), 0)
        return [(start, hit.start), (hit.cue[1], end_of(items, hit.cue[1], high, hit, hits))]
    start = hit.cue[1] + (hit.cue[1] < high and items[hit.cue[1]].low == "that")
    parts = [(start, end_of(items, start, high, hit, hits))]
    subject = phrase_before(items, hit.start, 0)
    if subject and items[subject[0]].low != "it":
        parts.insert(0, subject)
    return parts


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
    )


def _is_empty(items: Sequence[Token], part: Range) -> bool:
    """Whether a content is a mere pronoun."""
    start, end = trim_range(items, *part)
    return end - start == 1 and items[start].low in (
        "it",
        "that",
        "this",
        "them",
        "him",
        "her",
        "so",
        "what",
        "us",
        "me",
        "one",
    )


def _stance(hit: Hit, items: Sequence[Token], parts: Sequence[Range], source: Range | None) -> Stance:
    """The verb's stance; what a speaker says that they will do is a promise, that others must do an order."""
    if hit.stance != "asserts" or not parts:
        return hit.stance
    if len(parts) == 1 and called_false(items, (parts[0][0], _clause_end(items, parts[0][1])), hit.lemma):
        return "denies"
    start = trim_range(items, *parts[0])[0]
    if hit.shape == "verb" and "q" in hit.frames and opens_with_denial(_first_words(items, start)):
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


def _first_words(items: Sequence[Token], start: int) -> list[str]:
    """The first words of a content in lower case, those of the utterance itself where it is one."""
    if items[start].low == QUOTE:
        return items[start].text[:60].strip("“”\"‘’' «»`").lower().replace("’", "'").split()[:4]
    return [t.low for t in items[start : start + 4]]


def move_into(draft: Draft, number: int) -> Draft:
    """The draft as one that stands inside the quoted passage `number`."""
    return replace(draft, within=number)

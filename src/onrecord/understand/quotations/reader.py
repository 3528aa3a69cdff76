"""From what the trained reader found to drafts: its spans, with what the rules know of cue, stance and quotation marks."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Sentence, Stance
from onrecord.neural import Attribution
from onrecord.understand.grammar import DOCUMENT_NOUNS, NEGATIONS, PREPOSITIONS, RELATIVES, word_set
from onrecord.understand.quotations.doubles import SURE, is_within, takes_another
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.overlaps import settle_overlaps
from onrecord.understand.quotations.phrases import head_of, is_agent, is_finite
from onrecord.understand.quotations.pieces import OPENING, Page, content_of_reader
from onrecord.understand.quotations.readings import is_misread, is_whole_subject, trim_cue, whole_source, with_article
from onrecord.understand.quotations.refusals import opens_with_denial
from onrecord.understand.quotations.relaying import QUOTING
from onrecord.understand.quotations.subjects import antecedent
from onrecord.understand.quotations.verbs import MANNERS, Verb, forms_of
from onrecord.understand.tokens import Token, tokenise

_SILENT = frozenset(
    "say tell mention comment respond reply answer know explain specify disclose give discuss elaborate".split()
)
_REFUSING = frozenset("without declined declines declining refused refuses refusing unclear silent".split())
_POSSIBLE = frozenset("would could might should must may".split())
_SPOKEN = frozenset({"say", "argue", "call"})
_PLAIN = frozenset({"say", "tell", "add", "state"})  # verbs whose content alone can make them denials
_ECHOING = frozenset({"by", "citing"})
# what is under a condition or left unsaid states nothing
_SUPPOSED = re.compile(
    r"\b(?:(?:if|unless|whether|lest)\s[^,;.“”\n]{0,70}|(?:without|far from|instead of|rather than)\s(?:\w+\s)?)\Z",
    re.IGNORECASE,
)
_CLOSING_NAME = re.compile(r"(?:\s[\w’'-]{1,25}){0,6},\s(?:[A-Z][\w’'.-]{0,25}\s?){2,4}\Z")
_NOTHING = frozenset({"that", "so", "it", "this", "as much"})
_RULED: frozenset[Stance] = frozenset({"denies", "orders"})  # where a word more or less turns what was said
_BLAMED = frozenset({"accused", "suspected"})
_INCLINED = word_set("sure certain confident hopeful convinced adamant optimistic afraid worried")
_INCLINED_SURE = 0.8  # what a person is of a clause ("is sure", "remains hopeful") is told by the word itself
_BESIDE = 40  # letters between a noun and whose claim it is
_PLEA = 8  # letters behind "pleaded" in which "guilty" ends
_CLAUSE = 25  # words of a content in which a clause shows its verb
_FIRST_WORDS = 60  # letters of a content that show whether it opens as a denial
_NEAR = 40  # drafts on either side that one is compared with
_SAME = 0.6  # share of two contents above which they are one


def merge_drafts(
    text: str,
    sentences: Sequence[Sentence],
    quoted: Sequence[Quoted],
    drafts: Sequence[Draft],
    attributions: Sequence[Attribution],
) -> list[Draft]:
    """The reader's attributions as drafts, and those of the rules that it says nothing about.

    Where both have the cue, content is the reader's (whole quotations aside, where the marks tell it), and the rules tell
    shape, stance and addressee, and the source where both name it or the reader names none.
    """
    page = Page(text, sentences, quoted)
    by_cue = {d.cue: d for d in reversed(drafts) if d.cue}
    cues = sorted(by_cue)
    found: list[Draft] = []
    used: set[int] = set()
    changed: dict[tuple[Range, ...], tuple[Range, ...]] = {}
    for n, one in enumerate(attributions):
        match = None if one.source else _overlapping(cues, (one.cue.start, one.cue.end))
        if match and is_within(quoted, one, by_cue[match], attributions[max(0, n - _NEAR) : n]):
            used.add(id(by_cue[match]))
    for n, one in enumerate(attributions):
        match = _overlapping(cues, (one.cue.start, one.cue.end))
        if match and id(by_cue[match]) in used:
            continue  # "declined to say" is one cue
        draft = _draft(page, one, by_cue[match] if match else None)
        near = attributions[max(0, n - _NEAR) : n + _NEAR]
        if draft is not None and match and takes_another(text, draft, by_cue, cues, match, used, near):
            draft = replace(draft, content=by_cue[match].content)
        if draft is not None:
            found.append(draft)
            if match:
                used.add(id(by_cue[match]))
                changed[by_cue[match].content] = draft.content
    found = _with_runs(found, by_cue, cues)
    found.sort(key=_place)
    claimed = {n for d in found for n in d.quotes}
    left = [d for d in drafts if id(d) not in used and _is_left(page, d, found, claimed) and not _is_inside(d, found)]
    # one who denies or cites what another said has the same content
    same = [replace(d, content=changed.get(d.content) or d.content) if d.shape in _ECHOING else d for d in [*found, *left]]
    return settle_overlaps(text, sorted(same, key=_place), drafts, quoted=quoted)


def _place(draft: Draft) -> tuple[int, Range]:
    return draft.sentence, draft.cue or draft.source or (0, 0)


def _overlapping(cues: Sequence[Range], cue: Range) -> Range | None:
    """The rules' cue that overlaps the reader's."""
    for k in range(max(0, bisect_right(cues, cue) - 2), len(cues)):
        if cues[k][0] >= cue[1]:
            return None
        if cues[k][1] > cue[0]:
            return cues[k]
    return None


def _draft(page: Page, one: Attribution, ruled: Draft | None) -> Draft | None:
    content, numbers = content_of_reader(page, one)
    if not content and not numbers:
        return None
    content = with_article(page.text, trim_cue(page.text, one.cue.start, one.cue.end)[1], one.cue.end, content)
    cue = trim_cue(page.text, one.cue.start, one.cue.end)
    source = whole_source(page.text, (one.source[0].start, one.source[-1].end), cue[0]) if one.source else None
    if source and (ruled is None or ruled.source is None):
        source = _meant(page, source)
    if ruled is None:
        return _unruled(page, one, cue, source, content, numbers)
    if ruled.shape == "silent":
        return None
    if (
        ruled.shape == "citing"
        or ruled.lemma == "reportedly"
        or ruled.lemma == "quote"
        or (ruled.stance in _RULED and (ruled.stance == "orders" or ruled.lemma not in _PLAIN))
        or any(a < cue[1] and cue[0] < b for a, b in ruled.content)
    ):
        return ruled
    joined = ruled.source and source and source[0] < ruled.source[0] and source[1] == ruled.source[1]
    joined = joined and page.text[: ruled.source[0]].endswith(" and ") if ruled.source else False
    if ruled.source and source and _is_cut_short(page.text, source, ruled.source):
        joined = True
    if (
        ruled.source
        and not joined
        and not (source and is_whole_subject(page.text, page.sentences[ruled.sentence].start, source, ruled.source))
        and (
            source is None
            or (ruled.source[0] < source[1] and source[0] < ruled.source[1])
            or page.text[slice(*source)].lower() in RELATIVES
            or (source[1] < ruled.source[0] < cue[0] and page.text[slice(*cue)].endswith("ing"))
        )
    ):
        source = ruled.source
    if ruled.shape == "unnamed" and ruled.lemma in _BLAMED:
        return ruled  # the accused belongs to what is said
    if ruled.shape == "by" and source != ruled.source:
        return ruled  # "is accused by the bank of": the accused states nothing
    if ruled.shape == "noun" and ruled.source:
        return ruled  # "commenting on claims from the union that": the claim is the union's
    if ruled.shape == "noun" and source and source[1] < cue[0] - _BESIDE:
        source = None  # "defended the aide after claims that": not the defender's
    if _holds_rules(page, ruled, content, numbers):
        content, numbers = ruled.content, ruled.quotes
    if ruled.shape == "unnamed":
        source = None
    around = (min(ruled.around[0], cue[0]), max(ruled.around[1], cue[1]))
    return replace(ruled, cue=cue, source=source, content=content, quotes=numbers, around=around)


def _is_cut_short(text: str, source: Range, part: Range) -> bool:
    """Whether the rules have only the role of a source that closes with its name ("said the council's envoy | to Vell, Ada
    Berg")."""
    if source[0] != part[0] or not part[1] < source[1]:
        return False
    return _CLOSING_NAME.match(text, part[1], source[1]) is not None


def _meant(page: Page, source: Range) -> Range:
    """The noun phrase that a relative pronoun stands for ("the members, | who fear"); any other source as it is."""
    if page.text[slice(*source)].lower() not in ("who", "which", "that"):
        return source
    sentence = page.sentences[max(0, bisect_right(page.sentences, source[0], key=lambda s: s.start) - 1)]
    items = tokenise(page.text, sentence.start, source[1])
    found = antecedent(items, len(items) - 1, 0) if len(items) > 1 else None
    if found is None or not is_agent(items[slice(*found)]):
        return source
    if items[-1].low == "that" and head_of(items[slice(*found)]) not in DOCUMENT_NOUNS:
        return source  # of a person, "that" more often opens a clause of its own
    return items[found[0]].start, items[found[1] - 1].end


def _unruled(
    page: Page, one: Attribution, cue: Range, source: Range | None, content: tuple[Range, ...], numbers: tuple[int, ...]
) -> Draft | None:
    """The statement of a cue that no rule has, where the reader is sure of it."""
    made = _plain(page, cue, source)
    small = not numbers and sum(page.text.count(" ", *r) + 1 for r in content) < 2
    broken = len(content) > 1 and not numbers
    inclined = page.text[cue[0] : cue[1]].rsplit(" ", 1)[-1].lower() in _INCLINED
    sure = _INCLINED_SURE if inclined or (numbers and not content and _is_uttered(page, numbers[0], cue)) else SURE
    if made is None or source is None or small or broken or one.score < sure:
        return None
    if made.shape == "according" and page.text[slice(*source)].lower() in MANNERS:
        return None
    if not numbers and _reports_nothing(page, cue, content[0]):
        return None
    if _SUPPOSED.search(page.text[max(0, cue[0] - 120) : cue[0]]):
        return None
    sentence = page.sentences[made.sentence]
    if is_misread(page.text, (sentence.start, sentence.end), source, cue, content[0] if content else None):
        return None
    if made.stance == "asserts" and made.lemma in _SPOKEN | _PLAIN and content:
        start = content[0][0]
        if opens_with_denial([t.low for t in tokenise(page.text, start, min(content[0][1], start + _FIRST_WORDS))]):
            made = replace(made, stance="denies")
    return replace(made, source=source, content=content, quotes=numbers)


def _is_uttered(page: Page, number: int, cue: Range) -> bool:
    """Whether a quotation is an utterance by its capital, or by a verb that one goes with ("shouted “shame, shame”")."""
    if page.text[page.quoted[number].start : page.quoted[number].start + 1].isupper():
        return True
    return any("q" in f.verb.frames for t in tokenise(page.text, *cue)[-1:] for f in forms_of(t.low))


def _holds_rules(page: Page, ruled: Draft, content: Sequence[Range], numbers: Sequence[int]) -> bool:
    """Whether the rules tell the content of a cue better than the reader, by what is wrong with the reader's."""
    # pieces that the rules do not part are more often a slip than a statement in pieces
    parted = len(content) + bool(numbers) > 1 and len(ruled.content) + bool(ruled.quotes) == 1
    told = ruled.addressee
    spoken_to = told is not None and any(a < told[1] and told[0] < b for a, b in content)
    broken = bool(content) and (len(content) == 1 or ruled.shape == "unnamed") and _breaks_word(page.text, content[-1][1])
    earlier = ruled.shape == "according" and bool(content) and content[0][0] < page.sentences[ruled.sentence].start
    nothing = not numbers and len(content) == 1 and page.text[slice(*content[0])].lower() in _NOTHING
    wrong = parted or spoken_to or broken or earlier or nothing
    return wrong or ruled.bounded or _is_quoted(page, ruled, content, numbers)


def _breaks_word(text: str, at: int) -> bool:
    """Whether an offset parts a name ("the Royal | Museum", "Channel | 7") or a word with a hyphen ("free | -standing")."""
    last = text[max(0, at - 40) : at].rsplit(" ", 1)[-1]
    behind = text[at + 1 : at + 2]
    if text[at : at + 1] == "-" and behind.isalnum():
        return True
    return last[:1].isupper() and last.isalpha() and text[at : at + 1] == " " and (behind.isupper() or behind.isdigit())


def _is_quoted(page: Page, ruled: Draft, content: Sequence[Range], numbers: Sequence[int]) -> bool:
    """Whether the rules' content is whole quotations that the reader's overlaps: the marks then say where they end."""
    if ruled.content or not ruled.quotes:
        return False
    outer = [(page.quoted[n].outer_start, page.quoted[n].outer_end) for n in ruled.quotes]
    return bool(set(numbers) & set(ruled.quotes)) or any(a < d and c < b for a, b in content for c, d in outer)


def _reports_nothing(page: Page, cue: Range, content: Range) -> bool:
    """Whether a cue that no rule knows has a thing for its object, not what was said of it ("took aim at ten banks")."""
    if any(mark in page.text[content[0] : content[1]] for mark in OPENING):
        return False
    own = tokenise(page.text, *cue)
    if own and own[0].low == "to":
        return True  # "to announce a plan" is still to come
    if any(t.low == "that" for t in tokenise(page.text, max(cue[1], content[0] - 6), content[0])):
        return False
    if own and own[-1].low in PREPOSITIONS and not any(forms_of(t.low) for t in own):
        return True
    if any(t.low in ("cite", "cites", "cited", "citing") for t in own):
        return False
    return not any(is_finite(t) or t.low == "to" for t in tokenise(page.text, *content)[:_CLAUSE])


def _plain(page: Page, cue: Range, source: Range | None) -> Draft | None:
    """A draft of a cue that the rules do not have; None where it says that nothing was said."""
    tokens = tokenise(page.text, *cue)
    if not tokens:
        return None
    verb = _verb_of(tokens)
    lemma = verb.lemma if verb else tokens[-1].low
    stance: Stance = verb.stance if verb else "asserts"
    behind = source[1] if source and source[1] <= cue[0] else 0  # whose name is May is no "may"
    lows = {t.low for t in [*tokenise(page.text, max(behind, cue[0] - 12, 0), cue[0])[-2:], *tokens]}
    if (lows & _POSSIBLE and lemma not in _SPOKEN) or {"will", "be"} <= lows:
        return None  # "would endorse", "will be asking": nothing is stated yet
    if lemma == "plead" and "guilty" in page.text[cue[0] : cue[1] + _PLEA].lower().split():
        stance = "asserts"  # whoever pleads guilty admits, who pleads not guilty denies
    if lows & _REFUSING or (lows & NEGATIONS and lemma in _SILENT):
        return None
    if lows & NEGATIONS:
        stance = "asserts" if stance == "denies" else "denies"
    if lemma == "add" and page.text[cue[1] : cue[1] + 4] == " to ":
        return None  # "names added to the list"
    if tokens[-1].low in QUOTING and page.text[cue[1] : cue[1] + 4] == " by ":
        return None  # "an official quoted by the Herald said"
    shape = "according" if tokens[0].low == "according" else "colon" if tokens[-1].low == ":" else "verb"
    number = max(0, bisect_right(page.sentences, cue[0], key=lambda s: s.start) - 1)
    return Draft(lemma=lemma, shape=shape, stance=stance, sentence=number, cue=cue, around=cue)


def _verb_of(cue: Sequence[Token]) -> Verb | None:
    """The cue's last verb that attributes, one that needs a preposition only where that follows it."""
    for k in range(len(cue) - 1, -1, -1):
        behind = {t.low for t in cue[k + 1 : k + 3]}
        for form in forms_of(cue[k].low):
            if not form.verb.prepositions or behind & set(form.verb.prepositions):
                return form.verb
    return None


def _with_runs(found: Sequence[Draft], by_cue: dict[Range, Draft], cues: Sequence[Range]) -> list[Draft]:
    """The drafts with the quotations that go on from theirs without a cue, as the rules follow them."""
    claimed = {n for d in found for n in d.quotes}
    out = []
    for draft in found:
        match = _overlapping(cues, draft.cue) if draft.cue else None
        more = set(by_cue[match].quotes) - claimed if match and draft.quotes and not draft.content else set()
        out.append(replace(draft, quotes=tuple(sorted({*draft.quotes, *more}))) if more else draft)
    return out


def _is_left(page: Page, draft: Draft, found: Sequence[Draft], claimed: set[int]) -> bool:
    """Whether a draft of the rules is kept beside the reader's: its content is that of none of them."""
    if draft.shape == "run":
        return not set(draft.quotes) & claimed and not _is_read(page, draft, found)
    cited = draft.shape == "citing" and draft.source is not None and all(d.source != draft.source for d in found)
    if draft.shape == "relayed" or (cited and draft.source and _can_speak(page.text, draft.source)):
        return True  # who cites and who is cited have the same content
    if draft.shape == "noun" and draft.source and all(d.source != draft.source for d in found):
        return True  # who denies a claim and whose claim it is have much the same content
    own = _extent(page, draft)
    middle = bisect_left(found, _place(draft), key=_place)
    for other in found[max(0, middle - _NEAR) : middle + _NEAR]:
        if other.shape == "citing" and draft.source != other.source:
            continue  # and who is cited has what the citing one says
        echoes = draft.shape in _ECHOING or draft.content == other.content
        if echoes and draft.stance == "denies" and other.stance != "denies" and draft.source != other.source:
            continue  # who denies what another said has the same content
        if other.shape == "according" and _is_told_in(draft, other):
            continue  # whom the words of another name as their own speaker
        theirs = _extent(page, other)
        shared = sum(max(0, min(b, d) - max(a, c)) for a, b in own for c, d in theirs)
        if shared > _SAME * (sum(b - a for a, b in own) + sum(b - a for a, b in theirs) - shared):
            return False
    return True


def _is_read(page: Page, draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether the quotations of a run stand in what the reader has somebody say with a cue of its own."""
    own, middle = _extent(page, draft), bisect_left(found, _place(draft), key=_place)
    near = [d for d in found[max(0, middle - _NEAR) : middle + _NEAR] if d.cue and d.source != draft.source]
    return all(any(c <= a and b <= d for other in near for c, d in other.content) for a, b in own)


def _is_told_in(draft: Draft, other: Draft) -> bool:
    """Whether what one tells closes with whoever said it ("Ten died, the mayor said, | according to the Post")."""
    if draft.shape != "verb" or draft.cue is None or draft.source is None or not draft.content:
        return False
    said, teller = draft.content[-1][1], (min(draft.source[0], draft.cue[0]), max(draft.source[1], draft.cue[1]))
    return any(a <= draft.content[0][0] and said <= teller[0] and b == teller[1] for a, b in other.content)


def _is_inside(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether the rules give a verb inside what the reader has somebody say to the same speaker ("told them he was calm,
    | asking for tea")."""
    if draft.shape != "verb" or draft.cue is None or draft.source is None:
        return False
    at, source = draft.cue[0], draft.source
    middle = bisect_left(found, _place(draft), key=_place)
    return any(
        other.source == source and other.shape == "verb" and source[1] <= a < at < b
        for other in found[max(0, middle - _NEAR) : middle + _NEAR]
        for a, b in other.content
    )


def _can_speak(text: str, source: Range) -> bool:
    """Whether whom a statement cites can have said it, unlike "a study" that a speaker leans on."""
    return head_of(tokenise(text, *source)) not in DOCUMENT_NOUNS


def _extent(page: Page, draft: Draft) -> list[Range]:
    return [*draft.content, *((page.quoted[n].start, page.quoted[n].end) for n in draft.quotes)]

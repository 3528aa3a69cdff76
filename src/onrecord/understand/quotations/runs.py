"""From sentences to statements: whole quotations as single items, and runs of quotation that one cue serves."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Sentence
from onrecord.understand.grammar import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_ROLES,
    POSSESSIVES,
    SUBJECT_PRONOUNS,
    word_set,
)
from onrecord.understand.quotations.drafts import Draft, draft_statements, move_into
from onrecord.understand.quotations.headlines import quoted_title
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.marks import Quoted, find_quoted
from onrecord.understand.quotations.outlets import is_outlet
from onrecord.understand.quotations.phrases import QUOTE, head_of, is_agent, is_finite, phrase_before
from onrecord.understand.quotations.verbs import POINTING, forms_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_NESTED = word_set("say tell claim deny promise threaten report promise announce estimate accuse warn admit insist make")


_SHORTENED = word_set(
    "mr mrs ms dr prof rev fr hon gen lt col maj sgt capt cpl cmdr adm gov sen rep sens reps supt det insp cllr atty asst"
)
_LISTED = "list"  # the lemma of quotations that a sentence leads to, each by itself
_LEADING = 200  # letters of such a sentence
_WORDS = word_set(
    "words findings finding statement statements remarks remark comments comment conclusions conclusion verdict reply answer"
    " answers message letter speech account testimony evidence reasons view views advice tips thoughts post tweet tweets"
)
_AROUND = 6  # statements of a sentence that another may stand in
_SHORT_SOURCE = 7  # items from a headline's closing colon on
_LONGEST_SENTENCE = 300  # items
_SEEN_AROUND = 200  # characters
_JOINED_AHEAD = re.compile(r"(?:,? ?and|,|,? ?but) ?[“\"][^“”\"]{8,180}(?:[”\"]\W*)?\Z")
_JOINED_BEHIND = re.compile(r"[“\"][^“”\"]{8,180}[”\"],? ?(?:and|but|,)\Z")
_CLOSED_BEFORE = re.compile(r"[,?!—–-][”\"’']")


def find_drafts(text: str, sentences: Sequence[Sentence]) -> tuple[list[Quoted], list[Draft]]:
    """The quoted passages of an article and its statements, in the order of the sentences."""
    quoted = find_quoted(text, sentences)
    direct = {n for n, q in enumerate(quoted) if _is_direct(text, q, sentences)}
    starts = [q.outer_start for q in quoted]
    drafts: list[Draft] = []
    taken: set[int] = set()
    for number, sentence in enumerate(sentences):
        here = _quotes_of(sentence, quoted, starts, direct)
        items, numbers = _items(text, sentence, quoted, here)
        found = [d for part in _windows(items) for d in draft_statements(part, sentence=number, quotes=numbers)]
        if sentence.kind == "title" or number == 0:
            found.extend(_colon_title(items, found, number, numbers) or ([] if found else quoted_title(text, sentence, number)))
        drafts.extend(found)
        claimed = {n for d in found for n in d.quotes}
        for n in here:
            drafts.extend(_nested(text, sentence, quoted[n], n, number))
            if n in claimed | taken or _is_taken_in(drafts, found, quoted[n], sentence):
                taken.add(n)
                continue
            if introduced := _introduced(text, sentences, quoted[n], number):
                drafts.append(
                    Draft(lemma=_LISTED, shape="run", stance="asserts", sentence=number, source=introduced, quotes=(n,))
                )
            elif quoted[n].outer_end <= sentence.end + 1:
                _go_on(drafts, sentences, quoted, n, number)
    return quoted, drafts


def _windows(items: Sequence[Token]) -> list[Sequence[Token]]:
    """The items in pieces that no rule takes long over; a sentence that people wrote is one piece."""
    return [items[k : k + _LONGEST_SENTENCE] for k in range(0, len(items), _LONGEST_SENTENCE)]


def _is_direct(text: str, q: Quoted, sentences: Sequence[Sentence]) -> bool:
    """Whether a quoted passage is a whole utterance, not a few words that a clause of the article takes up."""
    inner = text[q.start : q.end].strip()
    words = inner.count(" ") + 1
    if not inner or (words < 2 and not inner.endswith((",", ".", "?", "!"))):
        return False
    i = bisect_right(sentences, q.outer_start, key=lambda s: s.start) - 1
    sentence = sentences[max(i, 0)]
    if q.outer_end > sentence.end + 1:
        return True
    before = text[max(sentence.start, q.outer_start - _SEEN_AROUND) : q.outer_start].rstrip()
    after = text[q.outer_end : min(sentence.end, q.outer_end + _SEEN_AROUND)].lstrip()
    if words > 2 and (_JOINED_BEHIND.match(before) if before else _JOINED_AHEAD.match(after)):
        return True  # “I came” and “I saw.”
    last = before.rsplit(" ", 1)[-1].lower()
    led = not before or before.endswith((":", ",")) or bool(words > 4 and any("q" in f.verb.frames for f in forms_of(last)))
    closed = inner.endswith((",", ".", "?", "!", "…", "—", "-", ";")) or after.startswith((",", "?")) or after in ("", ".")
    capital = inner.lstrip("‘'\"(… .")[:1].isupper()
    if before.endswith(":"):
        return True
    if not before:
        return closed and (inner[-1] in ",.?!…—-" or after.startswith(",") or not after)
    split = before.endswith(",") and _CLOSED_BEFORE.search(before) is not None
    return led and closed and words > 1 and (capital or split or (words > 4 and not before.endswith(",")))


def _quotes_of(sentence: Sentence, quoted: Sequence[Quoted], starts: Sequence[int], direct: set[int]) -> list[int]:
    found = []
    k = max(bisect_right(starts, sentence.start) - 1, 0)
    while k < len(quoted) and quoted[k].outer_start < sentence.end:
        if quoted[k].outer_end > sentence.start and k in direct:
            found.append(k)
        k += 1
    return found


def _items(text: str, sentence: Sentence, quoted: Sequence[Quoted], here: Sequence[int]) -> tuple[list[Token], dict[int, int]]:
    """The sentence's tokens, each whole quotation as one, and the numbers of the quotations by offset."""
    items: list[Token] = []
    numbers: dict[int, int] = {}
    at = sentence.start
    for n in here:
        start, end = max(quoted[n].outer_start, sentence.start), min(quoted[n].outer_end, sentence.end)
        items.extend(_without_title_dots(tokenise(text, at, start)))
        items.append(Token(text[start:end], QUOTE, start, end))
        numbers[start] = n
        at = end
    items.extend(_without_title_dots(tokenise(text, at, sentence.end)))
    return items, numbers


def _without_title_dots(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without the full stop that only shortens a title before a name ("Capt. Ada Berg")."""
    if "." not in [t.text for t in tokens[:-1]]:
        return list(tokens)
    return [
        t
        for k, t in enumerate(tokens)
        if t.text != "."
        or not (0 < k < len(tokens) - 1 and tokens[k - 1].low in _SHORTENED and tokens[k - 1].end == t.start)
        or not is_capital(tokens[k + 1])
    ]


def _colon_title(items: Sequence[Token], found: Sequence[Draft], number: int, numbers: dict[int, int]) -> list[Draft]:
    """Read "Mayor: 'We will stay'" in a headline."""
    if found or len(items) < 3:
        return []
    if closing := _closing_speaker(items):
        at, end = closing
        return [_titled(items, number, (at, at + 1), (at + 1, end), (0, at))]
    k = next((k for k, t in enumerate(items[:8]) if t.low == ":"), 0)
    if 2 < k < len(items) - 2 and "to" in [t.low for t in items[1 : k - 1]] and is_capital(items[0]):
        to = next(j for j in range(1, k) if items[j].low == "to")
        plain = not any(is_finite(t) for t in items[:k]) and is_agent(items[:to]) and is_agent(items[to + 1 : k])
        return [_titled(items, number, (k, k + 1), (0, to), (k + 1, len(items)))] if plain else []
    if not 0 < k < len(items) - 1 or (items[k + 1].low != QUOTE and items[k + 1].text not in "“\"‘'"):
        return []
    rest = items[k + 1]
    quotes = (numbers[rest.start],) if rest.low == QUOTE else ()
    content = () if quotes else ((rest.start, items[-1].end),)
    return [
        Draft(
            lemma=":",
            shape="colon",
            stance="asserts",
            sentence=number,
            cue=(items[k].start, items[k].end),
            source=(items[0].start, items[k - 1].end),
            content=content,
            quotes=quotes,
            around=(items[0].start, items[k].end),
        )
    ]


def _closing_speaker(items: Sequence[Token]) -> tuple[int, int] | None:
    """Where the colon stands and the speaker ends in a headline that closes with its source ("No date for the vote: mayor")."""
    end = len(items)
    while end > 0 and items[end - 1].text in ".|":
        end -= 1
    k = next((k for k in range(end - 1, max(2, end - _SHORT_SOURCE), -1) if items[k].low == ":"), 0)
    if k < 3 or not any(t.text[0].isalpha() for t in items[k + 1 : end]):
        return None
    source = items[k + 1 : end]
    head = head_of(source)
    speaks = head in PERSON_ROLES or head in GROUP_NOUNS or head in ORGANISATION_NOUNS or head in DOCUMENT_NOUNS
    speaks = speaks or is_outlet(" ".join(t.text for t in source))
    return (k, end) if speaks and not any(is_finite(t) or t.low in ("what", "how", "why", ",") for t in source) else None


def _titled(items: Sequence[Token], number: int, cue: Range, source: Range, content: Range) -> Draft:
    """The statement of a headline whose colon is the cue."""
    whole = (items[content[0]].start, items[content[1] - 1].end)
    return Draft(
        lemma=":",
        shape="colon",
        stance="asserts",
        sentence=number,
        cue=(items[cue[0]].start, items[cue[1] - 1].end),
        source=(items[source[0]].start, items[source[1] - 1].end),
        content=(whole,),
        around=(items[min(cue[0], source[0])].start, items[max(cue[1], source[1]) - 1].end),
    )


def _nested(text: str, sentence: Sentence, q: Quoted, n: int, number: int) -> list[Draft]:
    """Statements inside a quotation ("they told us that"), of others than "I"."""
    items = tokenise(text, max(q.start, sentence.start), min(q.end, sentence.end))
    if len(items) < 6:
        return []
    found = []
    for draft in (d for part in _windows(items) for d in draft_statements(part, sentence=number, quotes={}, within=True)):
        if draft.shape == "verb" and draft.source and draft.lemma in _NESTED:
            mention = text[slice(*draft.source)].lower()
            if mention not in ("i", "you", "it", "who") and (mention in SUBJECT_PRONOUNS or mention[0] != "i"):
                found.append(move_into(draft, n))
    return found


def _go_on(drafts: list[Draft], sentences: Sequence[Sentence], quoted: Sequence[Quoted], n: int, number: int) -> None:
    """Give a quotation without a cue of its own to whoever spoke just before it."""
    k = next((k for k in range(len(drafts) - 1, max(-1, len(drafts) - 60), -1) if drafts[k].within < 0), None)
    if k is None or any(n in d.quotes[-3:] for d in drafts[-30:]):
        return
    k = _holder(drafts, k)
    last = drafts[k]
    first = bisect_right(sentences, quoted[n].start, key=lambda s: s.start) - 1
    ended = max(last.sentence, _last_sentence(last, sentences, quoted))
    free = _stands_free(sentences, quoted[n], first, number)
    near = sentences[first].paragraph - sentences[ended].paragraph <= 1 and first - ended <= 1 + free
    if not near or last.shape in ("unnamed", "noun", "by", "headline"):
        return
    apart = sentences[first].paragraph != sentences[ended].paragraph
    if last.lemma == _LISTED and apart:
        drafts.append(replace(last, sentence=number, quotes=(n,)))
    elif last.quotes and not last.content and first - ended <= 1:
        drafts[k] = _with_quote(last, n)
    elif last.source is not None and first - last.sentence <= 1 + free:
        drafts.append(Draft(lemma=last.lemma, shape="run", stance="asserts", sentence=number, source=last.source, quotes=(n,)))


def _introduced(text: str, sentences: Sequence[Sentence], q: Quoted, number: int) -> Range | None:
    """Whoever the sentence before gives for the quotations that it leads to with a colon ("These are her findings:")."""
    if not number or q.outer_start > sentences[number].start + 1:
        return None
    before = sentences[number - 1]
    if text[before.start : before.end].rstrip()[-1:] != ":" or before.end - before.start > _LEADING:
        return None
    items = tokenise(text, before.start, before.end)
    for k in range(len(items) - 1, 0, -1):
        if items[k].low not in _WORDS:
            continue
        if items[k - 1].low in POSSESSIVES:
            return items[k - 1].start, items[k - 1].end
        if items[k - 1].low == "'s" and (found := phrase_before(items, k - 1, 0)):
            return items[found[0]].start, items[found[1] - 1].end
    return None


def _stands_free(sentences: Sequence[Sentence], q: Quoted, first: int, last: int) -> bool:
    """Whether a quotation is all of its sentences and closes its paragraph, so that whoever says it was named before."""
    last = max(last, first)
    while last + 1 < len(sentences) and sentences[last + 1].start < q.end:
        last += 1
    whole = q.outer_start <= sentences[first].start + 1 and sentences[last].end <= q.outer_end + 1
    return whole and (last + 1 == len(sentences) or sentences[last + 1].paragraph != sentences[last].paragraph)


def _holder(drafts: Sequence[Draft], k: int) -> int:
    """The statement that the last one only stands in ("Berg says many refused. “They would not,”"): its speaker goes on."""
    at = drafts[k].cue
    for j in range(k - 1, max(-1, k - _AROUND), -1):
        other = drafts[j]
        if at is None or other.sentence != drafts[k].sentence:
            break
        if other.shape != "verb" or other.within >= 0:
            continue
        if any(a <= at[0] and at[1] <= b for a, b in other.content) or _is_of_object(drafts[k], other):
            return j
    return k


def _is_of_object(last: Draft, other: Draft) -> bool:
    """Whether a statement is that of whom or what another only names ("Berg cited a study, which found that")."""
    if last.source is None or last.cue is None or other.lemma not in POINTING:
        return False
    return any(a < last.source[1] <= b <= last.cue[0] for a, b in other.content)


def _is_taken_in(drafts: list[Draft], found: Sequence[Draft], q: Quoted, sentence: Sentence) -> bool:
    """Whether a quotation begins in what a clause of its sentence says ("said it was good “to ask. And to answer.”"): the
    sentences that it runs over go on with that content."""
    for draft in found:
        inside = [r for r in draft.content if r[0] <= q.outer_start < r[1] + 1]
        if not inside or draft.shape not in ("verb", "according"):
            continue
        if q.end > sentence.end and draft in drafts:
            k = len(drafts) - 1 - drafts[::-1].index(draft)
            drafts[k] = replace(draft, content=(*draft.content, (sentence.end + 1, q.end)), bounded=True)
        return True
    return False


def _last_sentence(draft: Draft, sentences: Sequence[Sentence], quoted: Sequence[Quoted]) -> int:
    end = quoted[draft.quotes[-1]].end if draft.quotes else 0
    return bisect_right(sentences, end, key=lambda s: s.start) - 1


def _with_quote(draft: Draft, n: int) -> Draft:
    return replace(draft, quotes=(*draft.quotes, n))

"""Quotations: who said what, through which relays."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.model import Article, Form, Layout, Name, Quotation, Sentence, Source, Timex, When
from onrecord.neural import Marks
from onrecord.text import make_id, span
from onrecord.understand.quotations.answers import answer_charges
from onrecord.understand.quotations.chains import link_chains
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.edges import complete_contents
from onrecord.understand.quotations.marks import Quoted
from onrecord.understand.quotations.reader import merge_drafts
from onrecord.understand.quotations.runs import find_drafts
from onrecord.understand.quotations.speakers import resolve_sources
from onrecord.understand.quotations.turns import find_turns, join_turns

_BEFORE_IT = re.compile(r"\bbefore\s(?:it|they|he|she)\s(?:was|were|had)\b[^,.;]{0,50}$")
_CLAUSE = 70  # characters that such a clause runs before its date

MOST = 3000


def find_quotations(
    article: Article, layout: Layout, *, names: Sequence[Name], dates: Sequence[Timex], marks: Marks | None = None
) -> tuple[Quotation, ...]:
    """Every attributed statement of the article's title and body, in the order of the text; by rules alone without marks.

    An article gives at most its first 3,000: more are no news, and who says what is looked up in what was said before.
    """
    text, sentences = article.text, layout.sentences
    quoted, drafts = find_drafts(text, sentences)
    if marks is not None:
        drafts = merge_drafts(text, sentences, quoted, drafts, marks.attributions)
    drafts = join_turns(text, drafts, find_turns(text, sentences, names))
    drafts = complete_contents(text, sentences, drafts)
    drafts = [d for d in drafts if _spans(d, quoted, sentences)][:MOST]
    sources = resolve_sources(text, sentences, drafts, names, quoted=quoted)
    drafts = answer_charges(text, drafts, sources, quoted)
    chains, relays = link_chains(text, drafts, sources, names, quoted, publisher=article.publisher)
    starts = [q.start for q in quoted]
    days = [t for t in dates if t.type in ("DATE", "TIME") and t.earliest]
    day_starts = [t.passage.start for t in days]
    found = []
    for i, draft in enumerate(drafts):
        if i in relays or _shows_itself(draft, sources[i], text):
            continue
        content = tuple(span(text, a, b) for a, b in _spans(draft, quoted, sentences))
        source, cue = sources[i], draft.cue
        mention = source.mention if source else None
        sentence = sentences[draft.sentence]
        found.append(
            Quotation(
                id=make_id(
                    "q", article.id, [(s.start, s.end) for s in content], cue, (mention.start, mention.end) if mention else None
                ),
                article=article.id,
                content=content,
                cue=span(text, *cue) if cue else None,
                source=source,
                chain=tuple(chains[i]),
                form=_form(draft, quoted, starts),
                stance=draft.stance,
                said=_day_said(draft, days, day_starts, article.text),
                headline=_is_headline(text, sentence, draft.sentence),
            )
        )
    unique = {q.id: q for q in sorted(found, key=_place)}
    return tuple(unique.values())


def _shows_itself(draft: Draft, source: Source | None, text: str) -> bool:
    """Whether a person shows a thing of his own, and tells nothing ("Ada Berg showed no emotion")."""
    if draft.lemma != "show" or source is None or source.kind != "person" or draft.cue is None or len(draft.content) != 1:
        return False
    start = draft.content[0][0]
    told = "that" in text[draft.cue[1] : start].split() or text[start : start + 4].lower() in ("how ", "why ", "what")
    return start >= draft.cue[1] and not told


def _is_headline(text: str, sentence: Sentence, number: int) -> bool:
    """Whether a sentence is a title: it is marked as one, or opens the article without a full stop."""
    last = text[sentence.start : sentence.end].rstrip("”\"’' »")[-1:]
    return sentence.kind == "title" or (number == 0 and last not in ".?!…,;")


def _place(q: Quotation) -> tuple[int, int, int, str]:
    return q.content[0].start, q.content[-1].end, q.cue.start if q.cue else 0, q.id


def _spans(draft: Draft, quoted: Sequence[Quoted], sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """The content as offsets, a quoted passage that runs over sentences in one piece a sentence."""
    found = list(draft.content)
    for number in draft.quotes:
        q = quoted[number]
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if sentences[middle].end <= q.start else (low, middle)
        while low < len(sentences) and sentences[low].start < q.end:
            found.append((max(q.start, sentences[low].start), min(q.end, sentences[low].end)))
            low += 1
    return sorted(_ for _ in found if _[1] > _[0])


def _form(draft: Draft, quoted: Sequence[Quoted], starts: Sequence[int]) -> Form:
    if (draft.quotes and not draft.content) or draft.shape == "turn":
        return "direct"
    if draft.quotes or any(_has_quoted(a, b, quoted, starts) for a, b in draft.content):
        return "mixed"
    return "indirect"


def _has_quoted(start: int, end: int, quoted: Sequence[Quoted], starts: Sequence[int]) -> bool:
    k = bisect_left(starts, end) - 1
    return k >= 0 and quoted[k].end > start


def _day_said(draft: Draft, days: Sequence[Timex], starts: Sequence[int], text: str) -> When | None:
    """The day that stands between source, cue and content, where it is not of what came later ("before it was cut in May")."""
    k = bisect_left(starts, draft.around[0])
    if k >= len(days) or starts[k] >= draft.around[1]:
        return None
    timex = days[k]
    if _BEFORE_IT.search(text, max(draft.around[0], starts[k] - _CLAUSE), starts[k]):
        return None
    reason = f"“{timex.passage.exact}” stands by the cue"
    return When(value=timex.value, earliest=timex.earliest, latest=timex.latest, basis="stated", reason=reason)

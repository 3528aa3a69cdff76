"""Cues that are no finite verbs: "declined to confirm", "denied by the ministry", "the mayor said, adding that"."""

from collections.abc import Sequence

from onrecord.model import Stance
from onrecord.understand.grammar import BE, word_set
from onrecord.understand.quotations.hits import Hit
from onrecord.understand.quotations.phrases import (
    DASHES,
    MARKS,
    QUOTE,
    Group,
    is_adverb,
    is_agent,
    phrase_after,
    phrase_before,
    verb_group,
)
from onrecord.understand.quotations.subjects import document_speaker, main_clause
from onrecord.understand.quotations.verbs import Form
from onrecord.understand.tokens import Token

AGENT_PARTICIPLES = frozenset({"by", "while", "after", "before", "and", "but", "when", "in", "as"})
VERIFY = word_set("verify confirm corroborate")
# what people do in silence, so that it says nothing at the head of a sentence ("Seeing the fire, he")
_SILENT = word_set("see hear learn know feel think find show read set begin continue determine assume understand prove record")
_PERSISTING = word_set("deny insist maintain claim say argue assert reject dispute believe")
_OPEN = word_set("when whether if")
_DEEDS = word_set("back support order see record set put report know find")  # done by somebody, they state nothing


def infinitive_hit(items: Sequence[Token], i: int, low: int, form: Form, end: int, hits: Sequence[Hit]) -> Hit | None:
    """Read "declined to confirm", "unable to verify", "refused to rule out", "went on to say" and "continues to deny"."""
    k = i - 1
    while k > low and (items[k].low == "to" or is_adverb(items[k])):
        k -= 1
    lead = items[k].low
    if lead in ("declined", "declines", "unable", "refused"):
        left_open = end < len(items) and items[end].low in _OPEN and lead != "refused"
        if form.verb.lemma not in VERIFY and form.verb.lemma != "comment" and lead != "unable" and not left_open:
            return None
        stance: Stance = "cannot-verify"
    elif lead == "on" and items[k - 1].low in ("went", "goes", "gone"):
        k, stance = k - 1, form.verb.stance
    elif lead in ("continue", "continued", "continues") and form.verb.lemma in _PERSISTING:
        stance = form.verb.stance
    else:
        return None
    group = verb_group(items, k, low)
    if hits and group.start > low and items[group.start - 1].low in ("and", "but"):
        return Hit("verb", form.verb.lemma, "cn", stance, (k, end), group.start, None, "past", shared=True)
    source = phrase_before(items, group.start, low)
    if source is None or not is_agent(items[slice(*source)]):
        return None
    return Hit("verb", form.verb.lemma, "cn", stance, (k, end), group.start, source, "past")


def by_follows(items: Sequence[Token], i: int, high: int) -> bool:
    """Whether "by" follows a participle, right away or after others joined to it ("claimed and mostly held by")."""
    k = i + 1
    while k < min(high, i + 6) and (items[k].low == "and" or is_adverb(items[k]) or items[k].low.endswith("ed")):
        k += 1
    return k < high and items[k].low == "by" and items[i + 1].low in ("by", "and")


def passive_hit(items: Sequence[Token], i: int, high: int, form: Form, group: Group) -> Hit | None:
    """Read "denied by the ministry": the agent is the source."""
    k = next((k for k in range(i + 1, min(i + 6, high)) if items[k].low == "by"), None)
    if k is None or items[i + 1].low == "and" or form.form != "past" or set(form.verb.frames) <= {"q", "t"}:
        return None
    agent = phrase_after(items, k + 1, high)
    if agent and form.verb.lemma == "accuse":  # "accused by the bank | of theft"
        agent = (agent[0], next((j for j in range(agent[0] + 1, agent[1]) if items[j].low == "of"), agent[1]))
    if agent:  # "called by the union | to demand"
        agent = (agent[0], next((j for j in range(agent[0] + 1, agent[1]) if items[j].low == "to"), agent[1]))
    if agent is None or not is_agent(items[slice(*agent)]):
        return None
    if group.negated or form.verb.lemma in _DEEDS:
        return None
    return Hit("by", form.verb.lemma, form.verb.frames, form.verb.stance, (i, k + 1), group.start, agent, "past")


def participle_hit(
    items: Sequence[Token], i: int, low: int, high: int, form: Form, end: int, start: int, stance: Stance
) -> Hit | None:
    """Read ", adding that", "by saying" and "with the mayor calling for" as cues."""
    verb = form.verb
    if verb.lemma == "refer":
        return None  # "the mayor said, referring to the flood" only explains what was said
    before = items[start - 1] if start > low else None
    if before is None and verb.lemma not in _SILENT and (main := main_clause(items, end, high)):
        return Hit("verb", verb.lemma, verb.frames, stance, (i, end), start, main[1], "ing", stop=main[0])
    if (
        before is None
        or before.low in (",", QUOTE)
        or before.low in AGENT_PARTICIPLES
        or before.low in DASHES
        or before.low in MARKS
    ):
        return Hit("verb", verb.lemma, verb.frames, stance, (i, end), start, None, "ing", shared=True)
    source = phrase_before(items, start, low)
    led = source is not None and source[0] > low and items[source[0] - 1].low == "with"
    if source and not led and any(t.low == "with" for t in items[slice(*source)]):
        k = max(k for k in range(*source) if items[k].low == "with")
        source, led = ((k + 1, source[1]), True) if k + 1 < source[1] else (None, False)
    if source and led and is_agent(items[slice(*source)]):
        return Hit("verb", verb.lemma, verb.frames, stance, (i, end), source[0], source, "ing")
    if items[start - 1].low in ("statement", "letter", "tweet", "message", "post") and verb.lemma == "say":
        return Hit("verb", verb.lemma, verb.frames, stance, (i, end), start, None, "ing", shared=True)
    if stance == "orders" and (speaker := document_speaker(items, start, low)):
        return Hit("verb", verb.lemma, verb.frames, stance, (i, end), start, speaker, "ing")
    return None


_NEAR_BE = 12  # tokens before an "and" that joins two participles
_BIDDING = word_set("told ordered urged instructed reminded advised encouraged commanded")


def is_bidden(items: Sequence[Token], i: int) -> bool:
    """Whether a participle says what is said to whom stands before it ("was led out and | told | to leave")."""
    if i == 0 or i + 1 >= len(items) or items[i].low not in _BIDDING:
        return False
    k = next((k for k in range(i - 1, max(-1, i - 4), -1) if not is_adverb(items[k]) or items[k].low in BE), 0)
    joined = items[k].low in ("and", "or") and any(t.low in BE for t in items[max(0, k - _NEAR_BE) : k])
    if not (joined or items[k].low in BE):
        return False
    return items[i + 1].low == "to" or (items[i].low == "told" and items[i + 1].low == "that")

"""Finding cues in a sentence: the verbs and nouns that attribute, with whoever they attribute to."""

from collections.abc import Sequence

from onrecord.model import Stance
from onrecord.understand.grammar import (
    BE,
    COORDINATORS,
    DETERMINERS,
    NEGATIONS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBJECT_PRONOUNS,
    TIME_WORDS,
    is_role,
    word_set,
)
from onrecord.understand.quotations.contacts import end_of_contact, speaker_of_contact
from onrecord.understand.quotations.hits import Hit, Range
from onrecord.understand.quotations.idioms import IDIOMS, find_idiom
from onrecord.understand.quotations.nouns import find_noun_hit, is_nation
from onrecord.understand.quotations.phrases import (
    DASHES,
    MARKS,
    QUOTE,
    STOPS,
    Group,
    head_of,
    is_adverb,
    is_agent,
    is_finite,
    is_in_name,
    phrase_after,
    phrase_before,
    verb_group,
)
from onrecord.understand.quotations.refusals import LEAVING, OUTLOOK, is_silence, looks_ahead
from onrecord.understand.quotations.relaying import QUOTING, find_relayed
from onrecord.understand.quotations.subjects import (
    agrees,
    antecedent,
    find_subject,
    main_clause,
    may_state,
    shows_itself,
)
from onrecord.understand.quotations.verbals import (
    AGENT_PARTICIPLES,
    VERIFY,
    by_follows,
    infinitive_hit,
    is_bidden,
    participle_hit,
    passive_hit,
)
from onrecord.understand.quotations.verbs import AMBIGUOUS, FORMS, MANNERS, NOUNS, UNNAMED, Form, forms_of
from onrecord.understand.tokens import Token, is_capital

_NEGATED_SILENCE = word_set(
    "say tell mention comment respond reply answer ask know read explain specify disclose announce write add see"
    " hear find reveal give"
    " report state show discuss detail declare inform notify"
)
_SPEAKING = frozenset({"say", "tell", "like", "argue"})
_CONDITIONS = word_set("if unless should whether would could until once did does do")
_CALLING = word_set("call describe term label dub brand see regard consider")
_FRONTING = word_set("as while although though whereas after when")
# verbs that mean something else with these behind them
_PARTICLES = {
    "show": word_set("up off"),
    "back": word_set("down up off out away"),
    "write": word_set("down off up"),
    "call": word_set("off in up out"),
    "set": word_set("off up in aside"),
    "read": word_set("out"),
    "point": frozenset[str](),
    "order": word_set("in"),
    "report": word_set("back"),
    "put": word_set("up off down"),
    "add": word_set("to into"),
}
_IMPERSONAL = word_set("charged argued suggested")  # "fees are charged to patients" says nothing
_BACKING = word_set("support endorse back favour favor defend welcome praise hail applaud thank")
_BLAMED = frozenset({"accused", "suspected"})  # "is accused of": nobody says by whom
_ADDRESSEE = 7  # items behind a verb in which its infinitive begins
_LASTING = frozenset({"last", "take"})
_SPAN = 10  # items from such a passive to how long a thing lasts
_MODAL = word_set("could may might should must would can")


_LED = FORMS.keys() | NOUNS.keys() | UNNAMED | QUOTING | IDIOMS | {"according", "reportedly", "citing", "quoting"}
"""Every word that a cue begins with or turns on."""


def find_hits(items: Sequence[Token], low: int, high: int, *, within: bool = False) -> list[Hit]:
    """The cues of one sentence in the order of the text; `within` a quotation, where "we" is not the article itself."""
    hits: list[Hit] = []
    behind = low
    for i in [n for n, token in enumerate(items[low:high], low) if token.low in _LED]:
        if i >= behind and (hit := _hit_at(items, i, low, high, hits, within)):
            hits.append(hit)
            behind = hit.cue[1]
    return hits


def _hit_at(items: Sequence[Token], i: int, low: int, high: int, hits: Sequence[Hit], within: bool) -> Hit | None:
    token = items[i]
    if token.low == "according" and i + 1 < high and items[i + 1].low == "to":
        source = _with_name(items, phrase_after(items, i + 2, high), high)
        manner = source and items[source[0]].low in MANNERS  # "if all goes according to plan"
        return Hit("according", "according", "c", "asserts", (i, i + 2), i, source) if source and not manner else None
    if token.low == "reportedly":
        return Hit("unnamed", "reportedly", "c", "asserts", (i, i + 1), i, None)
    if hit := find_relayed(items, i, low, high):
        return hit
    if token.low in ("citing", "quoting") and i + 1 < high:
        source = _with_name(items, phrase_after(items, i + 1, high), high)
        return (
            Hit("citing", "cite", "n", "asserts", (i, i + 1), i, source) if source and is_agent(items[slice(*source)]) else None
        )
    if token.low in UNNAMED and (hit := _unnamed(items, i, low, high)):
        return hit
    if hit := find_idiom(items, i, low, high):
        return hit
    for form in forms_of(token.low):
        if form.verb.frames == "i" and not _has_infinitive(items, i, high):
            continue
        if hit := _verb_hit(items, i, low, high, form, hits, within):
            return hit
    return find_noun_hit(items, i, low, high, hits) if token.low in NOUNS else None


def _has_infinitive(items: Sequence[Token], i: int, high: int) -> bool:
    """Whether "to" follows a verb, right away or behind whom it speaks to ("warned the crews to leave")."""
    for token in items[i + 1 : min(high, i + _ADDRESSEE)]:
        if token.low == "to":
            return True
        if token.low in STOPS or token.low in ("that", ",", QUOTE) or is_finite(token):
            return False
    return False


def _with_name(items: Sequence[Token], source: Range | None, high: int) -> Range | None:
    """The phrase with the name that a comma parts from its role ("the army's commander, Ada Berg")."""
    if source is None or source[1] + 1 >= high or items[source[1]].low != "," or not is_role(head_of(items[slice(*source)])):
        return source
    k = source[1] + 1
    while k < high and is_capital(items[k]):
        k += 1
    return (source[0], k) if k > source[1] + 1 and (k >= high or items[k].low in {",", "."} | DASHES) else source


def _unnamed(items: Sequence[Token], i: int, low: int, high: int) -> Hit | None:
    """Read "is expected to" and "it is believed that": a statement that the text gives nobody for."""
    group = verb_group(items, i, low)
    if not group.passive or group.negated or i + 1 >= high or items[i + 1].low in ("by", "as"):
        return None
    subject = phrase_before(items, group.start, low)
    impersonal = (
        (subject is not None and items[subject[0]].low == "it") or items[group.start - 1].low == "it"
        if group.start > low
        else False
    )
    if items[i].low in _BLAMED and items[i + 1].low != "to":
        agent = any(t.low == "by" for t in items[i + 1 : min(high, i + _ADDRESSEE)])
        of = items[i + 1].low == "of" and subject is not None and not agent
        return Hit("unnamed", items[i].low, "c", "asserts", (group.start, i + 2), group.start, subject) if of else None
    if items[i + 1].low == "to" and i + 2 < high and items[i + 2].low in _LASTING:
        span = items[i + 3 : min(high, i + _SPAN)]
        if any(t.low in TIME_WORDS for t in span) and not any(t.low in STOPS | {","} for t in span[:2]):
            return None  # "is expected to last several days" is what is planned
    if (items[i + 1].low == "to" and items[i].low not in _IMPERSONAL) or impersonal:
        return Hit("unnamed", items[i].low, "c", "asserts", (group.start, i + 1), group.start, None if impersonal else subject)
    return None


def _with_preposition(items: Sequence[Token], i: int, high: int, form: Form) -> int | None:
    """Where the cue ends: past the preposition that the verb needs, or None where it is not there."""
    if not form.verb.prepositions:
        return i + 1
    if i + 1 < high and items[i + 1].low in form.verb.prepositions:
        return None if i + 2 < high and items[i + 2].low in TIME_WORDS else i + 2
    if i + 2 < high and is_adverb(items[i + 1]) and items[i + 2].low in form.verb.prepositions:
        return i + 3
    return None


def _is_noun_use(items: Sequence[Token], i: int, low: int, group: Group) -> bool:
    """Whether a word that can be noun or verb is a noun here, by the word before it."""
    if i == low:
        return items[i].low in AMBIGUOUS and not items[i].low.endswith("ing")
    before = items[i - 1]
    behind = items[i + 1 : i + 3]
    if (
        len(behind) > 1
        and items[i].low in AMBIGUOUS
        and behind[0].low == "that"
        and is_finite(behind[1])
        and not group.auxiliary
    ):
        return True  # "new rules that would close it"
    if items[i].low in AMBIGUOUS and is_nation(before) and not group.auxiliary:
        return True
    if (
        before.low in DETERMINERS - {"some", "many", "both", "others", "all", "most", "several", "that"}
        or before.low in POSSESSIVES
    ):
        return True
    if before.low == "to":
        return False
    if before.low == "'s" or (before.low in PREPOSITIONS and before.low != "to"):
        return not (items[i].low.endswith("ing") and before.low in AGENT_PARTICIPLES)
    if items[i].low not in AMBIGUOUS or group.auxiliary:
        return False
    return (
        not is_agent(items[i - 1 : i])
        and before.low not in COORDINATORS
        and not is_adverb(before)
        and before.text not in (",", ")")
    )


def _verb_hit(items: Sequence[Token], i: int, low: int, high: int, form: Form, hits: Sequence[Hit], within: bool) -> Hit | None:
    end = _with_preposition(items, i, high, form)
    if end is None or items[i].low in PREPOSITIONS:
        return None
    if end < high and items[end].low in _PARTICLES.get(form.verb.lemma, ()):
        return None
    if i > low + 1 and items[i - 1].low in MARKS and items[i - 2].low in BE:
        return None  # 'would be "declared safe"'
    if items[i].low in AMBIGUOUS and end < high and _leads_noun(items, i):
        return None
    if items[i].low == "states" and end < high and items[end].low not in ("that", ":", ",", QUOTE):
        return None
    if (is_capital(items[i]) and i > low and items[i].low in AMBIGUOUS) or is_in_name(items, i, low, high):
        return None
    group = verb_group(items, i, low)
    if _is_noun_use(items, i, low, group):
        return None
    if is_bidden(items, i):
        bare = items[i].low == "told"
        bidden: Stance = "orders" if items[i + 1].low == "to" else "asserts"
        return Hit("unnamed", "told", "c", bidden, (group.start, i + 1), group.start, None) if bare else None
    if group.infinitive:
        return infinitive_hit(items, i, low, form, end, hits)
    if group.passive or (form.form == "past" and not group.auxiliary and by_follows(items, i, high)):
        return passive_hit(items, i, high, form, group)
    if form.form == "base" and not group.auxiliary and i > low and items[i - 1].low in ("to", "'s"):
        return None
    stance = _stance(form, group, items, i)
    if (
        stance is None
        or is_silence(items, i, form.verb.lemma)
        or (items[i].low == "state" and not (group.auxiliary or _told_by(items, i)))
    ):
        return None
    if form.form == "ing" and not any(items[k].low in BE for k in range(group.start, i)):
        return participle_hit(items, i, low, high, form, end, group.start, stance)
    return _active_hit(items, (i, end), low, high, form, group, stance, hits, within)


_COURTS = word_set("court courts judge judges panel tribunal process")
_PAPERS = word_set("reports records documents papers files rules guidelines minutes")


def _leads_noun(items: Sequence[Token], i: int) -> bool:
    """Whether a word is part of a noun by what follows it ("appeals court", "police reports state that")."""
    behind = items[i + 1]
    return (items[i].low in ("appeal", "appeals") and behind.low in _COURTS) or (
        behind.low == "state" and _told_by(items, i + 1)
    )


def _told_by(items: Sequence[Token], state: int) -> bool:
    """Whether "state" is the verb of papers ("the records state")."""
    return state > 0 and items[state - 1].low in _PAPERS


def _active_hit(
    items: Sequence[Token],
    cue: Range,
    low: int,
    high: int,
    form: Form,
    group: Group,
    stance: Stance,
    hits: Sequence[Hit],
    within: bool,
) -> Hit | None:
    """A verb with its subject, where the subject can state things and agrees with it."""
    i, end = cue
    verb, start = form.verb, group.start
    source, inverted, shared = find_subject(items, start, end, low, high, form, hits)
    if source is None and not shared:
        return None
    if source and not inverted and (source[0] > low and items[source[0] - 1].low in _CONDITIONS):
        return None
    lead = None
    if source and not (inverted or shared) and (speaker := speaker_of_contact(items, source)):
        if verb.lemma == "want" and end < high and items[end].low != "to":
            return None  # "prisoners his side wants freed"
        lead, source = (source[0], speaker[0]), speaker
    if source and items[source[0]].low in ("we", "i") and not within:
        return None
    if source and items[source[0]].low in ("who", "which"):
        source = antecedent(items, source[0], low)
        if source is None:
            return None
    if source and not agrees(items, i, form, group, None if inverted else source):
        return None
    clause = end < high and items[end].low == "that"
    if source and not may_state(items[slice(*source)], verb.lemma, verb.frames, clause=clause):
        return None
    if source and verb.lemma in ("show", "record") and shows_itself(items, source, end):
        return None
    if source and not inverted and _is_naming(items, source, end, low, high, verb.lemma, group):
        return None
    stop = _stop_of(items, source, end, low, high, verb.lemma) if source and not inverted else 0
    return Hit(
        "verb",
        verb.lemma,
        verb.frames,
        stance,
        (start if group.negated else i, end),
        start,
        source,
        form.form,
        shared,
        inverted,
        stop=end_of_contact(items, end, high) if lead else stop,
        lead=lead if lead and end < high and is_finite(items[end]) else None,
    )


def _is_naming(items: Sequence[Token], source: Range, end: int, low: int, high: int, lemma: str, group: Group) -> bool:
    """Whether a participle only names what stands before it ("a town once called “the gate”")."""
    if lemma not in _CALLING or group.auxiliary or end >= high or items[source[0]].low in SUBJECT_PRONOUNS:
        return False
    quoted = items[end].low == QUOTE or items[end].low in MARKS or _is_bare_name(items, end, high)
    return quoted and not (source[0] > low and items[source[0] - 1].low in RELATIVES | {"what", ","})


def _is_bare_name(items: Sequence[Token], at: int, high: int) -> bool:
    """Whether nothing but a name follows ("a club called | Green Light")."""
    stop = next((k for k in range(at, high) if items[k].low in STOPS | {",", "and"}), high)
    return stop > at and all(is_capital(t) for t in items[at:stop])


def _stop_of(items: Sequence[Token], source: Range, end: int, low: int, high: int, lemma: str) -> int:
    """Where a statement must end that stands in a clause before the main one ("As the mayor said ten had died, the
    council"), or that only names a thing ("in what she called a gift, the mayor")."""
    if source[0] == low:
        return 0
    lead = items[source[0] - 1].low
    if lead == "what" and lemma in _CALLING:
        return next((k for k in range(end, high) if items[k].low == ","), 0)
    if lead in _FRONTING and source[0] - 1 <= low + 1:
        main = main_clause(items, end, high)
        return main[0] if main else 0
    return 0


def _stance(form: Form, group: Group, items: Sequence[Token], i: int) -> Stance | None:
    """The stance, or None where the negation leaves nothing stated or the mood is only possible."""
    lemma = form.verb.lemma
    if lemma == "refuse" and i + 2 < len(items) and items[i + 1].low == "to" and items[i + 2].low in LEAVING:
        return "asserts"
    if group.negated and lemma in OUTLOOK and looks_ahead(items, i, lemma):
        return "asserts"
    if group.negated and lemma in _BACKING and any(items[k].low in _MODAL for k in range(group.start, i)):
        return None  # "would not endorse the vote" says what is to come
    if group.negated:
        if lemma in VERIFY:
            return "cannot-verify"
        if lemma in _NEGATED_SILENCE:
            return None
        return "asserts" if form.verb.stance == "denies" else "denies"
    led = {items[k].low for k in range(group.start, i)}
    if led & _MODAL and not led & NEGATIONS and (lemma not in _SPEAKING or led & _MODAL - {"would"}):
        return None
    if led & {"will", "'ll"} and form.verb.stance in ("orders", "promises", "denies"):
        return None
    return form.verb.stance

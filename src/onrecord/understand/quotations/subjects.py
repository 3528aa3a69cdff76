"""The subject of a cue: who states, and whether the verb agrees with it."""

from collections.abc import Sequence

from onrecord.understand.grammar import (
    AUXILIARIES,
    DETERMINERS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_ROLES,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    TIME_WORDS,
    is_role,
    word_set,
)
from onrecord.understand.quotations.hits import Hit, Range
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
    phrase_after,
    phrase_before,
    verb_group,
)
from onrecord.understand.quotations.verbs import AMBIGUOUS, DOUBTFUL_SUBJECT, Form
from onrecord.understand.tokens import Token, is_capital


def agrees(items: Sequence[Token], i: int, form: Form, group: Group, source: Range | None) -> bool:
    """Whether an ambiguous form agrees with its subject: "they claim", "he claims"."""
    if items[i].low not in AMBIGUOUS or group.auxiliary or source is None or form.form not in ("base", "s"):
        return True
    phrase = items[slice(*source)]
    if source[1] - source[0] == 1 and source[0] == 0 and i + 1 < len(items) and items[i + 1].low in PREPOSITIONS:
        return False
    if any(t.low == "and" for t in phrase):
        return form.form == "base"
    head = head_of(phrase)
    last = next((t for t in phrase if t.low == head), phrase[-1])
    if last.low in _PLURALS:
        return form.form == "base" or last.low == "who"
    plural = last.low.endswith("s") and not last.low.endswith("ss") and not last.text.isupper()
    return plural if form.form == "base" else not plural or is_capital(last)


_POLLED = word_set("say think believe want feel support oppose back favour favor agree expect know fear hope worry disagree")
_FRONTED = 60  # items that a clause before the main clause runs over
_PLURALS = word_set("they we i you who people police some many others both men women media data")


def may_state(phrase: Sequence[Token], lemma: str, frames: str, *, clause: bool = False) -> bool:
    """Whether a phrase can be who states; `clause` where "that" follows the verb."""
    if phrase[-1].low in ("i", "you") or (phrase[0].low in ("there", "this", "these", "those") and len(phrase) == 1):
        return False
    if head_of(phrase) in ("%", "percent", "cent") and lemma not in _POLLED:
        return False
    if phrase[0].low in PREPOSITIONS and phrase[-1].low.endswith("ing"):
        return False  # "but on returning found"
    if phrase[-1].low == "it" and lemma in DOUBTFUL_SUBJECT and not (clause and lemma in ("find", "confirm", "reveal")):
        return False
    return is_agent(phrase) or (
        "c" in frames and lemma in ("say", "state", "add", "claim", "tell", "show", "find", "suggest", "indicate")
    )


def shows_itself(items: Sequence[Token], source: Range, end: int) -> bool:
    """Whether people have or film a thing, and tell nothing ("residents showed symptoms", "a farmer recorded video")."""
    head = head_of(items[slice(*source)])
    people = head in GROUP_NOUNS or head in PERSON_ROLES or head in SUBJECT_PRONOUNS - {"it"} or head in _AFFECTED
    clause = next((t.low for t in items[end : end + 6] if not is_adverb(t)), "")
    return people and clause not in ("that", "how", ":", QUOTE) and not any(t.low == "that" for t in items[end : end + 4])


_AFFECTED = word_set("casualties victims patients children survivors civilians animals")


def find_subject(
    items: Sequence[Token], start: int, end: int, low: int, high: int, form: Form, hits: Sequence[Hit]
) -> tuple[Range | None, bool, bool]:
    """(source, inverted, shared): before the verb, after it, or the one of the verb that it is joined to."""
    before = items[start - 1] if start > low else None
    if (
        "q" in form.verb.frames
        and form.form in ("past", "s", "base")
        and items[start].low not in AUXILIARIES  # "an adviser, Ada Berg, had warned the bank"
        and (before is None or before.low in {",", QUOTE} | MARKS | DASHES or before.low == "as")
    ):
        source = phrase_after(items, end, high, inverted=True)
        # "told the station" and "said in a statement" have no speaker behind the verb
        addressed = form.verb.lemma in ("tell", "inform", "assure", "remind")
        led = end < high and (items[end].low in PREPOSITIONS or items[end].low == "that" or addressed)
        led = led or (end + 1 < high and _is_doing(items, end)) or _is_apposition(items, start, low)
        if source and not led and is_agent(items[slice(*source)]) and not (source[1] < high and is_finite(items[source[1]])):
            return source, True, False
    if before is not None and before.low in ("and", "but", "or", "then"):
        return None, False, _may_share(items, end, high, form, hits)
    source = _before_aside(items, start, low) or phrase_before(items, start, low)
    source = _with_name_before(items, source, low) or _made_by(items, source, low) or source
    if source is None and before is not None and before.low == "," and hits and form.form in ("past", "s"):
        return None, False, True
    if source is not None and (clause := _object_of_clause(items, source, low)):
        return clause, False, False
    if source is None and before is not None and before.low == "that" and form.form in ("past", "s"):
        source = document_speaker(items, start - 1, low)
    if (source is None or not is_agent(items[slice(*source)])) and form.form in ("past", "s") and "c" in form.verb.frames:
        source = _relative_subject(items, start, low) or source
    return source, False, False


def _is_apposition(items: Sequence[Token], start: int, low: int) -> bool:
    """Whether nothing but a name and what commas add to it stands before a verb ("Ada Berg, head of the union, said")."""
    before = items[low:start]
    if any(is_finite(t) or t.low == QUOTE or t.low in MARKS or t.low in STOPS for t in before):
        return False
    found = phrase_before(items, start, low)
    return found is not None and found[0] == low and is_agent(items[slice(*found)])


def _is_doing(items: Sequence[Token], at: int) -> bool:
    """Whether a word in "-ing" has an object, so that no speaker begins with it ("said parading the crew was wrong")."""
    return items[at].low.endswith("ing") and items[at].text.islower() and items[at + 1].low in DETERMINERS | POSSESSIVES


_ISSUING = word_set(
    "passed passes signed signs issued issues released releases approved approves adopted adopts published publishes sent sends"
    " wrote writes announced announces tabled tables backed posted posts made makes distributed circulated drafted"
)
_BEHIND = 14  # items between a verb of issuing and its document's own verb


def document_speaker(items: Sequence[Token], end: int, low: int) -> Range | None:
    """Who speaks through the document that ends before `end`: whoever issued it ("the council passed a motion | urging"), else
    the document itself ("a resolution | demanding")."""
    while end > low + 2 and (items[end - 1].low in TIME_WORDS or items[end - 1].low == "on"):
        end -= 1  # "a tape on Friday that"
    found = phrase_before(items, end, low)
    if found is None:
        return None
    first = max((k + 1 for k in range(*found) if items[k].low in PREPOSITIONS and k + 1 < found[1]), default=found[0])
    head = items[end - 1].low
    if head not in DOCUMENT_NOUNS:
        return None
    for k in range(end - 2, max(low, end - _BEHIND), -1):
        if items[k].low in STOPS or items[k].low in (",", QUOTE):
            break
        if items[k].low in _ISSUING:
            issuer = phrase_before(items, verb_group(items, k, low).start, low)
            return issuer if issuer and is_agent(items[slice(*issuer)]) else None
    return (first, end)


def _before_aside(items: Sequence[Token], start: int, low: int) -> Range | None:
    """The subject that an adverb between commas parts from its verb ("Ada Berg, meanwhile, told")."""
    if start - 4 < low or items[start - 1].low != "," or items[start - 3].low != "," or not is_adverb(items[start - 2]):
        return None
    found = phrase_before(items, start - 2, low) or phrase_before(items, start - 3, low)
    return found if found and is_agent(items[slice(*found)]) else None


def _with_name_before(items: Sequence[Token], source: Range | None, low: int) -> Range | None:
    """The person whom an apposition describes that no second comma closes ("Ada Berg, a farmer from Harn told the paper")."""
    if source is None or source[0] - 3 < low or items[source[0]].low not in ("a", "an") or items[source[0] - 1].low != ",":
        return None
    first = source[0] - 1
    while first > low and is_capital(items[first - 1]) and items[first - 1].low not in PREPOSITIONS | DETERMINERS:
        first -= 1
    opens = first == low or items[first - 1].low in STOPS | {",", QUOTE} or items[first - 1].low in MARKS
    phrase = items[slice(*source)]
    aged = any(t.low == "year-old" for t in phrase)
    described = aged or head_of(phrase) in PERSON_ROLES or is_role(head_of(phrase))
    return (first, source[1]) if opens and described and source[0] - 1 - first > (0 if aged else 1) else None


_MADE = word_set("seen written sent made held drawn shown")


def _made_by(items: Sequence[Token], source: Range | None, low: int) -> Range | None:
    """The document that a participle tells of, where only who made or got it stands before the verb ("Files obtained | by
    Radio North show")."""
    if source is None or items[source[0]].low != "by" or source[0] - 2 < low:
        return None
    before = items[source[0] - 1].low
    if not (before.endswith("ed") or before in _MADE):
        return None
    found = phrase_before(items, source[0] - 1, low)
    return (found[0], source[1]) if found and head_of(items[slice(*found)]) in DOCUMENT_NOUNS else None


def _object_of_clause(items: Sequence[Token], source: Range, low: int) -> Range | None:
    """The noun phrase with its relative clause, where what stands before the verb is only the clause's object
    ("the minister who blamed the union now says")."""
    at = source[0]
    if at - 1 > low and items[at - 1].low == "who" and items[at].low in ("died", "survived", "stayed", "remained"):
        at += 1  # "relatives of those who died say"
    if at - 2 <= low or items[at - 2].low not in ("who", "which") or not (is_finite(items[at - 1]) or at > source[0]):
        return None
    end = at - 3 if items[at - 3].low == "," else at - 2
    found = phrase_before(items, end, low)
    return (found[0], source[1]) if found and is_agent(items[slice(*found)]) else None


def _may_share(items: Sequence[Token], end: int, high: int, form: Form, hits: Sequence[Hit]) -> bool:
    """Whether a verb after "and" has the subject of the cue before it, not of a verb inside what that cue says."""
    last = next((h for h in reversed(hits) if h.shape == "verb"), None)
    ambiguous = items[end - 1].low in AMBIGUOUS
    if form.form == "base":
        return last is not None and last.form == "base" and end < high
    if form.form == "s":
        return (last is not None and last.form in ("s", "base")) or not ambiguous
    return True


def antecedent(items: Sequence[Token], who: int, low: int) -> Range | None:
    """What "who" stands for: the noun phrase before it, or the part behind a preposition that can speak
    ("drew fire from | the mayor's critics, who")."""
    end = who - 1 if who > low and items[who - 1].low == "," else who
    found = phrase_before(items, end, low)
    behind = _people_behind(items, found) if found is not None and items[who].low == "who" else None
    if behind is not None:
        return behind
    if found is None or is_agent(items[slice(*found)]):
        return _with_name_before(items, found, low) or found
    parts = [(k + 1, end) for k in range(found[0], end - 1) if items[k].low in PREPOSITIONS]
    speaking = [r for r in parts if is_agent(items[slice(*r)])]
    people = [r for r in speaking if not is_capital(next(t for t in items[slice(*r)] if t.low == head_of(items[slice(*r)])))]
    return people[0] if people else speaking[-1] if speaking else None


def _people_behind(items: Sequence[Token], found: Range) -> Range | None:
    """The people whom a preposition brings in last, where the phrase's own head is no person and so not "who"
    ("wrote to the court from | witnesses who")."""
    head = head_of(items[slice(*found)])
    if head not in ORGANISATION_NOUNS and head not in DOCUMENT_NOUNS:
        return None
    last = next((k + 1 for k in range(found[1] - 2, found[0], -1) if items[k].low in PREPOSITIONS), None)
    behind = head_of(items[last : found[1]]) if last else ""
    return (last, found[1]) if last and (behind in GROUP_NOUNS or is_role(behind)) else None


def _is_past_of(items: Sequence[Token], first: int, i: int) -> bool:
    return items[i].low.endswith("ed") and items[i].text.islower() and is_agent(items[first:i])


def main_clause(items: Sequence[Token], at: int, high: int) -> tuple[int, Range] | None:
    """The comma that ends what stands before a sentence's main clause, and that clause's subject."""
    for k in range(at, min(high, at + _FRONTED)):
        if items[k].low in STOPS or items[k].low == QUOTE:
            return None
        if items[k].low != ",":
            continue
        found = phrase_after(items, k + 1, high)
        if found is None:
            continue
        # a verb in "-ed" that nobody knows ends a subject too
        past = next((j for j in range(found[0] + 1, found[1]) if _is_past_of(items, found[0], j)), found[1])
        found = (found[0], past)
        if not is_agent(items[slice(*found)]):
            continue
        verb = found[1]
        while verb < high and is_adverb(items[verb]):
            verb += 1
        if verb < high and (is_finite(items[verb]) or items[verb].low.endswith("ed")):
            return k, found
    return None


def _relative_subject(items: Sequence[Token], start: int, low: int) -> Range | None:
    """The sentence's first noun phrase where a relative clause parts it from its verb ("One team that has studied it says")."""
    for k in range(low + 1, min(start, low + 14)):
        if items[k].low in ("who", "which", "that") and not is_finite(items[k - 1]) and items[k - 1].low not in PREPOSITIONS:
            end = k - 1 if items[k - 1].low == "," else k
            found = phrase_before(items, end, low)
            return found if found and found[0] <= low + 1 and is_agent(items[slice(*found)]) else None
        if is_finite(items[k]):
            return None
    return None

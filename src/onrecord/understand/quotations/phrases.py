"""Noun phrases and verb groups around a cue, found by closed classes of words alone."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.understand.grammar import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COORDINATORS,
    DETERMINERS,
    DOCUMENT_NOUNS,
    FINITE,
    GROUP_NOUNS,
    INTRODUCTORY,
    NEGATIONS,
    ORGANISATION_NOUNS,
    PERSON_ROLES,
    PERSON_TITLES,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIME_WORDS,
    is_role,
    word_set,
)
from onrecord.understand.quotations.verbs import AMBIGUOUS, FINITE_FORMS, forms_of
from onrecord.understand.tokens import Token, is_capital

QUOTE = "<quote>"  # the `low` of a token that stands for a whole quotation
MARKS = frozenset("“”„«»\"‘’`'")
DASHES = frozenset({"-", "–", "—", "--"})
STOPS = frozenset({".", ";", ":", "?", "!", "…", "...", "|"}) | DASHES
_EDGES = STOPS | MARKS | {",", "(", ")", "[", "]", QUOTE}
_LONGEST = 28
_NEVER_SUBJECT = word_set("there what how why where here which that")
_PHRASE_PREPOSITIONS = word_set("of for in at from with on to by near outside within behind against into across")
_CLAUSE_PREPOSITIONS = word_set("after before until amid despite")
_MODALS = word_set("will would can could may might must shall should 'll won't wouldn't can't cannot couldn't")
_STATING = word_set("say believe think insist argue allege deny know warn admit acknowledge announce expect tell maintain")
_NOT_ADVERBS = word_set("assembly family rally supply reply bully anomaly monopoly tally")
_ARTICLES = frozenset({"the", "a", "an"})  # behind one of these, "hearing" is a noun
_QUANTIFIERS = frozenset({"all", "both", "each"})
_AFTER_INVERTED = frozenset({"of", "for", "at", "from"})


class Group(NamedTuple):
    """The verb group that a verb ends: where it starts, whether it is negated, and what leads it."""

    start: int
    negated: bool
    passive: bool
    auxiliary: bool
    infinitive: bool


def is_finite(token: Token) -> bool:
    """Whether a token is almost surely a finite verb."""
    if token.low in AUXILIARIES or token.low in FINITE:
        return True
    return token.low in FINITE_FORMS and token.low not in AMBIGUOUS and not is_capital(token)


def is_adverb(token: Token) -> bool:
    """Whether a token is an adverb that may stand in a verb group."""
    ends = token.low.endswith("ly") and len(token.low) > 4 and token.low not in _NOT_ADVERBS
    return token.low in ADVERBS or (ends and not is_capital(token))


def is_in_name(items: Sequence[Token], i: int, low: int, high: int) -> bool:
    """Whether a word is part of a name ("the Daily Express"): a capital beside a capital, in a line that is no title."""
    if i == low or not is_capital(items[i]):
        return False
    beside = [t for t in (items[i - 1], items[i + 1] if i + 1 < high else None) if t is not None]
    if not any(t.text[0].isupper() for t in beside):
        return False
    words = [t for t in items[low:high] if t.text[0].isalpha()]
    return 2 * sum(t.text[0].islower() for t in words) > len(words)


def verb_group(items: Sequence[Token], verb: int, low: int) -> Group:
    """The group of auxiliaries, adverbs and negations that `items[verb]` ends, not further left than `low`."""
    i = verb
    negated = passive = auxiliary = infinitive = False
    while i > low:
        token = items[i - 1]
        if (
            token.low in AUXILIARIES
            or token.low in ("'d", "'ve", "'ll")
            or (token.low == "'s" and _is_contraction(items, i - 1, verb))
        ):
            auxiliary = True
            negated = negated or token.low in NEGATIONS
        elif token.low in ("not", "never"):
            negated = True
        elif token.low == "to" and i == verb:
            infinitive = True
            break
        elif token.low in TIME_WORDS and i - 3 >= low and items[i - 2].low == "on" and items[i - 3].low in AUXILIARIES:
            i -= 1
        elif not is_adverb(token) or (token.low in TIME_WORDS and token.low not in ("earlier", "later")):
            break
        passive = passive or (token.low in BE)
        i -= 1
    return Group(i, negated, passive and not items[verb].low.endswith("ing"), auxiliary, infinitive)


def _is_contraction(items: Sequence[Token], at: int, verb: int) -> bool:
    """Whether "'s" is "is" or "has" ("it's believed"), not a possessive."""
    return at > 0 and items[at - 1].low in ("it", "he", "she", "that", "there", "who") and verb - at <= 2


def _is_boundary(items: Sequence[Token], i: int) -> bool:
    token = items[i]
    if token.text == "-" and 0 < i < len(items) - 1 and items[i - 1].end == token.start and token.end == items[i + 1].start:
        return False  # "22-year-olds"
    if token.low in _EDGES or token.low in SUBORDINATORS:
        return not (token.text in "'’" and i + 1 < len(items) and items[i - 1].low.endswith("s"))
    if token.low in SUBJECT_PRONOUNS or token.low in _CLAUSE_PREPOSITIONS or is_finite(token):
        return True
    if token.text in _STATING and i and items[i - 1].low != "to" and items[i - 1].low not in DETERMINERS:
        return True  # "diplomats say | governments have long suspected"
    if i and items[i - 1].low in _MODALS and items[i - 1].text.islower() and _is_led(token):
        return True  # the verb that a modal leads
    return is_past(items, i) or (any(f.form == "ing" for f in forms_of(token.low)) and token.low not in AMBIGUOUS)


def _is_led(token: Token) -> bool:
    """Whether a word behind a modal is the verb it leads, not the subject of a question."""
    return token.text.islower() and not (token.low in DETERMINERS or token.low in POSSESSIVES or is_adverb(token))


def is_past(items: Sequence[Token], i: int) -> bool:
    """Whether a word in "-ed" is the verb of the noun before it ("campaigners unfurled a banner")."""
    token = items[i]
    if not token.low.endswith("ed") or len(token.low) < 5 or is_capital(token) or "-" in token.low or i == 0:
        return False
    before = items[i - 1]
    named = is_capital(before) and before.low not in DETERMINERS and before.low not in PREPOSITIONS and i > 1
    return named or before.low in GROUP_NOUNS or (is_capital(before) and i == 1 and before.low not in DETERMINERS)


def phrase_before(items: Sequence[Token], end: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before `end`, with an apposition between commas, or None where there is none."""
    if end <= low:
        return None
    last = items[end - 1]
    if last.low in SUBJECT_PRONOUNS or last.low in ("who", "which"):
        return (end - 1, end)
    if last.low == ",":
        return _before_apposition(items, end - 1, low)
    if last.low in _QUANTIFIERS and end - 1 > low and items[end - 2].low not in _NOT_LAST | _QUANTIFIERS:
        several = phrase_before(items, end - 1, low)  # "the mayor and the council both said"
        return several if several and is_agent(items[slice(*several)]) else None
    stop = end
    if last.text == ")":
        opening = next((k for k in range(end - 1, max(low, end - 8) - 1, -1) if items[k].text == "("), None)
        if opening is None:
            return None
        stop = opening
    found = _stretch(items, stop, low)
    return (found, end) if found is not None else None


def _stretch(items: Sequence[Token], end: int, low: int) -> int | None:
    """Where the noun phrase that ends before `end` starts."""
    i = end
    joined = -1
    while i > low and end - i < _LONGEST and not _is_boundary(items, i - 1):
        if items[i - 1].low in ("and", "but", "or", "so", "yet"):
            if items[i - 1].low in ("but", "so", "yet"):
                break
            joined = i if joined < 0 else joined
        i -= 1
    if joined > 0 and i > low and is_finite(items[i - 1]):
        i = joined
    elif i > low and items[i - 1].low in ("who", "which", "that") and i - 1 > low and end - i < _LONGEST:
        i = joined if joined > 0 and is_agent(items[joined:end]) else i
    while i < end and (items[i].low in COORDINATORS or is_adverb(items[i]) or items[i].low in INTRODUCTORY):
        i += 1
    i = _after_adverbial(items, i, end)
    if i + 2 < end and _governs(items[i]) and (items[i + 1].low in DETERMINERS or items[i + 1].low in POSSESSIVES):
        i += 1
    if i >= end or items[end - 1].low in _NOT_LAST:
        return None
    if end - i == 1 and (items[i].low in _NEVER_SUBJECT or items[i].low in TIME_WORDS):
        return None
    return i


def _governs(token: Token) -> bool:
    """Whether a word before an article is a participle that the noun phrase hangs on ("paying | an architect who said")."""
    return token.text.islower() and token.low.endswith(("ing", "ed")) and len(token.low) > 4


_NOT_LAST = (
    DETERMINERS - {"some", "many", "both", "all", "others", "most", "several", "another", "few", "that"}
    | PREPOSITIONS
    | {
        "'s",
        "and",
        "or",
        "but",
        "not",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
    }
)


def _after_adverbial(items: Sequence[Token], start: int, end: int) -> int:
    """The start past an adverbial that opens the clause without a comma ("On Monday the mayor")."""
    i = start
    if end - i > 3 and items[i].low in ("this", "that", "next", "last") and items[i + 1].low == "time":
        i += 2
    while i < end and (items[i].low in PREPOSITIONS or items[i].low in ("last", "this", "earlier")) and _is_time(items, i, end):
        i += 1
        while i < end and (items[i].low in TIME_WORDS or items[i].text.isdigit() or items[i].low in ("the", "this", "last")):
            if items[i].low == "the" and not (i + 1 < end and items[i + 1].low in TIME_WORDS):
                break
            i += 1
    if i < end and items[i].low in PREPOSITIONS:
        for k in range(i + 2, end):
            if items[k].low in DETERMINERS and items[k - 1].low not in PREPOSITIONS and items[k - 1].low not in DETERMINERS:
                return k
        return next(
            (
                k
                for k in range(end - 1, i + 1, -1)
                if is_capital(items[k])
                and not is_capital(items[k - 1])
                and items[k - 1].low not in PREPOSITIONS
                and items[k - 1].low not in DETERMINERS
            ),
            i,
        )
    return i


def _is_time(items: Sequence[Token], i: int, end: int) -> bool:
    return any(items[k].low in TIME_WORDS or items[k].text.isdigit() for k in range(i + 1, min(i + 4, end)))


def _before_apposition(items: Sequence[Token], comma: int, low: int) -> tuple[int, int] | None:
    """The phrase before an apposition or relative clause that ends at the comma: "Ada Berg, a farmer, said"."""
    commas = [k for k in range(comma - 1, low, -1) if items[k].low == "," or items[k].low == QUOTE or items[k].low in STOPS]
    for k in commas[:4]:
        if items[k].low != ",":
            break
        first = items[k + 1]
        opens = first.low in DETERMINERS or first.low in ("who", "which", "whose", "speaking") or first.text.isdigit()
        opens = (
            opens
            or first.low.endswith(("ing", "ed"))
            or first.low in ("sent", "made", "led", "known")
            or first.low in POSSESSIVES
        )
        opens = opens or first.low in PREPOSITIONS or any(is_role(t.low) for t in items[k + 1 : comma])
        named = all(is_capital(t) for t in items[k + 1 : comma])
        opens = opens or (named and any(is_role(t.low) for t in items[max(low, k - 8) : k]))
        if not opens:
            continue
        start = _stretch(items, k, low)
        if start is not None and is_agent(items[start:k]):
            return (start, comma)
    return None


def phrase_after(items: Sequence[Token], start: int, high: int, *, inverted: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`: for "said X" only its core, for "according to X" with what belongs to it."""
    i = start
    while i < high and i - start < _LONGEST:
        token = items[i]
        if token.low in _EDGES and not (token.text in "'’" and i > start):
            if token.text == "(" and i + 2 < high and items[i + 2].text == ")":
                i += 3
                continue
            break
        if (token.low in SUBORDINATORS and i > start) or (is_finite(token) and i > start):
            break
        if i > start and token.low in PREPOSITIONS and _ends_at(items, i, high, inverted=inverted):
            break
        if i > start and token.low in ("and", "but", "or") and not _joins(items, i, high):
            break
        if (
            i > start
            and token.low in TIME_WORDS
            and token.low not in ("next", "late", "may")
            and not _is_titled(items, i, high)
        ):
            break
        if i > start and (
            token.low in SUBJECT_PRONOUNS
            or (token.low.endswith("ing") and items[i - 1].low not in _ARTICLES and token.low != "king" and forms_of(token.low))
        ):
            break
        if i > start + 1 and token.low.endswith("ed") and _is_participle(items, i, high):
            break
        if i > start and is_adverb(token) and not is_capital(token) and token.low not in ("first", "only"):
            break
        i += 1
    while i > start and (
        items[i - 1].low in PREPOSITIONS or items[i - 1].low in DETERMINERS - {"some", "many", "others", "both"}
    ):
        i -= 1
    return (start, i) if i > start else None


def _is_titled(items: Sequence[Token], i: int, high: int) -> bool:
    """Whether a word of time begins a name ("the Sunday Courier")."""
    return items[i - 1].low == "the" and is_capital(items[i]) and i + 1 < high and is_capital(items[i + 1])


def _is_participle(items: Sequence[Token], i: int, high: int) -> bool:
    """Whether a word in "-ed" follows its noun ("findings released on Monday")."""
    after = items[i + 1].low if i + 1 < high else "."
    return not is_capital(items[i]) and (after in PREPOSITIONS or after in TIME_WORDS or after in _EDGES)


def _ends_at(items: Sequence[Token], i: int, high: int, *, inverted: bool) -> bool:
    low = items[i].low
    after = items[i + 1].low if i + 1 < high else "."
    if after in TIME_WORDS or (after in ("a", "an") and inverted):
        return True
    return low not in (_AFTER_INVERTED if inverted else _PHRASE_PREPOSITIONS)


def _joins(items: Sequence[Token], i: int, high: int) -> bool:
    """Whether "and" at `i` joins two noun phrases: what follows is no verb, pronoun or adverb."""
    if i + 1 >= high:
        return False
    after = items[i + 1]
    return not (
        after.low in SUBJECT_PRONOUNS
        or is_finite(after)
        or after.low in SUBORDINATORS
        or after.low in _EDGES
        or is_adverb(after)
    )


def head_of(phrase: Sequence[Token]) -> str:
    """The head noun of a phrase in lower case: the last word before the first preposition or comma."""
    for i, token in enumerate(phrase):
        if token.text == "." and i < len(phrase) - 1 and phrase[i - 1].low in PERSON_TITLES:
            continue  # "Capt. Ada Berg"
        inner = token.text == "-" and 0 < i < len(phrase) - 1
        if inner and phrase[i - 1].end == token.start and token.end == phrase[i + 1].start:
            continue  # "a 16-year-old boy"
        if i and (
            token.low in PREPOSITIONS
            or (token.low in _EDGES and token.text not in "'’")
            or token.low in ("who", "which", "that")
        ):
            named = i > 1 and phrase[i - 1].low.endswith("ed") and token.low in PREPOSITIONS and _is_noun(phrase[i - 2])
            return phrase[i - 2].low if named else phrase[i - 1].low  # "the accord reached in"
    return phrase[-1].low if phrase else ""


def _is_noun(token: Token) -> bool:
    return token.low in DOCUMENT_NOUNS or token.low in GROUP_NOUNS or token.low in ORGANISATION_NOUNS or is_role(token.low)


def is_agent(phrase: Sequence[Token]) -> bool:
    """Whether a phrase can name somebody, or a document, that states things."""
    if not phrase:
        return False
    head = head_of(phrase)
    if head in ("%", "percent") or (head == "cent" and len(phrase) > 1 and phrase[-2].low == "per"):
        return True  # "78 per cent thought"
    if head in SUBJECT_PRONOUNS or head == "who" or (head.isdigit() and phrase[0].text in ("No", "Number")):
        return True
    if head in PERSON_ROLES or head in GROUP_NOUNS or head in ORGANISATION_NOUNS or head in DOCUMENT_NOUNS:
        return True
    if head.endswith(("ists", "crats", "ers", "ians", "ors", "men", "women")):
        return True
    if any(t.low == "year-old" for t in phrase):
        return True  # "a 39-year-old mason"
    if phrase[0].text[0].isdigit():
        return False  # "715 New Planets" of a headline are nobody
    core = [t for t in phrase if t.low == head]
    return any(is_capital(t) for t in core) and head not in TIME_WORDS and head not in DETERMINERS

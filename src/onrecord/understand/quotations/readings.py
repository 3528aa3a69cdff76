"""What the reader takes for a statement and the sentence tells to be none: a name, a passive, a deed, nobody's words."""

import re
from collections.abc import Sequence

from onrecord.understand.grammar import AUXILIARIES, DETERMINERS, POSSESSIVES, PREPOSITIONS, RELATIVES, word_set
from onrecord.understand.quotations.hits import Range
from onrecord.understand.quotations.phrases import MARKS, STOPS, is_agent, is_finite, is_in_name, phrase_after
from onrecord.understand.quotations.verbals import is_bidden
from onrecord.understand.quotations.verbs import forms_of
from onrecord.understand.tokens import Token, is_capital, tokenise

_DANGLING = re.compile(r"\s+(?:(?:in|at|on|via|by|with|during|from|to|of|through)\s+)?(?:a|an|the|his|her|its|their)\Z")
_NOBODY = word_set("no none nobody neither no-one")
_PRAISE = word_set("for over as after amid despite following")
_FOLLOWED = frozenset({",", "and", "or", "on", "at", "to", "when", "after", "before", "while", "but", "from"})


def is_misread(text: str, sentence: Range, source: Range, cue: Range, content: Range | None) -> bool:
    """Whether what the reader marked states nothing, by the words around its cue."""
    items = tokenise(text, *sentence)
    own = [k for k, t in enumerate(items) if cue[0] <= t.start < cue[1]]
    if not own:
        return False
    verb = next((k for k in reversed(own) if forms_of(items[k].low)), None)
    if text[max(0, cue[0] - 1) : cue[0]] in ("'", "’"):
        return True  # a possessive's own letter
    names_nobody = items_at(items, source[0]).low in _NOBODY
    if names_nobody or verb is None:
        return names_nobody
    if is_capital(items[verb]) and is_in_name(items, verb, 0, len(items)):
        return True
    if verb == own[-1] and is_bidden(items, verb):
        return True
    return _is_passive(items, verb, source) or (content is not None and _is_phoned(items, verb, content))


def items_at(items: Sequence[Token], at: int) -> Token:
    """The token that an offset stands in, the last one where none does."""
    return next((t for t in items if t.end > at), items[-1])


def _is_passive(items: Sequence[Token], verb: int, source: Range) -> bool:
    """Whether a bare participle says what is done to whom stands before it ("Mayor slammed for")."""
    if verb == 0 or verb + 1 >= len(items) or items[verb - 1].end > source[1] + 1 or items[verb].start < source[1]:
        return False
    if items[verb - 1].low in AUXILIARIES:
        return False
    past = [f for f in forms_of(items[verb].low) if f.form == "past" and not f.verb.prepositions]
    behind = items[verb + 1].low
    taking = bool(past) and all(set(f.verb.frames) <= {"n", "o"} for f in past)
    return taking and behind in _PRAISE


def _is_phoned(items: Sequence[Token], verb: int, content: Range) -> bool:
    """Whether somebody is telephoned or fetched ("called the police, who came", "by calling 555-0143")."""
    if not any(f.verb.lemma == "call" and not f.verb.prepositions for f in forms_of(items[verb].low)):
        return False
    if items[verb + 1 : verb + 2] and items[verb + 1].start != content[0]:
        return False
    first = verb + 1
    if first < len(items) and items[first].text[0].isdigit():
        return True
    found = phrase_after(items, first, len(items))
    if found is None or not is_agent(items[slice(*found)]):
        return False
    behind = items[found[1]].low if found[1] < len(items) else "."
    return behind in STOPS or behind in _FOLLOWED


def whole_source(text: str, source: Range, until: int) -> Range:
    """The source, where it is an article alone with the noun that it belongs to ("a | clerk called the owner")."""
    if text[slice(*source)].lower() not in _ALONE:
        return source
    items = tokenise(text, source[0], until)
    found = phrase_after(items, 0, len(items))
    if found is None or found[1] < 2:
        return source
    end = next(
        (k for k in range(1, found[1]) if is_finite(items[k]) or items[k].low in PREPOSITIONS or items[k].low in MARKS),
        found[1],
    )
    past = next((k for k in range(2, end) if items[k].low.endswith("ed") and items[k].text.islower()), end)
    if items[past - 1].text in "'’":
        past -= 1
    return (items[0].start, items[past - 1].end)


_NICKNAME = re.compile(r"[“\"‘'][^\s“”\"‘’']{1,20}[”\"’'] ?\Z")


def is_whole_subject(text: str, sentence: int, source: Range, part: Range) -> bool:
    """Whether the reader's source is the whole subject, of which the rules have only what a preposition, a relative clause or
    an apposition ends it with ("A boy who fled across | the border", "Ada Berg, | owner of the mill")."""
    if not (source[0] < part[0] and part[1] <= source[1]):
        return False
    items = tokenise(text, *source)
    ahead = [t for t in items if t.end <= part[0]]
    if not ahead or "\n" in text[slice(*source)] or not is_agent(items):
        return False
    last = ahead[-1]
    if _NICKNAME.search(text, source[0], part[0]):
        return not any(is_finite(t) for t in ahead)
    if any(_parts(ahead, k) for k in range(len(ahead))) or _has_verb(ahead):
        return False
    if all(t.text.islower() or t is ahead[0] for t in ahead) and ahead[0].low in DETERMINERS | POSSESSIVES and len(ahead) < 4:
        return True  # "his estranged | son Nate"
    if last.low in PREPOSITIONS or last.low in ("who", "which", "and") or items_at(items, part[0]).low in PREPOSITIONS:
        return True
    comma = next((k for k, t in enumerate(ahead) if t.low == ","), 0)
    return bool(comma) and source[0] == sentence and all(is_capital(t) for t in ahead[:comma])


def _parts(items: Sequence[Token], k: int) -> bool:
    """Whether a token parts what stands before it from what follows: a mark that is no part of a word ("16-year-old")."""
    token = items[k]
    if token.text == "-" and 0 < k < len(items) - 1:
        return items[k - 1].end < token.start or token.end < items[k + 1].start
    return token.low in STOPS or token.low in MARKS - {"'", "’"}


def _has_verb(items: Sequence[Token]) -> bool:
    """Whether a finite verb stands there that is of no relative clause."""
    relative = False
    for token in items:
        relative = token.low in RELATIVES or (relative and token.low != ",")
        if is_finite(token) and not relative:
            return True
    return False


def with_article(text: str, cue_end: int, read_end: int, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """The content with the article or possessive before it, where the reader took that into the cue ("rejected | her plan")."""
    if not content or cue_end >= read_end or not 0 <= content[0][0] - read_end <= 1:
        return content
    words = text[cue_end:read_end].split()
    return ((read_end - len(words[-1]), content[0][1]), *content[1:]) if len(words) == 1 and words[0].isalpha() else content


_ALONE = (DETERMINERS & frozenset({"the", "a", "an", "every", "another"})) | POSSESSIVES


def trim_cue(text: str, start: int, end: int) -> Range:
    """The cue to the end of its last word, without marks, and without what only leads on from it ("said in | the")."""
    last = end
    while last > start and not text[last - 1].isalnum():
        last -= 1
    if text[last : last + 1] == "-" and text[last - 1] == "e" and not text[last - 2 : last - 1].isalnum():
        last = next((k for k in range(last + 1, min(len(text), last + 20)) if not text[k].isalnum()), last)  # "via e-mail"
    while (cut := _DANGLING.search(text, start, last)) is not None:
        last = cut.start()
    return (start, last) if last > start else (start, end)
